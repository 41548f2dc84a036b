"""What is told of the makers to buyers: shown at the counter, on cards, in QR codes."""

from __future__ import annotations

from pos_app.domain.maker_card import MakerCard
from pos_app.services.shop.shop import Shop
from pos_app.store import maker_cards as card_store

__all__ = ["MakerCard", "all_cards", "card_of"]


def all_cards(shop: Shop) -> dict[str, MakerCard]:
    """Returns the card of every maker that has one, by the maker's code."""
    return card_store.cards(shop.database)


def card_of(shop: Shop, maker: str) -> MakerCard | None:
    """Returns the card of the maker with that code, or None."""
    return all_cards(shop).get(maker)
