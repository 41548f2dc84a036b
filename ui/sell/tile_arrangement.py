"""Which products the sell screen shows in which order, and when that order may change."""

from __future__ import annotations

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.tile_order import places_in_order
from pos_app.services.catalogue import tiles
from ui.session import Session


class TileArrangement:
    """The order of the session's products; it changes with `renew` only.

    A tile must not move away under a finger: the screen renews it when it is entered, and while
    the cart is empty.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._places: dict[str, int] = {}
        self._order: list[int] = []
        self.favourites: tuple[str, ...] = ()

    def load(self) -> None:
        """Takes the session's catalogue as it is now."""
        self._places = {sku_key(p.sku): n for n, p in enumerate(self._session.products)}
        self.renew()

    def renew(self) -> bool:
        """Reads favourites and what sells today; returns whether the order is another one."""
        session = self._session
        self.favourites = session.attempt(lambda: tiles.favourites(session.shop)) or ()
        day = session.day.day if session.day else ""
        sold = session.attempt(lambda: tiles.sold_on(session.shop, day)) or {}
        order = places_in_order(self._places, self.favourites, sold)
        is_other = order != self._order
        self._order = order
        return is_other

    def products(self, category: str) -> list[Product]:
        """The products of a category in order; an empty one is all."""
        found = self._session.products
        if len(found) != len(self._order):
            return [each for each in found if not category or each.category == category]
        ordered = [found[place] for place in self._order]
        return [each for each in ordered if each.category == category] if category else ordered
