"""Tables of figures, used alike for paper, workbooks and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int
Kind = Literal["text", "day", "count", "money", "price", "percent"]
"""The kind of values in a column.

`day` is text as `2023-10-25`. Columns of `count` and `money` (rupiah) are summed; those of `price`
(rupiah a piece) and `percent` (basis points) are not.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for programs, its heading for people, and the kind of its values."""

    key: str
    heading: str
    kind: Kind = "money"

    @property
    def is_text(self) -> bool:
        """Whether the column holds text and is aligned left."""
        return self.kind in ("text", "day")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `name` is used in file names, `title` is for people."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def sums(self) -> tuple[Cell, ...]:
        """Return the last line with the sums; columns that are not summed are empty."""
        sums: list[Cell] = []
        for index, column in enumerate(self.columns):
            numbers = [cell for row in self.rows if isinstance(cell := row[index], int)]
            sums.append(sum(numbers) if column.kind in ("count", "money") else "")
        return ("Jumlah", *sums[1:])
