"""Pieces of which there is only one, and which the stands together sold twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from pos_app.domain.catalogue import sku_key
from pos_app.office.book_day import BookDay
from pos_app.office.piece_sales import UniqueSale
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.plan.handed_out import HandedOut
from pos_app.office.reconcile.warnings import OfficeWarning
from pos_app.office.sold_terms import Offer

Piece = tuple[str, str]
"""The `sku_key`s of some goods and of their maker, as the plan calls the maker."""
SalesInFile = Callable[[str, frozenset[str]], Iterable[UniqueSale]]
"""Reads the lines of a file, by its identity, with goods of these `sku_key`s."""
_Told = tuple[UniqueSale, TillDay]


def no_sales(identity: str, skus: frozenset[str]) -> Iterable[UniqueSale]:
    """For a status without a book: no file can be read again."""
    return ()


class UniquePieces:
    """The pieces that the office's goods mark, or the journal of any till of the event.

    A till that has no mark for a piece stores it among other goods: where such a till offered one,
    its file is read again.
    """

    def __init__(self, plan: EventPlan, days: Iterable[BookDay], handed: HandedOut) -> None:
        self._plan = plan
        self._offered: dict[int, Piece] = {}
        planned = (each for goods in handed.values() for each in goods.values() if each.unique)
        self.marked = {self._piece(each.sku, each.maker) for each in planned}
        for day in days:
            self.marked |= self._marked_by(day)

    def _piece(self, sku: str, maker: str, name: str = "") -> Piece:
        planned = self._plan.maker(maker, name)
        return sku_key(sku), sku_key(maker if planned is None else planned.code)

    def _in_day(self, day: BookDay, sku: str, maker: str) -> Piece:
        known = day.makers.get(maker)
        return self._piece(sku, maker, known.name if known else "")

    def _marked_by(self, day: BookDay) -> set[Piece]:
        return {self._in_day(day, *goods) for goods in day.notes.marked}

    def sold_twice(
        self, counted: Iterable[BookDay], sales_in: SalesInFile
    ) -> Iterator[OfficeWarning]:
        """Each sale of a piece that was sold before and had not come back, with both receipts.

        Goods are the same where code and maker are. Two laptops may state one receipt: it is one.
        """
        lines: dict[Piece, dict[tuple[str, int], _Told]] = defaultdict(dict)
        for day in counted if self.marked else ():
            for sale in self._sales(day, sales_in):
                piece = self._in_day(day, sale.sku, sale.maker)
                if piece in self.marked:
                    lines[piece].setdefault((sale.sale, sale.line), (sale, day.till_day))
        for found in lines.values():
            yield from _of_one(sorted(found.values(), key=_in_time))

    def _sales(self, day: BookDay, sales_in: SalesInFile) -> Iterable[UniqueSale]:
        lacking = self._offered_by(day) - {sku_key(each.sku) for each in day.notes.marked}
        if not lacking:
            return day.notes.unique
        return (*day.notes.unique, *sales_in(day.identity, frozenset(lacking)))

    def _offered_by(self, day: BookDay) -> set[str]:
        """The `sku_key`s of the marked goods that a day sold or sent to another stand."""
        found = set()
        for mark in day.offers.hashes:
            offer = day.offers.known.get(mark)
            piece = self._of_offer(mark, offer) if offer is not None else None
            if piece in self.marked:
                found.add(piece[0])
        return found

    def _of_offer(self, mark: int, offer: Offer) -> Piece:
        found = self._offered.get(mark)
        if found is None:
            found = self._piece(offer.sku, offer.maker, offer.maker_name)
            self._offered[mark] = found
        return found


def _in_time(told: _Told) -> tuple[str, str, int, TillDay]:
    sale, till_day = told
    return sale.at, sale.number, sale.line, till_day


def _of_one(sales: Collection[_Told]) -> Iterator[OfficeWarning]:
    out, last = 0, ""
    for sale, till_day in sales:
        out += sale.qty
        if sale.qty > 0 and out > 1:
            receipts = ", ".join(dict.fromkeys(filter(None, (last, sale.number))))
            detail = f"{sale.name} ({sale.sku}): {receipts}"
            yield OfficeWarning(*till_day, "unique_sold_twice", detail)
        last = sale.number if sale.qty > 0 else last
        out = max(out, 0)
