"""A search over all days reads the newest sales, and older ones when it is asked to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.many_sales import sell_many
from support.shops import make_shop

from pos_app.services.selling import sale_search
from pos_app.services.selling.sale_search import search_sales
from pos_app.services.shop.shop import Shop
from pos_app.store.sale_search import _by_ending

DAY = "2023-10-25"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    import uuid

    monkeypatch.setattr(sale_search, "NEWEST", 20)
    monkeypatch.setattr(sale_search, "FURTHER", 30)
    with make_shop(tmp_path / "till", new_id=lambda: str(uuid.uuid4())) as shop:
        sell_many(shop, 110)
        yield shop


@pytest.mark.parametrize("text", ["kalung", "170.000", "Rp170.000", "M1"])
def test_the_newest_are_read_first_and_older_ones_when_asked(shop: Shop, text: str) -> None:
    found = search_sales(shop, text)
    assert ([row.number[-3:] for row in found.rows][::19], found.since) == (["110", "091"], DAY)
    found = search_sales(shop, text, further=1)
    assert (len(found.rows), found.rows[-1].number[-3:], found.since) == (50, "061", DAY)
    found = search_sales(shop, text, further=3)
    assert (len(found.rows), found.since) == (110, "")


def test_a_day_is_read_whole(shop: Shop) -> None:
    found = search_sales(shop, "kalung", DAY)
    assert (len(found.rows), found.since) == (110, "")


@pytest.mark.parametrize(
    "ending", ["7", "07", "007", "000007", "1-000007", "A07-1-000007", "a07-1-000107"]
)
def test_the_end_of_a_number_is_found_however_old(shop: Shop, ending: str) -> None:
    every = [f"A07-1-{n:06d}" for n in range(110, 0, -1)]
    wanted = [number for number in every if number.endswith(ending.upper())]
    assert wanted
    assert [row.number for row in search_sales(shop, ending).rows] == wanted


@pytest.mark.parametrize("ending", ["", "x", "A07-1", "2-000007", "0000007", "9" * 40, "%", "-"])
def test_what_no_number_ends_with_is_no_number(shop: Shop, ending: str) -> None:
    assert [row.number for row in search_sales(shop, ending).rows] == [] or not ending
    assert _by_ending(shop.database, ending, 200) == [] or not ending


def test_the_end_of_a_number_reads_no_other_sale(shop: Shop) -> None:
    asked: list[str] = []
    shop.database.connection.set_trace_callback(asked.append)
    _by_ending(shop.database, "107", 200)
    shop.database.connection.set_trace_callback(None)
    (query,) = [each for each in asked if "LIKE" in each]
    plan = [row[3] for row in shop.database.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan
