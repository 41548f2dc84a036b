"""The board of a book, for a projector: read from the book, on any thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from pos_app.bounded.output import write_own
from pos_app.clock import Clock
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.report.board import (
    Board,
    BoardPage,
    BoardRow,
    board_of,
    estimate_text,
    total_words,
)
from pos_app.office.report.comparison_words import comparison_json, comparison_lines
from pos_app.office.report.fair_hours import FairHours, fair_hours
from pos_app.office.report.pace import Comparison, compare
from pos_app.services.office.book_view import Status
from pos_app.services.office.event_book import book_status

__all__ = [
    "Board",
    "BoardPage",
    "BoardRow",
    "Compared",
    "FairHours",
    "board_of_book",
    "board_of_status",
    "check_readable",
    "compared_status",
    "compared_with",
    "earlier_fair",
    "estimate_text",
    "save_picture",
    "total_words",
]


def save_picture(picture: bytes, path: Path) -> Path:
    """Writes a picture of the board, whole or not at all.

    Raises PosError `file_exists` for a file that is no picture; MachineError `file_not_written`.
    """
    return write_own(path, picture)


def check_readable(book: Path) -> None:
    """Raises what opening a book for its board would: see `Book.open`."""
    Book.open(book, writing=False).close()


def board_of_book(
    book: Path, clock: Clock, lang: LanguageCode, earlier: FairHours | None = None
) -> Board:
    """Returns the board of a book up to today. Raises as `event_book.book_status`."""
    return board_of(book_status(book, None, clock), clock.now(), lang, earlier)


def board_of_status(
    status: Status, clock: Clock, lang: LanguageCode, earlier: FairHours | None = None
) -> Board:
    """Returns the board of a status that was just read."""
    return board_of(status, clock.now(), lang, earlier)


def earlier_fair(book: Path | None, clock: Clock, of: EventPlan | None = None) -> FairHours | None:
    """Returns the days of an earlier fair's book, by the hour; None without a book.

    `of` is the plan of the fair that is compared with it. Raises as `event_book.book_status`;
    PosError `earlier_same_event` for a book of that very event.
    """
    if book is None:
        return None
    status = book_status(book, None, clock)
    plan = status.plan
    if of is not None and plan.code == of.code and plan.start <= of.end and of.start <= plan.end:
        raise PosError("earlier_same_event", file=book.name, event=plan.code)
    return fair_hours(status)


class Compared(NamedTuple):
    """A status beside an earlier fair: sentences for people, and JSON; both may be empty."""

    lines: tuple[str, ...]
    as_json: dict[str, Any] | None
    comparison: Comparison | None = None


def compared_with(
    status: Status, earlier: Path | None, clock: Clock, lang: LanguageCode
) -> Compared:
    """Returns the comparison with an earlier fair's book, else with what the plan says of one.

    Raises as `earlier_fair`.
    """
    return compared_status(status, earlier_fair(earlier, clock, status.plan), lang)


def compared_status(status: Status, earlier: FairHours | None, lang: LanguageCode) -> Compared:
    """Returns the comparison with an earlier fair that was read already."""
    found = compare(status, earlier)
    lines = comparison_lines(found, status.plan.earlier, lang)
    return Compared(tuple(lines), comparison_json(found), found)
