"""The open data's tables of the office's figures: what is confirmed, and how complete it is.

They say what the office's status says of all days of an event, with its decisions and with closing
slips on paper applied, so that no reader has to know the rules. Amounts are in rupiah.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pos_app.domain.day import Totals
from pos_app.office.publish.lake_tables import Column, ColumnType, Row
from pos_app.office.reconcile.confirmed_totals import Confirmed, TotalsRow
from pos_app.office.reconcile.orders import BookOrder, OrderDocument
from pos_app.office.reconcile.potential import ToldInquiry
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day_counts import TillDayCounts
from pos_app.office.records import Record

_TEXT, _INTEGER = ColumnType.TEXT, ColumnType.INTEGER
_SUMS = ("gross", "discount", "refunds", "net")
_OF_ORDER = ("total", "deposit", "used", "returned", "kept", "open")
_PLACES = tuple(TillDayCounts().as_json())

FIGURE_TABLES: Mapping[str, tuple[Column, ...]] = {
    "figures": (
        Column("event", _TEXT),
        Column("kind", _TEXT),
        Column("key", _TEXT),
        *(Column(name, _INTEGER) for name in ("sales", "qty", *_SUMS, "rounding")),
    ),
    "completeness": (
        Column("event", _TEXT),
        Column("through", ColumnType.DAY),
        Column("complete", ColumnType.BOOLEAN),
        *(Column(name, _INTEGER) for name in ("expected", "received", *_PLACES)),
        *(Column(name, _INTEGER) for name in ("confirmed", "disputed_low", "disputed_high")),
        *(Column(name, _INTEGER) for name in ("paper", "decisions_in_force")),
        Column("basis", _TEXT),
    ),
    "till_days": (
        Column("event", _TEXT),
        *(Column(name, _TEXT) for name in ("stand", "till")),
        Column("day", ColumnType.DAY),
        Column("state", _TEXT),
    ),
    "orders": (
        Column("event", _TEXT),
        *(Column(name, _TEXT) for name in ("number", "state", "maker", "maker_name", "what")),
        *(Column(name, _INTEGER) for name in ("qty", *_OF_ORDER)),
        *(Column(name, _TEXT) for name in ("due", "deliver", "country")),
        *(Column(name, _TEXT) for name in ("taken_at", "taken_number", "taken_sale")),
        *(Column(name, _TEXT) for name in ("closed_at", "closed_number", "closed_sale")),
        Column("by_office", ColumnType.BOOLEAN),
    ),
    "inquiries": (
        Column("event", _TEXT),
        *(Column(name, _TEXT) for name in ("number", "stand", "till")),
        Column("day", ColumnType.DAY),
        Column("country", _TEXT),
        Column("business", _TEXT),
        Column("about_qty", _INTEGER),
        Column("due", _TEXT),
        Column("warm", _INTEGER),
        Column("makers", ColumnType.TEXT_LIST),
    ),
    "records": (
        Column("event", _TEXT),
        Column("office", _TEXT),
        Column("identity", _TEXT),
        Column("kind", _TEXT),
        Column("standing", _TEXT),
    ),
}
"""The columns of each table.

`kind` is `total`, `day`, `stand`, `till`, `maker`, `category`, `country` or `hour`, and `key` which
one; what a group does not have is null. Orders and inquiries say nothing of who made them, and are
in no figure; an order's `taken_at` and `closed_at` are a till with its day. `basis` is a hash of
all that the figures follow from, `office` the key (hex) whose decisions apply, and `standing` the
state of a decision.
"""


def figure_rows(
    event: str, status: Status, office: str, records: Iterable[Record], basis: str
) -> dict[str, list[Row]]:
    """The rows of each table, from a status through the last day of the event.

    `records` are what the office `office` told, and `basis` is that of the table `completeness`.
    """
    standing = {s.decision.identity: str(s.state) for s in status.effective_decisions.statuses}
    found: dict[str, Iterable[Row]] = {
        "figures": _figures(status.confirmed),
        "completeness": [(*_completeness(status), basis)],
        "till_days": _till_days(status),
        "orders": map(_order, status.orders),
        "inquiries": map(_inquiry, status.inquiries),
        "records": _records(office, records, standing),
    }
    return {table: [(event, *row) for row in rows] for table, rows in found.items()}


def _records(office: str, records: Iterable[Record], standing: Mapping[str, str]) -> Iterator[Row]:
    for record in records:
        yield office, record.identity, str(record.kind), standing.get(record.identity, "")


def _figures(confirmed: Confirmed) -> Iterator[Row]:
    totals = confirmed.totals
    # The quantity of all is that of the stands: each line is in one of them.
    qty = sum(row.qty for row in confirmed.by_stand)
    yield ("total", "", totals.sales, qty, *_sums(totals), totals.rounding)
    for rows in (confirmed.by_day, confirmed.by_stand, confirmed.by_maker, confirmed.by_category):
        yield from map(_of_lines, rows)
    for till in confirmed.by_till:
        key, sums = f"{till.stand}-{till.till}", till.totals
        yield ("till", key, sums.sales, till.qty, *_sums(sums), sums.rounding)
    for row in (*confirmed.by_country, *confirmed.by_hour):
        yield (row.kind, row.key, row.sales, None, None, None, None, row.net, None)


def _of_lines(row: TotalsRow) -> Row:
    extra = dict(row.extra)
    sums = (getattr(row, name) for name in _SUMS)
    return (row.kind, row.key, extra.get("sales"), row.qty, *sums, extra.get("rounding"))


def _sums(totals: Totals) -> Iterable[int]:
    return (getattr(totals, name) for name in _SUMS)


def _completeness(status: Status) -> Row:
    places = status.counts.as_json()
    in_force = sum(each.state == "in_force" for each in status.effective_decisions.statuses)
    money = (status.totals.net, *status.disputed, status.paper_totals.net)
    counts = (status.expected, status.received, *(places[name] for name in _PLACES))
    return (date.fromisoformat(status.through), status.complete, *counts, *money, in_force)


def _till_days(status: Status) -> Iterator[Row]:
    for each in status.till_days:
        stand, till, day = each.till_day
        yield stand, till, date.fromisoformat(day), str(each.state)


def _order(order: BookOrder) -> Row:
    head = (order.number, str(order.state), order.maker, order.maker_name, order.what, order.qty)
    money = (getattr(order, name) for name in _OF_ORDER)
    places = (*_document(order.taken), *_document(order.closed))
    return (*head, *money, order.due, order.deliver, order.country, *places, order.by_office)


def _document(found: OrderDocument) -> Row:
    return f"{found.till} {found.day}".strip(), found.number, found.sale


def _inquiry(told: ToldInquiry) -> Row:
    note = told.note
    asked = (note.country, note.business, note.about_qty, note.due, note.warm, list(note.makers))
    return (note.number, told.stand, told.till, date.fromisoformat(told.day), *asked)
