"""Compares the twin's rows with the journal, and finds the rows that only the twin knows.

A line of the twin counts only if its hash follows from the row before it. A line that a bad disk
garbled therefore proves nothing, and does not stop a till.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pos_app.domain.journal import row_hash
from pos_app.store.journal import Journal, JournalRow, readable_rows

TAIL_BYTES = 256 * 1024
"""How much of the twin's end is compared at a start: the last 150 sales or more."""


def unknown_rows(journal: Journal, path: Path, tail_bytes: int | None = None) -> list[JournalRow]:
    """Return the twin's rows that the journal lacks or holds otherwise, in the twin's order.

    With `tail_bytes` only that much of the end of the file is read.
    """
    twin = list(readable_rows(path, tail_bytes))
    if not twin:
        return []
    own = {row.seq: row for row in journal.rows(min(row.seq for row in twin) - 1)}
    return list(_unknown(twin, own, journal))


def _unknown(
    twin: Sequence[JournalRow], own: dict[int, JournalRow], journal: Journal
) -> Iterator[JournalRow]:
    last: JournalRow | None = None
    for row in twin:
        if own.get(row.seq) != row and _follows(row, last, own, journal):
            yield row
        last = row


def _follows(
    row: JournalRow, last: JournalRow | None, own: dict[int, JournalRow], journal: Journal
) -> bool:
    """Return whether the row's hash follows from the row before it in the twin or the journal."""
    before = [last.hash] if last is not None and last.seq == row.seq - 1 else []
    if row.seq == 1:
        before.append(journal.hash_before(1))
    elif row.seq - 1 in own:
        before.append(own[row.seq - 1].hash)
    return any(row_hash(previous, row.payload) == row.hash for previous in before)


def fits(journal: Journal, missing: Iterable[JournalRow]) -> bool:
    """Return whether the journal with the missing rows would be one unbroken chain."""
    added = {row.seq: row for row in missing}
    whole = {row.seq: row for row in journal.rows(min(added))}
    if not added or added.keys() & whole.keys():
        return False
    whole |= added
    previous = journal.hash_before(min(added)) if _has_before(journal, min(added)) else None
    for seq in range(min(added), min(added) + len(whole)):
        row = whole.get(seq)
        if row is None or previous is None or row_hash(previous, row.payload) != row.hash:
            return False
        previous = row.hash
    return True


def _has_before(journal: Journal, seq: int) -> bool:
    return seq <= 1 or next(iter(journal.rows(seq - 1, seq - 1)), None) is not None
