"""The journal told again as tables: what a day must hold if its journal is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from pos_app.domain.day import (
    CashRow,
    CountRow,
    DayTables,
    LineRow,
    SaleRow,
    StockRow,
    TenderRow,
)

SALE_KINDS = frozenset(("sale", "refund", "void"))
_line_values = itemgetter(*LineRow._fields[1:])
_tender_values = itemgetter(*TenderRow._fields[1:])


class _Teller:
    """Collects the rows that each fact stands for, in the order of the chain."""

    def __init__(self) -> None:
        self.sales: list[SaleRow] = []
        self.lines: list[LineRow] = []
        self.tenders: list[TenderRow] = []
        self.cash: list[CashRow] = []
        self.counts: list[CountRow] = []
        self.stock: list[StockRow] = []

    def tell(self, fact: Mapping[str, Any]) -> None:
        kind = fact["kind"]
        if kind in SALE_KINDS:
            self._sale(kind, fact)
        elif kind == "open":
            self._cash(fact, "float", fact["float"], "", "")
        elif kind == "move":
            self._cash(fact, fact["move"], fact["amount"], fact["maker"], fact["reason"])
        elif kind == "count":
            for denomination, pieces in fact["pieces"]:
                self.counts.append(
                    CountRow(
                        len(self.counts) + 1,
                        fact["at"],
                        denomination,
                        pieces,
                        fact["by"],
                        fact["role"],
                    )
                )
        elif kind == "stock":
            for sku, change in fact["changes"]:
                self._stock(fact, sku, change, fact["move"], fact["reason"])
        elif kind == "confirm":
            self._confirm(fact)

    def _sale(self, kind: str, fact: Mapping[str, Any]) -> None:
        sale = fact["sale"]
        sale_id = sale["id"]
        self.sales.append(
            SaleRow(
                sale_id,
                sale["number"],
                kind,
                sale["refers_to"],
                fact["at"],
                fact["by"],
                sale["gross"],
                sale["discount"],
                sale["rounding"],
                sale["net"],
                sale["country"],
                sale["note"],
            )
        )
        number = sale["number"]
        for line in fact["lines"]:
            row = LineRow(sale_id, *_line_values(line))
            self.lines.append(row)
            self._stock(fact, row.sku, -row.qty, kind, number)
        for tender in fact["tenders"]:
            self._tender(kind, fact, TenderRow(sale_id, *_tender_values(tender)))

    def _tender(self, kind: str, fact: Mapping[str, Any], row: TenderRow) -> None:
        self.tenders.append(row)
        if row.method in ("cash", "change"):
            cash_kind = "change" if kind == "sale" and row.method == "change" else kind
            self._cash(fact, cash_kind, row.amount, "", fact["sale"]["number"])

    def _cash(
        self, fact: Mapping[str, Any], kind: str, amount: int, maker: str, reason: str
    ) -> None:
        row = len(self.cash) + 1
        self.cash.append(CashRow(row, fact["at"], kind, amount, maker, reason, fact["by"]))

    def _stock(
        self, fact: Mapping[str, Any], sku: str, change: int, kind: str, reason: str
    ) -> None:
        row = len(self.stock) + 1
        self.stock.append(StockRow(row, fact["at"], sku, change, kind, reason))

    def _confirm(self, fact: Mapping[str, Any]) -> None:
        key = (fact["sale_id"], fact["tender"])
        self.tenders = [
            row._replace(confirmed=True) if row[:2] == key else row for row in self.tenders
        ]


def project_journal(facts: Iterable[Mapping[str, Any]]) -> DayTables:
    """The tables that `facts` (parsed payloads, in order) stand for; makers are not in it.

    Raises KeyError, TypeError or ValueError when a fact lacks what its kind carries.
    """
    teller = _Teller()
    for fact in facts:
        teller.tell(fact)
    return DayTables(
        tuple(teller.sales),
        tuple(teller.lines),
        tuple(teller.tenders),
        tuple(teller.cash),
        tuple(teller.counts),
        tuple(teller.stock),
    )
