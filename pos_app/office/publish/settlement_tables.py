"""The open data's tables of what makers are owed: with the office's decisions applied.

The rows of a day file never change, so names, shares and prices that the office decided are not in
them. These tables are made anew with every publication. Amounts are in rupiah.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pos_app.office.book_day import BookDay
from pos_app.office.publish.lake_tables import Column, ColumnType, Row
from pos_app.office.reconcile.maker_accounts import Accounts
from pos_app.office.reconcile.settlement_rules import SettledGoods, SettlementRules
from pos_app.office.reconcile.status import Status
from pos_app.office.totals_algebra import add_line_sums

_TEXT, _INTEGER = ColumnType.TEXT, ColumnType.INTEGER
SETTLEMENT_TABLES: Mapping[str, tuple[Column, ...]] = {
    "settlement": (
        Column("event", _TEXT),
        Column("maker", _TEXT),
        Column("name", _TEXT),
        *(
            Column(name, _INTEGER)
            for name in (
                *("qty", "net", "price_correction", "share", "due"),
                *("paid_out", "paid_by_office", "payable"),
            )
        ),
    ),
    "settlement_lines": (
        Column("event", _TEXT),
        Column("manifest", _TEXT),
        Column("stand", _TEXT),
        Column("till", _TEXT),
        Column("day", ColumnType.DAY),
        Column("maker", _TEXT),
        Column("called", _TEXT),
        Column("sku", _TEXT),
        Column("name", _TEXT),
        Column("discount_by", _TEXT),
        *(
            Column(name, _INTEGER)
            for name in (
                *("share_bp", "list_price", "qty", "listed", "corrected"),
                *("sold", "share", "due"),
            )
        ),
    ),
}
"""The columns of each table; `called` is what the till called the maker."""


def settlement_rows(event: str, status: Status) -> dict[str, list[Row]]:
    """The rows of both tables; the days of the status have to be read with their goods."""
    return {
        "settlement": [
            (
                event,
                *(s.maker, s.name, s.qty, s.net, s.price_correction, s.share, s.due),
                *(s.paid_out, s.office_paid, s.payable),
            )
            for s in status.confirmed.settlements
        ],
        "settlement_lines": _lines(event, status),
    }


def _lines(event: str, status: Status) -> list[Row]:
    days = status.confirmed.days
    accounts = Accounts(status.plan)
    rules = SettlementRules(status.plan, status.effective_decisions, days)
    rows: list[Row] = []
    for day in days:
        for code in sorted(day.breakdown.makers):
            account = accounts[accounts.key(day, code)]
            bearer = accounts.bearer(day, code)
            head = (event, *_place(day), account.code)
            rows += [(*head, *row) for row in _of_maker(code, rules.settled(day, code, bearer))]
    return rows


def _place(day: BookDay) -> Row:
    return day.identity, day.stand, day.till, date.fromisoformat(day.day)


def _of_maker(code: str, goods: Iterable[SettledGoods]) -> list[Row]:
    """Equal goods of a maker in one row; what is cancelled out is left out."""
    found: dict[tuple[object, ...], list[SettledGoods]] = defaultdict(list)
    for each in goods:
        good = each.good
        at = (good.sku, good.name, str(each.bearer), good.share_bp, good.list_price)
        found[at].append(each)
    rows: list[Row] = []
    for key, alike in sorted(found.items(), key=lambda each: repr(each[0])):
        sums = add_line_sums(each.sums for each in alike)
        listed, corrected, share, due = (
            sum(getattr(each, name) for each in alike)
            for name in ("listed", "corrected", "share", "due")
        )
        values = (sums.qty, listed, corrected, sums.net, share, due)
        if any(values):
            rows.append((code, *key, *values))
    return rows
