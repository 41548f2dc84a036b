"""What is worth a look, as a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.office.reconcile.review_list import TillReview
from pos_app.printing.tables import Cell, Column, Table
from pos_app.review_words import item_words
from pos_app.texts import text

_COLUMNS = (
    Column("amount", "Rupiah"),
    Column("what", "Apa", "text"),
    Column("stand", "Stan", "text"),
    Column("till", "Kasir", "text"),
    Column("day", "Hari", "day"),
    Column("time", "Pukul", "text"),
    Column("number", "No. struk", "text"),
    Column("by", "Siapa", "text"),
    Column("count", "Kali", "count"),
    Column("minutes", "Menit", "text"),
)


def review_tables(items: Sequence[TillReview]) -> list[Table]:
    """The table of the items, the most rupiah at stake first; none where there are no items."""
    rows = tuple(map(_row, items))
    return [Table("review", text("paper", "review", "id"), _COLUMNS, rows)] if rows else []


def _row(each: TillReview) -> tuple[Cell, ...]:
    item = each.item
    minutes: Cell = "" if item.minutes is None else item.minutes
    where = (each.stand, each.till, each.day, item.at[11:16])
    what = item_words(item, "id")
    return (item.amount, what, *where, item.number, item.by, item.count, minutes)
