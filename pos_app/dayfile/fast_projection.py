"""The fast path from a day file to its tables: project the journal, then compare the bytes.

A till writes each table from its journal, so the projected rows, written again, must have exactly
the bytes of the file's tables. Then no CSV has to be parsed. If anything differs, the reader parses
the tables instead and finds out what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pos_app.dayfile.format import JOURNAL, DayFileError
from pos_app.dayfile.manifest import column_types
from pos_app.dayfile.parse import LIMIT, MAX_FIELD, parse_table
from pos_app.dayfile.writer import table_bytes
from pos_app.domain.day import DayTables
from pos_app.domain.journal_projection import project_journal

PROJECTED_TABLES = ("sales", "lines", "tenders", "cash", "counts", "stock")
_KINDS: dict[str, type] = {"int": int, "str": str, "bool": bool}


def journal_tables(facts: Sequence[Mapping[str, Any]]) -> DayTables:
    """Return the tables projected from the journal, without the makers.

    Raises DayFileError `journal_fact`.
    """
    try:
        return project_journal(facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DayFileError("journal_fact", reason=str(error)[:60]) from error


def members_match(projected: DayTables, members: Mapping[str, bytes]) -> bool:
    """Return whether parsing the members would give exactly the `projected` tables."""
    # A cell is never longer than its journal row, so none exceeds the limit of the parser.
    if max(map(len, members[JOURNAL].split(b"\n"))) > MAX_FIELD:
        return False
    return all(
        _table_matches(name, getattr(projected, name), members[f"{name}.csv"])
        for name in PROJECTED_TABLES
    )


def _table_matches(name: str, rows: tuple[tuple[Any, ...], ...], data: bytes) -> bool:
    if b"\0" in data or not _cells_fit_columns(name, rows):
        return False
    return table_bytes(name, rows) == data


def _cells_fit_columns(name: str, rows: tuple[tuple[Any, ...], ...]) -> bool:
    """Return whether every cell has its column's type and no number exceeds the parser's limit."""
    kinds = column_types(name).values()
    for kind, cells in zip(kinds, zip(*rows, strict=True), strict=False):
        if set(map(type, cells)) != {_KINDS[kind]}:
            return False
        if kind == "int" and not (min(cells) > -LIMIT and max(cells) < LIMIT):
            return False
    return True


def with_makers(projected: DayTables, members: Mapping[str, bytes]) -> DayTables:
    """Return `projected` with the makers, who are only in their own table. Raises DayFileError."""
    return replace(projected, makers=parse_table("makers", members["makers.csv"]))
