#!/usr/bin/env python3
"""What taking in costs, beside the shell pipeline that checks the same files, and beside `cp` and `sync` of them.

    tests/bench/intake.py                    everything but a million applications; needs PostgreSQL, age, unzip, wrk
    tests/bench/intake.py --grow 10000 100000 1000000
    tests/bench/intake.py --only ingest      or door, growth
    tests/bench/intake.py --quick            a few files, one run: does the benchmark itself still work?

Files are verified and taken in durably, on the disk that holds the repository (or `--work`): from the start of the
programs to the last receipt, less what the same programs take for an empty folder (their keys are under a passphrase,
which is slow by design). Several processes share the files and the store. The pipeline is `age -d`, `unzip`,
`sha512sum -c`, `ssh-keygen -Y verify`, as many at once as there are cores; it keeps nothing. Debian's `age` knows X25519
only, so all files are sealed to that; the recipients that forms use by default are measured on ours alone.

PostgreSQL is started for it, as durable as it comes, on the same disk; and an S3 server. Applications of a store that has grown are made
by `src/intake/examples/load.rs`, straight into the database.
"""

import argparse
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from run import ROOT, measure

CORES = os.cpu_count()
PIPELINE = """set -e
d=$(mktemp -d -p "$2")
age -d -i "$1" "$3" > "$d/bag.zip"
unzip -q "$d/bag.zip" -d "$d/bag"
cd "$d/bag"
sha512sum --quiet -c manifest-sha512.txt
key=$(sed -n 's/.*"applicant":"\\(ssh-ed25519 [^"]*\\)".*/\\1/p' data/submission.json)
printf 'applicant %s\\n' "$key" > ../allowed
ssh-keygen -q -Y verify -f ../allowed -I applicant -n submission@sayyar -s signatures/applicant.sshsig < tagmanifest-sha512.txt > /dev/null
cd / && rm -rf "$d"
"""
# Sends each file once, then stops: what is known already would be answered without being kept.
WRK = """
local ffi = require("ffi")
ffi.cdef "int kill(int, int); int getpid(void);"
local files, at, told = {}, -1, {}
function init(args)
  for line in io.lines(args[1]) do
    local sha, path = line:match("^(%x+)%s+(.+)$")
    local file = io.open(path, "rb")
    files[#files + 1] = wrk.format("PUT", "/submissions/" .. sha, {["content-type"] = "application/octet-stream"}, file:read("*a"))
    file:close()
  end
end
function request()
  at = at + 1
  -- wrk asks for one to look at, before it begins.
  return files[math.max(1, math.min(at, #files))]
end
function response(status)
  told[status] = (told[status] or 0) + 1
  -- Its main thread sleeps until the time is over, or a signal comes.
  if told[201] == #files then ffi.C.kill(ffi.C.getpid(), 2); told[201] = told[201] + 1 end
end
function done(summary, latency)
  print(string.format("seconds %f p50 %f p99 %f", summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
"""


def built(options):
    """The program and its helper, in release."""
    if not (options.intake and options.load):
        command = ["cargo", "build", "--quiet", "--release", "-p", "sayyar-intake", "--bin", "sayyar-intake", "--example", "load"]
        subprocess.run(command, cwd=ROOT, check=True)
    release = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    return (options.intake or release / "sayyar-intake").resolve(), (options.load or release / "examples" / "load").resolve()


class Postgres:
    """A server of this run, with its defaults: every commit is on the disk."""

    def __init__(self, work):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pg", dir=work))
        work.chmod(0o755)
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        log = open(work / "postgres.log", "wb")
        initdb = [*self.user, self.bin / "initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "--locale=C", "--encoding=UTF8"]
        subprocess.run(initdb, check=True, stdout=log, stderr=log, cwd="/")
        command = [*self.user, self.bin / "postgres", "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="]
        self.child = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        while subprocess.run([self.bin / "pg_isready", "-q", "-h", self.folder]).returncode:
            time.sleep(0.1)
        self.count = 0

    def database(self):
        self.count += 1
        sql = f"CREATE DATABASE b{self.count} TEMPLATE template0"
        subprocess.run([self.bin / "psql", "-q", "-h", self.folder, "-U", "postgres", "-c", sql], check=True)
        return f"postgres:///b{self.count}?host={self.folder}&user=postgres"

    def stop(self):
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 2)
        self.child.wait()


class S3:
    """A server of this run (s3s-fs). It writes to the same disk and does not wait until that has it."""

    def __init__(self, work, load):
        self.secret = work / "s3-secret"
        self.secret.write_text("hush hush\n")
        self.secret.chmod(0o600)
        self.child = subprocess.Popen([load, "s3", work / "s3"], stdout=subprocess.PIPE, text=True)
        self.port, self.count = int(self.child.stdout.readline()), 0

    def section(self):
        self.count += 1
        return f'files = {{ bucket = "sayyar", endpoint = "http://127.0.0.1:{self.port}", prefix = "b{self.count}", access_key = "desk", secret_key_file = "{self.secret}" }}\n'

    def stop(self):
        self.child.kill()
        self.child.wait()


class Desk:
    """A companion in a folder; its store can be begun anew."""

    def __init__(self, work, name, tools, *init):
        self.folder, (self.program, self.load) = work / name, tools
        self.folder.mkdir()
        self.pass_file = self.folder / "passphrase"
        self.pass_file.write_text("correct horse battery\n")
        self.pass_file.chmod(0o600)
        made = self.run("init", "--json", "--test", *init)
        self.recipients = json.loads(made).get("recipients", [])
        settings = self.folder / "sayyar-intake.toml"
        text = settings.read_text().replace("per_hour = 60", "per_hour = 1000000")
        self.count = 0
        self.before, rest = text.split("[store]\n")
        self.after = rest[rest.index("\n["):]
        if self.recipients:
            self.bundle = subprocess.run([self.load, "form", self.folder, *self.recipients], check=True, capture_output=True, text=True).stdout.strip()

    def command(self, *args):
        return [str(self.program), "--passphrase-file", str(self.pass_file), *map(str, args)]

    def run(self, *args):
        ran = subprocess.run(self.command(*args), cwd=self.folder, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(f"{args} failed with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def empty(self, store):
        """An empty store in a new folder: `store` gives the lines of its section. All of them are removed at the end,
        because a file system that has just removed thousands of files is slow to make new ones."""
        self.count += 1
        self.store = self.folder / f"store{self.count}"
        (self.folder / "sayyar-intake.toml").write_text(f"{self.before}[store]\nfolder = \"{self.store.name}\"\n{store()}{self.after}")
        if self.recipients:
            self.run("forms", "add", self.bundle)

    def ingest(self, folders):
        """Seconds until all of these folders are taken in, a process for each, and the most memory one had."""
        begin = time.monotonic()
        children = []
        for folder in folders:
            with open(self.folder / f"log-{len(children)}", "wb") as log:
                children.append(subprocess.Popen(self.command("ingest", folder), cwd=self.folder, stdout=log, stderr=log))
        memory = 0
        for place, child in enumerate(children):
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            memory = max(memory, used.ru_maxrss / 1024)
            if child.returncode:
                sys.exit((self.folder / f"log-{place}").read_text()[-4000:])
        return time.monotonic() - begin, memory


class Bench:
    def __init__(self, work, options):
        self.work, self.options = work, options
        self.tools = built(options)
        self.runs = 1 if options.quick else options.runs
        self.desk = Desk(work, "desk", self.tools, "--x25519")
        self.postgres = Postgres(work)
        self.s3 = S3(work, self.tools[1])
        self.stores = {
            "SQLite + folder": lambda: "",
            "PostgreSQL + folder": lambda: f'database = "{self.postgres.database()}"\n',
            "PostgreSQL + S3": lambda: f'database = "{self.postgres.database()}"\n{self.s3.section()}',
        }

    def note(self, text):
        print(text, file=sys.stderr)

    def make(self, name, count, size, recipients):
        folder = self.work / name
        folder.mkdir()
        subprocess.run([self.tools[1], "submissions", folder, str(count), str(size), *recipients], check=True)
        return folder

    def key(self):
        """The desk's identity as a plain file, for the pipeline."""
        plain = self.work / "identity.txt"
        # age asks for passphrases on a terminal only: ours writes it for once.
        subprocess.run([self.tools[1], "identity", self.desk.folder / "keys" / "intake.age", self.desk.pass_file, plain], check=True)
        return plain

    def split(self, folder, parts):
        """The same files in so many folders."""
        out = self.work / "parts"
        shutil.rmtree(out, ignore_errors=True)
        for place, file in enumerate(sorted(folder.iterdir())):
            part = out / str(place % parts)
            part.mkdir(parents=True, exist_ok=True)
            os.link(file, part / file.name)
        return sorted(out.iterdir())

    def pipeline(self, files):
        """Seconds of the independent tools for these files."""
        script, room = self.work / "pipeline.sh", self.work / "room"
        script.write_text(PIPELINE)
        room.mkdir(exist_ok=True)
        names = self.work / "names"
        names.write_text("".join(f"{file}\n" for file in files))
        command = ["xargs", "-a", names, "-P", CORES, "-n", 1, "sh", script, self.key(), room]
        return measure(command, self.work, self.work / "log")["wall"]

    def copy(self, folder):
        out = pathlib.Path(tempfile.mkdtemp(prefix="copy", dir=self.work)) / "files"
        os.sync()
        return measure(["sh", "-c", f"cp -r {folder} {out} && sync -f {out}"], self.work, self.work / "log")["wall"]

    def ingest(self):
        quick = self.options.quick
        print("| size | what | files | seconds | a second | of the pipeline's speed | of cp + sync | memory MB |\n|---|---|--:|--:|--:|--:|--:|--:|")
        for size, count, piped in [(20_000, 40 if quick else 4000, 200), (10_000_000, 2 if quick else 30, 30)]:
            name = f"{size // 1000} KB" if size < 1_000_000 else f"{size // 1_000_000} MB"
            folder = self.make(f"files-{size}", count, size - 2_500, self.desk.recipients)
            files = sorted(folder.iterdir())[:piped]
            peers = {"pipeline": [], "cp + sync": []}
            seconds = {}
            for run in range(self.runs):
                self.note(f"{name}: run {run + 1} of {self.runs}")
                peers["pipeline"].append(len(files) / self.pipeline(files))
                peers["cp + sync"].append(count / self.copy(folder))
                for store, lines in self.stores.items():
                    for processes in self.options.processes:
                        self.desk.empty(lines)
                        nothing = [self.work / f"nothing-{place}" for place in range(processes)]
                        [one.mkdir(exist_ok=True) for one in nothing]
                        begin, _ = self.desk.ingest(nothing)
                        parts = self.split(folder, processes)
                        os.sync()
                        whole, memory = self.desk.ingest(parts)
                        what = f"{store}, {processes} process{'es' if processes > 1 else ''}"
                        seconds.setdefault(what, []).append((whole - begin, memory))
            speed = {peer: statistics.median(all) for peer, all in peers.items()}
            for peer, value in speed.items():
                print(f"| {name} | {peer} | {len(files) if peer == 'pipeline' else count} | | {value:.1f} | | | |")
            for what, all in seconds.items():
                took, memory = statistics.median(one for one, _ in all), max(memory for _, memory in all)
                rate = count / took
                print(f"| {name} | {what} | {count} | {took:.2f} | {rate:.1f} | {rate / speed['pipeline']:.1f} | {rate / speed['cp + sync']:.2f} | {memory:.0f} |")
        self.others()

    def others(self):
        """What has no peer: the recipients of forms, one large file, and the size of the program."""
        quick = self.options.quick
        desk = Desk(self.work, "hybrid", self.tools)
        count = 20 if quick else 2000
        folder = self.make("files-hybrid", count, 17_500, desk.recipients)
        desk.empty(self.stores["SQLite + folder"])
        (self.work / "nothing").mkdir()
        begin, idle = desk.ingest([self.work / "nothing"])
        took = desk.ingest([folder])[0] - begin
        print(f"\n20 KB sealed to the recipients of forms (X25519 with ML-KEM-768): {count / took:.0f} a second, SQLite + folder, one process")
        large = self.make("files-large", 1, 8_000_000 if quick else 49_990_000, self.desk.recipients)
        self.desk.empty(self.stores["SQLite + folder"])
        _, memory = self.desk.ingest([large])
        print(f"one of {'8' if quick else '50'} MB: {memory:.0f} MB of memory, {idle:.0f} MB when there is nothing to do (opening keys under a passphrase takes 32 MB of it)")
        print(f"the program: {self.tools[0].stat().st_size / 1e6:.1f} MB")

    def door(self):
        quick = self.options.quick
        count = 40 if quick else 6000
        folder = self.make("files-door", count, 17_500, self.desk.recipients)
        names = self.work / "door-files"
        with open(names, "wb") as out:
            subprocess.run(["sh", "-c", f"cd {folder} && sha256sum $PWD/*"], check=True, stdout=out)
        script = self.work / "door.lua"
        script.write_text(WRK)
        door = Desk(self.work, "door", self.tools, "--door")
        print("\n| door | what | a second | median ms | 99 of 100 ms | memory MB |\n|---|---|--:|--:|--:|--:|")
        for store, lines in self.stores.items():
            door.empty(lines)
            with Running(door) as running:
                idle = running.memory()
                wrk = ["wrk", "-t", "1", "-c", "32", "-d", "60" if quick else "300", "--timeout", "60", "-s", script, running.url, "--", names]
                told = self.wrk(wrk)
                print(f"| {store} | 20 KB, kept and answered with a receipt | {count / told['seconds']:.0f} | {told['p50']:.1f} | {told['p99']:.1f} | {running.memory():.0f} |")
                if store.startswith("SQLite"):
                    wait = 1 if quick else 5
                    told = subprocess.run(["wrk", "-t", "1", "-c", "32", "-d", str(wait), f"{running.url}/healthz"], check=True, capture_output=True, text=True).stdout
                    rate = next(line.split()[1] for line in told.splitlines() if line.startswith("Requests/sec"))
                    print(f"| {store} | `/healthz` | {float(rate):.0f} | | | |")
                    before = running.memory()
                    uploads = 20 if quick else 500
                    kept = running.uploads(uploads)
                    print(f"| {store} | {uploads} uploads begun, {len(kept)} connections open | | | | {running.memory():.0f} ({before:.0f} before, {idle:.0f} at the start) |")
                    [one.close() for one in kept]
        shutil.rmtree(folder)

    def wrk(self, command):
        ran = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        line = next((line for line in ran.stdout.splitlines() if line.startswith("seconds ")), None)
        if ran.returncode or line is None or "Non-2xx" in ran.stdout:
            sys.exit(f"wrk: {ran.stdout}{ran.stderr}")
        words = line.split()
        return {name: float(value) for name, value in zip(words[::2], words[1::2])}

    def growth(self):
        sizes = self.options.grow or ([200] if self.options.quick else [10_000, 100_000])
        count = 20 if self.options.quick else 1000
        print("\n| applications | store | list of 50, s | search, s | 1,000 more of 20 KB, a second | publish, s | its MB | its memory MB | database MB |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|")
        # Where the files are makes no difference to lists.
        for store, lines in list(self.stores.items())[:2]:
            self.desk.empty(lines)
            (self.work / "nothing").mkdir(exist_ok=True)
            begin, _ = self.desk.ingest([self.work / "nothing"])
            for size in sizes:
                self.note(f"{store}: {size} applications")
                subprocess.run([self.tools[1], "rows", self.desk.folder / "sayyar-intake.toml", str(size)], check=True)
                folder = self.make(f"more-{store[:3]}-{size}", count, 17_500, self.desk.recipients)
                os.sync()
                rate = count / (self.desk.ingest([folder])[0] - begin)
                shutil.rmtree(folder)
                command = lambda *args: measure(self.desk.command(*args), self.desk.folder, self.work / "log")
                listed = statistics.median(command("list", "--limit", 50)["wall"] for _ in range(3))
                search = statistics.median(command("list", "--search", "eliyeva 123", "--limit", 50)["wall"] for _ in range(3))
                published = command("publish", "--out", "statuses")
                tree = sum(path.stat().st_size for path in (self.desk.folder / "statuses").rglob("*") if path.is_file()) / 1e6
                shutil.rmtree(self.desk.folder / "statuses")
                database = sum(path.stat().st_size for path in self.desk.store.glob("sayyar.db*")) / 1e6
                print(f"| {size:,} | {store} | {listed:.2f} | {search:.2f} | {rate:.0f} | {published['wall']:.1f} | {tree:.0f} | {published['memory']:.0f} | {f'{database:.0f}' if database else ''} |", flush=True)


class Running:
    """A door that is open."""

    def __init__(self, desk):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(desk.folder / "door.log", "wb")
        self.child = subprocess.Popen(desk.command("door", "--listen", f"127.0.0.1:{self.port}"), cwd=desk.folder, stdout=self.log, stderr=self.log)

    def __enter__(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).read()
                return self
            except OSError:
                time.sleep(0.1)
        sys.exit("the door does not open")

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()
        self.log.close()

    def memory(self):
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def uploads(self, count):
        """Begins so many uploads of 1 MB in pieces and sends half of each; their connections stay open. As many as the
        door works on at one time are in the middle of a piece."""
        length, half, kept = 1_000_000, os.urandom(500_000), []
        for place in range(count):
            # As from many people: one address has so many connections and no more.
            one = socket.create_connection(("127.0.0.1", self.port), source_address=(f"127.0.1.{place // 20 + 1}", 0))
            meta = subprocess.run(["base64", "-w0"], input=os.urandom(32).hex().encode(), capture_output=True, check=True).stdout.decode()
            one.sendall(f"POST /files HTTP/1.1\r\nhost: door\r\ntus-resumable: 1.0.0\r\nupload-length: {length}\r\nupload-metadata: sha256 {meta}\r\ncontent-length: 0\r\n\r\n".encode())
            head = answer(one)
            where = next(line.split(": ", 1)[1] for line in head.splitlines() if line.lower().startswith("location"))
            where = "/" + where.split("/", 3)[3] if "://" in where else where
            waits = place >= count - 50
            promised = length if waits else len(half)
            one.sendall(f"PATCH {where} HTTP/1.1\r\nhost: door\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: {promised}\r\n\r\n".encode())
            one.sendall(half)
            if not waits:
                answer(one)
            kept.append(one)
        return kept


def answer(connection):
    """The head of an answer that must be a good one."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(4096)
        if not more:
            break
        data += more
    text = data.decode(errors="replace")
    if not text.startswith("HTTP/1.1 2"):
        sys.exit(f"the door answered: {text}")
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few files, one run")
    parser.add_argument("--only", choices=["ingest", "door", "growth"], action="append")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--grow", type=int, nargs="+", metavar="APPLICATIONS")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target", help="a folder on the disk to be measured")
    parser.add_argument("--intake", type=pathlib.Path, help="the program, built already")
    parser.add_argument("--load", type=pathlib.Path, help="its example, built already")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.work.resolve()) as folder:
        bench = Bench(pathlib.Path(folder), options)
        try:
            for part in options.only or ["ingest", "door", "growth"]:
                getattr(bench, part)()
        finally:
            bench.s3.stop()
            bench.postgres.stop()


main()
