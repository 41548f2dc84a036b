"""The list of sales finds corrections by their index, however many sales there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.store.sale_search import _COLUMNS


@pytest.mark.parametrize("where", ["s.day = '2023-10-25'", "1"])
def test_no_sale_is_looked_up_by_reading_all_of_them(tmp_path: Path, where: str) -> None:
    with make_shop(tmp_path / "till") as shop:
        query = f"SELECT {_COLUMNS} FROM sales s WHERE {where} ORDER BY s.running DESC LIMIT 200"
        plan = [row[3] for row in shop.database.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN c")], plan
