#!/usr/bin/env python3
"""Packs the engine for a page: LZMA (a fifth smaller than gzip) in letters of base 94 (a twelfth smaller than 64).

    pack.py ENGINE.wasm > engine.txt

page/unpack.js reads it; src/site/src/bundle/pack.rs packs the same way what is known only when a form is bundled. The
letters are what ASCII prints, without `<`: nothing in them ends a script element. Nine bytes make eleven of them.
"""
import lzma
import sys

LETTERS = bytes(code for code in range(32, 127) if code != ord("<"))
FILTER = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 3, "lp": 0, "pb": 0, "dict_size": 1 << 20}


def main() -> None:
    with open(sys.argv[1], "rb") as file:
        plain = file.read()
    packed = bytearray(lzma.compress(plain, format=lzma.FORMAT_ALONE, filters=[FILTER]))
    # The size in the header, where liblzma leaves it open.
    packed[5:13] = len(plain).to_bytes(8, "little")
    packed += bytes(-len(packed) % 9)
    out = bytearray()
    for place in range(0, len(packed), 9):
        number = int.from_bytes(packed[place : place + 9], "big")
        out += bytes(LETTERS[number // 94**power % 94] for power in range(10, -1, -1))
    sys.stdout.buffer.write(out)


main()
