"""The board of a book, for a projector: read from the book, on any thread."""

from __future__ import annotations

from pathlib import Path

from pos_app.clock import Clock
from pos_app.languages import LanguageCode
from pos_app.office.report.board import (
    Board,
    BoardPage,
    BoardRow,
    board_of,
    estimate_text,
    total_words,
)
from pos_app.office.report.fair_hours import FairHours, fair_hours
from pos_app.services.office.book_view import Status
from pos_app.services.office.event_book import book_status

__all__ = [
    "Board",
    "BoardPage",
    "BoardRow",
    "FairHours",
    "board_of_book",
    "board_of_status",
    "earlier_fair",
    "estimate_text",
    "total_words",
]


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


def earlier_fair(book: Path | None, clock: Clock) -> FairHours | None:
    """Returns the days of an earlier fair's book, by the hour; None without a book.

    Raises as `event_book.book_status`.
    """
    return None if book is None else fair_hours(book_status(book, None, clock))
