"""What is told of the makers to buyers: shown at the counter, on cards, in QR codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos_app.domain.maker_card import MakerCard, ToldMaker
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import maker_cards as card_store

if TYPE_CHECKING:
    from pos_app.labels.stock import Stock

__all__ = [
    "MakerCard",
    "ToldMaker",
    "all_cards",
    "maker_cards_pdf",
    "maker_labels",
    "put_cards",
    "told_makers",
]


def all_cards(shop: Shop) -> dict[str, MakerCard]:
    """Returns the card of every maker that has one, by the maker's code."""
    return card_store.cards(shop.database)


def told_makers(shop: Shop) -> list[ToldMaker]:
    """Returns the makers of whom there is something to tell, by name."""
    names = {maker.code: maker.name for maker in catalogue_store.makers(shop.database)}
    told = [
        ToldMaker(names.get(code, code), card)
        for code, card in all_cards(shop).items()
        if card.tells
    ]
    return sorted(told, key=lambda maker: maker.name.casefold())


def put_cards(shop: Shop, cards: Iterable[MakerCard]) -> int:
    """Stores cards in place of the makers' old ones, all or none; returns how many changed.

    An empty card is taken away.
    """
    known = all_cards(shop)
    changed = [card for card in cards if card != known.get(card.code, MakerCard(card.code))]
    with shop.transaction():
        card_store.put_cards(shop.database, changed)
    return len(changed)


def maker_cards_pdf(shop: Shop) -> bytes:
    """Returns an A6 card for each told maker. Raises PosError `maker_cards_none`."""
    from pos_app.labels.maker_label import cards_pdf

    return cards_pdf(_some(shop))


def maker_labels(shop: Shop, stock: Stock, copies: int, dpi: int, start: int = 1) -> bytes:
    """Returns `copies` labels with the code of each told maker, as a PDF.

    Raises PosError `maker_cards_none`, `maker_code_no_room`, `label_start`.
    """
    from pos_app.labels.maker_label import maker_labels_pdf

    makers = [maker for maker in _some(shop) for _ in range(copies)]
    return maker_labels_pdf(makers, stock, dpi, start)


def _some(shop: Shop) -> list[ToldMaker]:
    found = told_makers(shop)
    if not found:
        raise PosError("maker_cards_none")
    return found
