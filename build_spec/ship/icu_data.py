"""Qt's Unicode data on Linux, cut to the program's languages: 2 MB instead of 32.

ICU keeps it in a shared library with one symbol, `icudtVERSION_dat`: a header, a list of items
(offsets of name and contents, sorted by name), the names, and the contents at multiples of 16.
An item that is not there falls back to the root, which holds what all languages have in common.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

LANGUAGES = ("en", "id")
LIST_OF_ITEMS = "res_index"
# Transliteration, numbers in words, units of measure: nothing in Qt asks for them.
UNUSED_FOLDERS = frozenset(("translit", "rbnf", "unit"))
UNUSED_KINDS = (".cnv", ".dict")
"""Encodings before Unicode, and how to break lines of Thai or Japanese."""
_OF_A_LANGUAGE = re.compile(r"([a-z]{2,3})(_\w+)?")
_SYMBOL = re.compile(r"^([0-9a-f]+) g.*\.rodata\s+([0-9a-f]+)\s+(icudt\d+_dat)$", re.MULTILINE)
_SECTION = re.compile(r"^\s*\d+ \.rodata\s+\w+\s+([0-9a-f]+)\s+\w+\s+([0-9a-f]+)", re.MULTILINE)
_ALIGNED = 16  # bytes
_ENTRY = struct.Struct("<II")
_COUNT = struct.Struct("<I")


def is_kept(name: str) -> bool:
    """Return whether an item, such as `icudt73l/coll/en.res`, is kept."""
    *folders, file = name.split("/")[1:]
    stem, _, kind = file.rpartition(".")
    if "." + kind in UNUSED_KINDS or UNUSED_FOLDERS & set(folders):
        return False
    language = _OF_A_LANGUAGE.fullmatch(stem)
    if kind != "res" or language is None or stem == LIST_OF_ITEMS:
        return True
    return language[1] in LANGUAGES


def cut(data: bytes) -> bytes:
    """Return ICU's data with the kept items only."""
    start = struct.unpack_from("<H", data)[0]
    items = [(name, contents) for name, contents in _items(data, start) if is_kept(name)]
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in items)
    place = _COUNT.size + _ENTRY.size * len(items)
    listed, contents, named = [], bytearray(), place
    begin = _padded(place + len(names))
    for name, each in items:
        listed.append(_ENTRY.pack(named, begin + len(contents)))
        named += len(name) + 1
        contents += each + bytes(_padded(len(each)) - len(each))
    head = data[:start] + _COUNT.pack(len(items)) + b"".join(listed) + names
    return head + bytes(start + begin - len(head)) + bytes(contents)


def _items(data: bytes, start: int) -> list[tuple[str, bytes]]:
    (count,) = _COUNT.unpack_from(data, start)
    entries = [
        _ENTRY.unpack_from(data, start + _COUNT.size + _ENTRY.size * each) for each in range(count)
    ]
    ends = [offset for _, offset in entries[1:]] + [len(data) - start]
    return [
        (_text_at(data, start + name), data[start + offset : start + end])
        for (name, offset), end in zip(entries, ends, strict=True)
    ]


def _text_at(data: bytes, place: int) -> str:
    return data[place : data.index(b"\0", place)].decode("ascii")


def _padded(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def cut_library(library: Path, work: Path) -> None:
    """Write the shared library `library` anew with the kept items only.

    Raises ValueError where it is built in another way, CalledProcessError where binutils fail.
    """
    symbols = subprocess.check_output(["objdump", "-T", str(library)], text=True)
    sections = subprocess.check_output(["objdump", "-h", str(library)], text=True)
    symbol, section = _SYMBOL.search(symbols), _SECTION.search(sections)
    if symbol is None or section is None:
        raise ValueError(f"{library.name} has no ICU data")
    begin = int(symbol[1], 16) - int(section[1], 16) + int(section[2], 16)
    data = library.read_bytes()[begin : begin + int(symbol[2], 16)]
    work.mkdir(parents=True, exist_ok=True)
    kept, source, made = work / "icu.dat", work / "icu.s", work / "icu.o"
    kept.write_bytes(cut(data))
    source.write_text(
        f".section .rodata\n.balign {_ALIGNED}\n.globl {symbol[3]}\n.type {symbol[3]}, @object\n"
        f'{symbol[3]}:\n.incbin "{kept}"\n.size {symbol[3]}, .-{symbol[3]}\n'
        '.section .note.GNU-stack,"",@progbits\n',
        "utf-8",
    )
    subprocess.run(["as", "-o", str(made), str(source)], check=True)
    link = ["ld", "-shared", "-soname", library.name, "-o", str(library), str(made)]
    subprocess.run(link, check=True)
