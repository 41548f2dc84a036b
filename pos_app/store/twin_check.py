"""Compares the twin's rows with the journal, and finds the rows that only the twin knows.

A line of the twin counts only if its hash follows from the row before it. A line that a bad disk
garbled therefore proves nothing, and does not stop a till.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pos_app.domain.journal import row_hash
from pos_app.store.journal import Journal, JournalRow, row_of_line, twin_lines, twin_size
from pos_app.store.twin_lines import is_line_of, is_sound, row_text

TAIL_BYTES = 96 * 1024
"""How much of the twin's end is compared at a start: the last 40 sales or more."""


class CheckedUpto(NamedTuple):
    """A journal row, and the bytes of the twin up to the end of its line."""

    seq: int
    size: int


@dataclass(slots=True)
class TwinCheck:
    """What a twin shows: rows that the journal lacks or holds otherwise, and damage of its own.

    `unknown` is in the twin's order. `damaged` is the seq of the first journal row whose line in
    the twin is unreadable, false or missing, or None. `mark` is where the row that was asked for
    ends, or None.
    """

    unknown: list[JournalRow] = field(default_factory=list)
    damaged: int | None = None
    lines: int = 0
    mark: CheckedUpto | None = None


_LINES_AT_ONCE = 400


def check_twin(
    journal: Journal,
    path: Path,
    tail_bytes: int | None = None,
    size: int | None = None,
    pause: Callable[[], None] = lambda: None,
    after: CheckedUpto | None = None,
    mark: int = 0,
) -> TwinCheck:
    """Compare a twin with the journal line by line, in little memory.

    With `tail_bytes` only that much of the end of the file is read. `size` is what the file had
    before the running transaction began, if there is one. `pause` is called between some hundred
    lines, and what it raises ends the comparison. What lies before `after` is not compared again;
    `mark` is the row whose place in the twin is to be told.
    """
    found = TwinCheck()
    size = twin_size(path) if size is None else size
    before = after if after is not None and after.size <= size else CheckedUpto(0, 0)
    first = before.seq + 1 if tail_bytes is None else None
    comparison, read = _Comparison(journal, found, first), before.size
    for number, line in enumerate(twin_lines(path, tail_bytes, size, before.size), 1):
        comparison.take(line)
        read += len(line)
        if found.mark is None and mark and comparison.reached == mark:
            found.mark = CheckedUpto(mark, read)
        if number % _LINES_AT_ONCE == 0:
            pause()
    return found


class _Comparison:
    """Goes through the lines of a twin and the rows of the journal at once."""

    def __init__(self, journal: Journal, found: TwinCheck, first: int | None) -> None:
        """Begin with row `first`, or with whatever row the first line holds."""
        self._journal = journal
        self._found = found
        self._rows: Iterator[JournalRow] = iter(()) if first is None else journal.rows(first)
        self._expected = next(self._rows, None)
        self._last: JournalRow | None = None
        self._lost_place = first is None

    @property
    def reached(self) -> int:
        """The row of the newest line that held one."""
        return 0 if self._last is None else self._last.seq

    def take(self, line: bytes) -> None:
        """Compare the next line."""
        expected = self._expected
        if expected is not None and is_line_of(row_text(expected), line):
            self._go_on(expected)
            return
        if not is_sound(line):
            self._note_damage(expected.seq if expected else self._found.lines + 1)
        row = row_of_line(line)
        if row is not None:  # else it carries what changed beside the rows, or cannot be read
            self._take_row(row)

    def _take_row(self, row: JournalRow) -> None:
        expected = self._expected
        if self._journal.row(row.seq) == row:
            if not self._lost_place and expected is not None and row.seq > expected.seq:
                self._note_damage(expected.seq)
            self._start_at(row.seq)
            self._go_on(row)
        elif self._follows(row):
            self._found.unknown.append(row)
            self._last = row
        else:
            self._note_damage(row.seq)
            self._last = row

    def _go_on(self, row: JournalRow) -> None:
        self._found.lines += 1
        self._last, self._lost_place = row, False
        self._expected = next(self._rows, None)

    def _start_at(self, seq: int) -> None:
        if self._expected is None or self._expected.seq != seq:
            self._rows = self._journal.rows(seq)
            self._expected = next(self._rows, None)

    def _note_damage(self, seq: int) -> None:
        if self._found.damaged is None:
            self._found.damaged = seq

    def _follows(self, row: JournalRow) -> bool:
        """Return whether the row's hash follows from the one before it in twin or journal."""
        last = self._last
        before = [last.hash] if last is not None and last.seq == row.seq - 1 else []
        if row.seq == 1:
            before.append(self._journal.hash_before(1))
        else:
            own = self._journal.row(row.seq - 1)
            if own is not None:
                before.append(own.hash)
        return any(row_hash(previous, row.payload) == row.hash for previous in before)


def fits(journal: Journal, missing: Iterable[JournalRow]) -> bool:
    """Return whether the journal with the missing rows would be one unbroken chain.

    A row of the journal whose seq is among the missing ones is taken to be replaced.
    """
    added = {row.seq: row for row in missing}
    if not added:
        return False
    whole = {row.seq: row for row in journal.rows(min(added))} | added
    previous = journal.hash_before(min(added)) if _has_before(journal, min(added)) else None
    for seq in range(min(added), min(added) + len(whole)):
        row = whole.get(seq)
        if row is None or previous is None or row_hash(previous, row.payload) != row.hash:
            return False
        previous = row.hash
    return True


def _has_before(journal: Journal, seq: int) -> bool:
    return seq <= 1 or journal.row(seq - 1) is not None
