"""The goods of a fair in the office's book: the plan's sheets, checked once and kept as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pos_app.dayfile.pack_reader import rows_of
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.stand_pack import product_json
from pos_app.domain.catalogue import match_maker
from pos_app.domain.catalogue_rows import CatalogueRow, check_rows
from pos_app.errors import PosError, Problem
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.records import Record, RecordKind, sign_record

Goods = Mapping[str, tuple[CatalogueRow, ...]]
"""The products by stand; under the empty text, those of every stand without its own sheet."""


def read_sheets(plan: EventPlan, folder: Path) -> tuple[Goods, list[Problem]]:
    """The sheets that a plan names, below the TOML's own folder, and every problem of them.

    Raises PosError `file_not_found`, `file_unreadable` for a sheet that cannot be had.
    """
    named = _sheet_names(plan)
    read: dict[str, tuple[CatalogueRow, ...]] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(named.values()):
        read[name], found = _read_sheet(plan, folder / name)
        problems += found
    return {stand: read[name] for stand, name in named.items()}, problems


def _sheet_names(plan: EventPlan) -> dict[str, str]:
    """The sheets that a plan names, by stand."""
    named = {"": plan.goods, **{stand.code: stand.goods for stand in plan.stands}}
    return {stand: name for stand, name in named.items() if name}


def _read_sheet(plan: EventPlan, path: Path) -> tuple[tuple[CatalogueRow, ...], list[Problem]]:
    from pos_app.sheets.reader import read_table  # workbooks are for the few who have one

    table = read_table(path)
    rows = [(row.row, row.cells) for row in table.rows]
    found, problems = check_rows(table.header, rows, path.name) if table.header else ((), ())
    makers = list(plan.makers)
    first = {row.maker: row for row in reversed(found)}
    unplanned = {t: row for t, row in first.items() if match_maker(t, makers) is None}
    strangers = [
        Problem("maker_not_planned", "warning", {"text": text}, path.name, row.row, "maker")
        for text, row in unplanned.items()
    ]
    return found, [*table.problems, *problems, *strangers]


def goods_records(event: str, goods: Goods, office: Signer) -> list[Record]:
    """What the book keeps of the sheets."""
    return [
        sign_record(
            RecordKind.GOODS,
            {"event": event, "stand": stand, "rows": [product_json(row) for row in rows]},
            office.public_hex,
            office.sign,
        )
        for stand, rows in goods.items()
    ]


def goods_of(plan: EventPlan, records: Iterable[Record], office: str) -> Goods:
    """The goods that the office key `office` (hex) put into the book, checked again.

    Raises PosError `book_goods_missing` when the plan names a sheet that is not there; Refused
    when the goods are no longer sound.
    """
    facts: list[Mapping[str, Any]] = [r.facts for r in records if r.signer == office]
    found = {str(f["stand"]): rows_of(f["rows"]) for f in facts if f["event"] == plan.code}
    for stand, name in _sheet_names(plan).items():
        if stand not in found:
            raise PosError("book_goods_missing", sheet=name)
    return found
