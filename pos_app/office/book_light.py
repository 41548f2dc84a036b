"""The codes of days that come by light: kept in the book as received, until a day is whole.

A code proves itself only together with the others of its whole, so several that differ may be kept
for one place: a forged one that came first must not keep the true one out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from pos_app.light.codes import LightLabel
from pos_app.store.database import Database

MOST_FOR_ONE_PLACE = 4
"""How many codes that differ are kept for one number of one whole."""
MOST_CODES = 50_000
"""How many codes a book keeps; a fair of 60 tills and 5 days, all by light, makes some 3,000."""
MOST_LOOKED_AT = 100_000


class BookLight:
    """The tables of an open book that hold codes; what writes has to be within `writing`.

    `rows` runs a query; it raises MachineError `book_damaged`.
    """

    def __init__(
        self,
        database: Database,
        rows: Callable[..., list[Any]],
        writing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._database = database
        self._rows = rows
        self.writing = writing

    def add(self, whole: str, number: int, code: bytes) -> bool:
        """Keeps a code; False when the book has it, or has too many of its place or in all."""
        known = self._rows(
            "SELECT code FROM light_codes WHERE whole = ? AND number = ?", whole, number
        )
        if (code,) in known or len(known) >= MOST_FOR_ONE_PLACE:
            return False
        if not known and self._count >= MOST_CODES:
            return False
        self._database.execute(
            "INSERT INTO light_codes (whole, number, code) VALUES (?, ?, ?)", (whole, number, code)
        )
        self._count += 1
        return True

    @cached_property
    def _count(self) -> int:
        """How many codes there are; other programs may have added some since."""
        return int(self._rows("SELECT count(*) FROM light_codes")[0][0])

    def unfinished(self) -> list[bytes]:
        """The codes of all wholes of which nothing is known yet, by whole and number."""
        rows = self._rows(
            "SELECT code FROM light_codes WHERE whole NOT IN (SELECT whole FROM light_wholes)"
            " ORDER BY whole, number, code"
        )
        return [code for (code,) in rows]

    def codes_of(self, whole: str) -> list[bytes]:
        """The codes of one whole, by number."""
        sql = "SELECT code FROM light_codes WHERE whole = ? ORDER BY number, code"
        return [code for (code,) in self._rows(sql, whole)]

    def is_here(self, manifest: str) -> bool:
        """Whether the day of a code has come as a file."""
        return bool(self._rows("SELECT 1 FROM files WHERE identity = ?", manifest))

    def is_replaced(self, label: LightLabel) -> bool:
        """Whether a file of a later revision is here, and takes the place of a code's day.

        The next revision has to name that day; ones after it need not be known in between.
        """
        sql = (
            "SELECT 1 FROM days WHERE stand = ? AND till = ? AND seat = ? AND day = ?"
            " AND (revision > ? OR (revision = ? AND supersedes = ?))"
        )
        place, later = (label.stand, label.till, label.seat, label.day), label.revision + 1
        return bool(self._rows(sql, *place, later, later, label.manifest))

    def refusal(self, whole: str) -> str | None:
        """Why the day of a whole was refused once it was put together, or None."""
        for (refused,) in self._rows("SELECT refused FROM light_wholes WHERE whole = ?", whole):
            return None if refused is None else str(refused)
        return None

    def finish(self, whole: str, identity: str | None, refused: str | None) -> None:
        """Notes what a whole became."""
        self._database.execute(
            "INSERT OR IGNORE INTO light_wholes (whole, identity, refused) VALUES (?, ?, ?)",
            (whole, identity, refused),
        )

    def looked_at(self, marks: Iterable[str]) -> set[str]:
        """Which of these pictures were looked at before and showed no code."""
        return {
            mark for mark in marks if self._rows("SELECT 1 FROM light_looked WHERE mark = ?", mark)
        }

    def note_looked_at(self, marks: Iterable[str]) -> None:
        """Notes that these pictures show no code."""
        (count,) = self._rows("SELECT count(*) FROM light_looked")[0]
        room = max(0, MOST_LOOKED_AT - count)
        self._database.executemany(
            "INSERT OR IGNORE INTO light_looked (mark) VALUES (?)", _first(marks, room)
        )


def _first(marks: Iterable[str], count: int) -> Iterator[tuple[str]]:
    for _, mark in zip(range(count), marks, strict=False):
        yield (mark,)
