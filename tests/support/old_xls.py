"""Writes the workbook of Excel 97 to 2003, as small as it can be: one sheet in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_xls(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """Return an .xls whose sheet `name` has `rows` of texts and numbers."""
    return _compound_file(_workbook(name, rows))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _workbook(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    bof = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    head = _record(0x0809, bof) + _record(0x0042, struct.pack("<H", 1200))
    text = name.encode("latin-1")
    sheet_size = 4 + 8 + len(text)
    start = len(head) + sheet_size + 4
    bound = struct.pack("<IBBBB", start, 0, 0, len(text), 0) + text
    return head + _record(0x0085, bound) + _record(0x000A, b"") + _sheet(rows)


def _sheet(rows: Sequence[Sequence[object]]) -> bytes:
    width = max(len(cells) for cells in rows)
    found = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    found += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            found += _cell(row, column, cell)
    return found + _record(0x000A, b"")


def _cell(row: int, column: int, cell: object) -> bytes:
    place = struct.pack("<HHH", row, column, 15)
    if isinstance(cell, int | float):
        return _record(0x0203, place + struct.pack("<d", cell))
    if not cell:
        return b""
    text = str(cell)
    return _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(4_096, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    chain = [*range(3, count + 2), _END]
    fat = [_FAT, _END, *chain]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4_096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return header + struct.pack("<128I", *fat) + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    links = struct.pack("<III", _FREE, _FREE, child)
    return head + links + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
