"""What a day file tells of inquiries: possible buyers, without anything that says who they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from pos_app.domain.day import DayTables, InquiryRow


class InquiryNote(NamedTuple):
    """One inquiry: for what and for when, how many pieces about (0: not said), and how warm (1-3).

    `makers` are the codes of the makers of what was looked at or asked about.
    """

    number: str
    at: str
    country: str
    business: str
    about_qty: int
    due: str
    warm: int
    makers: tuple[str, ...] = ()


def inquiry_notes_of(tables: DayTables) -> tuple[InquiryNote, ...]:
    """The inquiries in a day's tables, in their order."""
    return tuple(map(_note, tables.inquiries))


def _note(row: InquiryRow) -> InquiryNote:
    pieces = (piece["maker"] for piece in json.loads(row.pieces))
    makers = tuple(dict.fromkeys((*pieces, *json.loads(row.makers))))
    facts = (row.country, row.business, row.about_qty, row.due, row.warm)
    return InquiryNote(row.number, row.at, *facts, makers)


def inquiry_note_of(values: Sequence[Any]) -> InquiryNote:
    """The inquiry of a list that `json` read."""
    *facts, makers = values
    return InquiryNote._make((*facts, tuple(makers)))
