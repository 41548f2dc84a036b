"""A payout above what a maker is owed at the till, or above the drawer, is noted and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.shops import clock_at, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.payouts import PayoutDoubt, payout_doubt
from pos_app.services.shop.shop import Shop


@pytest.fixture
def till(tmp_path: Path) -> Shop:
    """M1 is owed 100.000 of yesterday's sale by card, and 50.000 of today's; 200.000 are in."""
    shop = make_shop(tmp_path / "till")
    card = [{"method": "card", "amount": 100_000}]
    assert ring(shop, lines=[{"code": "A", "qty": 2}], tenders=card)["ok"]
    closing.close_till(shop, counted=200_000)
    shop.clock = clock_at("2023-10-26T08:00:00+08:00")
    business_day.open_till(shop, 150_000)
    assert ring(
        shop, lines=[{"code": "A", "qty": 1}], tenders=[{"method": "cash", "amount": 50_000}]
    )["ok"]
    return shop


def newest(shop: Shop) -> dict[str, object]:
    found = json.loads(shop.journal.head().payload)
    assert isinstance(found, dict)
    return found


def test_a_payout_of_what_is_owed_raises_no_doubt(till: Shop) -> None:
    assert not payout_doubt(till, 150_000, "M1")
    assert cash_drawer.move_cash(till, -150_000, "setoran", "M1") is None
    assert "over_due" not in newest(till) and "over_drawer" not in newest(till)
    # What was paid already is owed no more.
    assert payout_doubt(till, 1, "m1") == PayoutDoubt("M1", 0, over_due=1)


def test_a_payout_above_due_and_drawer_is_noted_with_both(till: Shop) -> None:
    doubt = cash_drawer.move_cash(till, -20_000_000, "setoran", "M1")
    assert doubt == PayoutDoubt("M1", 150_000, 19_850_000, 19_800_000)
    fact = newest(till)
    assert (fact["over_due"], fact["over_drawer"]) == (19_850_000, 19_800_000)
    told = [sentence(each, "id") for each in doubt.warnings]
    assert "Rp19.850.000" in told[0] and "Rp150.000" in told[0]
    # Whoever counts the drawer does not learn what is in it.
    assert "200.000" not in told[1] and "19.800.000" not in told[1]


def test_a_maker_without_sales_is_owed_nothing(till: Shop) -> None:
    assert payout_doubt(till, 10_000, "M2") == PayoutDoubt("M2", 0, over_due=10_000)
    with pytest.raises(PosError, match="maker_unknown"):
        payout_doubt(till, 1, "siapa")


def test_refunds_and_the_share_of_the_stand_are_not_owed(tmp_path: Path) -> None:
    sheet = "sku,name,category,maker,price_rp,stock,share_pct\nA,Kalung,Manik,M1,50000,9,10\n"
    with make_shop(tmp_path / "till", sheet=sheet) as shop:
        tenders = [{"method": "cash", "amount": 100_000}]
        sold = ring(shop, lines=[{"code": "A", "qty": 2}], tenders=tenders)
        ring(shop, refund_of=sold["number"], lines=[{"code": "A", "qty": 1}])
        assert not payout_doubt(shop, 45_000, "M1")
        assert payout_doubt(shop, 45_001, "M1").over_due == 1


def test_the_day_file_of_such_a_payout_is_whole(till: Shop) -> None:
    cash_drawer.move_cash(till, -20_000_000, "setoran", "M1")
    closed = closing.close_till(till, counted=0)
    found = read_day(business_day.day_file_bytes(till, closed))
    (payout,) = [row for row in found.tables.cash if row.kind == "payout"]
    assert payout.amount == -20_000_000
    assert any(fact.get("over_due") == 19_850_000 for fact in found.facts)
