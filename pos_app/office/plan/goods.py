"""The goods of an event: the sheets that the plan names, checked and stored as records."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pos_app.dayfile.pack_reader import rows_of
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.stand_pack import product_json
from pos_app.domain.catalogue import match_maker, sku_key
from pos_app.domain.catalogue_rows import CatalogueRow
from pos_app.errors import PosError, Problem
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.records import Record, RecordKind, sign_record

Goods = Mapping[str, tuple[CatalogueRow, ...]]
"""The products of each stand; the empty text stands for all stands without their own sheet."""


def read_sheets(plan: EventPlan, folder: Path) -> tuple[Goods, list[Problem]]:
    """Reads the sheets that a plan names; returns the goods and every problem found.

    `folder` is the folder of the TOML file. Raises PosError `file_not_found`, `file_unreadable`.
    """
    named = _sheet_names(plan)
    read: dict[str, tuple[CatalogueRow, ...]] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(named.values()):
        stands = [stand for stand, sheet in named.items() if sheet == name]
        owner = stands[0] if len(stands) == 1 and stands[0] else plan.code
        read[name], found = _read_sheet(plan, folder / name, owner)
        problems += found
    return {stand: read[name] for stand, name in named.items()}, problems


def _sheet_names(plan: EventPlan) -> dict[str, str]:
    """The sheets that a plan names, by stand."""
    named = {"": plan.goods, **{stand.code: stand.goods for stand in plan.stands}}
    return {stand: name for stand, name in named.items() if name}


def _read_sheet(
    plan: EventPlan, path: Path, owner: str
) -> tuple[tuple[CatalogueRow, ...], list[Problem]]:
    """Reads a list of any layout; goods without a maker are `owner`'s."""
    from pos_app.sheets.goods import GoodsOptions, KnownGoods, goods_of
    from pos_app.sheets.reader import read_grid  # loads the workbook reader

    makers = list(plan.makers)
    known = KnownGoods(makers, (), owner)
    sheet = goods_of(read_grid(path), GoodsOptions(), known)
    found = tuple(sheet.good or ())
    first = {sku_key(row.maker): row for row in reversed(found)}
    unplanned = [row for row in first.values() if match_maker(row.maker, makers) is None]
    warnings = [
        Problem("maker_not_planned", "warning", {"text": row.maker}, path.name, row.row, "maker")
        for row in unplanned
    ]
    return found, [*sheet.problems, *warnings]


def goods_records(event: str, goods: Goods, office: Signer) -> list[Record]:
    """The goods as signed records for the book."""
    return [
        sign_record(
            RecordKind.GOODS,
            {"event": event, "stand": stand, "rows": [product_json(row) for row in rows]},
            office.public_hex,
            office.sign,
        )
        for stand, rows in goods.items()
    ]


def picture_records(
    event: str, pictures: Mapping[str, bytes], office: Signer, turn: int = 0
) -> list[Record]:
    """The makers' pictures (JPEG) as signed records for the book.

    `turn` counts the changes after the book was made: the highest holds. An empty picture takes
    the one before away.
    """
    later = {"turn": turn} if turn else {}
    return [
        sign_record(
            RecordKind.CARD,
            {"event": event, "maker": maker, "photo": base64.b64encode(jpeg).decode(), **later},
            office.public_hex,
            office.sign,
        )
        for maker, jpeg in pictures.items()
    ]


def pictures_of(plan: EventPlan, records: Iterable[Record], office: str) -> dict[str, bytes]:
    """The newest picture of each maker in the records that the key `office` (hex) signed."""
    found: dict[str, tuple[int, str]] = {}
    for record in records:
        facts: Mapping[str, Any] = record.facts
        if record.signer == office and facts["event"] == plan.code:
            maker, newer = str(facts["maker"]), (int(facts.get("turn", 0)), str(facts["photo"]))
            found[maker] = max(newer, found.get(maker, (-1, "")))
    return {maker: base64.b64decode(photo) for maker, (_, photo) in found.items() if photo}


def last_turn(records: Iterable[Record]) -> int:
    """The number of the latest change of pictures; 0 before the first."""
    return max((int(record.facts.get("turn", 0)) for record in records), default=0)


def goods_of(plan: EventPlan, records: Iterable[Record], office: str) -> Goods:
    """The goods in the records that the key `office` (hex) signed, checked again.

    Raises PosError `book_goods_missing` when the goods of a sheet are missing; Refused when they
    are not valid.
    """
    facts: list[Mapping[str, Any]] = [r.facts for r in records if r.signer == office]
    found = {str(f["stand"]): rows_of(f["rows"]) for f in facts if f["event"] == plan.code}
    for stand, name in _sheet_names(plan).items():
        if stand not in found:
            raise PosError("book_goods_missing", sheet=name)
    return found
