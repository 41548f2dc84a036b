"""Tills for tests: set up in a folder with a clock that stands still and ids that repeat."""

from __future__ import annotations

import itertools
import json
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pos_app.clock import ManualClock, parse_stamp
from pos_app.messages import problem_json
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.day import business_day
from pos_app.services.ring import ring_line
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop

MORNING = "2023-10-25T08:00:00+08:00"
SHEET = """\
sku,name,category,maker,price_rp,stock
A,Kalung manik,Manik,M1,50000,10
B,Gelang batu,Batu,M2,120000,10
"""


def counting_ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: str(uuid.UUID(int=next(numbers)))


def clock_at(text: str = MORNING) -> ManualClock:
    return ManualClock(parse_stamp(text))


def make_shop(
    folder: Path,
    *,
    rounding: int = 0,
    sheet: str = SHEET,
    stand: str = "A07",
    open_with: int | None = 200_000,
    new_id: Callable[[], str] | None = None,
    training: bool = False,
) -> Shop:
    """A till with goods, open unless `open_with` is None."""
    asked = TillSetup("EXPO23", stand, "1", cash_rounding=rounding, training=training)
    shop = set_up(folder, asked, clock_at(), new_id, bytes(32))
    goods = folder / "goods.csv"
    goods.write_text(sheet, encoding="utf-8")
    assert import_file(shop, goods).stored
    if open_with is not None:
        business_day.open_till(shop, open_with)
    return shop


def ring(shop: Shop, **request: Any) -> Mapping[str, Any]:
    """One request through the load door; `ref` is made up when none is given."""
    request.setdefault("ref", str(uuid.uuid4()))
    return ring_line(shop, json.dumps(request).encode(), problem_json)


def refusal(answer: Mapping[str, Any]) -> str:
    """The code with which a request was refused."""
    assert answer["ok"] is False, answer
    return str(answer["problems"][0]["code"])


def cash(amount: int) -> list[dict[str, Any]]:
    return [{"method": "cash", "amount": amount}]
