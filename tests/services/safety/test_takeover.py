"""Another laptop carries a till on, and the office sees one till with every sale in it once."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from support.shops import clock_at, make_shop, ring
from support.takeover_fair import DAY, NIGHT, NOON, TOMORROW, Fair
from support.till_places import qris, sell

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.catalogue import tiles
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.office.decisions import accept_seat
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling import unconfirmed_qris
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_the_new_laptop_goes_on_with_goods_people_and_the_open_day(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        qris(old, "r2")
        cash_drawer.move_cash(old, -30_000, "bayar", "M1")
        expected = cash_drawer.expected_cash_now(old)
        stock = {p.sku: p.stock for p in _goods(old)}
    done = fair.carry_on()
    assert (done.place, done.seat, done.sales, done.net) == ("A07-1B", 1, 2, 170_000)
    assert (done.last_number, done.open_day, done.signed) == ("A07-1-000002", DAY, True)
    assert not done.clock_is_off
    with open_shop(fair.folder / "new", NOON) as new:
        assert cash_drawer.expected_cash_now(new) == expected == 220_000
        assert {p.sku: p.stock for p in _goods(new)} == stock
        assert staff.sign_in(new, "BUDI", "482913", lead=True).name == "Budi"
        assert sell(new, "r1")["number"] == "A07-1-000001"  # its first answer
        assert sell(new, "r3")["number"] == "A07-1B-000001"
        assert ring(new, ref="v", void_of="A07-1-000001", reason="batal")["ok"]
        (waiting,) = unconfirmed_qris.list_unconfirmed(new)
        unconfirmed_qris.confirm(new, waiting)
        assert new.difference is None
    assert [p.code for p in check_till(fair.folder / "new", NOON).problems] == []
    with open_shop(fair.folder / "new", NOON) as again:
        assert sell(again, "r4")["number"] == "A07-1B-000003"


def test_the_tiles_are_arranged_as_on_the_old_laptop(fair: Fair) -> None:
    with fair.till() as old:
        first = _goods(old)[0].sku
        tiles.set_favourite(old, first, wanted=True)
        tiles.set_tile_size(old, "large")
        sell(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        assert tiles.favourites(new) == (first.casefold(),)
        assert tiles.tile_size(new) == "large"


def _goods(shop: Shop) -> Any:
    from pos_app.store import catalogue

    return catalogue.products(shop.database)


def test_the_day_of_a_laptop_that_died_is_whole_in_the_file_of_the_next(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        sell(old, "r2")
        cash_drawer.move_cash(old, -30_000, "bayar", "M1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        sell(new, "r3")
    file = fair.close("new")
    head = read_day(file.read_bytes()).head
    assert (head.first_number, head.last_number) == ("A07-1B-000001", "A07-1B-000001")
    assert head.totals.net == 150_000
    assert fair.told(file) == (150_000, [], [])


def test_both_laptops_hand_the_day_in_and_every_sale_counts_once(fair: Fair) -> None:
    """The old one woke up and sold on, with numbers of its own."""
    with fair.till() as old:
        sell(old, "r1")
        cash_drawer.move_cash(old, -30_000, "bayar", "M1")
    fair.carry_on()
    with open_shop(fair.folder / "old", NOON) as woken:
        assert sell(woken, "w1")["number"] == "A07-1-000002"
    with open_shop(fair.folder / "new", NOON) as new:
        sell(new, "r3")
        sell(new, "r4")
    files = [fair.close("old"), fair.close("new")]
    for order in permutations(files):
        net, codes, gaps = fair.told(*order)
        assert (net, codes, gaps) == (200_000, [], [])
    book = next(iter(sorted((fair.folder / "books").iterdir()))) / "book.db"
    found = book_status(book, DAY, NIGHT)
    assert {s.maker: s.paid_out for s in found.confirmed.settlements}["M1"] == 30_000


@pytest.mark.parametrize("confirms", ["old", "new"])
def test_money_that_one_of_both_laptops_saw_arrive_has_arrived(fair: Fair, confirms: str) -> None:
    with fair.till() as old:
        qris(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / confirms, NOON) as shop:
        (waiting,) = unconfirmed_qris.list_unconfirmed(shop)
        unconfirmed_qris.confirm(shop, waiting)
    files = [fair.close("old"), fair.close("new")]
    for order in permutations(files):
        assert fair.told(*order) == (120_000, [], [])
    book = sorted((fair.folder / "books").iterdir())[0] / "book.db"
    assert book_status(book, DAY, NIGHT).totals.unconfirmed == 0


def test_a_laptop_that_took_over_is_taken_over_itself(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        set_safety(new, fair.stick)
        sell(new, "r2")
    done = fair.carry_on("third")
    assert (done.place, done.last_number, done.sales) == ("A07-1C", "A07-1B-000001", 2)
    with open_shop(fair.folder / "third", NOON) as third:
        sell(third, "r3")
    third_day = fair.close("third")
    assert fair.told(third_day) == (150_000, [], [])  # nothing came of the two before it
    files = [third_day, fair.close("new"), fair.close("old")]
    for some in (files[:2], files[::2], *permutations(files)):
        assert fair.told(*some) == (150_000, [], [])


def test_a_payout_that_two_laptops_carry_is_deducted_once(fair: Fair) -> None:
    """The file of the laptop that paid never came."""
    with fair.till() as old:
        cash_drawer.move_cash(old, -30_000, "bayar", "M1")
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        set_safety(new, fair.stick)
        cash_drawer.move_cash(new, -20_000, "bayar", "M1")
    fair.carry_on("third")
    assert fair.told(fair.close("new"), fair.close("third"))[1:] == ([], [])
    book = fair.folder / "books" / "0" / "book.db"
    found = book_status(book, DAY, NIGHT)
    assert {s.maker: s.paid_out for s in found.confirmed.settlements}["M1"] == 50_000


def test_a_second_take_over_from_one_stick_gets_a_seat_of_its_own(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    assert fair.carry_on("one").place == "A07-1B"
    assert fair.carry_on("two").place == "A07-1C"
    for name in ("one", "two"):
        with open_shop(fair.folder / name, NOON) as shop:
            sell(shop, name)
    files = [fair.close(name) for name in ("one", "two")]
    assert fair.told(*files) == (150_000, [], [])


def test_without_the_spare_key_the_office_decides(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    (fair.stick / "kasir-EXPO23-A07-1" / "spare.key").unlink()
    assert not fair.carry_on().signed
    with open_shop(fair.folder / "new", NOON) as new:
        sell(new, "r2")
    file = fair.close("new")
    net, codes, _ = fair.told(file)
    assert (net, codes) == (0, ["seat_unproven"])
    merge_into(fair.book, [file])
    accept_seat(fair.book, "A07", "1", 1, NIGHT)
    assert fair.told(file)[0] == 100_000


def test_a_closed_till_is_taken_over_with_its_next_day_to_open(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        closed = closing.close_till(old, counted=250_000)
        first = fair.folder / "old.zip"
        first.write_bytes(business_day.day_file_bytes(old, closed))
    done = fair.carry_on()
    assert (done.open_day, done.sales) == ("", 1)
    with open_shop(fair.folder / "new", NOON) as new:
        business_day.open_till(new, 100_000)
        sell(new, "r2")
    assert fair.told(first, fair.close("new")) == (100_000, [], [])


def test_what_was_asked_of_the_old_laptop_is_not_done_again(fair: Fair) -> None:
    """Sent again under their refs: a movement of the open day, and a sale of a closed one."""
    with fair.till() as old:
        first = sell(old, "r1")
        closing.close_till(old, counted=250_000)
        business_day.reopen_till(old, DAY, "lupa")
        closing.close_till(old, counted=250_000)
        old.clock = TOMORROW
        business_day.open_till(old, 100_000)
        cash_drawer.move_cash(old, -30_000, "bayar", "M1", ref="m1")
    take_over(fair.folder / "new", [fair.stick], TOMORROW, lead="BUDI", pin="482913")
    with open_shop(fair.folder / "new", TOMORROW) as new:
        cash_drawer.move_cash(new, -30_000, "bayar", "M1", ref="m1")
        assert cash_drawer.expected_cash_now(new) == 70_000
        assert sell(new, "r1") == first
        other = ring(new, ref="r1", lines=[{"code": "B", "qty": 1}])
        assert other["problems"][0]["code"] == "ref_reused"
        assert ring(new, ref="m1", lines=[{"code": "B", "qty": 1}])["ok"] is False


def test_only_a_lead_takes_over(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
    for lead, pin, code in (("", "", "lead_needed"), ("BUDI", "000000", "pin_wrong")):
        with pytest.raises(PosError) as refused:
            take_over(fair.folder / "new", [fair.stick], NOON, lead=lead, pin=pin)
        assert refused.value.code == code
        assert not (fair.folder / "new" / "till.db").exists()
    with pytest.raises(PosError, match="already_set_up"):
        take_over(fair.folder / "old", [fair.stick], NOON, lead="BUDI", pin="482913")


def test_a_take_over_goes_on_from_a_stick_that_is_behind(fair: Fair) -> None:
    """The stick was pulled out; what the old laptop sold after that is in its own file only."""
    with fair.till() as old:
        sell(old, "r1")
        assert old.safety is not None and old.safety.catch_up(20)
        shutil.copytree(fair.stick, fair.folder / "pulled")
        sell(old, "r2")
    done = fair.carry_on(stick=fair.folder / "pulled")
    assert (done.sales, done.lost_after) == (1, done.lost_after)
    with open_shop(fair.folder / "new", NOON) as new:
        sell(new, "r3")
    files = [fair.close("new"), fair.close("old")]
    assert fair.told(*files) == (150_000, [], [])


def test_the_last_day_file_and_the_pack_are_enough_when_the_office_agrees(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1")
        gone = sell(old, "r0")["number"]
        assert ring(old, ref="v", void_of=gone)["ok"]
        closed = closing.close_till(old, counted=250_000)
        bag = fair.folder / "bag"
        bag.mkdir()
        (bag / "day.zip").write_bytes(business_day.day_file_bytes(old, closed))
    with pytest.raises(PosError, match="takeover_no_pack"):
        take_over(fair.folder / "new", [bag], NOON)
    shutil.copy(fair.pack, bag / "stand.standpack")
    done = take_over(fair.folder / "new", [bag], NOON)
    assert (done.place, done.sales, done.net, done.signed) == ("A07-1B", 1, 50_000, False)
    assert (done.last_number, done.open_day) == ("A07-1-000003", "")
    with open_shop(fair.folder / "new", NOON) as new:
        business_day.open_till(new, 100_000)
        assert sell(new, "r2")["number"] == "A07-1B-000001"
    file = fair.close("new")
    assert fair.told(bag / "day.zip", file)[:2] == (50_000, ["seat_unproven"])
    merge_into(fair.book, [bag / "day.zip", file])
    accept_seat(fair.book, "A07", "1", 1, NIGHT)
    assert fair.told(bag / "day.zip", file)[0] == 100_000


@pytest.mark.parametrize("at", ["2022-10-25T12:00:00+08:00", "2024-10-25T12:00:00+08:00"])
def test_a_clock_a_year_off_is_said(fair: Fair, at: str) -> None:
    with fair.till() as old:
        sell(old, "r1")
    done = take_over(fair.folder / "new", [fair.stick], clock_at(at), lead="BUDI", pin="482913")
    assert done.clock_is_off


def test_a_till_by_codes_is_taken_over_from_its_twin_alone(tmp_path: Path) -> None:
    with make_shop(tmp_path / "old") as old:
        sell(old, "r1")
    shutil.copy(tmp_path / "old" / "journal.jsonl", tmp_path / "journal.jsonl")
    done = take_over(tmp_path / "new", [tmp_path / "journal.jsonl"], NOON)
    assert (done.place, done.signed, done.open_day) == ("A07-1B", False, DAY)
    with open_shop(tmp_path / "new", NOON) as new:
        assert sell(new, "r2")["number"] == "A07-1B-000001"
        before = sorted(p.code for p in check_till(tmp_path / "new", NOON).problems)
        assert before == []
    shutil.copy(tmp_path / "new" / "journal.jsonl", tmp_path / "again.jsonl")
    found = restore(tmp_path / "back", [tmp_path / "again.jsonl"], NOON)
    assert (found.sales, found.last_number) == (2, "A07-1B-000001")
    with open_shop(tmp_path / "back", NOON) as back:
        assert sell(back, "r3")["number"] == "A07-1B-000002"
