"""The cells of a sheet as they stand in the file, before anything is known of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pos_app.errors import PosError, Problem
from pos_app.sheets.table import Formulas, Record, Table, build_table, check_size

# Together in one sheet; goods of 100,000 rows with 20 columns.
MAX_GRID_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet that hold anything, with their numbers in the file, from 1.

    A blank cell is None. In a `ragged` sheet (CSV) rows may differ in length. `sheet` is the name
    of the sheet that was chosen among `sheets`; both are empty for a CSV file. `problems` has what
    was noted on reading; a sheet refused as a whole has an error there, and no rows.
    """

    file: str
    rows: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    ragged: bool = False
    formulas: Formulas = field(default_factory=Formulas)
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the sheet as a whole was refused."""
        return not self.rows


def filled_rows(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records that are not completely blank, with blank cells as None.

    Raises PosError `sheet_empty`, `sheet_too_many_rows`, `sheet_too_heavy`.
    """
    rows = tuple(_filled(records))
    if not rows:
        raise PosError("sheet_empty")
    return rows


def _filled(records: Iterable[Record]) -> Iterator[Record]:
    cells_left = MAX_GRID_CELLS
    for row, cells in records:
        check_size(row, 0)
        values = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
        if any(value is not None for value in values):
            cells_left -= len(values)
            if cells_left < 0:
                raise PosError("sheet_too_heavy")
            yield row, values


def refused_grid(file: str, error: PosError) -> Grid:
    """Return the grid of a sheet that is refused as a whole because of `error`."""
    row = error.facts.get("row")
    return Grid(file, problems=(error.problem(file, row if isinstance(row, int) else None),))


def table_of_grid(grid: Grid) -> Table:
    """Return the table of a sheet whose first row has the names of its columns.

    Raises PosError `sheet_…` if the whole sheet is refused.
    """
    if grid.is_refused:
        return Table(problems=grid.problems)
    table = build_table(grid.file, grid.rows, ragged=grid.ragged, formulas=grid.formulas)
    return Table(table.header, table.rows, (*grid.problems, *table.problems))
