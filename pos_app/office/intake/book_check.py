"""Checks a whole book: every file by all checks of a day file, and every row derived from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pos_app.dayfile.unpack import MAX_FILE
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.book_rows import Row
from pos_app.office.check_file import CheckedDay
from pos_app.office.intake.sources import Source
from pos_app.office.intake.verifier import CheckedFile, Verifier


@dataclass(frozen=True, slots=True)
class BookCheck:
    """What was checked in a book, and what is wrong with it."""

    files: int
    records: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        """The result as `check --json` prints it, without the problems."""
        return {"ok": self.ok, "files": self.files, "records": self.records}


def check_book(path: Path, verifier: Verifier | None = None) -> BookCheck:
    """Checks a book on all cores. Raises PosError where it cannot be opened at all."""
    with Book.open(path, writing=False) as book:
        try:
            records = book.records()
            book.days(goods=True)
        except PosError as error:
            return BookCheck(0, 0, (error.problem(),))
        problems = [
            Problem("record_damaged", "error", {}, record.identity[:8])
            for record in records
            if not record.is_valid
        ]
        identities = book.identities()
        with verifier or Verifier() as checker:
            problems.extend(_file_problems(book, path, identities, checker))
        return BookCheck(len(identities), len(records), tuple(problems))


def _file_problems(
    book: Book, path: Path, identities: list[str], checker: Verifier
) -> Iterator[Problem]:
    files = iter(Source(identity, partial(_file, book, identity)) for identity in identities)
    corrections: list[Row] = []
    sound = True
    for item in checker.check_all(files, lambda _name: None):
        if not isinstance(item, CheckedFile):
            continue
        found, name = item.outcome, item.name
        if isinstance(found, Problem):
            sound = False
            yield Problem(found.code, "error", found.facts, name[:8])
            continue
        corrections += found.linked
        if found.identity != name or not _is_kept_as_found(book, found):
            yield _row_differs(path, name)
    if sound:  # what ties files to each other needs all of them
        for name in sorted(book.links.differing(corrections)):
            yield _row_differs(path, name)


def _row_differs(path: Path, identity: str) -> Problem:
    code = identity[:8]
    return Problem("book_row_differs", "error", {"file": str(path), "code": code}, code)


def _is_kept_as_found(book: Book, found: CheckedDay) -> bool:
    belongs = found.event == book.plan.code and not found.training
    return belongs and book.is_derived_from(found)


def _file(book: Book, identity: str) -> bytes:
    return book.file(identity, MAX_FILE) or b""
