"""Tables of figures, used alike for paper, workbooks and CSV."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.texts import text

Cell = str | int
Kind = Literal["text", "day", "count", "money", "price", "percent"]
"""The kind of values in a column.

`day` is text as `2023-10-25`. Columns of `count` and `money` (rupiah) are summed; those of `price`
(rupiah a piece) and `percent` (basis points) are not.
"""


class Column(NamedTuple):
    """A column: its key for programs, its heading for people, and the kind of its values."""

    key: str
    heading: str
    kind: Kind = "money"

    @property
    def is_text(self) -> bool:
        """Whether the column holds text and is aligned left."""
        return self.kind in ("text", "day")


class Table(NamedTuple):
    """Rows under columns; `name` is used in file names, `title` is for people.

    `rest` are lines between the rows and their sums that belong to no row, such as the rounding of
    cash; people see them, a CSV has the rows alone. `note` is a sentence below the table. Dates,
    numbers and the word before the sums are in `lang`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""
    lang: LanguageCode = DEFAULT_LANGUAGE

    def sums(self) -> tuple[Cell, ...]:
        """Return the last line with the sums; columns that are not summed are empty."""
        sums: list[Cell] = []
        for index, column in enumerate(self.columns):
            cells = [row[index] for row in (*self.rows, *self.rest)]
            numbers = [cell for cell in cells if isinstance(cell, int)]
            sums.append(sum(numbers) if column.kind in ("count", "money") else "")
        return (text("paper", "sum", self.lang), *sums[1:])

    @property
    def has_sums(self) -> bool:
        """Whether there are rows and columns to add up, after a first column for the word."""
        summed = any(each.kind in ("count", "money") for each in self.columns)
        return bool(self.rows) and summed and self.columns[0].is_text

    def only(self, *keys: str) -> Table:
        """Return the table with some of its columns, in the order of `keys`."""
        at = {column.key: index for index, column in enumerate(self.columns)}
        chosen = [at[key] for key in keys]
        rows, rest = (
            tuple(tuple(row[index] for index in chosen) for row in part)
            for part in (self.rows, self.rest)
        )
        columns = tuple(self.columns[index] for index in chosen)
        return self._replace(columns=columns, rows=rows, rest=rest)

    def without(self, *keys: str) -> Table:
        """Return the table without some of its columns."""
        return self.only(*(each.key for each in self.columns if each.key not in keys))
