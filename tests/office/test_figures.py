"""What the office can be asked by: every table beside the contract's four, from one set of sums."""

from __future__ import annotations

import gc
import json

import pytest
from office.real_files import TOML, world
from office.small_world import DAYS, Till, sale, seat_accepted, status, whole_fair

from pos_app.gc_pause import gc_paused
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import Status, status_of


def mixed() -> Status:
    """Two stands, a night that runs past midnight, a bargain, a guest, a return, a sale undone."""
    night = "2023-10-26T00:20:00+08:00"
    first = Till("A07", "1").close(
        DAYS[0],
        sale("1", 50_000, qty=3, discount=15_000, country="AU"),
        sale("2", 20_000, at="2023-10-25T23:10:00+08:00"),
        sale("3", 20_000, at=night, maker="M2"),
    )
    second = Till("A08", "1").close(
        DAYS[0],
        sale("4", 10_000, country="ID"),
        sale("5", 10_000, qty=-1, kind="refund", of="4"),
        sale("6", 7_000),
        sale("7", 7_000, qty=-1, kind="void", of="6"),
    )
    return status([first, second])


def test_every_table_adds_up_to_the_net() -> None:
    found = mixed()
    answer = json.loads(json.dumps(found.as_json()))
    net = answer["totals"]["net"]
    assert net == 175_000
    names = ["by_day", "by_stand", "by_till", "by_hour", "by_country", "by_payment"]
    for name in (*names, "paid_by_day", "paid_by_stand", "by_maker", "by_category"):
        assert sum(row["net"] for row in answer[name]) == net, name
    assert sum(row["sold"] for row in answer["by_price"]) == net


def test_hours_run_from_morning_to_the_night_after() -> None:
    hours = [(row.key, row.sales, row.net) for row in mixed().confirmed.by_hour]
    assert hours == [("10", 2, 135_000), ("23", 1, 20_000), ("00", 1, 20_000)]


def test_list_price_and_sold_price_stand_beside_each_other() -> None:
    (row,) = mixed().confirmed.by_price
    assert (row.category, row.listed, row.sold) == ("Manik", 190_000, 175_000)


def test_buyers_are_counted_by_country_and_those_who_were_not_asked_too() -> None:
    rows = [(row.key, row.sales, row.net) for row in mixed().confirmed.by_country]
    assert rows == [("", 2, 40_000), ("AU", 1, 135_000), ("ID", 1, 0)]


def test_a_till_and_the_ways_of_paying_have_rows_of_their_own() -> None:
    answer = mixed().as_json()
    assert [(row["stand"], row["till"], row["sales"]) for row in answer["by_till"]] == [
        ("A07", "1", 3),
        ("A08", "1", 1),
    ]
    assert answer["by_payment"] == [{"payment": "cash", "net": 175_000}]
    ways = {"cash": 175_000, "qris": 0, "transfer": 0, "card": 0, "unconfirmed": 0}
    assert answer["paid_by_day"] == [{"day": DAYS[0], **ways, "net": 175_000}]


def test_a_fair_without_sales_has_no_rows() -> None:
    answer = status([]).as_json()
    rows = [value for key, value in answer.items() if key.startswith(("by_", "paid_"))]
    assert rows and not any(rows)


def test_a_sale_of_two_seats_is_in_every_table_once() -> None:
    shared = sale("1", 1000, country="AU")
    first = Till("A07", "1").close(DAYS[0], shared)
    second = Till("A07", "1", seat=1, key="b").close(DAYS[0], shared, sale("2", 10, country="KR"))
    found = status([first, second], records=[seat_accepted()]).confirmed
    assert [(row.key, row.net) for row in found.by_country] == [("AU", 1000), ("KR", 10)]
    assert [row.net for row in found.by_hour] == [1010]
    assert [row.sold for row in found.by_price] == [1010]
    assert [row.totals.net for row in (*found.by_till, *found.paid_by_day)] == [1010, 1010]
    assert sum(sums.net for day in found.days for sums in day.breakdown.goods.values()) == 1010


def test_the_stands_say_which_makers_they_carry() -> None:
    found = status(whole_fair())
    assert found.named["A07"] == {("M1", "Bu Sri"), ("M2", "Pak Budi")}


@pytest.mark.parametrize("goods", [False, True])
def test_a_book_says_the_same_as_its_files(
    tmp_path_factory: pytest.TempPathFactory, goods: bool
) -> None:
    folder = tmp_path_factory.mktemp("book")
    (folder / "files").mkdir()
    for name in ("a07 25", "a07 26 r2", "a08 25"):
        (folder / "files" / f"{name}.zip").write_bytes(world()[name])
    with Book.create(folder / "office.book", TOML) as book:
        merge(book, [folder / "files"])
        found = status_of(book.plan, book.days(goods=goods), "2023-10-27")
    assert found.confirmed.by_hour and found.confirmed.by_till
    breakdowns = [day.breakdown for day in found.confirmed.days]
    assert all(bool(breakdown.goods) == goods for breakdown in breakdowns)
    if goods:
        assert sum(s.net for t in breakdowns for s in t.goods.values()) == found.totals.net


def test_the_collector_works_on_after_a_status_was_made() -> None:
    with pytest.raises(ValueError), gc_paused():  # noqa: PT011, PT012  the error is our own
        assert not gc.isenabled()
        raise ValueError
    assert gc.isenabled()
