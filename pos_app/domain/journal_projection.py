"""Projects the journal into tables: the rows that a day must have if its journal is true.

A long journal is projected in pieces, so that its tables are never in memory as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from pos_app.domain.day import (
    CashRow,
    CountRow,
    DayTables,
    InquiryRow,
    LineRow,
    SaleRow,
    StockRow,
    TenderRow,
)
from pos_app.domain.order_facts import order_row
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import CHANGE_KIND
from pos_app.domain.payment_methods import DRAWER_TENDERS
from pos_app.domain.sale import SaleKind

Fact = Mapping[str, Any]

SALE_KINDS = frozenset(kind.value for kind in SaleKind)
"""The kinds of the facts that are documents with a receipt number, deposits too."""
_sale_values = itemgetter("id", "number", "refers_to", *SaleRow._fields[6:])
_line_values = itemgetter(*LineRow._fields[1:])
_tender_values = itemgetter(*TenderRow._fields[1:])
_SKU, _QTY = (LineRow._fields.index(name) - 1 for name in ("sku", "qty"))
_new = tuple.__new__
_INQUIRY_FACTS = tuple(
    name for name in InquiryRow._fields if name not in ("at", "cashier", "pieces", "makers")
)


def _array(found: object) -> str:
    """Return a list of a fact as JSON, as the journal has it."""
    if not isinstance(found, list):
        raise TypeError("array")
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


Confirmations = Mapping[tuple[object, ...], int]
"""The newest journal row that confirms each tender, by sale id and tender."""


def confirmations(facts: Iterable[Fact]) -> dict[tuple[object, ...], int]:
    """Return what the `confirm` facts among `facts` confirm, for a projection in pieces."""
    return {(f["sale_id"], f["tender"]): f["seq"] for f in facts if f["kind"] == "confirm"}


class JournalProjection:
    """Collects the rows of each fact, in the order of the journal.

    `later` names the tenders that facts which are not added confirm, or those of a later piece.
    Rows of cash, counts, stock and orders are numbered from 1 over all pieces.
    """

    def __init__(self, later: Confirmations | None = None) -> None:
        self._later = later or {}
        self.taken = {"cash": 0, "counts": 0, "stock": 0, "orders": 0}
        """How many numbered rows were taken, by table."""
        self._start()

    def _start(self) -> None:
        self.sales: list[SaleRow] = []
        self.lines: list[LineRow] = []
        self.tenders: list[TenderRow] = []
        self.cash: list[CashRow] = []
        self.counts: list[CountRow] = []
        self.stock: list[StockRow] = []
        self.inquiries: list[InquiryRow] = []
        self.orders: list[OrderRow] = []
        # A day may confirm as many tenders as it has, so each is found without looking at all.
        self._places_of_tender: dict[tuple[object, ...], list[int]] = {}
        self._placed = 0  # how many tenders are in it: most days confirm none
        self._handlers: dict[str, Callable[[Fact], None]] = {
            **dict.fromkeys(SALE_KINDS, self._add_sale),
            "open": self._add_float,
            "move": self._add_cash_movement,
            "count": self._add_count,
            "stock": self._add_stock_changes,
            "confirm": self._confirm_tender,
            "inquiry": self._add_inquiry,
            CHANGE_KIND: self._add_order_event,
        }

    def add(self, fact: Fact) -> None:
        """Add the rows of one fact; facts of other kinds have none."""
        handler = self._handlers.get(fact["kind"])
        if handler is not None:
            handler(fact)

    def take(self) -> DayTables:
        """Return the rows since the last time, without the makers, and begin the next piece."""
        found = DayTables(
            tuple(self.sales),
            tuple(self.lines),
            tuple(self.tenders),
            tuple(self.cash),
            tuple(self.counts),
            tuple(self.stock),
            inquiries=tuple(self.inquiries),
            orders=tuple(self.orders),
        )
        for name in self.taken:
            self.taken[name] += len(getattr(found, name))
        self._start()
        return found

    def _next_row(self, name: str, rows: list[Any]) -> int:
        return self.taken[name] + len(rows) + 1

    def _add_sale(self, fact: Fact) -> None:
        sale_id, number, refers_to, *sums = _sale_values(fact["sale"])
        head = sale_id, number, fact["kind"], refers_to, fact["at"], fact["by"]
        self.sales.append(_new(SaleRow, (*head, *sums)))
        self._add_lines(fact, sale_id, number)
        self._add_tenders(fact, sale_id, number)
        if "order" in fact:
            self._add_order_event(fact)

    def _add_lines(self, fact: Fact, sale_id: str, number: str) -> None:
        """Add the lines of a sale and what they took from the stock.

        A day has more lines than anything else, so their rows are made without the named tuple's
        own constructor, which takes twice as long.
        """
        at, kind, stock = fact["at"], fact["kind"], self.stock
        for row, line in enumerate(fact["lines"], self._next_row("stock", stock)):
            values = _line_values(line)
            self.lines.append(_new(LineRow, (sale_id, *values)))
            stock.append(_new(StockRow, (row, at, values[_SKU], -values[_QTY], kind, number)))

    def _add_tenders(self, fact: Fact, sale_id: str, number: str) -> None:
        """Add the tenders of a sale and what they moved in the drawer."""
        later, kind, tenders = self._later, fact["kind"], self.tenders
        for tender in fact["tenders"]:
            row = _new(TenderRow, (sale_id, *_tender_values(tender)))
            if later and later.get(row[:2], 0) > fact["seq"]:
                row = row._replace(confirmed=True)
            tenders.append(row)
            _, _, method, amount, _, _ = row
            if method in DRAWER_TENDERS:
                cash_kind = "change" if kind == "sale" and method == "change" else kind
                self._add_cash(fact, cash_kind, amount, "", number)

    def _add_order_event(self, fact: Fact) -> None:
        self.orders.append(order_row(fact, self._next_row("orders", self.orders)))

    def _add_float(self, fact: Fact) -> None:
        self._add_cash(fact, "float", fact["float"], "", "")

    def _add_cash_movement(self, fact: Fact) -> None:
        self._add_cash(fact, fact["move"], fact["amount"], fact["maker"], fact["reason"])

    def _add_cash(self, fact: Fact, kind: str, amount: int, maker: str, reason: str) -> None:
        row = self.taken["cash"] + len(self.cash) + 1
        values = row, fact["at"], kind, amount, maker, reason, fact["by"]
        self.cash.append(_new(CashRow, values))

    def _add_count(self, fact: Fact) -> None:
        for denomination, pieces in fact["pieces"]:
            row = self._next_row("counts", self.counts)
            self.counts.append(
                CountRow(row, fact["at"], denomination, pieces, fact["by"], fact["role"])
            )

    def _add_stock_changes(self, fact: Fact) -> None:
        for sku, change in fact["changes"]:
            self._add_stock(fact, sku, change, fact["move"], fact["reason"])

    def _add_stock(self, fact: Fact, sku: str, change: int, kind: str, reason: str) -> None:
        row = self._next_row("stock", self.stock)
        self.stock.append(StockRow(row, fact["at"], sku, change, kind, reason))

    def _add_inquiry(self, fact: Fact) -> None:
        told = {name: fact[name] for name in _INQUIRY_FACTS}
        pieces, makers = _array(fact["pieces"]), _array(fact["makers"])
        head = {"at": fact["at"], "cashier": fact["by"]}
        self.inquiries.append(InquiryRow(**head, **told, pieces=pieces, makers=makers))

    def _confirm_tender(self, fact: Fact) -> None:
        places = self._places_of_tender
        for place in range(self._placed, len(self.tenders)):
            places.setdefault(self.tenders[place][:2], []).append(place)
        self._placed = len(self.tenders)
        for place in places.get((fact["sale_id"], fact["tender"]), ()):
            self.tenders[place] = self.tenders[place]._replace(confirmed=True)


def project_journal(facts: Iterable[Fact], later: Confirmations | None = None) -> DayTables:
    """Return the tables of `facts` (parsed payloads, in order), without the makers.

    The journal does not name the makers. `later`: see JournalProjection. Raises KeyError, TypeError
    or ValueError if a fact lacks a value of its kind.
    """
    projection = JournalProjection(later)
    for fact in facts:
        projection.add(fact)
    return projection.take()
