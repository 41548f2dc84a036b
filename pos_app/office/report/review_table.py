"""What is worth a look, as a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.review_list import TillReview
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Cell, Table
from pos_app.review_words import item_words

_COLUMNS = (
    "amount what:text stand:text till:text day:day time:text number:text by:text count:count"
    " minutes:text"
)


def review_tables(
    items: Sequence[TillReview], lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[Table]:
    """The table of the items, the most rupiah at stake first; none where there are no items."""
    rows = [_row(each, lang) for each in items]
    return [made_table("review", _COLUMNS, rows, lang)] if rows else []


def _row(each: TillReview, lang: LanguageCode) -> tuple[Cell, ...]:
    item = each.item
    minutes: Cell = "" if item.minutes is None else item.minutes
    where = (each.stand, each.till, each.day, item.at[11:16])
    what = item_words(item, lang)
    return (item.amount, what, *where, item.number, item.by, item.count, minutes)
