"""What is worth a look over all stands of a book."""

from __future__ import annotations

from pathlib import Path

from pos_app.clock import Clock
from pos_app.domain.money import format_rupiah
from pos_app.gc_pause import gc_paused
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.reconcile.review_list import TillReview, review_list
from pos_app.office.reconcile.status import Status
from pos_app.review_words import item_words
from pos_app.services.office import event_book
from pos_app.texts import text

__all__ = ["TillReview", "book_review", "review_text", "status_and_review"]


def book_review(path: Path, through: str | None, clock: Clock) -> tuple[TillReview, ...]:
    """Returns the items of the files that count up to the day `through`, the dearest first."""
    return status_and_review(path, through, clock)[1]


def status_and_review(
    path: Path, through: str | None, clock: Clock, *, goods: bool = False
) -> tuple[Status, tuple[TillReview, ...]]:
    """Returns the status of a book, as `event_book.book_status` does, and its items."""
    with Book.open(path, writing=False) as book, gc_paused():
        last = event_book.last_day(book.plan, through, clock)
        status = status_in(book, book.days(goods=goods), last)
        return status, review_list(status, book.reviews())


def review_text(items: tuple[TillReview, ...], lang: LanguageCode) -> str:
    """Returns the items as lines for a terminal; a sentence where there are none."""
    if not items:
        return text("review", "nothing", lang)
    return "\n".join(_line(each, lang) for each in items)


def _line(each: TillReview, lang: LanguageCode) -> str:
    item = each.item
    place = "-".join(filter(None, (each.stand, each.till)))
    when = f"{each.day} {item.at[11:16]}"
    parts = (place, when, item_words(item, lang), item.number, item.by)
    return "  ".join((f"{format_rupiah(item.amount):>14}", *filter(None, parts)))
