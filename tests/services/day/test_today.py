"""The figures of the newest day: every list adds up to the day's totals."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from support.shops import SHEET, cash, clock_at, make_shop, ring

from pos_app.errors import MachineError
from pos_app.services.day import business_day, closing
from pos_app.services.day.today import save_table, today
from pos_app.services.shop.shop import Shop


def test_a_till_that_was_never_opened_has_no_day(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        assert today(shop).day == "" and today(shop).totals.net == 0


def test_the_lists_add_up_with_returns_voids_bargains_and_rounding(tmp_path: Path) -> None:
    sheet = SHEET + "C,Cincin kayu,Kayu,M3,9000,5\n"
    with make_shop(tmp_path / "till", rounding=500, sheet=sheet) as shop:
        lines = [{"code": "A", "qty": 3, "unit_price": 45_000}, {"code": "B", "qty": 1}]
        sold = ring(shop, lines=lines, discount=10_100, tenders=cash(250_000))
        ring(shop, refund_of=sold["number"], lines=[{"code": "A", "qty": 1}])
        wrong = ring(shop, lines=[{"code": "B", "qty": 1}], tenders=cash(120_000))
        ring(shop, void_of=wrong["number"], reason="salah")
        found = today(shop)
        assert found.totals == business_day.today_totals(shop)
        assert (found.totals.net, found.pieces) == (202_000, 3)
        net_of_lines = found.totals.net - found.totals.rounding
        for shares in (found.hours, found.makers, found.products):
            assert sum(share.amount for share in shares) == net_of_lines
        assert [(s.name, s.amount, s.count) for s in found.makers] == [
            ("M2", 115_247, 1),
            ("M1", 86_435, 2),
        ]
        wrong = ring(shop, lines=[{"code": "C", "qty": 1}], tenders=cash(9_000))
        ring(shop, void_of=wrong["number"], reason="salah")
        assert [s.name for s in today(shop).products] == ["Gelang batu", "Kalung manik"]
        assert [(s.name, s.amount) for s in found.ways] == [("cash", 202_000)]
        assert [s.count for s in found.hours] == [1]


def test_quiet_hours_are_there_and_midnight_is_no_end(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        for at in ("2023-10-25T21:05:00+08:00", "2023-10-26T00:40:00+08:00"):
            shop.clock = clock_at(at)
            ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        hours = [(s.name, s.count) for s in today(shop).hours]
        assert hours == [("21", 1), ("22", 0), ("23", 0), ("00", 1)]


def test_an_hour_loses_what_is_given_back_of_its_sales(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        sold = []
        for at in ("2023-10-25T09:05:00+08:00", "2023-10-25T10:40:00+08:00"):
            shop.clock = clock_at(at)
            sold.append(ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000)))
        shop.clock = clock_at("2023-10-25T12:00:00+08:00")
        ring(shop, void_of=sold[0]["number"], reason="salah")
        ring(shop, refund_of=sold[1]["number"], lines=[{"code": "A", "qty": 1}])
        hours = [(s.name, s.amount, s.count) for s in today(shop).hours]
        assert hours == [("09", 0, 0), ("10", 50_000, 1)]
        closing.close_till(shop, counted=250_000)
        shop.clock = clock_at("2023-10-26T08:00:00+08:00")
        business_day.open_till(shop, 200_000)
        ring(shop, refund_of=sold[1]["number"], lines=[{"code": "A", "qty": 1}])
        found = today(shop)
        assert [(s.name, s.amount, s.count) for s in found.hours] == [("", -50_000, 0)]
        assert found.totals.net == -50_000


def test_the_day_after_begins_at_nothing(shop: Shop) -> None:
    ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    closing.close_till(shop, counted=250_000)
    assert today(shop).totals.sales == 1
    shop.clock = clock_at("2023-10-26T08:00:00+08:00")
    business_day.open_till(shop, 0)
    assert today(shop).totals.sales == 0 and today(shop).day == "2023-10-26"


def test_the_table_is_a_sheet_in_which_no_name_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "hari.csv"
    save_table([("Produk", "=1+1", 2, 50_000), ("Jam", "14", 1, 1_000)], path)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[1:] == [["Produk", "'=1+1", "2", "50000"], ["Jam", "14", "1", "1000"]]
    with pytest.raises(MachineError):
        save_table([], tmp_path / "no" / "folder.csv")
