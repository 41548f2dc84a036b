"""The columns of a list as a person chooses them, and the choices that were made before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.errors import PosError
from pos_app.services.shop.setting_keys import SHEET_CHOICES
from pos_app.sheets.grid import Grid
from pos_app.sheets.header_words import FIELDS, key_of
from pos_app.sheets.layout import NEEDED, Choices, Layout, layout_of
from pos_app.sheets.table import MAX_COLUMNS, Cell, column_letter

MOST_KEPT = 50
FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of a sheet: their heads or letters, the field that each fills, the first rows.

    `asked` are the columns (from 0) of which one has to be chosen, and `missing` the fields that
    need a column.
    """

    heads: tuple[str, ...]
    fields: tuple[str, ...]
    asked: frozenset[int]
    missing: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheet_columns(grid: Grid, choices: Choices) -> SheetColumns:
    """Return the columns of a sheet as they were recognised or chosen."""
    layout = _layout(grid, choices)
    rows = [cells for _, cells in grid.rows[layout.first : layout.first + FIRST_ROWS]]
    places = range(_width(layout, rows))
    by_column = {at: name for name, at in layout.columns.items()}
    return SheetColumns(
        tuple(layout.titles[at] or column_letter(at + 1) for at in places),
        tuple(by_column.get(at, "") for at in places),
        frozenset(at for doubt in layout.doubts for at in doubt.columns),
        _missing(layout),
        tuple(tuple(_shown(cells, at) for at in places) for cells in rows),
    )


def _layout(grid: Grid, choices: Choices) -> Layout:
    """Return the layout; where no head was found, one without titles."""
    try:
        return layout_of(grid, choices)
    except PosError:
        width = max(len(cells) for _, cells in grid.rows)
        return Layout(("",) * min(MAX_COLUMNS, width), 0, 0, {}, {})


def _missing(layout: Layout) -> tuple[str, ...]:
    """Return the fields that are in doubt, and those that are needed and have no column."""
    doubts = [doubt.field for doubt in layout.doubts]
    needed = [name for name in NEEDED if name not in layout.columns]
    return tuple(dict.fromkeys([*doubts, *needed]))


def _width(layout: Layout, rows: Sequence[Sequence[Cell]]) -> int:
    """Return the number of columns up to the last one that has a head or a value."""
    used = [at for at, title in enumerate(layout.titles) if title]
    used += [at for cells in rows for at, cell in enumerate(cells) if cell is not None]
    return min(len(layout.titles), max(used, default=-1) + 1)


def _shown(cells: Sequence[Cell], at: int) -> str:
    cell = cells[at] if at < len(cells) else None
    return "" if cell is None else " ".join(str(cell).split())[:60]


def choices_of(columns: SheetColumns, fields: Sequence[str]) -> Choices:
    """Return the choices that give each column its field in `fields`."""
    return Choices({name: columns.heads[at] for at, name in enumerate(fields) if name}, True)


class KeptSettings(Protocol):
    """The settings of a till or of the office."""

    def get(self, key: str, default: str = "") -> str:
        """Return the text stored under `key`, or `default`."""

    def set(self, key: str, value: str) -> None:
        """Store a text."""


def remembered_choices(settings: KeptSettings, grid: Grid) -> Choices:
    """Return what was chosen for a list with the same heads, else no choices."""
    found = _kept(settings).get(_shape(sheet_columns(grid, Choices())))
    if not isinstance(found, dict) or not set(found) <= set(FIELDS):
        return Choices()
    return Choices({str(name): str(head) for name, head in found.items()}, True)


def remember_choices(settings: KeptSettings, grid: Grid, choices: Choices) -> None:
    """Keep the choices for lists with these heads; only the last ones are kept."""
    kept = dict(_kept(settings))
    shape = _shape(sheet_columns(grid, Choices()))
    kept.pop(shape, None)
    kept[shape] = dict(choices.fields)
    last = dict(list(kept.items())[-MOST_KEPT:])
    settings.set(SHEET_CHOICES, json.dumps(last, ensure_ascii=False))


def _kept(settings: KeptSettings) -> Mapping[str, object]:
    try:
        found = json.loads(settings.get(SHEET_CHOICES, "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _shape(columns: SheetColumns) -> str:
    """Return what is the same for all lists with these heads."""
    text = "\n".join(key_of(head) for head in columns.heads)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
