"""The lines of a journal's twin: a row each, and what changed beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from pos_app.store.carried import Change, Entry, entries_sum, entries_text, text_sum


class JournalRow(NamedTuple):
    """One journal row: the bytes of the fact and the hash of the row."""

    seq: int
    hash: bytes
    payload: bytes


class TwinLine(NamedTuple):
    """One line of the twin: a journal row, carried entries, or both.

    `after` is the newest row up to here, `upto` the newest change that the twin carries.
    """

    row: JournalRow | None
    after: int
    upto: int = 0
    entries: list[Entry] = []  # noqa: RUF012  # never changed

    def text(self) -> bytes:
        """Return the line as it is written."""
        line: dict[str, Any] = {}
        if self.row is not None:
            seq, digest, payload = self.row
            line |= {"seq": seq, "hash": digest.hex(), "payload": payload.decode()}
        if self.entries:
            also = entries_text(self.entries)
            line |= {"also": also, "sum": entries_sum(also)}
        if self.row is None:
            line["after"] = self.after
        if self.upto:
            line["upto"] = self.upto
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_text(row: JournalRow) -> bytes:
    """Return how the line of a row begins in the twin; what it carries, or `}`, follows."""
    payload = encode_basestring(row.payload.decode())
    return f'{{"seq":{row.seq},"hash":"{row.hash.hex()}","payload":{payload}'.encode()


def is_line_of(text: bytes, line: bytes) -> bool:
    """Return whether a line begins with the `text` of a row, and what it carries is sound."""
    if not line.startswith(text):
        return False
    rest = line[len(text) :]
    if rest == b"}\n" or _has_its_sum(rest):
        return True
    return rest.startswith(b",") and is_sound(b'{"seq":0,' + rest[1:])


def _has_its_sum(rest: bytes) -> bool:
    """Return whether what follows a row is as `TwinLine.text` writes it, without reading it.

    The checksum is then over the very bytes.
    """
    found = _CARRIED.fullmatch(rest)
    return found is not None and text_sum(found[1]) == found[2].decode()


_CARRIED = re.compile(
    rb',"also":(\[\[.*\]\]),"sum":"([0-9a-f]{16})","upto":[0-9]{1,18}\}\n', re.DOTALL
)


def is_sound(line: bytes) -> bool:
    """Return whether a line can be read and what it carries has its checksum.

    The row in it, if there is one, has its hash instead, which is for the caller to check.
    """
    try:
        found = json.loads(line)
        keys = found.keys()
        also = found.get("also")
        whole = keys <= _KEYS and {"seq", "after"} & keys and line.endswith(b"\n")
        return bool(whole) and ((also is None) or entries_sum(also) == found["sum"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


_KEYS = {"seq", "hash", "payload", "also", "sum", "after", "upto"}


MOST_ENTRIES = 100
MOST_BYTES = 64 << 10
"""What one line carries at most; a single entry, a photo perhaps, may be longer."""


def lines_of(
    rows: Iterable[JournalRow], known: int, upto: int, changes: Sequence[Change]
) -> Iterator[TwinLine]:
    """Yield the lines of some rows; each carries what changed with it.

    `known` and `upto` are the newest row and change that the twin has before them. What changed
    with rows that it has already gets lines of its own. So does what is too much for one line:
    these come before the row, so that a row is always near the end of the file.
    """
    left = list(reversed(changes))
    for part in _parts(_taken(left, known)):
        upto = part[-1].n
        yield TwinLine(None, known, upto, [change.entry for change in part])
    for row in rows:
        *before, last = list(_parts(_taken(left, row.seq))) or [[]]
        for part in before:
            upto = part[-1].n
            yield TwinLine(None, known, upto, [change.entry for change in part])
        upto = last[-1].n if last else upto
        yield TwinLine(row, row.seq, upto, [change.entry for change in last])
        known = row.seq


def _taken(left: list[Change], seq: int) -> Iterator[Change]:
    """Take from the end of `left` what changed with rows up to `seq`."""
    while left and left[-1].seq <= seq:
        yield left.pop()


def _parts(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield changes in parts that one line can carry; no part is empty."""
    part: list[Change] = []
    size = 0
    for change in changes:
        more = _size_of(change.entry)
        if part and (len(part) == MOST_ENTRIES or size + more > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(change)
        size += more
    if part:
        yield part


def _size_of(entry: Entry) -> int:
    """Return about how many characters an entry takes in a line."""
    row = entry.row or ()
    return len(entry.key) + sum(len(each) for each in row if isinstance(each, (str, bytes)))


def carried_line(line: bytes) -> TwinLine | None:
    """Return a line that carries entries but no row, without them; None for any other line."""
    if not (line.startswith(b'{"also":') and line.endswith(b"\n")):
        return None
    try:
        found = json.loads(line)
        after, upto = found["after"], found["upto"]
    except (ValueError, KeyError, TypeError):
        return None
    whole = isinstance(after, int) and isinstance(upto, int)
    return TwinLine(None, after, upto) if whole else None
