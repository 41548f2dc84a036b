"""The titles of the report's tables and the headings of their columns, in a chosen language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast, get_args

from pos_app.languages import LanguageCode
from pos_app.printing.tables import Cell, Column, Kind, Table
from pos_app.texts import text, texts_in

Rows = Iterable[tuple[Cell, ...]]


def made_table(
    name: str, columns: str, rows: Rows, lang: LanguageCode, *, rest: Rows = (), note: str = ""
) -> Table:
    """The table of that name with its title.

    `columns` are words as `day:day stand:text net`: the key of a column, and its kind unless it is
    money.
    """
    found = tuple(made_column(name, each, lang) for each in columns.split())
    title = text("report_tables", name, lang)
    return Table(name, title, found, tuple(rows), tuple(rest), note, lang)


def made_column(table: str, word: str, lang: LanguageCode) -> Column:
    """A column of a table, from a word as `net` or `day:day`."""
    key, _, kind = word.partition(":")
    assert not kind or kind in get_args(Kind)
    heading = texts_in("report_columns", lang).get(f"{table}.{key}")
    return Column(key, heading or text("report_columns", key, lang), cast("Kind", kind or "money"))
