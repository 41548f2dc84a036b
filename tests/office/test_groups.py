"""A void or refund belongs to the hour and country of its sale, in whichever file that is."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from functools import lru_cache
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.open_data import statements
from office.real_files import TOML, close, next_day
from office.small_world import (
    DAYS,
    Till,
    linked_as_in_a_book,
    sale,
    seat_accepted,
    status,
    whole_fair,
)
from support.shops import cash, make_shop, ring

from pos_app.errors import MachineError
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay
from pos_app.office.book_status import status_in
from pos_app.office.intake.merge import merge
from pos_app.office.publish.publish import publish
from pos_app.office.reconcile.confirmed_totals import Confirmed
from pos_app.office.totals_algebra import SaleDetails
from pos_app.services.office.event_book import init_book

PLACES = (("A07", "1", 0), ("A07", "1", 1), ("A07", "2", 0), ("A08", "1", 0))
Rows = list[tuple[str, int, int]]


def confirmed(*days: BookDay) -> Confirmed:
    return status(linked_as_in_a_book(days), records=[seat_accepted()]).confirmed


def countries(found: Confirmed) -> Rows:
    return [(row.key, row.sales, row.net) for row in found.by_country]


def hours(found: Confirmed) -> Rows:
    return [(row.key, row.sales, row.net) for row in found.by_hour]


def guest(sale_id: str = "1", country: str = "AU", hour: int = 9) -> SaleDetails:
    return sale(sale_id, 1000, qty=3, country=country, at=f"{DAYS[0]}T{hour:02}:30:00+08:00")


def back(sale_id: str, of: str = "1", kind: str = "refund", qty: int = 1) -> SaleDetails:
    return sale(sale_id, 1000, qty=-qty, kind=kind, of=of, at=f"{DAYS[1]}T15:00:00+08:00")


def test_a_void_and_a_refund_take_from_the_country_and_hour_of_their_sale() -> None:
    voided, kept = guest("1"), guest("2", "KR", 10)
    day = Till("A07", "1").close(
        DAYS[0], voided, back("3", kind="void", qty=3), kept, back("4", of="2")
    )
    assert countries(confirmed(day)) == [("KR", 1, 2000)]
    assert hours(confirmed(day)) == [("10", 1, 2000)]


def test_a_refund_on_a_later_day_belongs_to_the_country_of_its_sale() -> None:
    till = Till("A07", "1")
    days = till.close(DAYS[0], guest()), till.close(DAYS[1], back("2"))
    assert countries(confirmed(*days)) == [("AU", 1, 2000)]
    assert hours(confirmed(*days)) == [("09", 1, 2000)]
    assert [(row.key, row.net) for row in confirmed(*days).by_day] == [
        (DAYS[0], 3000),
        (DAYS[1], -1000),
    ]


def test_a_refund_at_the_laptop_that_took_over_belongs_to_the_sale_of_the_first() -> None:
    first = Till("A07", "1").close(DAYS[0], guest())
    second = Till("A07", "1", seat=1, key="b").close(DAYS[0], back("2"))
    assert countries(confirmed(first, second)) == [("AU", 1, 2000)]


def test_a_refund_that_two_laptops_hold_counts_once_whichever_knows_its_sale() -> None:
    for first, second in (
        ((guest(), back("2")), (back("2"),)),
        ((back("2"),), (guest(), back("2"))),
    ):
        files = (
            Till("A07", "1").close(DAYS[0], *first),
            Till("A07", "1", seat=1, key="b").close(DAYS[0], *second),
        )
        assert countries(confirmed(*files)) == [("AU", 1, 2000)]
        assert hours(confirmed(*files)) == [("09", 1, 2000)]


def test_a_refund_of_a_sale_in_no_file_that_counts_is_in_no_country() -> None:
    till = Till("A07", "1")
    till.close(DAYS[0], guest())
    found = confirmed(till.close(DAYS[1], back("2"), guest("3", "KR")))
    assert countries(found) == [("", 0, -1000), ("KR", 1, 3000)]
    assert hours(found) == [("09", 1, 3000), ("", 0, -1000)]


@st.composite
def fairs(draw: st.DrawFn) -> list[BookDay]:
    """Files with sales of several countries; refunds at the same till, on any later day or seat."""
    tills = {place: Till(*place, key=str(place)) for place in PLACES}
    sold: list[tuple[str, int]] = []
    found = []
    for number, day in enumerate(DAYS):
        for place in PLACES:
            sales = []
            for count in range(draw(st.integers(0, 3))):
                sale_id = f"{number}{place}{count}"
                country = draw(st.sampled_from(["", "ID", "AU", "KR"]))
                hour = draw(st.integers(0, 23))
                qty = draw(st.integers(1, 3))
                at = f"{day}T{hour:02}:00:00+08:00"
                sales.append(sale(sale_id, 1000, qty=qty, country=country, at=at))
                sold.append((sale_id, qty))
            if sold and draw(st.booleans()):
                of, qty = sold.pop(draw(st.integers(0, len(sold) - 1)))
                sales.append(back(f"{number}{place}back", of, qty=draw(st.integers(1, qty))))
            found.append(tills[place].close(day, *sales))
    kept = [day for day in found if draw(st.integers(0, 5))]
    return draw(st.permutations(kept))


@given(fairs())
def test_the_groups_add_up_and_none_but_the_unknown_falls_below_nothing(
    days: list[BookDay],
) -> None:
    found = confirmed(*days)
    sales = {d.sale_id: d.details.sale for f in found.days for d in f.sale_digests if d.details}
    by_country: Counter[str] = Counter()
    by_hour: Counter[str] = Counter()
    for each in sales.values():
        origin = sales.get(each.refers_to) if each.refers_to else each
        by_country[origin.country if origin else ""] += each.net
        by_hour[origin.at[11:13] if origin else ""] += each.net
    assert {key: net for key, _, net in countries(found) if net} == {
        k: n for k, n in by_country.items() if n
    }
    assert {key: net for key, _, net in hours(found) if net} == {
        k: n for k, n in by_hour.items() if n
    }
    for rows in (countries(found), hours(found)):
        assert sum(net for _, _, net in rows) == found.totals.net
        assert sum(count for _, count, _ in rows) == found.totals.sales
        assert all(net >= 0 and count >= 0 for key, count, net in rows if key)


@lru_cache(maxsize=1)
def real_days(folder: Path) -> tuple[bytes, ...]:
    """Three days of a till: a guest buys on the first, and brings a piece back on each other."""
    with make_shop(folder / "till") as shop:
        lines = [{"code": "A", "qty": 3}]
        sold = ring(shop, lines=lines, tenders=cash(150_000), country="AU")
        assert sold["ok"], sold
        files = [close(shop)]
        for day in DAYS[1:]:
            next_day(shop, day)
            gone = ring(shop, refund_of=sold["number"], lines=[{"code": "A", "qty": 1}])
            assert gone["ok"], gone
            files.append(close(shop))
    return tuple(files)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ...]:
    return real_days(tmp_path_factory.mktemp("groups"))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_book_finds_the_sale_of_a_refund_in_any_order(
    tmp_path: Path, files: tuple[bytes, ...], order: tuple[int, ...]
) -> None:
    path = tmp_path / "office.book"
    with Book.create(path, TOML) as book:
        for number in order:
            each = tmp_path / f"{number}.zip"
            each.write_bytes(files[number])
            merge(book, [each])
        found = status_in(book, book.days(), DAYS[-1]).confirmed
        assert countries(found) == [("AU", 1, 50_000)]
        assert len(found.by_hour) == 1 and found.by_hour[0].sales == 1
        linked = {day.day: len(day.linked) for day in book.days()}
        assert linked == dict.fromkeys(DAYS, 1)
        # Nothing is told that no other file knows of.
        assert all(not day.sale_digests for day in book.days())
        book._database.execute("PRAGMA user_version=10")
    with Book.open(path) as again:
        assert countries(status_in(again, again.days(), DAYS[-1]).confirmed) == [("AU", 1, 50_000)]


def test_the_open_data_gives_the_same_hours_and_countries(
    tmp_path: Path, files: tuple[bytes, ...]
) -> None:
    with Book.create(tmp_path / "office.book", TOML) as book:
        for number, file in enumerate(files):
            each = tmp_path / f"{number}.zip"
            each.write_bytes(file)
            merge(book, [each])
        found = status_in(book, book.days(), DAYS[-1]).confirmed
        publish(book, tmp_path / "open")
    by_hour, by_country = statements("DuckDB", 1)[3:5]
    with contextlib.chdir(tmp_path / "open"), duckdb.connect() as connection:
        for statement in statements("DuckDB"):
            connection.execute(statement)
        assert connection.execute(by_country).fetchall() == countries(found)
        rows = connection.execute(by_hour).fetchall()
    assert [(f"{hour:02}", sales, net) for hour, sales, net in rows] == hours(found)


def test_the_links_are_sealed(tmp_path: Path, files: tuple[bytes, ...]) -> None:
    path, plan = tmp_path / "office.book", tmp_path / "event.toml"
    plan.write_bytes(TOML)
    init_book(path, plan)
    with Book.open(path) as book:
        for number in range(2):
            each = tmp_path / f"{number}.zip"
            each.write_bytes(files[number])
            merge(book, [each])
    with Book.open(path) as book:
        database = book._database
        database.execute("DROP TRIGGER linked_never_DELETE")
        database.execute("DELETE FROM linked")
    with Book.open(path) as book, pytest.raises(MachineError) as refused:
        book.days()
    assert refused.value.code == "book_damaged"


def test_a_fair_without_corrections_links_nothing() -> None:
    days = whole_fair()
    random.Random(1).shuffle(days)
    assert linked_as_in_a_book(days) == days
