"""The sentences that ask stands for the photos of their day that are still missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.reconcile.partial_days import PartialDay, book_partials
from pos_app.office.report.partial_words import partial_text, photo_message, places_text

__all__ = [
    "PartialDay",
    "PhotoMessage",
    "partial_text",
    "photo_message",
    "photo_messages",
    "places_text",
]


class PhotoMessage(NamedTuple):
    """What to write to a stand, with its name and telephone by the plan; both may be empty."""

    partial: PartialDay
    text: str
    name: str = ""
    phone: str = ""

    def as_json(self) -> dict[str, Any]:
        """Returns the message for a program."""
        return {**self.partial.as_json(), "text": self.text, "name": self.name, "phone": self.phone}


def photo_messages(
    path: Path, lang: LanguageCode, stand: str = "", till: str = "", day: str = ""
) -> list[PhotoMessage]:
    """Returns a message for each day that is not whole, or for those of a stand, till or day.

    Raises as `Book.open`.
    """
    with Book.open(path, writing=False) as book:
        plan, partials = book.plan, book_partials(book)
    stands = {each.code: each for each in plan.stands}
    found = []
    for partial in partials:
        label = partial.label
        asked = ((stand, label.stand), (till, label.till), (day, label.day))
        if any(wanted and wanted != here for wanted, here in asked):
            continue
        planned = stands.get(label.stand)
        told = photo_message(partial, plan.name, lang)
        name, phone = (planned.name, planned.phone) if planned else ("", "")
        found.append(PhotoMessage(partial, told, name, phone))
    return found
