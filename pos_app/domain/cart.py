"""The cart: what the helper has scanned so far, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import MAX_QTY, CartItem, check_item, price_lines
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

    items: tuple[CartItem, ...] = ()
    discount: Rupiah = 0
    note: str = ""
    country: str = ""

    def __len__(self) -> int:
        return len(self.items)

    def add(self, product: Product, qty: int = 1) -> Cart:
        """`qty` more of `product`: onto its plain line if it has one, else at the end."""
        index = self.plain_line(product)
        if index is None:
            item = CartItem(product, qty)
            check_item(item)
            return replace(self, items=(*self.items, item))
        return self.with_qty(index, self.items[index].qty + qty)

    def plain_line(self, product: Product) -> int | None:
        """The line of `product` at its own price, which another piece of it may join."""
        key = sku_key(product.sku)
        for index, item in enumerate(self.items):
            plain = item.unit_price is None and not item.discount and not item.note
            if plain and product.listed and sku_key(item.product.sku) == key:
                return index
        return None

    def with_qty(self, index: int, qty: int) -> Cart:
        """The line with another quantity; 0 removes it. Raises PosError `qty_invalid`."""
        if qty == 0:
            return self.without(index)
        if not 1 <= qty <= MAX_QTY:
            raise PosError("qty_invalid", qty=qty, limit=MAX_QTY)
        return self._with(index, replace(self.items[index], qty=qty))

    def with_price(self, index: int, unit_price: Rupiah | None) -> Cart:
        """The line at a bargained price; None goes back to the catalogue's."""
        return self._with(index, replace(self.items[index], unit_price=unit_price))

    def with_line_note(self, index: int, note: str) -> Cart:
        """The line with a note of at most `MAX_NOTE` characters; an empty one takes it away."""
        return self._with(index, replace(self.items[index], note=_tidy(note)))

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
        items = self.items[:index] + self.items[index + 1 :]
        return self._less(items) if items else Cart()

    def _less(self, items: tuple[CartItem, ...]) -> Cart:
        most = sum(item.before_sale_discount for item in items)
        return replace(self, items=items, discount=min(self.discount, most))

    def with_discount(self, discount: Rupiah) -> Cart:
        """The cart with a whole-sale discount. Raises PosError `discount_invalid`."""
        cart = replace(self, discount=discount)
        if self.items:
            cart.lines()
        return cart

    def lines(self) -> tuple[SaleLine, ...]:
        """The lines as they would be sold now. Raises what `price_lines` raises."""
        return price_lines(self.items, self.discount)

    @property
    def sale_note(self) -> str:
        """What the receipt says below its lines: the sale's note, then each line's."""
        lines = (f"{item.product.name}: {item.note}" for item in self.items if item.note)
        return " · ".join(filter(None, (self.note, *lines)))[:MAX_SALE_NOTE]

    @property
    def pieces(self) -> int:
        return sum(item.qty for item in self.items)

    @property
    def list_total(self) -> Rupiah:
        return sum(item.qty * item.list_price for item in self.items)

    @property
    def total(self) -> Rupiah:
        return sum(item.before_sale_discount for item in self.items) - self.discount

    def _with(self, index: int, item: CartItem) -> Cart:
        check_item(item)
        return self._less((*self.items[:index], item, *self.items[index + 1 :]))
