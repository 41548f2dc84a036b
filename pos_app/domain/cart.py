"""The cart: the items that the cashier has entered so far, and their total."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import MAX_QTY, CartItem, check_item, price_lines
from pos_app.domain.sale import NOTE_MARK, SaleLine
from pos_app.errors import PosError

MAX_NOTE = 100
MAX_SALE_NOTE = 500


def _tidy(note: str) -> str:
    return "".join(c for c in " ".join(note.split()) if c.isprintable())[:MAX_NOTE]


@dataclass(frozen=True, slots=True)
class Cart:
    """An immutable cart: its items, and the discount (rupiah) and note on the whole sale.

    `country` is the buyer's country (ISO 3166-1 alpha-2; empty if the buyer was not asked). Each
    method returns a new cart.
    """

    items: tuple[CartItem, ...] = ()
    discount: Rupiah = 0
    note: str = ""
    country: str = ""

    def __len__(self) -> int:
        return len(self.items)

    def add(self, product: Product, qty: int = 1) -> Cart:
        """Return the cart with `qty` more of `product`, on its plain line or on a new last one.

        Raises PosError `qty_invalid`.
        """
        index = self.plain_line(product)
        if index is None:
            item = CartItem(product, qty)
            check_item(item)
            return replace(self, items=(*self.items, item))
        return self.with_qty(index, self.items[index].qty + qty)

    def plain_line(self, product: Product) -> int | None:
        """Return the index of the line of `product` at catalogue price without note or discount."""
        key = sku_key(product.sku)
        for index, item in enumerate(self.items):
            plain = item.unit_price is None and not item.discount and not item.note
            if plain and product.listed and sku_key(item.product.sku) == key:
                return index
        return None

    def with_qty(self, index: int, qty: int) -> Cart:
        """Return the cart with another quantity on a line; 0 removes the line.

        Raises PosError `qty_invalid`.
        """
        if qty == 0:
            return self.without(index)
        if not 1 <= qty <= MAX_QTY:
            raise PosError("qty_invalid", qty=qty, limit=MAX_QTY)
        return self._with(index, replace(self.items[index], qty=qty))

    def with_price(self, index: int, unit_price: Rupiah | None) -> Cart:
        """Return the cart with a negotiated price on a line; None restores the catalogue price.

        Raises PosError `price_invalid`.
        """
        return self._with(index, replace(self.items[index], unit_price=unit_price))

    def with_line_note(self, index: int, note: str) -> Cart:
        """Return the cart with a note on a line, cut to `MAX_NOTE` characters; empty for none."""
        return self._with(index, replace(self.items[index], note=_tidy(note)))

    def with_note(self, note: str) -> Cart:
        """Return the cart with a note on the whole sale, cut to `MAX_NOTE` characters."""
        return replace(self, note=_tidy(note))

    def with_country(self, country: str) -> Cart:
        """Return the cart with the buyer's country code. Raises PosError `country_invalid`."""
        if country and not (len(country) == 2 and country.isascii() and country.isupper()):
            raise PosError("country_invalid", country=country[:10])
        return replace(self, country=country)

    def without(self, index: int) -> Cart:
        """Return the cart without a line; removing the last line gives an empty cart."""
        items = self.items[:index] + self.items[index + 1 :]
        return self._less(items) if items else Cart()

    def _less(self, items: tuple[CartItem, ...]) -> Cart:
        most = sum(item.before_sale_discount for item in items)
        return replace(self, items=items, discount=min(self.discount, most))

    def with_discount(self, discount: Rupiah) -> Cart:
        """Return the cart with a discount on the whole sale. Raises PosError `discount_invalid`."""
        cart = replace(self, discount=discount)
        if self.items:
            cart.lines()
        return cart

    def lines(self) -> tuple[SaleLine, ...]:
        """Return the sale lines of the cart at this moment. Raises as `price_lines` does."""
        return price_lines(self.items, self.discount)

    @property
    def sale_note(self) -> str:
        """The note printed on the receipt: that of the sale, then those of the lines."""
        lines = (f"{item.product.name}: {item.note}" for item in self.items if item.note)
        return NOTE_MARK.join(filter(None, (self.note, *lines)))[:MAX_SALE_NOTE]

    @property
    def pieces(self) -> int:
        """The number of pieces on all lines."""
        return sum(item.qty for item in self.items)

    @property
    def list_total(self) -> Rupiah:
        """The total at list prices, before any discount."""
        return sum(item.qty * item.list_price for item in self.items)

    @property
    def total(self) -> Rupiah:
        """The total after all discounts, before cash rounding."""
        return sum(item.before_sale_discount for item in self.items) - self.discount

    def _with(self, index: int, item: CartItem) -> Cart:
        check_item(item)
        return self._less((*self.items[:index], item, *self.items[index + 1 :]))
