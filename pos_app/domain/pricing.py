"""Prices the items of a cart into sale lines, and the pieces of a refund or void."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import MAX_AMOUNT, MAX_PRICE, Rupiah, divide_half_up, spread
from pos_app.domain.sale import Sale, SaleLine
from pos_app.errors import PosError

MAX_QTY = 99_999


@dataclass(frozen=True, slots=True)
class CartItem:
    """One line of a cart: product, quantity, price, and the discount (rupiah) on the whole line.

    `unit_price` None stands for the catalogue price. `note` holds, for example, an engraving.
    """

    product: Product
    qty: int = 1
    unit_price: Rupiah | None = None
    discount: Rupiah = 0
    note: str = ""

    @property
    def price(self) -> Rupiah:
        """The price of one piece, negotiated or from the catalogue for that many pieces."""
        return self.listed_price if self.unit_price is None else self.unit_price

    @property
    def listed_price(self) -> Rupiah:
        """The catalogue price of one piece when that many are bought."""
        return self.product.price_for(self.qty)

    @property
    def list_price(self) -> Rupiah:
        """The catalogue price, or the price asked if that is higher."""
        return max(self.listed_price, self.price)

    @property
    def before_sale_discount(self) -> Rupiah:
        """The amount of the line before its part of the whole-sale discount."""
        return self.qty * self.price - self.discount


def check_item(item: CartItem) -> None:
    """Raise PosError `qty_invalid`, `price_invalid` or `discount_invalid` for an invalid item."""
    if not 1 <= item.qty <= MAX_QTY:
        raise PosError("qty_invalid", qty=item.qty, limit=MAX_QTY)
    if not 0 <= item.price <= MAX_PRICE:
        raise PosError("price_invalid", price=item.price, limit=MAX_PRICE)
    if not 0 <= item.discount <= item.qty * item.price:
        raise PosError("discount_invalid", discount=item.discount, limit=item.qty * item.price)


def price_lines(items: Sequence[CartItem], sale_discount: Rupiah = 0) -> tuple[SaleLine, ...]:
    """Return the lines of a sale, with `sale_discount` spread over them by largest remainder.

    Raises PosError `no_lines`, `qty_invalid`, `price_invalid`, `discount_invalid`,
    `amount_too_large`.
    """
    if not items:
        raise PosError("no_lines")
    for item in items:
        check_item(item)
    weights = [item.before_sale_discount for item in items]
    if not 0 <= sale_discount <= sum(weights):
        raise PosError("discount_invalid", discount=sale_discount, limit=sum(weights))
    if sum(item.qty * item.list_price for item in items) > MAX_AMOUNT // 1000:
        raise PosError("amount_too_large", limit=MAX_AMOUNT // 1000)
    pairs = zip(items, spread(sale_discount, weights), strict=True)
    return tuple(_line(n, item, share) for n, (item, share) in enumerate(pairs, 1))


def _line(number: int, item: CartItem, share: Rupiah) -> SaleLine:
    product = item.product
    return SaleLine(
        line=number,
        sku=product.sku,
        name=product.name,
        category=product.category,
        maker=product.maker,
        share_bp=product.share_bp,
        qty=item.qty,
        list_price=item.list_price,
        unit_price=item.price,
        discount=item.discount + share,
        amount=item.before_sale_discount - share,
    )


def refunded_amount(amount: Rupiah, qty: int, pieces: int) -> Rupiah:
    """Return the refund (rupiah) for the first `pieces` of a line of `qty` pieces and `amount`.

    The running count is rounded, not each piece, so that refunds piece by piece add up to `amount`.
    """
    return divide_half_up(amount * pieces, qty)


class Return(NamedTuple):
    """Pieces that the buyer returns, of line `line` or of any line with one of `skus`."""

    qty: int
    line: int | None = None
    skus: frozenset[str] = frozenset()


def pick_returns(
    sale: Sale, returns: Iterable[Return], already: Mapping[int, int]
) -> dict[int, int]:
    """Return the pieces to refund by line number, filling the lowest line first.

    `already` holds the pieces refunded before, by line number. Raises PosError `no_lines`,
    `qty_invalid`, `line_unknown`, `refund_too_many`.
    """
    left = Counter({line.line: line.qty - already.get(line.line, 0) for line in sale.lines})
    picked: Counter[int] = Counter()
    for item in returns:
        if not 1 <= item.qty <= MAX_QTY:
            raise PosError("qty_invalid", qty=item.qty, limit=MAX_QTY)
        _pick(sale, item, left, picked)
    if not picked:
        raise PosError("no_lines")
    return dict(sorted(picked.items()))


def _pick(sale: Sale, item: Return, left: Counter[int], picked: Counter[int]) -> None:
    lines = [
        line.line
        for line in sale.lines
        if line.line == item.line or (item.line is None and sku_key(line.sku) in item.skus)
    ]
    if not lines:
        raise PosError("line_unknown", number=sale.number, line=item.line or 0)
    available = sum(left[number] for number in lines)
    if item.qty > available:
        raise PosError("refund_too_many", number=sale.number, asked=item.qty, left=available)
    wanted = item.qty
    for number in lines:
        taken = min(wanted, left[number])
        if taken:
            left[number] -= taken
            picked[number] += taken
            wanted -= taken


def refund_lines(
    sale: Sale, picked: Mapping[int, int], already: Mapping[int, int]
) -> tuple[SaleLine, ...]:
    """Return the negative lines that refund `picked` pieces, after `already` were refunded."""
    return tuple(
        _refund_line(line, picked[line.line], already.get(line.line, 0))
        for line in sale.lines
        if line.line in picked
    )


def _refund_line(line: SaleLine, pieces: int, before: int) -> SaleLine:
    back = refunded_amount(line.amount, line.qty, before + pieces) - refunded_amount(
        line.amount, line.qty, before
    )
    return _signed(line, -pieces, -(pieces * line.unit_price - back), -back)


def void_lines(sale: Sale) -> tuple[SaleLine, ...]:
    """Return the lines of `sale` with the opposite sign."""
    return tuple(_signed(line, -line.qty, -line.discount, -line.amount) for line in sale.lines)


def _signed(line: SaleLine, qty: int, discount: Rupiah, amount: Rupiah) -> SaleLine:
    return line._replace(qty=qty, discount=discount, amount=amount)
