"""What a Spark worker does: a raw day file's bytes to its head and rows, or to why it is refused.

Pure, and found by name: nothing of the driver travels to the workers but a batch's name.
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

# What the manifest table tells of a file that does not hang on other files.
_OF_OTHERS = ("batch", "status", "reason", "repeated", "code", "file")
HEAD = tuple(column for column in MANIFEST if column.name not in _OF_OTHERS)
REFUSED = (
    Column("file", ColumnType.TEXT),
    Column("code", ColumnType.TEXT),
    Column("facts", ColumnType.TEXT),
)
_HEAD_PLACES = tuple(place for place, column in enumerate(MANIFEST) if column in HEAD)


def check_files(batch: str, files: Iterable[Any]) -> Iterator[Row]:
    """A row for each of a partition's files (`path`, `content`): what is refused of it, its head,
    and its tables. What is no day file by its looks and by its name is passed over."""
    for path, content in files:
        data = bytes(content)
        if is_zip(data[:HEADER_BYTES]) or path.lower().endswith(".zip"):
            yield check_file(path, data, batch)


def check_file(path: str, file: bytes, batch: str) -> Row:
    try:
        day = read_day(file)
        if day.head.training:
            facts = {"stand": day.head.stand, "till": day.head.till, "day": day.head.day}
            raise PosError("training_file", **facts)
    except PosError as error:
        told = json.dumps(error.facts, default=str, sort_keys=True)
        return (path, error.code, told, *(None for _ in (*HEAD, *TABLES)))
    found = book_day(day)
    row = manifest_row(FileStatus(found, FileState.COUNTS), day.head.event, batch, day.head.app)
    head = (row[place] for place in _HEAD_PLACES)
    return (path, None, None, *head, *(table_rows(table, day, found, batch) for table in TABLES))


def day_of(row: Any, sale_digests: tuple[SaleDigest, ...]) -> BookDay:
    """The day of a row that has the columns of HEAD, as far as the rules of which file counts
    look at it."""
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
