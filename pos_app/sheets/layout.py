"""Which column of a sheet holds what: as recognised, and as a person chose.

Nothing is guessed: where two columns could be the price, or none surely is, there is a doubt, and
nothing can be taken before it is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.errors import PosError, Problem
from pos_app.sheets.column_values import are_amounts, are_distinct
from pos_app.sheets.grid import Grid
from pos_app.sheets.header_row import Head, find_head
from pos_app.sheets.header_words import FIELDS, UNSURE, key_of, meanings_of
from pos_app.sheets.table import MAX_COLUMNS, Cell, check_size, column_letter

NEEDED = ("name", "price_rp")
NOT_USED = "-"
"""What a person writes for a field that no column is to fill."""
# Fields that money or stock depends on: of two columns that fit alike none is taken.
_ASKED = {"name", "price_rp", "maker", "stock"}
_EXTRAS = ("variant", "detail", "handle", "unit", "number")
_AGAIN = re.compile(r" \([0-9]+\)$")
_LETTERS = re.compile(r"[A-Za-z]{1,2}")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose: for a field the head of its column, or the column's letter.

    With `complete` no other column is used for any field.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field whose column has to be chosen, and the columns (from 0) that it could be."""

    field: str
    columns: tuple[int, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet, from 0, by field; `extras` help to make a name or to check a price.

    `titles` are unique. `first` is the place of the first row of goods among the grid's rows, and
    `header_row` the number of the head in the file, 0 without one. `unsure` are columns that were
    taken though the table calls them unsure; they are in `doubts`, too.
    """

    titles: tuple[str, ...]
    header_row: int
    first: int
    columns: Mapping[str, int]
    extras: Mapping[str, tuple[int, ...]]
    doubts: tuple[Doubt, ...] = ()

    def names(self) -> dict[str, str]:
        """Return the head of each field's column, in the order of our own sheets."""
        return {name: self.titles[self.columns[name]] for name in FIELDS if name in self.columns}

    def ignored(self) -> list[str]:
        """Return the heads of the columns that nothing is taken from."""
        used = {*self.columns.values(), *self.extras.get("variant", ())}
        return [title for at, title in enumerate(self.titles) if title and at not in used]

    def problems(self, file: str) -> tuple[Problem, ...]:
        """Return the doubts as errors of the sheet as a whole."""
        return tuple(self._problem(doubt, file) for doubt in self.doubts)

    def is_beside_itself(self) -> bool:
        """Whether the table stands several times side by side: heads of name and price again."""
        places = {doubt.field: doubt.columns[0] for doubt in self.doubts if doubt.columns}
        places |= self.columns
        keys = {key_of(title) for title in self.titles}
        heads = [_AGAIN.sub("", self.titles[places[name]]) for name in NEEDED if name in places]
        return len(heads) == len(NEEDED) and all(key_of(f"{head} (2)") in keys for head in heads)

    def _problem(self, doubt: Doubt, file: str) -> Problem:
        heads = " | ".join(self.titles[at] or column_letter(at + 1) for at in doubt.columns)
        facts = {"column": doubt.field, "heads": heads[:300], "row": self.header_row}
        return Problem(doubt.code, "error", facts, file, self.header_row or None, doubt.field)


def layout_of(grid: Grid, choices: Choices) -> Layout:
    """Return the layout of a sheet.

    Raises PosError `sheet_no_header`, `sheet_head_unknown` with what the first row was taken for;
    `map_field_unknown`, `map_head_unknown`; `sheet_too_many_columns`.
    """
    unknown = [name for name in choices.fields if name not in FIELDS]
    if unknown:
        raise PosError("map_field_unknown", field=unknown[0][:60], known=", ".join(FIELDS))
    named = {name: head for name, head in choices.fields.items() if head != NOT_USED}
    head = find_head(grid.rows, named)
    if head is None:
        head = _without_head(grid, named)
    titles = _unique(head.titles)
    check_size(0, max((at for at, title in enumerate(titles, 1) if title), default=0))
    assignment = _Assignment(grid, head, titles[:MAX_COLUMNS])
    return assignment.layout(choices)


def _without_head(grid: Grid, named: Mapping[str, str]) -> Head:
    """Return a head without titles, where a person named every column by its letter."""
    is_by_letters = all(_LETTERS.fullmatch(head) for head in named.values())
    if is_by_letters and set(named) >= set(NEEDED):
        width = max(len(cells) for _, cells in grid.rows)
        return Head(0, 0, 0, ("",) * width)
    row, cells = next((each for each in grid.rows if _filled(each[1]) > 1), grid.rows[0])
    text = " | ".join(str(cell) for cell in cells if cell is not None)[:120]
    code = "sheet_head_unknown" if _is_all_text(cells) else "sheet_no_header"
    raise PosError(code, row=row, text=text)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in cells)


def _is_all_text(cells: Sequence[Cell]) -> bool:
    """Whether a row may be heads: several texts, none of them with a digit."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    has_digits = any(char.isdigit() for text in texts for char in text)
    return len(texts) > 1 and len(texts) == _filled(cells) and not has_digits


def _unique(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the titles, numbered where one stands several times: `Harga`, `Harga (2)`."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        key = key_of(title)
        seen[key] = seen.get(key, 0) + 1
        found.append(f"{title} ({seen[key]})" if title and seen[key] > 1 else title)
    return tuple(found)


class _Assignment:
    """Gives the columns of one sheet to the fields."""

    def __init__(self, grid: Grid, head: Head, titles: tuple[str, ...]) -> None:
        self._grid = grid
        self._head = head
        self._titles = titles
        self._columns: dict[str, int] = {}
        self._doubts: list[Doubt] = []
        self._meanings = [meanings_of(title) if title else () for title in head.titles]
        self._taken: set[int] = set()

    def layout(self, choices: Choices) -> Layout:
        for name, head in choices.fields.items():
            if head != NOT_USED:
                self._columns[name] = self._column_of(head)
        self._taken = set(self._columns.values())
        for name in ("name", "price_rp", *FIELDS):
            if name in self._columns or name in choices.fields:
                continue
            if not choices.complete:
                self._recognise(name)
        self._note_missing(choices)
        return Layout(
            self._titles,
            self._head.row,
            self._head.first_goods,
            self._columns,
            {name: self._extra(name) for name in _EXTRAS},
            tuple(self._doubts),
        )

    def _column_of(self, head: str) -> int:
        """Return the column that a person named. Raises PosError `map_head_unknown`."""
        for at, title in enumerate(self._titles):
            if title and key_of(title) == key_of(head):
                return at
        if _LETTERS.fullmatch(head):
            at = _letter_number(head) - 1
            if at < len(self._titles):
                return at
        known = " | ".join(title for title in self._titles if title)
        raise PosError("map_head_unknown", head=head[:60], known=known[:300])

    def _recognise(self, name: str) -> None:
        """Give a column to a field, or note the doubt."""
        if any(doubt.field == name for doubt in self._doubts):
            return
        tier, candidates = self._candidates(name)
        if not candidates:
            return
        if len(candidates) > 1 and name in _ASKED and not self._are_alike(candidates):
            self._doubts.append(Doubt(name, tuple(candidates), "column_unclear"))
            return
        if tier == UNSURE:
            self._doubts.append(Doubt(name, tuple(candidates), "column_unsure"))
            return
        self._columns[name] = candidates[0]
        self._taken.add(candidates[0])

    def _candidates(self, name: str) -> tuple[int, list[int]]:
        """Return the columns that may hold a field best, and how well."""
        by_tier: dict[int, list[int]] = {}
        for at, meanings in enumerate(self._meanings):
            for meaning in meanings:
                if meaning.field == name and at not in self._taken:
                    by_tier.setdefault(meaning.tier, []).append(at)
        tier = min(by_tier, default=0)
        found = by_tier.get(tier, [])
        return tier, self._by_values(name, [at for at in found if self._has_values(at)] or found)

    def _by_values(self, name: str, columns: list[int]) -> list[int]:
        """Return the columns of pieces without amounts of money, the codes that tell apart."""
        price_at = self._columns.get("price_rp")
        if name == "stock" and price_at is not None:
            prices = self._values(price_at)
            return [at for at in columns if not are_amounts(prices, self._values(at))]
        if name == "sku":
            return [at for at in columns if are_distinct(self._values(at))] or columns
        return columns

    def _values(self, at: int) -> list[Cell]:
        return [_cell(cells, at) for _, cells in self._goods()]

    def _has_values(self, at: int) -> bool:
        return any(cell is not None for cell in self._values(at))

    def _are_alike(self, columns: Sequence[int]) -> bool:
        """Whether the columns hold the same in every row, so that it does not matter which."""
        first = columns[0]
        return all(
            _cell(cells, at) == _cell(cells, first) for _, cells in self._goods() for at in columns
        )

    def _goods(self) -> Sequence[tuple[int, Sequence[Cell]]]:
        return self._grid.rows[self._head.first_goods :]

    def _note_missing(self, choices: Choices) -> None:
        """Add a doubt for a name or price that no column was recognised for."""
        for name in NEEDED:
            if name in self._columns or any(doubt.field == name for doubt in self._doubts):
                continue
            costs = self._extra("cost") if name == "price_rp" else ()
            code = "price_only_purchase" if costs and not choices.complete else "column_missing"
            self._doubts.append(Doubt(name, costs, code))

    def _extra(self, name: str) -> tuple[int, ...]:
        return tuple(
            at
            for at, meanings in enumerate(self._meanings)
            if meanings and meanings[0].field == name and at not in self._columns.values()
        )


def _cell(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else None


def _letter_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
