"""What a book tells of its makers: the plan's texts, and the pictures among its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.catalogue import Maker
from pos_app.domain.maker_card import MakerCard
from pos_app.office.book import Book
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.plan.goods import pictures_of
from pos_app.office.records import RecordKind


@dataclass(frozen=True, slots=True)
class BookCards:
    """The makers of a book's plan, and the card of each that has one, by code."""

    makers: tuple[Maker, ...]
    cards: Mapping[str, MakerCard]


def book_cards(path: Path) -> BookCards:
    """Returns what a book tells of its makers, with their pictures. Raises as `Book.open`."""
    with Book.open(path, writing=False) as book:
        plan, office = book.plan, book.owner_key or ""
        pictures = pictures_of(plan, book.records(RecordKind.CARD), office)
    return BookCards(plan.makers, _cards(plan, pictures))


def _cards(plan: EventPlan, pictures: Mapping[str, bytes]) -> dict[str, MakerCard]:
    found = {}
    for maker in plan.makers:
        card = plan.cards.get(maker.code, MakerCard(maker.code))
        phone = plan.maker_phones.get(maker.code, "")
        card = replace(card, phone=phone, photo=pictures.get(maker.code, b""))
        if card:
            found[maker.code] = card
    return found
