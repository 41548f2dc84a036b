"""The drawers of the tills in words and as tables: never netted, and they accuse nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.reconcile.drawers import (
    TillDrawer,
    cash_to_hand_over,
    differences,
)
from pos_app.office.reconcile.status import Status
from pos_app.printing.tables import Cell, Column, Kind, Table
from pos_app.texts import texts_in


def drawers_text(status: Status, lang: LanguageCode) -> str:
    """The drawers that differ: `drawers: 9 short Rp29.163.844 · 1 over Rp500`; empty for none."""
    parts = difference_parts(status, lang)
    return texts_in("drawers", lang)["differ"].format(parts=" · ".join(parts)) if parts else ""


def difference_parts(status: Status, lang: LanguageCode) -> list[str]:
    """The drawers that were short and those that were over: `9 short Rp29.163.844`."""
    words = texts_in("drawers", lang)
    found = differences(status.drawers)
    return [
        words[key].format(count=count, amount=format_rupiah(amount))
        for key, count, amount in (
            ("short", found.short_count, found.short),
            ("over", found.over_count, found.over),
        )
        if count
    ]


def drawer_tables(status: Status, lang: LanguageCode = "id") -> list[Table]:
    """Every drawer in the sum, and the cash that each stand hands over; none without files.

    Where a drawer went from hand to hand inside a day, the shifts are a table of their own.
    """
    drawers = status.drawers
    if not drawers:
        return []
    words = texts_in("drawers", lang)
    names = {stand.code: stand.name for stand in status.plan.stands}
    handed = tuple(
        (row.stand, names.get(row.stand, ""), row.amount) for row in cash_to_hand_over(drawers)
    )
    return [
        Table(
            "drawers",
            words["table"],
            _columns(lang),
            tuple(_row(each) for each in drawers),
            note=drawers_text(status, lang),
            lang=lang,
        ),
        Table(
            "cash_to_hand_over",
            words["hand_over"],
            (
                Column("stand", words["stand"], "text"),
                Column("name", words["name"], "text"),
                Column("amount", words["cash"]),
            ),
            handed,
            lang=lang,
        ),
        *_shift_tables(drawers, lang),
    ]


def _shift_tables(drawers: Sequence[TillDrawer], lang: LanguageCode) -> list[Table]:
    words = texts_in("drawers", lang)
    rows: list[tuple[Cell, ...]] = [
        (
            *(*each.till_day, shift.number, shift.by, shift.to, shift.at[11:16]),
            *(shift.expected, shift.counted, shift.difference, shift.reason),
        )
        for each in drawers
        for shift in each.drawer.shifts
    ]
    if not rows:
        return []
    kinds = {
        **{"stand": "text", "till": "text", "day": "day", "shift": "text", "by": "text"},
        **{"to": "text", "until": "text", "expected": "price", "counted": "price"},
        **{"difference": "price", "reason": "text"},
    }
    columns = tuple(Column(key, words[key], cast("Kind", kind)) for key, kind in kinds.items())
    return [Table("shifts", words["shifts"], columns, tuple(rows), note=words["note"], lang=lang)]


def drawer_tables_for_paper(status: Status, lang: LanguageCode) -> list[Table]:
    """The drawers that differ, and the cash to hand over: what a reader has to know."""
    tables = drawer_tables(status, lang)
    if not tables:
        return []
    drawers, cash, *shifts = tables
    at = [column.key for column in drawers.columns].index("difference")
    rows = tuple(row for row in drawers.rows if row[at])
    others = len(drawers.rows) - len(rows)
    note = texts_in("drawers", lang)["others"].format(count=others)
    told = ". ".join(filter(None, (_sentence(drawers.note), note if others else "")))
    shown = [drawers._replace(rows=rows, note=told), cash] if rows else [cash._replace(note=told)]
    return [*shown, *shifts]


def _columns(lang: LanguageCode) -> tuple[Column, ...]:
    words = texts_in("drawers", lang)
    return (
        Column("stand", words["stand"], "text"),
        Column("till", words["till"], "text"),
        Column("day", words["day"], "day"),
        Column("expected", words["expected"]),
        Column("counted", words["counted"]),
        Column("difference", words["difference"], "price"),  # over and short are never netted
        Column("verified", words["verified"], "price"),
        Column("counted_by", words["counted_by"], "text"),
        Column("verified_by", words["verified_by"], "text"),
        Column("reason", words["reason"], "text"),
    )


def _row(each: TillDrawer) -> tuple[Cell, ...]:
    drawer = each.drawer
    verified: Cell = "" if drawer.verified is None else drawer.verified
    return (
        *each.till_day,
        drawer.expected,
        drawer.counted,
        drawer.difference,
        verified,
        drawer.counted_by,
        drawer.verified_by,
        drawer.reason,
    )


def _sentence(words: str) -> str:
    """The words with a capital at their start; names within them stay as they are."""
    return words[:1].upper() + words[1:]
