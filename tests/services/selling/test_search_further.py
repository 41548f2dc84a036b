"""A search over all days reads the newest sales at once, and the older ones beside the till."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.many_sales import sell_many
from support.shops import make_shop, ring

from pos_app.errors import MachineError
from pos_app.services.selling import sale_search
from pos_app.services.selling.sale_search import SalesFound, find_sales, search_on, search_sales
from pos_app.services.shop.shop import Shop
from pos_app.store import sale_search as store
from pos_app.store.sale_search import _by_ending

DAY = "2023-10-25"
COUNT = 110


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setattr(sale_search, "FIRST", 20)
    monkeypatch.setattr(sale_search, "PIECE", 30)
    with make_shop(tmp_path / "till", new_id=lambda: str(uuid.uuid4())) as shop:
        sell_many(shop, COUNT)
        yield shop


def numbers(found: SalesFound) -> list[int]:
    return [int(row.number.rpartition("-")[2]) for row in found.rows]


def read_at_once(shop: Shop, text: str) -> list[str]:
    """What a search finds that reads every document."""
    return [row.id for row in store.search(shop.database, sale_search._wanted(text, None))]


@pytest.mark.parametrize("text", ["kalung", "170.000", "Rp170.000", "M1"])
def test_the_newest_are_read_first_and_older_ones_in_pieces_after_them(
    shop: Shop, text: str
) -> None:
    found = search_sales(shop, text)
    assert (numbers(found), found.below, found.since) == (list(range(110, 90, -1)), 90, DAY)
    found = search_on(shop.folder, text, found)
    assert (numbers(found), found.below, found.since) == (list(range(110, 60, -1)), 60, DAY)
    found = search_on(shop.folder, text, found)
    found = search_on(shop.folder, text, found)
    assert (numbers(found), found.below, found.since) == (list(range(110, 0, -1)), None, "")


def test_the_search_ends_when_no_older_one_would_be_listed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sale_search, "MAX_RESULTS", 15)
    found = search_sales(shop, "kalung")
    assert (numbers(found), found.below) == (list(range(110, 95, -1)), None)
    monkeypatch.setattr(sale_search, "MAX_RESULTS", 5)
    found = search_sales(shop, "0")  # the ends of numbers reach further back than what was read
    assert (numbers(found), found.below) == ([110, 100, 90, 80, 70], 90)
    found = search_on(shop.folder, "0", found)
    assert (numbers(found), found.below) == ([110, 100, 90, 80, 70], None)


def test_a_day_is_read_whole(shop: Shop) -> None:
    found = search_sales(shop, "kalung", DAY)
    assert (len(found.rows), found.below, found.since) == (110, None, "")


@pytest.mark.parametrize(
    "ending", ["7", "07", "007", "000007", "1-000007", "A07-1-000007", "a07-1-000107"]
)
def test_the_end_of_a_number_is_found_at_once_however_old(shop: Shop, ending: str) -> None:
    every = [f"A07-1-{n:06d}" for n in range(110, 0, -1)]
    wanted = [number for number in every if number.endswith(ending.upper())]
    assert wanted
    assert [row.number for row in search_sales(shop, ending).rows] == wanted
    assert [row.number for row in find_sales(shop, ending)] == wanted


@pytest.mark.parametrize("ending", ["", "x", "A07-1", "2-000007", "0000007", "9" * 40, "%", "-"])
def test_what_no_number_ends_with_is_no_number(shop: Shop, ending: str) -> None:
    assert [row.number for row in search_sales(shop, ending).rows] == [] or not ending
    assert _by_ending(shop.database, ending, 200) == [] or not ending


@pytest.mark.parametrize("text", ["107", "A07-1-000107", "no number"])
def test_the_end_of_a_number_reads_no_other_sale(shop: Shop, text: str) -> None:
    asked: list[str] = []
    shop.database.connection.set_trace_callback(asked.append)
    _by_ending(shop.database, text, 200)
    shop.database.connection.set_trace_callback(None)
    (query,) = [each for each in asked if "LIKE" in each]
    plan = [row[3] for row in shop.database.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert not [step for step in plan if step.startswith("SCAN")], plan


WORDS = st.sampled_from(
    ["kalung", "gelang", "0", "7", "10", "000010", "120.000", "08.00", "zz", "M"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=WORDS, first=st.integers(1, 130), piece=st.integers(1, 60), most=st.integers(1, 130))
def test_a_search_in_pieces_finds_what_one_that_reads_everything_finds(
    mixed: Shop, text: str, first: int, piece: int, most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sale_search, "FIRST", first)
        patch.setattr(sale_search, "PIECE", piece)
        patch.setattr(sale_search, "MAX_RESULTS", most)
        assert [row.id for row in find_sales(mixed, text)] == read_at_once(mixed, text)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Sales of several prices, documents carried over, and those of another laptop's days."""
    folder = tmp_path_factory.mktemp("mixed") / "till"
    with make_shop(folder, new_id=lambda: str(uuid.uuid4())) as shop:
        sell_many(shop, 30)
        for turn in range(30):
            code, price = ("A", 50_000) if turn % 3 else ("B", 120_000)
            tenders = [{"method": "cash", "amount": price}]
            assert ring(shop, lines=[{"code": code, "qty": 1}], tenders=tenders)["ok"]
        carry_over(shop, 25)
        yield shop


def carry_over(shop: Shop, count: int) -> None:
    """Documents as a take-over writes them: at places below 1, and in a table of their own."""
    database = shop.database
    database.execute("PRAGMA foreign_keys=OFF")
    copied = database.execute("SELECT * FROM sales WHERE running <= ?", (count,)).fetchall()
    for running, *row in copied:
        id_, number = f"old {running}", f"A07-1B-{running:06d}"
        place, seq = running - count - 1, -running
        values = (place, id_, number, *row[2:13], seq, *row[14:])
        marks = ", ".join("?" * len(values))
        database.execute(f"INSERT INTO sales VALUES ({marks})", values)
        database.execute(
            "INSERT INTO sale_lines SELECT ?, line, sku, name, category, maker, share_bp, qty,"
            " list_price, unit_price, discount, amount FROM sale_lines WHERE sale = ?",
            (place, running),
        )
    for number in range(count):
        line = {"name": "Kalung manik", "sku": "A", "maker": "M1"}
        fact = {"kind": "sale", "by": "", "sale": {"net": 50_000}, "lines": [line], "tenders": []}
        at = f"2023-10-24T08:{number:02d}:00+08:00"
        row = (f"gone {number}", f"A07-1C-{number:06d}", "", "2023-10-24", at, json.dumps(fact))
        database.execute(
            "INSERT INTO earlier_documents (id, number, refers_to, day, at, fact)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            row,
        )


def test_very_many_documents_of_another_laptop_wait_for_the_last_piece(
    mixed: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sale_search, "FIRST", 1_000)
    (row,) = (row for row in search_sales(mixed, "08.07").rows if row.place is None)
    assert row.id == "gone 7"
    monkeypatch.setattr(sale_search.sale_search, "has_more_earlier_than", lambda *_: True)
    found = search_sales(mixed, "08.07")
    assert found.below == -26 and not [row for row in found.rows if row.place is None]
    found = search_on(mixed.folder, "08.07", found)
    assert [row.id for row in found.rows if row.place is None] == ["gone 7"] and not found.since


def test_a_database_that_cannot_be_read_is_a_sentence(shop: Shop, tmp_path: Path) -> None:
    found = search_sales(shop, "kalung")
    with pytest.raises(MachineError):
        search_on(tmp_path / "elsewhere", "kalung", found)
