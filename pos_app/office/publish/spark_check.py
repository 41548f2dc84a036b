"""The part that runs on Spark workers: checks raw day files and converts them to rows.

The functions are pure and imported by name, so that Spark only has to send them the batch's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.office.book_day import book_day
from pos_app.office.intake.outer_zips import HEADER_BYTES, is_zip
from pos_app.office.publish.lake_tables import (
    TABLES,
    Column,
    ColumnType,
    Row,
    table_rows,
)
from pos_app.office.publish.office_file import read_office_file
from pos_app.office.publish.stored_days import state_text

HEAD = (
    Column("event", ColumnType.TEXT),
    Column("day", ColumnType.DAY),
    Column("manifest", ColumnType.TEXT),
    Column("net", ColumnType.INTEGER),
    Column("state", ColumnType.TEXT),
)
"""What is known of a file by itself; `state` is all of it, as text."""
REFUSED = (
    Column("file", ColumnType.TEXT),
    Column("code", ColumnType.TEXT),
    Column("facts", ColumnType.TEXT),
)


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
    net, at = found.breakdown.totals.net, date.fromisoformat(day.head.day)
    head = (day.head.event, at, day.identity, net, state_text(day, found))
    return (path, None, None, *head, *(table_rows(table, day, found, batch) for table in TABLES))


def check_office_files(files: Iterable[Any]) -> Iterator[tuple[str, str, bytes]]:
    """Yields path, error code (empty for a sound one) and content of each office file."""
    for path, content in files:
        try:
            read_office_file(bytes(content))
        except PosError as error:
            yield path, error.code, b""
        else:
            yield path, "", bytes(content)
