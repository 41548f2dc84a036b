"""QRIS payments that were not seen at the sale are listed, confirmed and in the day file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.selling.unconfirmed_qris import confirm, list_unconfirmed
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as shop:
        for code, amount in (("A", 50_000), ("B", 120_000)):
            tenders = [{"method": "qris", "amount": amount}]
            ring(shop, ref=code, lines=[{"code": code, "qty": 1}], tenders=tenders)
        yield shop


def test_what_was_not_seen_is_listed_and_goes_when_it_is_confirmed(shop: Shop) -> None:
    first, second = list_unconfirmed(shop)
    assert (first.amount, second.amount) == (50_000, 120_000)
    confirm(shop, first, cashier="ANI")
    assert list_unconfirmed(shop) == [second]
    assert business_day.today_totals(shop).unconfirmed == 120_000
    with pytest.raises(PosError) as refused:
        confirm(shop, first)
    assert refused.value.code == "already_confirmed"


def test_a_voided_sale_waits_for_nothing(shop: Shop) -> None:
    ring(shop, void_of=list_unconfirmed(shop)[0].number, reason="tidak jadi")
    assert [item.amount for item in list_unconfirmed(shop)] == [120_000]


def test_the_day_file_holds_what_was_confirmed(shop: Shop) -> None:
    confirm(shop, list_unconfirmed(shop)[0])
    closed = closing.close_till(shop, counted=200_000)
    day = read_day(business_day.day_file_bytes(shop, closed))
    assert [tender.confirmed for tender in day.tables.tenders] == [True, False]
    assert day.head.totals.unconfirmed == 120_000 and day.head.totals.paid_by("qris") == 170_000
    assert check_till(shop.folder, shop.clock).problems == []


def test_a_closed_day_confirms_nothing_more(shop: Shop) -> None:
    waiting = list_unconfirmed(shop)[0]
    closing.close_till(shop, counted=200_000)
    with pytest.raises(PosError) as refused:
        confirm(shop, waiting)
    assert refused.value.code == "till_not_open"
