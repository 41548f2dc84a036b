"""The part that runs on Spark workers: checks raw day files and converts them to rows.

The functions are pure and imported by name, so that Spark only has to send them the batch's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pos_app.dayfile.reader import read_day
from pos_app.domain.day import Totals
from pos_app.errors import PosError
from pos_app.office.book_day import BookDay, SaleDigest, book_day
from pos_app.office.intake.outer_zips import HEADER_BYTES, is_zip
from pos_app.office.publish.lake_tables import (
    MANIFEST,
    TABLES,
    Column,
    ColumnType,
    Row,
    manifest_row,
    table_rows,
)
from pos_app.office.reconcile.file_status import FileState, FileStatus
from pos_app.office.totals_algebra import Breakdown

# The manifest columns that depend on more than the file itself.
_NOT_IN_HEAD = ("batch", "status", "reason", "repeated", "code", "file")
HEAD = tuple(column for column in MANIFEST if column.name not in _NOT_IN_HEAD)
REFUSED = (
    Column("file", ColumnType.TEXT),
    Column("code", ColumnType.TEXT),
    Column("facts", ColumnType.TEXT),
)
_HEAD_INDEXES = tuple(index for index, column in enumerate(MANIFEST) if column in HEAD)


def check_files(batch: str, files: Iterable[Any]) -> Iterator[Row]:
    """Yields a row for each file (`path`, `content`) of a partition: its error, or head and tables.

    Files that neither begin like a zip nor are named like one are skipped.
    """
    for path, content in files:
        data = bytes(content)
        if is_zip(data[:HEADER_BYTES]) or path.lower().endswith(".zip"):
            yield check_file(path, data, batch)


def check_file(path: str, file: bytes, batch: str) -> Row:
    """The row of one file: path, error code and facts, head, and the rows of every table."""
    try:
        day = read_day(file)
        if day.head.training:
            facts = {"stand": day.head.stand, "till": day.head.till, "day": day.head.day}
            raise PosError("training_file", **facts)
    except PosError as error:
        facts_json = json.dumps(error.facts, default=str, sort_keys=True)
        return (path, error.code, facts_json, *(None for _ in (*HEAD, *TABLES)))
    found = book_day(day)
    row = manifest_row(FileStatus(found, FileState.COUNTS), day.head.event, batch, day.head.app)
    head = (row[index] for index in _HEAD_INDEXES)
    return (path, None, None, *head, *(table_rows(table, day, found, batch) for table in TABLES))


def day_of(row: Any, sale_digests: tuple[SaleDigest, ...]) -> BookDay:
    """The day of a row with the columns of HEAD, with all that decides which files count."""
    return BookDay(
        identity=row.manifest,
        stand=row.stand,
        till=row.till,
        seat=row.seat,
        day=row.day.isoformat(),
        revision=row.revision,
        supersedes=row.supersedes,
        prev_day=row.prev_day,
        key=row.key,
        first=row.first_number,
        last=row.last_number,
        running_start=row.running_start,
        running_total=row.running_total,
        breakdown=Breakdown(Totals(net=row.net)),
        sale_digests=sale_digests,
    )
