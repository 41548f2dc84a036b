"""The cart: what the helper has scanned so far, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import MAX_QTY, Ask, check_ask, price_lines
from pos_app.domain.sale import SaleLine
from pos_app.errors import PosError

MAX_NOTE = 100
MAX_SALE_NOTE = 500


def _tidy(note: str) -> str:
    return "".join(c for c in " ".join(note.split()) if c.isprintable())[:MAX_NOTE]


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines as asked for, and what holds for the whole. Changing it gives a new cart.

    `country` is where the buyer comes from (ISO 3166-1 alpha-2, empty: not asked).
    """

    asks: tuple[Ask, ...] = ()
    discount: Rupiah = 0
    note: str = ""
    country: str = ""

    def __len__(self) -> int:
        return len(self.asks)

    def add(self, product: Product, qty: int = 1) -> Cart:
        """`qty` more of `product`: onto its plain line if it has one, else at the end."""
        index = self.plain_line(product)
        if index is None:
            ask = Ask(product, qty)
            check_ask(ask)
            return replace(self, asks=(*self.asks, ask))
        return self.with_qty(index, self.asks[index].qty + qty)

    def plain_line(self, product: Product) -> int | None:
        """The line of `product` at its own price, which another piece of it may join."""
        key = sku_key(product.sku)
        for index, ask in enumerate(self.asks):
            plain = ask.unit_price is None and not ask.discount and not ask.note
            if plain and product.listed and sku_key(ask.product.sku) == key:
                return index
        return None

    def with_qty(self, index: int, qty: int) -> Cart:
        """The line with another quantity; 0 removes it. Raises PosError `qty_invalid`."""
        if qty == 0:
            return self.without(index)
        if not 1 <= qty <= MAX_QTY:
            raise PosError("qty_invalid", qty=qty, limit=MAX_QTY)
        return self._with(index, replace(self.asks[index], qty=qty))

    def with_price(self, index: int, unit_price: Rupiah | None) -> Cart:
        """The line at a bargained price; None goes back to the catalogue's."""
        return self._with(index, replace(self.asks[index], unit_price=unit_price))

    def with_line_note(self, index: int, note: str) -> Cart:
        """The line with a note of at most `MAX_NOTE` characters; an empty one takes it away."""
        return self._with(index, replace(self.asks[index], note=_tidy(note)))

    def with_note(self, note: str) -> Cart:
        """The cart with a note on the whole sale."""
        return replace(self, note=_tidy(note))

    def with_country(self, country: str) -> Cart:
        """The cart of a buyer from there. Raises PosError `country_invalid`."""
        if country and not (len(country) == 2 and country.isascii() and country.isupper()):
            raise PosError("country_invalid", country=country[:10])
        return replace(self, country=country)

    def without(self, index: int) -> Cart:
        """The cart without that line; what holds for the whole goes with the last one."""
        asks = self.asks[:index] + self.asks[index + 1 :]
        return self._less(asks) if asks else Cart()

    def _less(self, asks: tuple[Ask, ...]) -> Cart:
        most = sum(ask.before_sale_discount for ask in asks)
        return replace(self, asks=asks, discount=min(self.discount, most))

    def with_discount(self, discount: Rupiah) -> Cart:
        """The cart with a whole-sale discount. Raises PosError `discount_invalid`."""
        cart = replace(self, discount=discount)
        if self.asks:
            cart.lines()
        return cart

    def lines(self) -> tuple[SaleLine, ...]:
        """The lines as they would be sold now. Raises what `price_lines` raises."""
        return price_lines(self.asks, self.discount)

    @property
    def sale_note(self) -> str:
        """What the receipt says below its lines: the sale's note, then each line's."""
        lines = (f"{ask.product.name}: {ask.note}" for ask in self.asks if ask.note)
        return " · ".join(filter(None, (self.note, *lines)))[:MAX_SALE_NOTE]

    @property
    def pieces(self) -> int:
        return sum(ask.qty for ask in self.asks)

    @property
    def list_total(self) -> Rupiah:
        return sum(ask.qty * ask.list_price for ask in self.asks)

    @property
    def total(self) -> Rupiah:
        return sum(ask.before_sale_discount for ask in self.asks) - self.discount

    def _with(self, index: int, ask: Ask) -> Cart:
        check_ask(ask)
        return self._less((*self.asks[:index], ask, *self.asks[index + 1 :]))
