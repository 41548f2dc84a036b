"""Reads what is told of makers from a table that people wrote: a row for each maker."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pos_app.domain.catalogue import Maker, match_maker
from pos_app.domain.maker_card import LIMITS, STORED, MakerCard, made_card
from pos_app.errors import Problem
from pos_app.paths import resources_dir
from pos_app.sheets.grid import Grid
from pos_app.sheets.header_words import plain_words
from pos_app.sheets.table import Cell, Record

_HEAD_WITHIN = 12  # rows
_YES = frozenset(("ya", "y", "yes", "x", "v", "✓", "✔", "1", "true", "setuju", "boleh", "agreed"))


@dataclass(frozen=True, slots=True)
class MakerRow:
    """A row that can be taken: the maker's card, and the name of a picture beside the table."""

    row: int
    maker: Maker
    card: MakerCard
    photo: str = ""


@dataclass(frozen=True, slots=True)
class MakerTable:
    """The rows that can be taken, and the problems of the others."""

    rows: tuple[MakerRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def maker_table(grid: Grid, makers: Sequence[Maker]) -> MakerTable:
    """What a table tells of these makers, found by code or name.

    A row with an error is not taken, and named; a contact without a yes in the column `agreed` is
    left out with a warning. Only what a row fills in is in its card.
    """
    if grid.is_refused:
        return MakerTable(problems=grid.problems)
    at, columns = _header(grid.rows)
    told = columns.keys() & {*STORED, "photo"}
    if not ({"code", "name"} & columns.keys() and told):
        return MakerTable(problems=(Problem("maker_table_no_header", file=grid.file),))
    reader = _Rows(grid.file, columns, makers)
    rows = tuple(reader.read(grid.rows[at + 1 :]))
    return MakerTable(rows, (*grid.problems, *reader.problems))


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    with (resources_dir() / "maker_headers.toml").open("rb") as file:
        table = tomllib.load(file)
    return {head: field for field, heads in table.items() for head in heads}


def _header(rows: Sequence[Record]) -> tuple[int, dict[str, int]]:
    """The place of the row with the most known heads, and the column of each field."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, (_, cells) in enumerate(rows[:_HEAD_WITHIN]):
        columns: dict[str, int] = {}
        for number, cell in enumerate(cells):
            field = _heads().get(" ".join(plain_words(str(cell)))) if cell is not None else None
            if field is not None:
                columns.setdefault(field, number)
        if len(columns) > len(best[1]):
            best = (at, columns)
    return best


class _Rows:
    """Reads the rows below the heads; `problems` collects what is wrong with them."""

    def __init__(self, file: str, columns: Mapping[str, int], makers: Sequence[Maker]) -> None:
        self._file = file
        self._columns = columns
        self._makers = list(makers)
        self._seen: set[str] = set()
        self.problems: list[Problem] = []

    def read(self, rows: Sequence[Record]) -> Iterator[MakerRow]:
        """The rows that can be taken."""
        for row, cells in rows:
            texts = {field: self._text(cells, field) for field in self._columns}
            maker = self._maker(row, texts)
            if maker is not None and self._fits(row, texts):
                self._seen.add(maker.code)
                told = {name: texts[name] for name in STORED if texts.get(name)}
                self._drop_contact(row, texts, told)
                yield MakerRow(row, maker, made_card(maker.code, told), texts.get("photo", ""))

    def _text(self, cells: Sequence[Cell], field: str) -> str:
        at = self._columns[field]
        cell = cells[at] if at < len(cells) else None
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)  # a telephone that a spreadsheet took for a number
        return "" if cell is None else " ".join(str(cell).split())

    def _maker(self, row: int, texts: Mapping[str, str]) -> Maker | None:
        """The maker of a row; None for a blank, unknown or repeated one."""
        named = [texts[key] for key in ("code", "name") if texts.get(key)]
        found = next(filter(None, (match_maker(text, self._makers) for text in named)), None)
        if found is None:
            self._problem("maker_table_unknown", row, text=" ".join(named)[:40])
            return None
        if found.code in self._seen:
            self._problem("maker_table_twice", row, name=found.name)
            return None
        return found

    def _fits(self, row: int, texts: Mapping[str, str]) -> bool:
        long = [key for key, most in STORED.items() if len(texts.get(key, "")) > most]
        for key in long:
            count = len(texts[key])
            self._problem("maker_table_too_long", row, column=key, count=count, limit=STORED[key])
        return not long

    def _drop_contact(self, row: int, texts: Mapping[str, str], told: dict[str, str]) -> None:
        """A contact is told only where the maker agreed to it."""
        if "contact" in told and texts.get("agreed", "").casefold() not in _YES:
            del told["contact"]
            self._problem("maker_contact_not_agreed", row, severity="warning")

    def _problem(self, code: str, row: int, **facts: object) -> None:
        severity = "warning" if facts.pop("severity", "") == "warning" else "error"
        column = facts.pop("column", None)
        self.problems.append(
            Problem(
                code,
                severity,  # type: ignore[arg-type]  # one of the two
                {**facts, "column": column} if column else facts,
                self._file,
                row,
                str(column) if column else None,
            )
        )


__all__ = ["LIMITS", "MakerRow", "MakerTable", "maker_table"]
