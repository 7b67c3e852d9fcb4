"""An independent reading of FORMAT.md, on Python's own zipfile, hashlib and json.

    format.py inspect ARCHIVE            nothing in the archive but what the format allows
    format.py make KEY RECIPIENT ARCHIVE a submission signed with ssh-keygen, for us to open
    format.py tamper-HOW ARCHIVE OUT     the same files in an archive that is not canonical
    format.py facts TOOL                 numbers, passwords, locators: 1,000 random cases
"""

import base64
import hashlib
import json
import os
import random
import re
import struct
import subprocess
import sys
import zipfile

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def sha512(data):
    return hashlib.sha512(data).hexdigest()


def crockford(data, count):
    bits = int.from_bytes(data, "big") >> (len(data) * 8 - count * 5)
    return "".join(LETTERS[bits >> 5 * (count - 1 - i) & 31] for i in range(count))


def luhn(text):
    total, factor = 0, 2
    for letter in reversed(text):
        product = factor * LETTERS.index(letter)
        total += product // 32 + product % 32
        factor = 3 - factor
    return LETTERS[-total % 32]


def grouped(text):
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4)) + "-" + luhn(text)


def number(key):
    return grouped(crockford(hashlib.sha256(b"sayyar/number/v1" + key).digest(), 12))


def unbech32(text):
    values = [BECH32.index(letter) for letter in text.lower()[text.rindex("1") + 1 : -6]]
    bits = "".join(f"{value:05b}" for value in values)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) // 8 * 8, 8))


def bech32(prefix, data):
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate([0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]):
            check ^= generator if top >> i & 1 else 0
    values += [(check ^ 1) >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(BECH32[value] for value in values)


def fingerprint(recipient):
    return hashlib.sha256(b"sayyar/recipient/v1" + unbech32(recipient)).hexdigest()


def canonical(value):
    # Enough for ASCII keys and integers, which is all that headers have.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Info(zipfile.ZipInfo):
    """zipfile sets the UTF-8 flag only for names that need it."""

    def _encodeFilenameFlags(self):
        name, flags = super()._encodeFilenameFlags()
        return name, flags | 0x800


def plain(name):
    info = Info(name, (1980, 1, 1, 0, 0, 0))
    info.create_system, info.create_version, info.extract_version = 0, 10, 10
    info.external_attr = 0
    return info


class Archive(zipfile.ZipFile):
    def add(self, name, content, method=zipfile.ZIP_STORED, **changes):
        info = plain(name)
        info.compress_type = method
        for key, value in changes.items():
            setattr(info, key, value)
        with self.open(info, "w") as file:
            file.write(content)
        # Rights, which zipfile gives to every file, are a matter of Unix.
        info.external_attr = 0


def write(path, files, **changes):
    with Archive(path, "w") as archive:
        for name, content in files:
            archive.add(name, content, **changes)


def make(key, recipient, path):
    public = open(key + ".pub").read().split()[:2]
    raw = base64.b64decode(public[1])[-32:]
    header = {
        "applicant": " ".join(public),
        "assisted": False,
        "engine": "format.py",
        "filled_on": "2026-11-20",
        "form": {"build": 1, "digest": sha512(b"form"), "id": "registration", "version": 1},
        "format": "sayyar-submission/1",
        "language": "az",
        "number": number(raw),
        "recipients": [fingerprint(recipient)],
        "revision": 1,
        "status": recipient,
        "words": sha512(b"words"),
    }
    payload = [("data/submission.json", canonical(header)), ("data/answers.json", canonical({"name": "ƏLİ"}))]
    payload += [(f"data/attachments/photo/{n}-photo.jpeg", os.urandom(n * 1000)) for n in (1, 2)]
    lines = lambda files: "".join(f"{sha512(content)}  {name}\n" for name, content in files).encode()
    octets = sum(len(content) for _, content in payload)
    info = f"Bagging-Date: 2026-11-20\nExternal-Identifier: {header['number']}\nPayload-Oxum: {octets}.{len(payload)}\n"
    tags = [("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), ("bag-info.txt", info.encode())]
    tags.append(("manifest-sha512.txt", lines(payload)))
    tagmanifest = lines(tags)
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-n", "submission@sayyar", "-f", key]
    signature = subprocess.run(sign, input=tagmanifest, capture_output=True, check=True).stdout
    tags += [("tagmanifest-sha512.txt", tagmanifest), ("signatures/applicant.sshsig", signature)]
    write(path, tags + payload)


def inspect(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None and archive.comment == b""
        for info in archive.infolist():
            assert info.compress_type == zipfile.ZIP_STORED and info.date_time == (1980, 1, 1, 0, 0, 0), info
            assert info.flag_bits == 0x800 and not info.extra and not info.comment and not info.is_dir(), info
            assert re.fullmatch(r"[A-Za-z0-9._/-]+", info.filename), info
    again = path + ".again"
    with zipfile.ZipFile(path) as archive:
        write(again, [(info.filename, archive.read(info)) for info in archive.infolist()])
    assert open(path, "rb").read() == open(again, "rb").read(), "zipfile writes it differently"


def tamper(how, path, out):
    with zipfile.ZipFile(path) as archive:
        files = [(info.filename, archive.read(info)) for info in archive.infolist()]
    if how == "crlf":
        files = [(name, content.replace(b"\n", b"\r\n") if name == "bagit.txt" else content) for name, content in files]
    if how == "reorder":
        files.append(files.pop(5))
    if how == "folder":
        files.insert(5, ("data/", b""))
    changes = {
        "deflate": {"method": zipfile.ZIP_DEFLATED},
        "extra": {"extra": struct.pack("<HHI", 0x9999, 4, 0)},
        "date": {"date_time": (2026, 11, 20, 0, 0, 0)},
    }.get(how, {})
    if how == "zip64":
        with Archive(out, "w") as archive:
            for name, content in files:
                info = plain(name)
                info.file_size = len(content)
                with archive.open(info, "w", force_zip64=True) as file:
                    file.write(content)
                info.external_attr = 0
        return
    write(out, files, **changes)
    if how == "comment":
        with zipfile.ZipFile(out, "a") as archive:
            archive.comment = b"a comment"


def facts(tool):
    from argon2.low_level import Type, hash_secret_raw

    chance = random.Random(7)
    asked, expected = [], []
    for case in range(1000):
        password = crockford(chance.randbytes(10), 16)
        public = bytes(chance.randbytes(32))
        recipient = bech32("age", public)
        text = grouped(crockford(chance.randbytes(8), 12))
        wrong = list(text)
        place = chance.randrange(14)
        wrong[place] = chance.choice(LETTERS) if wrong[place] != "-" else "-"
        seed = chance.randbytes(10)
        questions = [
            (f"locator {recipient}", hashlib.sha256(b"sayyar/locator/v1" + public).digest()[:16].hex()),
            (f"fingerprint {recipient}", fingerprint(recipient)),
            (f"password {seed.hex()}", grouped(crockford(seed, 16))),
            (f"check {text}", "true"),
            (f"check {''.join(wrong)}", "true" if "".join(wrong) == text else "false"),
        ]
        if case % 100 == 0:
            salt = text.replace("-", "")[:12].encode()
            key = hash_secret_raw(password.encode(), salt, 3, 64 * 1024, 1, 32, Type.ID, 19)
            questions.append((f"status {grouped(password)} {text}", bech32("age-secret-key-", key).upper()))
        for question, answer in questions:
            asked.append(question)
            expected.append(answer)
    run = subprocess.run([tool, "submission", "facts"], input="\n".join(asked), capture_output=True, text=True)
    answers = run.stdout.splitlines() + [run.stderr] * len(asked)
    wrong = [case for case in zip(asked, expected, answers) if case[1] != case[2]]
    for question, answer, given in wrong[:10]:
        print(f"FAILED {question}: {given}, not {answer}")
    print(f"facts: {len(asked) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(bool(wrong))


command, *args = sys.argv[1:]
if command.startswith("tamper-"):
    tamper(command[len("tamper-") :], *args)
else:
    {"inspect": inspect, "make": make, "facts": facts}[command](*args)
