"""The quick way to a day's tables: told from its journal, and held against the members' bytes.

A table that the till wrote has exactly the bytes that its journal's rows would be written as, so
nothing of it has to be parsed. Whatever differs goes the long way, which finds out what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """The tables that the journal stands for, without the makers. Raises DayFileError."""
    try:
        return project_journal(facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DayFileError("journal_fact", reason=str(error)[:60]) from error


def members_match(told: DayTables, members: Mapping[str, bytes]) -> bool:
    """Whether the long way would read exactly `told` out of the members."""
    # No cell is longer than the row that tells it, so none is longer than a reader would take.
    if max(map(len, members[JOURNAL].split(b"\n"))) > MAX_FIELD:
        return False
    return all(
        _table_matches(name, getattr(told, name), members[f"{name}.csv"])
        for name in PROJECTED_TABLES
    )


def _table_matches(name: str, rows: tuple[tuple[Any, ...], ...], data: bytes) -> bool:
    if b"\0" in data or not _cells_fit_columns(name, rows):
        return False
    return table_bytes(name, rows) == data


def _cells_fit_columns(name: str, rows: tuple[tuple[Any, ...], ...]) -> bool:
    """Whether every cell is of its column's type, and no number larger than a reader would take."""
    kinds = column_types(name).values()
    for kind, cells in zip(kinds, zip(*rows, strict=True), strict=False):
        if set(map(type, cells)) != {_KINDS[kind]}:
            return False
        if kind == "int" and not (min(cells) > -LIMIT and max(cells) < LIMIT):
            return False
    return True


def with_makers(told: DayTables, members: Mapping[str, bytes]) -> DayTables:
    """`told` with the makers, whom only their own table names. Raises DayFileError."""
    makers = parse_table("makers", members["makers.csv"])
    return DayTables(
        told.sales, told.lines, told.tenders, told.cash, told.counts, told.stock, makers
    )
