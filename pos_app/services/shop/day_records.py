"""Holds what is stored of days, closes, hand-overs and requests against the journal.

The tables of sales, money and stock are compared in `twin_difference`; these are the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from pos_app.domain.catalogue import sku_key
from pos_app.domain.event import running_of
from pos_app.domain.journal import place_of_document
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.errors import MachineError
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import day_records as store
from pos_app.store import handover as handover_store
from pos_app.store.database import Database
from pos_app.store.fast_json import document_place, parsed

Fact = Mapping[str, Any]
Row = tuple[Any, ...]


def differing_tables(database: Database) -> Iterator[str]:
    """Yield the name of each table that contradicts the journal."""
    told, kinds_fit = _Told(), True
    for kind, payload in store.facts(database):
        kinds_fit = told.add_row(payload) == kind and kinds_fit
    for name, rows in told.rows.items():
        if rows != store.rows_of(database, name):
            yield name
    if any(by and told.by.get(seq) not in ("", by) for seq, by in store.cashiers(database)):
        yield "cashiers"
    if store.false_answers(database):
        yield "requests"
    if not _stock_is_sum(database):
        yield "products"
    if not kinds_fit:
        yield "journal"


class _Told:
    """The rows of each table as the journal tells them, in its order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in store.COLUMNS}
        self.by: dict[int, str] = {}
        """Who opened or closed, by journal row; empty where nobody proved who they are."""
        self._day = ""

    def add_row(self, payload: bytes) -> str:
        """Add the rows of one journal row, and return its kind."""
        place = document_place(payload)
        if place is not None and place.kind in SALE_KINDS:
            number = running_of(place.number)
            self.rows["sales"].append((place.seq, number, self._day, place.running_total))
            return place.kind
        fact = parsed(payload)
        self._add(fact)
        return str(fact["kind"])

    def _add(self, fact: Fact) -> None:
        kind, seq = fact["kind"], fact["seq"]
        if kind in SALE_KINDS:
            number = place_of_document(fact)
            self.rows["sales"].append((seq, number, self._day, fact["running_total"]))
            return
        row = self._row_of(fact)
        if row is not None:
            name, values = row
            self.rows[name].append((seq, *values))

    def _row_of(self, fact: Fact) -> tuple[str, Row] | None:
        if fact["kind"] in ("open", "reopen"):
            self._day = fact["day"]
        if fact["kind"] in ("open", "close"):
            self.by[fact["seq"]] = fact["by"]
        found = _ROWS.get(fact["kind"])
        return None if found is None else (found[0], found[1](fact))


def _closed(fact: Fact) -> Row:
    counted = fact["expected"], fact["counted"], fact["difference"], fact["reason"]
    totals = json.dumps(fact["totals"], sort_keys=True)
    verified_by = fact.get("verified_by", "")
    return (fact["day"], fact["revision"], fact["at"], *counted, totals, verified_by)


# By kind of fact: the table, and what its row holds besides the journal row.
_ROWS: Mapping[str, tuple[str, Callable[[Fact], Row]]] = {
    "open": ("days", itemgetter("day", "at", "float", "prev_day")),
    "reopen": ("reopens", itemgetter("day", "revision", "reason")),
    "close": ("closes", _closed),
    "export": ("exports", itemgetter("manifest", "at")),
    "received": ("received", itemgetter("manifest", "at", "how")),
    "slip": ("slips", itemgetter("number", "slip", "maker", "at")),
}


def _stock_is_sum(database: Database) -> bool:
    """Return whether the stock of every product is the sum of its moves."""
    sums: dict[str, int] = {}
    for sku, change in store.moved(database):
        sums[sku_key(sku)] = sums.get(sku_key(sku), 0) + change
    return all(sums.get(key, 0) == stock for key, stock in store.stocks(database))


def damaged_files(shop: Shop, *, newest_only: bool = False) -> Iterator[MachineError]:
    """Yield an error for each stored day file that the office's reader refuses or that lies."""
    closes = handover_store.closes(shop.database)
    for manifest, day, revision in closes[-1:] if newest_only else closes:
        reason = _fault_of(shop, manifest, day, revision)
        if reason:
            yield MachineError("day_file_damaged", day=day, reason=reason)


def _fault_of(shop: Shop, manifest: str, day: str, revision: int) -> str:
    from pos_app.dayfile.format import file_name
    from pos_app.dayfile.reader import DayFileError, read_day

    try:
        found = read_day(till_store.day_file(shop.database, manifest))
    except DayFileError as error:
        return error.code
    head = found.head
    same = (found.identity, head.day, head.revision) == (manifest, day, revision)
    row = shop.journal.row(head.journal.last)
    own = same and row is not None and row.hash.hex() == head.journal.head
    stored = till_store.close_of(shop.database, day, revision)
    own = own and stored is not None and stored.file_name == file_name(head, manifest)
    return "" if own else "manifest"
