"""The tables of the open data set, and the rows of a verified day in them.

The rows of a day file depend on that file alone, so they are written once and never changed. Only
the manifest table says which files count.
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
"""The `batch` of all rows that were published from a book."""


class ColumnType(Enum):
    """The type of a column; each engine has its own name for it."""

    TEXT = "text"
    INTEGER = "whole"
    BOOLEAN = "truth"
    TIMESTAMP = "moment"
    DAY = "day"
    TEXT_LIST = "texts"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: ColumnType


Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publication.

    Attributes:
        files: The number of files in the data set.
        written: How many of them are new.
        counted: How many of them count.
        totals: The totals of the files that count.
        rejected: The number of files that were refused.
    """

    files: int
    written: int
    counted: int
    totals: Totals
    rejected: int = 0

    def as_json(self) -> dict[str, Any]:
        """The result as `publish --json` prints it."""
        counts = {name: getattr(self, name) for name in ("files", "written", "counted", "rejected")}
        return {**counts, "totals": self.totals.as_dict()}


_KINDS = {"str": ColumnType.TEXT, "int": ColumnType.INTEGER, "bool": ColumnType.BOOLEAN}
# The columns of every row: the file it comes from, and the batch that wrote it.
_COMMON = (
    Column("manifest", ColumnType.TEXT),
    Column("batch", ColumnType.TEXT),
    Column("stand", ColumnType.TEXT),
    Column("till", ColumnType.TEXT),
    Column("seat", ColumnType.INTEGER),
    Column("business_day", ColumnType.DAY),
    Column("revision", ColumnType.INTEGER),
)
# Columns that a reader would otherwise have to join from `sales`.
_EXTRA = {
    "sales": (Column("content", ColumnType.TEXT),),
    "lines": (Column("sale_kind", ColumnType.TEXT),),
    "tenders": (Column("sale_kind", ColumnType.TEXT),),
}


def _own(table: str) -> Iterator[Column]:
    """The columns of a day file's table.

    `at` becomes a timestamp and the text as written, and `row` is renamed: both are SQL keywords.
    """
    for name, kind in column_types(table).items():
        if name == "at":
            yield Column("at_utc", ColumnType.TIMESTAMP)
            yield Column("at_text", ColumnType.TEXT)
        else:
            yield Column("row_no" if name == "row" else name, _KINDS[kind])


TABLES = {name: (*_COMMON, *_EXTRA.get(name, ()), *_own(name)) for name in ROW_TYPES}
APPLIED, NOT_APPLIED = "applied", "not_applied"
"""Whether the office's decisions (files, plan, names, shares, prices) say what counts.

They do where a book published, or where Spark was given an office file of the event.
"""
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
    Column("decisions", ColumnType.TEXT),
)


def data_file(identity: str) -> str:
    """The name of a day's data file in the folder of each table, when published from a book."""
    return f"{identity}.parquet"


def partition(event: str, day: str) -> str:
    """The Hive partition folders of a day below the folder of a table."""
    return f"event={event}/day={day}"


def table_rows(table: str, day: VerifiedDay, found: BookDay, batch: str) -> list[Row]:
    """The rows of a verified day in one table; `found` is the same day as the book stores it."""
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
    extra_values = _extra_values(table, day, found)
    index = _timestamp_index(table)
    rows = getattr(day.tables, table)
    return [(*common, *extra_values(row), *_with_timestamp(tuple(row), index)) for row in rows]


def _extra_values(table: str, day: VerifiedDay, found: BookDay) -> Any:
    if table == "sales":
        contents = {digest.sale_id: digest.content for digest in found.sale_digests}
        return lambda row: (contents[row.sale_id],)
    if table in _EXTRA:
        kinds = {sale.sale_id: sale.kind for sale in day.tables.sales}
        return lambda row: (kinds[row.sale_id],)
    return lambda row: ()


def _timestamp_index(table: str) -> int | None:
    fields = ROW_TYPES[table]._fields
    return fields.index("at") if "at" in fields else None


def _with_timestamp(row: Row, index: int | None) -> Row:
    if index is None:
        return row
    return (*row[:index], utc_timestamp(row[index]), *row[index:])


def utc_timestamp(text: str) -> datetime | None:
    """The time that a till wrote, in UTC; None when it is no valid time."""
    try:
        return parse_stamp(text).astimezone(UTC)
    except (PosError, OverflowError):
        return None


def manifest_row(
    status: FileStatus, event: str, batch: str, app: str, *, applied: bool = True
) -> Row:
    """The row of a file in the manifest table; `applied` says whether the office was heard."""
    day = status.day
    return (
        day.identity,
        batch,
        status.state.value,
        status.code,
        list(status.repeated),
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
        APPLIED if applied else NOT_APPLIED,
    )
