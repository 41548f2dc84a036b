"""Pieces of which there is only one, and which the stands together sold twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pos_app.domain.catalogue import sku_key
from pos_app.office.book_day import BookDay
from pos_app.office.goods_moves import UniqueSale
from pos_app.office.plan.event_plan import TillDay
from pos_app.office.reconcile.warnings import OfficeWarning


def sold_twice(counted: Iterable[BookDay]) -> Iterator[OfficeWarning]:
    """Each sale of a piece that was sold before and had not come back, with both receipts.

    Goods are the same where code and maker are. Two laptops may state one receipt: it is one.
    """
    lines: dict[tuple[str, str], dict[tuple[str, str, int], tuple[UniqueSale, TillDay]]]
    lines = defaultdict(dict)
    for day in counted:
        for sale in day.notes.unique:
            receipt = (sale.at, sale.number, sale.qty)
            goods = (sku_key(sale.sku), sku_key(sale.maker))
            lines[goods].setdefault(receipt, (sale, day.till_day))
    for found in lines.values():
        yield from _of_one([found[receipt] for receipt in sorted(found)])


def _of_one(sales: Iterable[tuple[UniqueSale, TillDay]]) -> Iterator[OfficeWarning]:
    out, last = 0, ""
    for sale, till_day in sales:
        out += sale.qty
        if sale.qty > 0 and out > 1:
            receipts = ", ".join(filter(None, (last, sale.number)))
            detail = f"{sale.name} ({sale.sku}): {receipts}"
            yield OfficeWarning(*till_day, "unique_sold_twice", detail)
        last = sale.number if sale.qty > 0 else last
        out = max(out, 0)
