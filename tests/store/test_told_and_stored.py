"""The journal and the tables are read in pieces, each row once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.shops import clock_at, make_shop, ring

from pos_app.services.selling import unconfirmed_qris
from pos_app.services.shop.shop import open_shop
from pos_app.services.shop.twin_difference import compare_tables
from pos_app.store import fast_json, told_and_stored


def test_a_day_of_late_confirmations_is_read_once_and_not_once_for_each_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 30
    with make_shop(tmp_path / "till", new_id=None) as shop:
        for _ in range(count):
            paid = [{"method": "qris", "amount": 50_000}]
            assert ring(shop, lines=[{"code": "A", "qty": 1}], tenders=paid)["ok"]
        for waiting in unconfirmed_qris.list_unconfirmed(shop):
            unconfirmed_qris.confirm(shop, waiting)
    parsed = 0

    def counted(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def counting(text: Any) -> Any:
            nonlocal parsed
            parsed += 1
            return parse(text)

        return counting

    monkeypatch.setattr(told_and_stored, "CHUNK", 4)
    monkeypatch.setattr(json, "loads", counted(json.loads))
    monkeypatch.setattr(fast_json, "parsed", counted(fast_json.parsed))
    with open_shop(tmp_path / "till", clock_at(), writing=False) as shop:
        last, parsed = shop.journal.head().seq, 0
        found = compare_tables(shop.database, shop.journal, 1)
    assert not found.tables
    assert not found.unreadable
    assert last <= parsed <= last + count
