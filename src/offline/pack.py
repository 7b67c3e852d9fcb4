#!/usr/bin/env python3
"""Packs the engine for a page: LZMA (a fifth smaller than gzip) in letters of base 85 (a sixteenth smaller than 64).

    pack.py ENGINE.wasm > engine.txt

page/unpack.js reads it. The letters are ASCII 35 to 121 without `<` and `\\`: nothing in them ends a script element.
"""
import lzma
import sys

LETTERS = bytes(code for code in range(35, 122) if code not in (60, 92))
FILTER = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 3, "lp": 0, "pb": 0, "dict_size": 1 << 20}


def main() -> None:
    with open(sys.argv[1], "rb") as file:
        plain = file.read()
    packed = bytearray(lzma.compress(plain, format=lzma.FORMAT_ALONE, filters=[FILTER]))
    # The size in the header, where liblzma leaves it open.
    packed[5:13] = len(plain).to_bytes(8, "little")
    packed += bytes(-len(packed) % 4)
    out = bytearray()
    for place in range(0, len(packed), 4):
        number = int.from_bytes(packed[place : place + 4], "big")
        out += bytes(LETTERS[number // 85**power % 85] for power in (4, 3, 2, 1, 0))
    sys.stdout.buffer.write(out)


main()
