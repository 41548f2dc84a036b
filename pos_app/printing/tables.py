"""Plain tables, the same for paper, workbook and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int
Kind = Literal["text", "day", "count", "money", "price", "percent"]
"""`day` is text as `2023-10-25`. `count` and `money` add up; `price` is rupiah a piece, `percent`
basis points: they do not."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for programs, its heading for people, and what it holds."""

    key: str
    heading: str
    kind: Kind = "money"

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "day")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `name` is good for a file, `title` for people."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def sums(self) -> tuple[Cell, ...]:
        """The last line: what adds up, added up."""
        whole: list[Cell] = []
        for index, column in enumerate(self.columns):
            numbers = [cell for row in self.rows if isinstance(cell := row[index], int)]
            whole.append(sum(numbers) if column.kind in ("count", "money") else "")
        return ("Jumlah", *whole[1:])
