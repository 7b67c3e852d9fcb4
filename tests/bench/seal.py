#!/usr/bin/env python3
"""Seals and opens the same files with `seal` and with the `age` command, in turns, and compares.

    tests/bench/seal.py             1, 10, 50 and 200 MB, five runs each
    tests/bench/seal.py --quick     1 MB, one run: does the benchmark itself still work?

Both read from a file and write to one, on tmpfs where there is one. `age` knows X25519; ours is shown with X25519 and
with the post-quantum recipients that forms use. A submission is more than its sealing: it is signed, put into a bag
and an archive, and whoever opens it verifies all of that; its peer is a shell pipeline of independent tools.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from run import ROOT, measure

SUBMISSION_TOOLS = "set -e; age -d -i {key} {file} > opened.zip; rm -rf bag; unzip -q opened.zip -d bag; cd bag; sha512sum --quiet -c manifest-sha512.txt; ssh-keygen -Y verify -f {allowed} -I applicant -n submission@sayyar -s signatures/applicant.sshsig < tagmanifest-sha512.txt"


def example():
    command = ["cargo", "build", "--quiet", "--release", "-p", "sayyar-seal", "--example", "seal"]
    subprocess.run(command, cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "examples" / "seal"


def recipient(identity):
    return next(line.split()[-1] for line in identity.read_text().splitlines() if "public key" in line)


class Bench:
    """Files of one size, and what was measured on them."""

    def __init__(self, work, seal, runs):
        self.work, self.seal, self.runs, self.rows = work, seal, runs, []
        self.keys = {kind: work / f"{kind}.key" for kind in ("x25519", "hybrid")}
        for kind, path in self.keys.items():
            path.write_bytes(subprocess.run([seal, "age", "keygen", kind], check=True, capture_output=True).stdout)
            path.chmod(0o600)
        self.to = {kind: recipient(path) for kind, path in self.keys.items()}

    def shell(self, text):
        return measure(["sh", "-c", text], self.work, self.work / "log")

    def compare(self, what, size, peer, ours):
        """Runs a peer and ours in turns; `ours` maps a name to a command."""
        seconds = {name: [] for name in ["peer", *ours]}
        for _ in range(self.runs):
            for name, command in {"peer": peer, **ours}.items():
                seconds[name].append(self.shell(command)["wall"])
        median = {name: statistics.median(runs) for name, runs in seconds.items()}
        for name in median:
            ratio = median[name] / median["peer"]
            self.rows.append((what, size, name, median[name], size / median[name], ratio))

    def size(self, megabytes):
        plain = self.work / "plain.pdf"
        head, tail = b"%PDF-1.7\n", b"\nstartxref\n0\n%%EOF\n"
        plain.write_bytes(head + os.urandom(megabytes * 1_000_000 - len(head) - len(tail)) + tail)
        tool, keys, to = self.seal, self.keys, self.to
        ours = {kind: f"{tool} age encrypt {to[kind]} < plain.pdf > {kind}.age" for kind in keys}
        self.compare("seal", megabytes, f"age -r {to['x25519']} -o peer.age plain.pdf", ours)
        ours = {kind: f"{tool} age decrypt {keys[kind]} < {kind}.age > out" for kind in keys}
        self.compare("open", megabytes, f"age -d -i {keys['x25519']} -o out peer.age", ours)
        # A file from the peer opens here, and ours there.
        self.shell(f"{tool} age decrypt {keys['x25519']} < peer.age | cmp - plain.pdf")
        self.shell(f"age -d -i {keys['x25519']} x25519.age | cmp - plain.pdf")
        # A submission is 64 MiB at most.
        if megabytes <= 50:
            self.submission(megabytes)

    def submission(self, megabytes):
        seed = 7
        folder = self.work / "made"
        folder.mkdir(exist_ok=True)
        for kind in self.keys:
            self.shell(f"printf '{{}}' | {self.seal} submission seal made {seed} {self.to[kind]} plain.pdf && mv made/application.age made/{kind}.age")
        peer = SUBMISSION_TOOLS.format(key=self.keys["x25519"], file="made/x25519.age", allowed=folder / "allowed")
        ours = {kind: f"{self.seal} submission open {self.keys[kind]} < made/{kind}.age > out" for kind in self.keys}
        self.compare("verify a submission", megabytes, peer, ours)

    def table(self):
        print("| what | MB | by | median s | MB/s | of the peer's time |\n|---|--:|---|--:|--:|--:|")
        for what, size, name, seconds, speed, ratio in self.rows:
            print(f"| {what} | {size} | {name} | {seconds:.3f} | {speed:.0f} | {ratio:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1 MB, one run")
    parser.add_argument("--sizes", type=int, nargs="+", metavar="MB")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--seal", type=pathlib.Path, help="the example program, built already")
    options = parser.parse_args()
    sizes = options.sizes or ([1] if options.quick else [1, 10, 50, 200])
    place = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        bench = Bench(pathlib.Path(folder), (options.seal or example()).resolve(), options.runs or (1 if options.quick else 5))
        for megabytes in sizes:
            print(f"{megabytes} MB", file=sys.stderr)
            bench.size(megabytes)
        bench.table()


main()
