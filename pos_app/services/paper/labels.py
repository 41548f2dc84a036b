"""Labels for goods: chosen, checked before anything is drawn, and numbered where they need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.barcode import (
    TILL_PREFIX,
    in_store_ean13,
    is_in_store,
    split_in_store,
    till_part_of,
)
from pos_app.domain.catalogue import Product, sku_key
from pos_app.errors import PosError
from pos_app.services.catalogue import goods, import_export
from pos_app.services.paper import label_stocks
from pos_app.services.paper.receipts import save_pdf
from pos_app.services.shop.shop import Shop

if TYPE_CHECKING:
    from pos_app.labels.layout import Label
    from pos_app.labels.stock import Stock

DEFAULT_STOCK, DEFAULT_DPI = "TJ108", 203
RUNNING_KEY = "in_store_running"
TILL_PART_KEY = "barcode_till_part"  # the office may give one out; else it is made from the codes


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many labels of one product."""

    sku: str
    copies: int


def as_many_as_in_stock(found: Iterable[Product]) -> list[Wanted]:
    """A label for every piece on the shelf; none for what is not there."""
    return [Wanted(product.sku, product.stock) for product in found if product.stock > 0]


def labels_for(shop: Shop, wanted: Sequence[Wanted]) -> list[Label]:
    """The labels, in the order they were asked for. Raises PosError `sku_unknown`."""
    from pos_app.labels.layout import Label

    known = {sku_key(product.sku): product for product in import_export.products(shop)}
    labels = []
    for want in wanted:
        product = known.get(sku_key(want.sku))
        if product is None:
            raise PosError("sku_unknown", sku=want.sku)
        maker = product.maker_name or product.maker
        code = product.barcode or product.sku
        labels += [Label(product.name, product.price, maker, code)] * want.copies
    return labels


def make_labels(
    shop: Shop,
    wanted: Sequence[Wanted],
    stock: Stock,
    dpi: int = DEFAULT_DPI,
    start: int = 1,
) -> bytes:
    """The PDF. Raises what `check_labels` raises, before anything is drawn."""
    from pos_app.labels.render import to_pdf

    return to_pdf(check_labels(shop, wanted, stock, dpi), stock, dpi, start)


def check_labels(shop: Shop, wanted: Sequence[Wanted], stock: Stock, dpi: int) -> list[Label]:
    """The labels, each of which can be drawn there.

    Raises PosError; one that does not fit names the nearest stock that it fits on.
    """
    from pos_app.labels.layout import nearest_that_fits, plan

    found = labels_for(shop, wanted)
    for label in dict.fromkeys(found):
        try:
            plan(label, stock, dpi)
        except PosError as error:
            if error.code not in ("label_too_narrow", "label_too_low"):
                raise
            nearest = nearest_that_fits(label, label_stocks.stocks(shop).values(), dpi)
            facts = {**error.facts, "nearest": nearest.name if nearest else "–"}
            raise PosError(error.code, **facts) from error
    return found


def save_labels(
    shop: Shop,
    wanted: Sequence[Wanted],
    path: Path,
    stock: Stock,
    dpi: int = DEFAULT_DPI,
    start: int = 1,
) -> int:
    """Writes the PDF; returns how many labels. Raises what `make_labels` raises, and MachineError
    `file_not_written`."""
    save_pdf(make_labels(shop, wanted, stock, dpi, start), path)
    return sum(want.copies for want in wanted)


def calibration(stock: Stock) -> bytes:
    """The page that is held against a sheet, as PDF."""
    from pos_app.labels.render import calibration_pdf

    return calibration_pdf(stock)


def give_numbers(shop: Shop, skus: Sequence[str], *, by: str = "") -> list[Product]:
    """In-store EAN-13 numbers for goods that have none, given out once; noted in the journal.

    Prefix 20, the till, a running number: no two tills of an event give out the same one. Raises
    PosError `sku_unknown`, before any is given, and `barcode_range`.
    """
    known = {sku_key(product.sku): product for product in import_export.products(shop)}
    found = []
    for sku in skus:
        if sku_key(sku) not in known:
            raise PosError("sku_unknown", sku=sku)
        found.append(known[sku_key(sku)])
    part = till_part(shop)
    running = max(_stored_running(shop), _last_running(known.values(), part))
    numbered = []
    for product in found:
        if not product.barcode:
            running += 1
            # Kept first: a number that was printed and taken off again is not given to another.
            shop.settings.set(RUNNING_KEY, str(running))
            number = in_store_ean13(TILL_PREFIX, part, running)
            entry = replace(goods.entry_of(shop, product), barcode=number)
            numbered.append(goods.put_product(shop, entry, new=False, by=by))
        else:
            numbered.append(product)
    return numbered


def _stored_running(shop: Shop) -> int:
    stored = shop.settings.get(RUNNING_KEY)
    return int(stored) if stored.isascii() and stored.isdigit() else 0


def _last_running(products: Iterable[Product], part: int) -> int:
    """The highest of this till's numbers that its goods bear, whoever gave them out."""
    given = (split_in_store(p.barcode) for p in products if is_in_store(p.barcode))
    mine = (
        number.running
        for number in given
        if number is not None and (number.prefix, number.till_part) == (TILL_PREFIX, part)
    )
    return max(mine, default=0)


def till_part(shop: Shop) -> int:
    """The four digits that stand for this till in its own numbers.

    What the office gave out; else what follows from the till's codes.
    """
    stored = shop.settings.get(TILL_PART_KEY)
    if stored.isascii() and stored.isdigit() and len(stored) <= 4:
        return int(stored)
    identity = shop.identity
    return till_part_of(identity.event, identity.stand, identity.till)
