"""The open data set: its tables, their columns and types, and a verified day as rows of them.

What is written of a day file depends on that file alone, so it is written once and never changed.
Which of the files count is said in the manifest table, and only there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from pos_app.clock import parse_stamp
from pos_app.dayfile.format import short_code
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.day import ROW_TYPES, Totals
from pos_app.errors import PosError
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.file_status import FileStatus

BY_BOOK = "book"
"""The `batch` of everything that a book published."""


class ColumnType(Enum):
    """A column's type; each engine has its own name for it."""

    TEXT = "text"
    INTEGER = "whole"
    BOOLEAN = "truth"
    TIMESTAMP = "moment"
    DAY = "day"
    TEXT_LIST = "texts"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: ColumnType


Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to: the files that it knows of, how many of them are new, how many
    count, what was rejected on the way, and the totals of what counts."""

    files: int
    written: int
    counted: int
    totals: Totals
    rejected: int = 0

    def as_json(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("files", "written", "counted", "rejected")}
        return {**counts, "totals": self.totals.as_dict()}


_KINDS = {"str": ColumnType.TEXT, "int": ColumnType.INTEGER, "bool": ColumnType.BOOLEAN}
# In every row: which file it is of, and which writing of that file.
_COMMON = (
    Column("manifest", ColumnType.TEXT),
    Column("batch", ColumnType.TEXT),
    Column("stand", ColumnType.TEXT),
    Column("till", ColumnType.TEXT),
    Column("seat", ColumnType.INTEGER),
    Column("business_day", ColumnType.DAY),
    Column("revision", ColumnType.INTEGER),
)
# What a reader would otherwise have to look up in `sales`.
_EXTRA = {
    "sales": (Column("content", ColumnType.TEXT),),
    "lines": (Column("sale_kind", ColumnType.TEXT),),
    "tenders": (Column("sale_kind", ColumnType.TEXT),),
}


def _own(table: str) -> Iterator[Column]:
    """A day file's columns: `at` as a moment and as it was written, `row` by another name, for
    both are words of SQL."""
    for name, kind in column_types(table).items():
        if name == "at":
            yield Column("at_utc", ColumnType.TIMESTAMP)
            yield Column("at_text", ColumnType.TEXT)
        else:
            yield Column("row_no" if name == "row" else name, _KINDS[kind])


TABLES = {name: (*_COMMON, *_EXTRA.get(name, ()), *_own(name)) for name in ROW_TYPES}
MANIFEST = (
    Column("manifest", ColumnType.TEXT),
    Column("batch", ColumnType.TEXT),
    Column("status", ColumnType.TEXT),
    Column("reason", ColumnType.TEXT),
    Column("repeated", ColumnType.TEXT_LIST),
    Column("code", ColumnType.TEXT),
    Column("event", ColumnType.TEXT),
    Column("stand", ColumnType.TEXT),
    Column("till", ColumnType.TEXT),
    Column("seat", ColumnType.INTEGER),
    Column("day", ColumnType.DAY),
    Column("revision", ColumnType.INTEGER),
    Column("supersedes", ColumnType.TEXT),
    Column("prev_day", ColumnType.TEXT),
    Column("key", ColumnType.TEXT),
    Column("app", ColumnType.TEXT),
    Column("first_number", ColumnType.INTEGER),
    Column("last_number", ColumnType.INTEGER),
    Column("running_start", ColumnType.INTEGER),
    Column("running_total", ColumnType.INTEGER),
    Column("net", ColumnType.INTEGER),
    Column("file", ColumnType.TEXT),
)


def data_file(identity: str) -> str:
    """The name of a day's file in each table's folder, as a book publishes it."""
    return f"{identity}.parquet"


def partition(event: str, day: str) -> str:
    """The folders of an event's day below a table's."""
    return f"event={event}/day={day}"


def table_rows(table: str, day: VerifiedDay, found: BookDay, batch: str) -> list[Row]:
    """A verified day's rows of one table; `found` is the same day as the office keeps it."""
    head = day.head
    business_day = date.fromisoformat(head.day)
    common = (
        day.identity,
        batch,
        head.stand,
        head.till,
        head.seat,
        business_day,
        head.revision,
    )
    more = _extra_values(table, day, found)
    moment = _place_of_at(table)
    rows = getattr(day.tables, table)
    return [(*common, *more(row), *_with_moment(tuple(row), moment)) for row in rows]


def _extra_values(table: str, day: VerifiedDay, found: BookDay) -> Any:
    if table == "sales":
        contents = {digest.sale_id: digest.content for digest in found.sale_digests}
        return lambda row: (contents[row.sale_id],)
    if table in _EXTRA:
        kinds = {sale.sale_id: sale.kind for sale in day.tables.sales}
        return lambda row: (kinds[row.sale_id],)
    return lambda row: ()


def _place_of_at(table: str) -> int | None:
    fields = ROW_TYPES[table]._fields
    return fields.index("at") if "at" in fields else None


def _with_moment(row: Row, place: int | None) -> Row:
    if place is None:
        return row
    return (*row[:place], moment_of(row[place]), *row[place:])


def moment_of(text: str) -> datetime | None:
    """The moment that a till wrote, in UTC; None where it wrote no time."""
    try:
        return parse_stamp(text).astimezone(UTC)
    except (PosError, OverflowError):
        return None


def manifest_row(placed: FileStatus, event: str, batch: str, app: str) -> Row:
    """A file's row of the manifest table."""
    day = placed.day
    return (
        day.identity,
        batch,
        placed.state.value,
        placed.code,
        list(placed.repeated),
        short_code(day.identity),
        event,
        day.stand,
        day.till,
        day.seat,
        date.fromisoformat(day.day),
        day.revision,
        day.supersedes,
        day.prev_day,
        day.key,
        app,
        day.first,
        day.last,
        day.running_start,
        day.running_total,
        day.breakdown.totals.net,
        data_file(day.identity) if batch == BY_BOOK else "",
    )
