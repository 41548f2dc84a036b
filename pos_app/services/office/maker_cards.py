"""What the plan tells of makers, changed later: texts as signed changes, pictures as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pos_app.clock import Clock
from pos_app.domain.catalogue import Maker, match_maker
from pos_app.domain.maker_card import STORED, MakerCard
from pos_app.office.book import Book
from pos_app.office.office_key import office_key
from pos_app.office.plan.goods import last_turn, picture_records
from pos_app.office.plan.plan_text import card_lines
from pos_app.office.records import RecordKind
from pos_app.services.catalogue.card_files import CardsRead, cards_from_table, laid_over
from pos_app.services.office.card_reading import BookCards, book_cards
from pos_app.services.office.plan_decisions import change_plan

__all__ = [
    "BookCards",
    "CardsRead",
    "Maker",
    "MakerCard",
    "book_cards",
    "cards_from_table",
    "cards_of_earlier",
    "change_cards",
    "laid_over",
]


def cards_of_earlier(path: Path, makers: Iterable[Maker]) -> CardsRead:
    """Returns the cards of another fair's book for these makers, found by name, else by code.

    Raises as `Book.open`.
    """
    earlier, found = book_cards(path), {}
    for maker in makers:
        known = list(earlier.makers)
        old = match_maker(maker.name, known) or match_maker(maker.code, known)
        card = earlier.cards.get(old.code) if old is not None else None
        if card is not None and old is not None and _is_same(maker, old):
            found[maker.code] = replace(card, code=maker.code)
    return CardsRead(found)


def _is_same(maker: Maker, old: Maker) -> bool:
    """A code alone makes nobody the same person: the names must agree."""
    return " ".join(maker.name.casefold().split()) == " ".join(old.name.casefold().split())


def change_cards(
    path: Path, cards: Iterable[MakerCard], clock: Clock, reason: str = ""
) -> tuple[str, ...]:
    """Changes what the plan tells of these makers; returns the codes of those who changed.

    Raises Refused as `plan_decisions.change_plan`, before anything is written; MachineError
    `office_key_missing`, `office_key_damaged`.
    """
    known = book_cards(path).cards
    changed = [card for card in cards if card != _known(known, card)]
    lines = [line for card in changed for line in _changed_lines(_known(known, card), card)]
    if lines:
        change_plan(path, "\n".join((*lines, "")).encode(), clock, reason)
    photos = {c.code: c.photo for c in changed if c.photo != _known(known, c).photo}
    if photos:
        _add_pictures(path, photos)
    return tuple(card.code for card in changed)


def _changed_lines(known: MakerCard, card: MakerCard) -> list[str]:
    return card_lines(card, known, tuple(STORED)) if card.texts != known.texts else []


def _add_pictures(path: Path, photos: Mapping[str, bytes]) -> None:
    office = office_key(path)
    with Book.open(path) as book:
        turn = last_turn(book.records(RecordKind.CARD)) + 1
        for record in picture_records(book.plan.code, photos, office, turn):
            book.add_record(record)


def _known(known: Mapping[str, MakerCard], card: MakerCard) -> MakerCard:
    return known.get(card.code, MakerCard(card.code))
