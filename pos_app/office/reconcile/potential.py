"""The potential of a fair: who may order later. It is no money, and in no total."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pos_app.office.book_day import BookDay
from pos_app.office.inquiry_notes import InquiryNote

VERY_WARM = 3


class ToldInquiry(NamedTuple):
    """An inquiry with the stand, till and day of the file that tells it."""

    note: InquiryNote
    stand: str
    till: str
    day: str


class Potential(NamedTuple):
    """How many inquiries, about how many pieces, and how many of the inquiries are very warm."""

    inquiries: int = 0
    about_qty: int = 0
    very_warm: int = 0


def inquiries_told(days: Iterable[BookDay]) -> tuple[ToldInquiry, ...]:
    """The inquiries of some files by number, each once: a laptop that took over tells them too."""
    found: dict[str, ToldInquiry] = {}
    for day in sorted(days, key=lambda day: (day.day, day.seat_day)):
        for note in day.notes.inquiries:
            found.setdefault(note.number, ToldInquiry(note, *day.till_day))
    return tuple(found[number] for number in sorted(found))


def potential_of(inquiries: Iterable[ToldInquiry]) -> Potential:
    """The figures of some inquiries."""
    notes = [each.note for each in inquiries]
    warm = sum(note.warm >= VERY_WARM for note in notes)
    return Potential(len(notes), sum(note.about_qty for note in notes), warm)
