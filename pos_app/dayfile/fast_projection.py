"""The fast path from a day file to its tables: project the journal, then compare the bytes.

A till writes each table from its journal, so the projected rows, written again, must have exactly
the bytes of the file's tables. Then no CSV has to be parsed. If anything differs, the reader parses
the tables instead and finds out what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.dayfile.format import JOURNAL, DayFileError
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.parse import LIMIT, MAX_FIELD, parse_table
from pos_app.dayfile.row_types import have_column_types
from pos_app.dayfile.unpack import LATER_MEMBERS
from pos_app.dayfile.writer import header_bytes, later_members, plain_row_bytes, table_bytes
from pos_app.domain.day import LATER_ROW_TYPES, DayTables
from pos_app.domain.journal_projection import project_journal

PROJECTED_TABLES = ("sales", "lines", "tenders", "cash", "counts", "stock")
ALL_PROJECTED = (*PROJECTED_TABLES, *LATER_ROW_TYPES)
"""Every table that follows from the journal, also those that a day may be without."""
_KINDS: dict[str, type] = {"int": int, "str": str, "bool": bool}


def journal_tables(facts: Sequence[Mapping[str, Any]]) -> DayTables:
    """Return the tables projected from the journal, without the makers.

    Raises DayFileError `journal_fact` where a fact lacks a value, or has one of another type.
    """
    try:
        tables = project_journal(facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DayFileError("journal_fact", reason=str(error)[:60]) from error
    check_types(tables)
    return tables


def check_types(tables: DayTables) -> None:
    """Check that every projected cell has the type of its column. Raises DayFileError."""
    for name in ALL_PROJECTED:
        rows = getattr(tables, name)
        wrong = None if have_column_types(name, rows) else _wrong_column(name, rows)
        if wrong is not None:
            raise DayFileError("journal_fact", reason=f"{name}.{wrong}")


def members_match(projected: DayTables, members: Mapping[str, bytes]) -> bool:
    """Return whether parsing the members would give exactly the `projected` tables."""
    # A cell is never longer than its journal row, so none exceeds the limit of the parser.
    if max(map(len, members[JOURNAL].split(b"\n"))) > MAX_FIELD:
        return False
    later = later_members(projected)
    if later != {name: data for name, data in members.items() if name in LATER_MEMBERS}:
        return False
    return all(
        _table_matches(name, getattr(projected, name), members[f"{name}.csv"])
        for name in PROJECTED_TABLES
    )


def _table_matches(name: str, rows: tuple[tuple[Any, ...], ...], data: bytes) -> bool:
    """Return whether `data` is the table of `rows`, whose types were checked."""
    plain = plain_row_bytes(name, rows)
    if plain is not None:
        return header_bytes(name) + plain == data
    return b"\0" not in data and table_bytes(name, rows) == data


def _wrong_column(name: str, rows: tuple[tuple[Any, ...], ...]) -> str | None:
    """Return a column with a cell of another type, or with a number beyond the parser's limit."""
    columns = column_types(name)
    for (column, kind), cells in zip(columns.items(), zip(*rows, strict=True), strict=False):
        if set(map(type, cells)) != {_KINDS[kind]}:
            return column
        if kind == "int" and not (min(cells) > -LIMIT and max(cells) < LIMIT):
            return column
    return None


def with_makers(projected: DayTables, members: Mapping[str, bytes]) -> DayTables:
    """Return `projected` with the makers, who are only in their own table. Raises DayFileError."""
    return projected._replace(makers=parse_table("makers", members["makers.csv"]))
