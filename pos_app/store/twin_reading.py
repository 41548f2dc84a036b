"""Reads the journal's twin: all of its lines, those near its end, or only where it ends."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pos_app.store.twin_lines import JournalRow, carried_line


def read_twin(path: Path) -> Iterator[JournalRow]:
    """Yield the rows of a twin file up to the first incomplete or invalid line."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            row = _parse_twin_line(line)
            if row is not None:
                yield row
            elif carried_line(line) is None:
                return


def readable_rows(path: Path, tail_bytes: int | None = None) -> Iterator[JournalRow]:
    """Yield the rows of a twin file, passing over lines that are no rows.

    With `tail_bytes` only that much of the end of the file is read, and more where no row ends in
    it.
    """
    for line in twin_lines(path, tail_bytes):
        row = _parse_twin_line(line)
        if row is not None:
            yield row


def twin_size(path: Path) -> int:
    """Return the bytes of a twin file, 0 if there is none. Raises OSError."""
    return path.stat().st_size if path.exists() else 0


def twin_lines(
    path: Path, tail_bytes: int | None = None, upto: int | None = None, begin: int = 0
) -> Iterator[bytes]:
    """Yield the lines of a twin file; with `tail_bytes` those that begin that near to its end.

    They begin earlier where no row ends there. `upto` is the size that the file had before the
    database was read: a till that sells meanwhile writes more. `begin` is the byte after a line
    from which on all are yielded.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = 0 if tail_bytes is None else max(0, size - tail_bytes)
        while start and not _has_row(file, start):
            start = max(0, size - 4 * (size - start))
        for line in _lines_from(file, start) if start else _whole_lines_from(file, begin):
            if upto is not None and file.tell() > upto:
                return
            yield line


def _has_row(file: BinaryIO, start: int) -> bool:
    return any(_parse_twin_line(line) is not None for line in _lines_from(file, start))


def _lines_from(file: BinaryIO, start: int) -> Iterator[bytes]:
    file.seek(start)
    if start:
        file.readline()  # the rest of a line that began before
    # Not the file itself: a generator that ends early closes what it yields from.
    yield from iter(file.readline, b"")


def _whole_lines_from(file: BinaryIO, begin: int) -> Iterator[bytes]:
    file.seek(begin)
    yield from iter(file.readline, b"")


def _parse_twin_line(line: bytes) -> JournalRow | None:
    try:
        found = json.loads(line)
        row = JournalRow(found["seq"], bytes.fromhex(found["hash"]), found["payload"].encode())
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return row if line.endswith(b"\n") and isinstance(row.seq, int) else None


def twin_end(path: Path) -> tuple[int, int]:
    """Return the newest row and change of the last complete line; cut off an incomplete one.

    What the incomplete line held is in the database and will be written again.
    """
    if not path.exists():
        return 0, 0
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = 0
        window = 1 << 20
        while True:
            start = max(0, size - window)
            file.seek(start)
            tail = file.read()
            whole = tail[: tail.rfind(b"\n") + 1]
            body = whole[:-1]
            if start == 0 or b"\n" in body:
                break
            window *= 4
        if len(whole) < len(tail):
            file.truncate(start + len(whole))
    if not body:
        return 0, 0
    line = body[body.rfind(b"\n") + 1 :] + b"\n"
    row = _parse_twin_line(line)
    if row is not None:
        return row.seq, _upto_of(line)
    carried = carried_line(line)
    if carried is not None:
        return carried.after, carried.upto
    return sum(1 for _ in read_twin(path)), 0


def row_of_line(line: bytes) -> JournalRow | None:
    """Return the row of a complete line of a twin, or None if it holds none or cannot be read."""
    return _parse_twin_line(line)


def twin_newest(path: Path) -> int:
    """Return the newest row of a twin that another thread may be writing; nothing is cut off.

    Raises OSError.
    """
    return max((row.seq for row in readable_rows(path, 4096)), default=0)


def _upto_of(line: bytes) -> int:
    """Return the newest change that a whole line of a row names, or 0."""
    found = json.loads(line).get("upto", 0) if b'"upto":' in line[-40:] else 0
    return found if isinstance(found, int) else 0
