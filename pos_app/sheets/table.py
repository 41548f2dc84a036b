"""The result of reading a sheet, its limits, and the checks common to CSV and workbooks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.errors import PosError, Problem

Cell = str | int | float | bool | None
Record = tuple[int, Sequence[Cell]]

MAX_ROWS = 100_000
MAX_COLUMNS = 64
MAX_CELL = 32_767
MAX_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of valid form; `row` is its number in the file, from 1.

    `cells` has every column of the header; a blank cell is None.
    """

    row: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its column names (case-folded), its valid rows, and the problems of the rest.

    A row with an error is not in `rows`; a sheet refused as a whole has no rows.
    """

    header: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a sheet: `cells` are the first of `count`, as (row, column) from 1.

    `columns` has for each row with formulas the set of its columns, as bits.
    """

    cells: Sequence[tuple[int, int]] = ()
    columns: Mapping[int, int] = field(default_factory=dict)
    count: int = 0

    def is_at(self, row: int, column: int) -> bool:
        """Whether the cell in `row` and `column` (from 1) has a formula."""
        return bool(self.columns.get(row, 0) >> column & 1)


def build_table(
    file: str, records: Iterable[Record], *, ragged: bool = False, formulas: Formulas | None = None
) -> Table:
    """Return the table of `records`, none of which is completely blank; there is at least one.

    In a `ragged` sheet (CSV) rows may differ in length, and a row that is too short is an error,
    because a cell may be missing in its middle. Raises PosError `sheet_…` if the whole sheet is
    refused.
    """
    formulas = formulas or Formulas()
    filled = iter(records)
    _, first = next(filled)
    titles = _titles(first)
    found = [_formula(file, titles, at) for at in formulas.cells]
    rows: list[SheetRow] = []
    is_titled = all(titles)
    for row, cells in filled:
        is_plain = len(cells) == len(titles) and is_titled and not _has_long_cell(cells)
        faults = [] if is_plain else list(_row_faults(file, titles, row, cells, ragged=ragged))
        found += faults
        if not faults and row not in formulas.columns:
            rows.append(SheetRow(row, _by_title(titles, cells)))
    hidden = formulas.count - len(formulas.cells)
    header = tuple(title for title in titles if title)
    return Table(header, tuple(rows), _bounded(file, found, hidden))


def refused_table(file: str, error: PosError) -> Table:
    """Return the table of a sheet that is refused as a whole because of `error`."""
    row = error.facts.get("row")
    return Table(problems=(error.problem(file, row if isinstance(row, int) else None),))


def column_letter(column: int) -> str:
    """Return the name of a column in a spreadsheet: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def check_size(rows: int, columns: int) -> None:
    """Raise PosError `sheet_too_many_…` if `rows` (header included) or `columns` exceed a limit."""
    if rows > MAX_ROWS + 1:
        raise PosError("sheet_too_many_rows", limit=MAX_ROWS)
    if columns > MAX_COLUMNS:
        raise PosError("sheet_too_many_columns", limit=MAX_COLUMNS)


def _titles(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the column names, empty for a column without one. A repeated name raises PosError."""
    last = max(column for column, cell in enumerate(cells, 1) if cell is not None)
    check_size(0, last)
    titles = ["" if cell is None else _title(cell) for cell in cells[:last]]
    for column, title in enumerate(titles):
        if title and title in titles[:column]:
            raise PosError("sheet_column_twice", column=title)
    return tuple(titles)


def _title(cell: Cell) -> str:
    if isinstance(cell, str) and len(cell) > MAX_CELL:  # before work that grows with its length
        raise PosError("sheet_cell_too_long", row=1, limit=MAX_CELL)
    return unicodedata.normalize("NFC", str(cell).strip().casefold())


def _name(titles: Sequence[str], column: int) -> str:
    """Return the name of a column (from 1) for people: its title, else its letter."""
    title = titles[column - 1] if column <= len(titles) else ""
    return title or column_letter(column)


def _formula(file: str, titles: Sequence[str], at: tuple[int, int]) -> Problem:
    column = _name(titles, at[1])
    return Problem("sheet_formula", "error", {"row": at[0], "column": column}, file, at[0], column)


def _row_faults(
    file: str, titles: Sequence[str], row: int, cells: Sequence[Cell], *, ragged: bool
) -> Iterator[Problem]:
    """Yield the problems in the form of one row."""
    facts: dict[str, object] = {"row": row, "cells": len(cells), "columns": len(titles)}
    if ragged and len(cells) < len(titles):
        yield Problem("sheet_row_short", "error", facts, file, row)
    for column, cell in enumerate(cells, 1):
        name = _name(titles, column)
        if cell is not None and (column > len(titles) or not titles[column - 1]):
            facts = {"row": row, "column": name}
            yield Problem("sheet_row_long", "error", facts, file, row, name)
            return
        if isinstance(cell, str) and len(cell) > MAX_CELL:
            facts = {"row": row, "column": name, "limit": MAX_CELL}
            yield Problem("sheet_cell_too_long", "error", facts, file, row, name)


def _has_long_cell(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells)


def _by_title(titles: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    """Return the cells by title, None where the row ends early."""
    if len(cells) == len(titles) and "" not in titles:
        return dict(zip(titles, cells, strict=True))
    padded = [*cells, *[None] * (len(titles) - len(cells))]
    return {title: cell for title, cell in zip(titles, padded, strict=False) if title}


def _bounded(file: str, found: list[Problem], hidden: int) -> tuple[Problem, ...]:
    """Return at most `MAX_PROBLEMS` problems by row, and one that counts the rest."""
    found.sort(key=lambda problem: problem.row or 0)
    rest = len(found[MAX_PROBLEMS:]) + hidden
    more = [Problem("sheet_more_problems", "error", {"count": rest}, file)] if rest else []
    return tuple(found[:MAX_PROBLEMS] + more)
