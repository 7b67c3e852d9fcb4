#!/usr/bin/env python3
"""How long the sample site's forms take to build, beside what packing the same pages takes.

    tests/bench/forms.py             five runs
    tests/bench/forms.py --quick     one run: does the benchmark itself still work?

Three sites, built in turns from nothing: with its released forms, which are verified and copied; with nothing released,
so that each form is compiled, proved, written as a page, packed and signed; and that one again when nothing changed. The peer is `gzip -9` of the pages that were made: the least that packing costs.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import tempfile

from run import ROOT, measure, sayyar_binary

UNRELEASED = ("publisher = ", "recipients = ")


def site(folder, released):
    folder.mkdir()
    for part in ("content", "forms", "themes", "keys"):
        shutil.copytree(ROOT / part, folder / part)
    settings = (ROOT / "sayyar.toml").read_text().splitlines(keepends=True)
    if not released:
        for path in [*folder.glob("forms/*/released"), *folder.glob("forms/index.json*")]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        settings = [line for line in settings if not line.startswith(UNRELEASED)]
    (folder / "sayyar.toml").write_text("".join(settings))
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one run")
    parser.add_argument("--sayyar", type=pathlib.Path, help="the program, built already")
    options = parser.parse_args()
    sayyar = (options.sayyar or sayyar_binary()).resolve()
    runs = 1 if options.quick else 5
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        work = pathlib.Path(folder)
        released, unreleased = site(work / "released", True), site(work / "unreleased", False)
        seconds = {"released": [], "unreleased": [], "unchanged": [], "gzip -9": []}

        def time(name, command):
            seconds[name].append(measure(command, work, work / "log")["wall"])

        for _ in range(runs):
            for root in (released, unreleased):
                shutil.rmtree(root / "public", ignore_errors=True)
                shutil.rmtree(root / ".sayyar", ignore_errors=True)
                time(root.name, [sayyar, "build", "--root", root])
            time("unchanged", [sayyar, "build", "--root", unreleased])
            time("gzip -9", ["sh", "-c", "cat unreleased/public/forms/*/*/form.html unreleased/public/forms/*/form.html 2>/dev/null | gzip -9 > pages.gz; test -s pages.gz"])
        forms = len(list(unreleased.glob("forms/*/form.toml")))
        made = len(list(released.glob("forms/*/released")))
        median = {name: statistics.median(all) for name, all in seconds.items()}
        print("| the sample site | median s | of gzip -9 |\n|---|--:|--:|")
        for name, value in median.items():
            print(f"| {name} | {value:.3f} | {value / median['gzip -9']:.1f} |")
        each = (median["unreleased"] - median["released"]) / made
        print(f"\n{forms} forms, {made} of them released: a bundle costs {each * 1000:.0f} ms more to make than to verify and copy")


main()
