"""The goods that the office handed out in stand packs, to hold the stands' files against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import Rupiah
from pos_app.domain.price_steps import Steps, steps_below
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.records import Record


class PlannedGoods(NamedTuple):
    """A piece of goods as a pack names it: its price, and its maker as the sheet names them.

    `share_bp` is its own share of the stand in basis points; None where the maker's holds. `steps`
    are its prices for several pieces. Of a `unique` one there is only one piece.
    """

    sku: str
    maker: str
    price: Rupiah
    share_bp: int | None = None
    steps: Steps = ()
    unique: bool = False


HandedOut = Mapping[str, Mapping[str, PlannedGoods]]
"""The goods of each stand by `sku_key`; the empty text stands for stands without their own."""


def handed_out(plan: EventPlan, records: Iterable[Record], office: str | None) -> HandedOut:
    """The goods in the records that the key `office` (hex) signed for this event.

    A record of another form is passed over: a status never fails for it.
    """
    own = [record for record in records if record.signer == office]
    found = [goods for record in own if (goods := _goods_in(record.body)) is not None]
    return {stand: goods for event, stand, goods in found if event == plan.code}


# Parsing the sheet of a large fair takes longer than the rest of its status.
@lru_cache(maxsize=64)
def _goods_in(body: bytes) -> tuple[str, str, Mapping[str, PlannedGoods]] | None:
    try:
        facts = json.loads(body)
        rows = [
            PlannedGoods(
                row["sku"],
                row["maker"],
                row["price"],
                row["share_bp"],
                steps_below(row.get("price_steps", ""), row["price"]),
                row.get("unique") is True,
            )
            for row in facts["rows"]
        ]
        return facts["event"], facts["stand"], {sku_key(row.sku): row for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
