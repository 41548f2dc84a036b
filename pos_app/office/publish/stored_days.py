"""A verified day as text, from which the days of an event become those of a book again.

A book keeps a row of each file and the sales by which two files are tied. Here the row travels as
text, in the table `states` of the open data, and the sales are told from the published rows.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.day import ROW_TYPES, DayTables
from pos_app.errors import MachineError
from pos_app.office.book_day import (
    BookDay,
    SaleDigest,
    SeatDay,
    sale_digests_of,
    sale_id_hashes,
)
from pos_app.office.book_links import linked_sales, shared_sales
from pos_app.office.book_rows import (
    DAY_COLUMNS,
    UNREADABLE,
    Row,
    day_row,
    days_of,
    is_intact,
    json_text,
    offer_rows,
    sale_digest_of,
    sale_digest_row,
)
from pos_app.office.publish.lake_tables import Column, ColumnType
from pos_app.office.sold_terms import known_offers

STATES = (
    Column("manifest", ColumnType.TEXT),
    Column("batch", ColumnType.TEXT),
    Column("state", ColumnType.TEXT),
)
"""The columns of the table `states`, beside `event` and `day`."""
TIES = {
    table: tuple(
        {"at": "at_text", "row": "row_no"}.get(name, name) for name in ROW_TYPES[table]._fields
    )
    for table in ("sales", "lines", "tenders")
}
"""The published columns from which the sales of a file are told, by table."""
_BYTES = "base64"
_SalesOfFiles = dict[str, dict[str, SaleDigest]]


@dataclass(frozen=True, slots=True)
class StoredDay:
    """What is kept of a file: its row as in a book, and what ties it to other files.

    `app` is the program's version that closed the day, `batch` the run that published its rows.
    """

    row: Row
    sales: tuple[int, ...]
    linked: tuple[Row, ...]
    offers: tuple[tuple[int, str], ...]
    app: str
    batch: str

    @property
    def identity(self) -> str:
        """The identity of the file."""
        return str(self.row[0])

    def value(self, column: str) -> Any:
        """The value of a column of the row."""
        return self.row[DAY_COLUMNS.index(column)]

    @property
    def seat_day(self) -> SeatDay:
        """Stand, till, seat and day."""
        stand, till, seat, day = (self.value(name) for name in ("stand", "till", "seat", "day"))
        return stand, till, seat, day


def state_text(day: VerifiedDay, found: BookDay) -> str:
    """The text of a verified day for the column `state`; `found` is the day with its digests."""
    row = [
        {_BYTES: base64.b64encode(value).decode()} if isinstance(value, bytes) else value
        for value in day_row(found)
    ]
    linked = [sale_digest_row(day.identity, digest) for digest in found.linked]
    hashes = sale_id_hashes(day.tables)
    return json_text([row, hashes, linked, offer_rows(found), day.head.app])


def stored_day(text: str, batch: str) -> StoredDay:
    """The day of a `state`. Raises MachineError `publish_unreadable` where it was changed."""
    try:
        row, sales, linked, offers, app = json.loads(text)
        values = tuple(
            base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value for value in row
        )
        pairs = tuple((mark, offer) for mark, offer in offers)
        found = StoredDay(values, tuple(sales), tuple(map(tuple, linked)), pairs, app, batch)
        if is_intact(found.row):
            return found
    except UNREADABLE:
        pass
    raise MachineError("publish_unreadable", path="states", reason="a row was changed")


def tied_pairs(days: Iterable[StoredDay]) -> list[tuple[str, str]]:
    """The files of two tills, seats, days or laptops that hold or correct one sale.

    A revision and the one that it supersedes hold the same sales as a matter of course.
    """
    by_id = {day.identity: day for day in days}
    holders: dict[int, list[str]] = defaultdict(list)
    for identity in sorted(by_id):
        for sale in by_id[identity].sales:
            holders[sale].append(identity)
    pairs = {
        (one, other)
        for held in holders.values()
        if len(held) > 1
        for place, one in enumerate(held)
        for other in held[place + 1 :]
    }
    return sorted(pair for pair in pairs if _are_tied(by_id[pair[0]], by_id[pair[1]]))


def _are_tied(one: StoredDay, other: StoredDay) -> bool:
    if one.seat_day != other.seat_day:
        return True
    revises = one.value("supersedes") == other.identity, other.value("supersedes") == one.identity
    return not any(revises)


def digests_of_rows(rows: Mapping[str, Iterable[Sequence[Any]]]) -> tuple[SaleDigest, ...]:
    """The sales of a file, from its published rows with the columns of TIES, in any order."""
    told = {
        table: tuple(
            ROW_TYPES[table](*values)
            for values in sorted(map(tuple, rows.get(table, ())), key=lambda row: row[:2])
        )
        for table in TIES
    }
    return sale_digests_of(DayTables(**told))  # type: ignore[arg-type]  # of the tables' own types


def days_of_event(
    stored: Iterable[StoredDay], digests: Mapping[str, tuple[SaleDigest, ...]]
) -> list[BookDay]:
    """The days of an event as a book of the same files reads them, with their goods.

    `digests` are the sales of the files that are tied to others, by identity. Raises MachineError
    `publish_unreadable`.
    """
    stored = sorted(stored, key=lambda day: day.identity)
    shared, linked = _ties(stored, digests)
    offers = known_offers(pair for day in stored for pair in day.offers)
    rows = (day.row for day in stored)
    found = days_of(rows, _in_order(shared), _in_order(linked), offers)
    if found is None:
        raise MachineError("publish_unreadable", path="states", reason="a row cannot be read")
    return found


def _ties(
    stored: Iterable[StoredDay], digests: Mapping[str, tuple[SaleDigest, ...]]
) -> tuple[_SalesOfFiles, _SalesOfFiles]:
    """The sales that files share, and those that corrections link, by file and id."""
    stored = list(stored)
    shared: _SalesOfFiles = defaultdict(dict)
    linked: _SalesOfFiles = defaultdict(dict)
    for day in stored:
        for sale_id, _, content, parts in day.linked:
            linked[day.identity][sale_id] = sale_digest_of(sale_id, content, parts)
    for one, other in tied_pairs(stored):
        for mine, theirs in ((one, other), (other, one)):
            held, others = ({d.sale_id: d for d in digests[name]} for name in (mine, theirs))
            shared[mine].update((d.sale_id, d) for d in shared_sales(held, others))
            linked[mine].update((d.sale_id, d) for d in linked_sales(held, others))
    return shared, linked


def _in_order(
    found: Mapping[str, Mapping[str, SaleDigest]],
) -> dict[str, tuple[SaleDigest, ...]]:
    return {identity: tuple(_by_id(sales)) for identity, sales in found.items()}


def _by_id(sales: Mapping[str, SaleDigest]) -> Iterator[SaleDigest]:
    return (sales[sale_id] for sale_id in sorted(sales))
