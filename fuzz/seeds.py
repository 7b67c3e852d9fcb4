#!/usr/bin/env python3
"""Writes what fuzzing begins with into corpus/: the vectors, definitions and examples of the tests.

Names are digests of contents, so nothing is written twice and what the fuzzer found stays.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "fuzz" / "corpus"
VECTORS = ROOT / "tests" / "vectors"
DEFINITIONS = VECTORS / "form" / "definitions"
count = 0


def seed(target, content):
    global count
    content = content.encode() if isinstance(content, str) else content
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha1(content).hexdigest()
    if not path.exists():
        path.write_bytes(content)
        count += 1


def rules():
    for path in sorted((VECTORS / "rule").glob("*.json")):
        for case in json.loads(path.read_text())["cases"]:
            if "rule" in case:
                seed("rule", case["rule"])
    text = (DEFINITIONS / "permit" / "form.toml").read_text()
    for part in text.split('"')[1::2]:
        seed("rule", part)


def typed():
    for path in sorted((VECTORS / "kind").glob("*.json")):
        for case in json.loads(path.read_text())["cases"]:
            value = case["typed"]
            text = "\n".join(value) if isinstance(value, list) and path.stem == "mrz" else value
            if isinstance(text, str):
                seed("mrz" if path.stem == "mrz" else "typed", text.encode("utf-8", "surrogatepass"))


def forms(tool):
    for path in [*ROOT.glob("forms/*/form.toml"), *DEFINITIONS.glob("*/form.toml"), *ROOT.glob("src/forms/cases/*/*.toml")]:
        seed("form_toml", path.read_text())
    for path in DEFINITIONS.glob("*/form.toml"):
        folder = str(path.parent)
        seed("form_json", run(tool, "compile", folder))
        lines = run(tool, "answers", folder, "3", "40").splitlines()
        for line in lines:
            seed("entries", line)
            seed("answers", line)
    for path in [*(VECTORS / "form").glob("*.toml"), *ROOT.glob("forms/*/examples/*.toml")]:
        for case in tomllib.loads(path.read_text()).get("case", []):
            for key in ["entries", "answers"]:
                if isinstance(case.get(key), dict):
                    seed("entries", json.dumps(case[key], default=str, ensure_ascii=False))


def small():
    """What the smallest readers begin with."""
    source = (ROOT / "src" / "forms" / "src" / "pattern" / "tests.rs").read_text()
    for part in source.split('"')[1::2]:
        seed("pattern", part.replace("\\\\", "\\") + "\nab01")
    for path in sorted((VECTORS / "kind").glob("*.json")):
        for case in json.loads(path.read_text())["cases"][:20]:
            seed("json", json.dumps(case))
    seed("json", '{"a":[1,-2,"\\ud83d\\ude00\\n",true,null,{}],"\\u0259":""}')


def sealed():
    for path in sorted((VECTORS / "seal").glob("submission-*.json")):
        case = json.loads(path.read_text())
        file = base64.b64decode(case["file"] + "==")
        seed("age", file.removeprefix(b"age-encryption.org/v1\n"))
        seed("copy", b"\0" + file)
        for depth in [b"\0", b"\1"]:
            seed("submission", depth + file)
    seed("copy", b"\1PK\x03\x04application.zip")
    seed("copy", b"\3" + b"\0".join([b'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', b"", b"", b"", b"", b"{}", b"{}"]))
    status = {
        "format": "sayyar-status/1", "issued": "2026-11-23T06:00:05Z", "next": "2026-11-24T06:00:05Z",
        "number": "NUMBER", "sequence": 42, "timeline": [{"on": "2026-11-20", "state": "received"}],
    }
    for depth in [b"\0", b"\1", b"\2"]:
        seed("status", depth + json.dumps(status, separators=(",", ":")).encode() + b"\n")
    index = {
        "expires": "2026-12-23", "format": "sayyar-forms/1", "forms": [], "issued": "2026-11-23", "publishers": [],
        "recipients": [], "sequence": 1, "site": "https://migrasiya.example",
    }
    seed("release", b"\1" + json.dumps(index, separators=(",", ":")).encode())
    digest = "0a" * 64
    for test in ["", " test"]:
        comment = f"form:work-permit version:1 build:12 date:2026-11-23 digest:{digest} file:form.html{test}"
        seed("release", b"\0" + comment.encode())
    facts = {"build": 1, "date": "2026-11-23", "digest": digest, "form": {}, "format": "sayyar-form/1", "id": "work-permit", "test": True, "version": 1}
    seed("release", b"\3" + b"\0".join([b"<html>", json.dumps(facts).encode(), b"{}", b"read me"]))


def files():
    """Small files of each format; `tests/interop/forms/files.py` has larger ones."""
    pdf = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    trailer = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    seed("sniff", pdf + trailer)
    seed("sniff", pdf + trailer.replace(b"/Root", b"/Encrypt 2 0 R/Root"))
    seed("sniff", b"%PDF-1.5\n1 0 obj\n<</Type/XRef/Root 2 0 R>>stream\nendstream\nendobj\nstartxref\n9\n%%EOF")
    seed("sniff", base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="))
    frame = bytes.fromhex("ffc0000b080008000801011100")
    scan = bytes.fromhex("ffda0008010100003f00") + bytes.fromhex("0102ff0003ffd004")
    seed("sniff", b"\xff\xd8" + frame + scan + b"\xff\xd9")
    seed("sniff", b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0" + frame + scan + b"\xff\xd9")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


rules()
typed()
forms(sys.argv[1])
small()
sealed()
files()
print(f"{count} new seeds")
