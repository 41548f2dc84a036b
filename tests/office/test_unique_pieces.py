"""A piece of which there is only one, sold twice: named wherever the mark stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.test_transfers import Fair, product_of
from support.shops import cash, ring
from support.takeover_fair import NIGHT
from support.takeover_fair import Fair as TakeoverFair

from pos_app.clock import parse_stamp
from pos_app.errors import PosError
from pos_app.office.reconcile.status import Status
from pos_app.services.catalogue import product_edit
from pos_app.services.office import decisions
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.shop.shop import Shop, open_shop

HEAD = "sku,name,category,maker,price_rp,stock,unique\n"
MARKED = f"{HEAD}U,Patung,Ukir,M1,900000,1,ya\nA,Kalung,Manik,M1,50000,9,\n"
PLAIN = MARKED.replace("ya", "")
PRICE = cash(900_000)


@pytest.fixture
def made() -> Iterator[list[Fair]]:
    """The fairs of a test, which are closed at its end."""
    found: list[Fair] = []
    yield found
    for each in found:
        each.end()


@pytest.fixture
def marked(tmp_path: Path, made: list[Fair]) -> Fair:
    """The office's goods mark the piece, and so do the tills."""
    made.append(Fair(tmp_path, MARKED))
    return made[0]


@pytest.fixture
def plain(tmp_path: Path, made: list[Fair]) -> Fair:
    """Nobody marks the piece."""
    made.append(Fair(tmp_path, PLAIN))
    return made[0]


def at(shop: Shop, hour: int) -> None:
    shop.clock.set(parse_stamp(f"2023-10-26T{hour:02}:00:00+08:00"))  # type: ignore[attr-defined]


def sell(shop: Shop, hour: int, qty: int = 1, **more: Any) -> str:
    at(shop, hour)
    lines = [{"code": "U", "qty": qty}]
    answer = ring(shop, lines=lines, tenders=cash(900_000 * qty), **more)
    assert answer["ok"], answer
    return str(answer["number"])


def give_back(shop: Shop, hour: int, number: str) -> None:
    at(shop, hour)
    assert ring(shop, refund_of=number, lines=[{"code": "U", "qty": 1}])["ok"]


def mark(shop: Shop, *, unique: bool, sku: str = "U") -> None:
    entry = product_edit.entry_of(shop, product_of(shop, sku))
    product_edit.save_product(shop, replace(entry, unique=unique), new=False)


def twice(status: Status) -> list[tuple[str, str]]:
    found = [w for w in status.warnings if w.code == "unique_sold_twice"]
    return [(f"{w.stand}-{w.till}", w.detail) for w in found]


def test_a_till_without_the_mark_is_known_by_the_offices_goods(marked: Fair) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    mark(a, unique=False)
    mark(b, unique=False)
    one, two = sell(a, 10), sell(b, 11)
    status = marked.status(*marked.close("A07-1", "A07-2"))
    assert twice(status) == [("A07-2", f"Patung (U): {one}, {two}")]
    assert status.totals.net == 1_800_000


@pytest.mark.parametrize("marking", ["A07-1", "A07-2"])
def test_a_till_without_the_mark_is_known_by_the_other_tills_sale(
    plain: Fair, marking: str
) -> None:
    a, b = plain.shops["A07-1"], plain.shops["A07-2"]
    mark(plain.shops[marking], unique=True)
    one, two = sell(a, 10), sell(b, 11)
    assert twice(plain.status(*plain.close("A07-1", "A07-2"))) == [
        ("A07-2", f"Patung (U): {one}, {two}")
    ]


def test_a_third_till_that_only_has_the_mark_and_sold_none_is_enough(plain: Fair) -> None:
    a, b = plain.shops["A07-1"], plain.shops["A07-2"]
    one, two = sell(a, 10), sell(a, 11)
    mark(b, unique=True)
    files = plain.close("A07-1", "A07-2")
    assert twice(plain.status(files[0])) == []  # nobody has said yet that there is only one
    assert twice(plain.status(files[1])) == [("A07-1", f"Patung (U): {one}, {two}")]


def test_a_mark_that_came_in_the_middle_of_the_day_holds_for_the_sale_before(plain: Fair) -> None:
    a = plain.shops["A07-1"]
    one = sell(a, 10)
    mark(a, unique=True)
    two = sell(a, 11)
    assert twice(plain.status(*plain.close("A07-1"))) == [("A07-1", f"Patung (U): {one}, {two}")]


@pytest.mark.parametrize("marking", ["A07-1", "A07-2", ""])
def test_a_piece_that_came_back_between_is_sold_once(marked: Fair, marking: str) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    for place in {"A07-1", "A07-2"} - {marking}:
        mark(marked.shops[place], unique=False)
    one = sell(a, 10)
    give_back(a, 11, one)
    two = sell(b, 12)
    give_back(b, 14, two)
    three = sell(a, 13)  # before it came back there
    assert twice(marked.status(*marked.close("A07-1", "A07-2"))) == [
        ("A07-1", f"Patung (U): {two}, {three}")
    ]


def test_a_voided_sale_is_no_sale(marked: Fair) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    mark(a, unique=False)
    one = sell(a, 10)
    at(a, 11)
    assert ring(a, void_of=one, reason="x")["ok"]
    sell(b, 12)
    assert twice(marked.status(*marked.close("A07-1", "A07-2"))) == []


def test_two_pieces_on_one_receipt_are_named_in_one_line_and_in_two(marked: Fair) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    mark(a, unique=False)
    one = sell(a, 10, qty=2)
    assert twice(marked.status(*marked.close("A07-1"))) == [("A07-1", f"Patung (U): {one}")]
    at(b, 20)
    lines = [{"code": "U", "qty": 1}, {"code": "A", "qty": 1}, {"code": "U", "qty": 1}]
    two = ring(b, lines=lines, tenders=cash(1_850_000))["number"]
    found = twice(marked.status(*marked.close("A07-2")))
    assert found == [
        ("A07-1", f"Patung (U): {one}"),
        ("A07-2", f"Patung (U): {one}, {two}"),
        ("A07-2", f"Patung (U): {two}"),
    ]


def test_goods_of_the_same_code_of_another_maker_are_other_goods(tmp_path: Path) -> None:
    fair = Fair(tmp_path, MARKED)
    a, b = fair.shops["A07-1"], fair.shops["A07-2"]
    entry = product_edit.entry_of(b, product_of(b, "U"))
    product_edit.save_product(b, replace(entry, maker="Ibu Baru", unique=False), new=False)
    sell(a, 10)
    sell(b, 11)
    sell(b, 12)
    assert twice(fair.status(*fair.close("A07-1", "A07-2"))) == []
    fair.end()


def test_a_maker_whom_the_office_maps_is_the_planned_one(marked: Fair) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    entry = product_edit.entry_of(b, product_of(b, "U"))
    product_edit.save_product(b, replace(entry, maker="Bu Una", unique=False), new=False)
    one, two = sell(a, 10), sell(b, 11)
    files = marked.close("A07-1", "A07-2")
    assert twice(marked.status(*files)) == []
    decisions.same_maker(marked.book, "Bu Una", "M1", NIGHT)
    assert twice(marked.status()) == [("A07-2", f"Patung (U): {one}, {two}")]


@pytest.mark.parametrize("again", [False, True])
def test_a_sale_that_two_laptops_of_a_till_state_is_one(tmp_path: Path, again: bool) -> None:
    fair = TakeoverFair(tmp_path)
    with fair.till() as old:
        mark(old, unique=True, sku="C")
        line = [{"code": "C", "qty": 1}]
        one = ring(old, lines=line, tenders=cash(35_000))["number"]
    fair.carry_on()
    with open_shop(tmp_path / "new", NIGHT) as new:
        mark(new, unique=False, sku="C")
        two = ring(new, lines=line, tenders=cash(35_000))["number"] if again else ""
    merge_into(fair.book, [fair.close("old"), fair.close("new")])
    status = book_status(fair.book, "2023-10-25", NIGHT)
    assert status.totals.net == 35_000 * (1 + again)
    assert twice(status) == ([("A07-1", f"Bros (C): {one}, {two}")] if again else [])


def test_a_file_that_cannot_be_read_again_is_damage_and_no_silence(marked: Fair) -> None:
    a, b = marked.shops["A07-1"], marked.shops["A07-2"]
    mark(b, unique=False)
    sell(a, 10)
    sell(b, 11)
    assert len(twice(marked.status(*marked.close("A07-1", "A07-2")))) == 1
    with sqlite3.connect(marked.book) as database:
        database.execute("DROP TRIGGER files_never_update")
        sql = "UPDATE files SET file = zeroblob(length(file)) WHERE identity IN"
        database.execute(f"{sql} (SELECT identity FROM days WHERE till = '2')")
    database.close()
    with pytest.raises(PosError, match="book_damaged"):
        marked.status()


SOLD = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=9)


@settings(max_examples=8, deadline=None)
@given(steps=SOLD, marks=st.tuples(st.booleans(), st.booleans(), st.booleans()), late=st.booleans())
def test_every_second_sale_is_named_whoever_has_the_mark(
    steps: list[tuple[int, bool]],
    marks: tuple[bool, bool, bool],
    late: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Sales and returns at three tills: a sale is named exactly while a piece is already out."""
    fair = Fair(tmp_path_factory.mktemp("unique"), MARKED if late else PLAIN)
    places = ("A07-1", "A07-2", "A08-1")
    piece = product_edit.ProductEntry("U", "Patung", "Ukir", "M1", 900_000)
    product_edit.save_product(fair.shops["A08-1"], piece, new=True)
    for place, has_mark in zip(places, marks, strict=True):
        mark(fair.shops[place], unique=has_mark)
    out: list[tuple[int, str]] = []  # where each piece was sold that has not come back
    count, expected = 0, []
    for minute, (place, back) in enumerate(steps):
        shop, mine = fair.shops[places[place]], [each for each in out if each[0] == place]
        now = parse_stamp(f"2023-10-26T10:{minute:02}:00+08:00")
        shop.clock.set(now)  # type: ignore[attr-defined]
        if back and mine:
            assert ring(shop, refund_of=mine[0][1], lines=[{"code": "U", "qty": 1}])["ok"]
            out.remove(mine[0])
            count -= 1
        elif not back:
            lines = [{"code": "U", "qty": 1}]
            number = str(ring(shop, lines=lines, tenders=PRICE)["number"])
            out.append((place, number))
            count += 1
            if count > 1:
                expected.append(number)
    found = twice(fair.status(*fair.close(*places)))
    fair.end()
    is_known = late or any(marks)
    assert sorted(detail.rpartition(", ")[2] for _, detail in found) == (
        sorted(expected) if is_known else []
    )
