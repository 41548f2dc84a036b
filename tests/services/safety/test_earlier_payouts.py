"""What makers were paid on earlier days is known at the laptop that took the till over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.takeover_fair import DAY, TOMORROW, Fair
from support.till_places import qris, sell

from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.payouts import PayoutDoubt, payout_doubt
from pos_app.services.paper.reports import PaperKind, make_paper
from pos_app.services.safety.restore import restore
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store import earlier_payouts

MAKER = "M1"


def yesterday(fair: Fair, *, opens: bool = True) -> Path:
    """M1 is owed 87,500 of yesterday's sales and was paid 60,000. Returns the day's file."""
    with fair.till() as old:
        sell(old, "r1", qty=2)
        qris(old, "r2")
        assert cash_drawer.move_cash(old, -60_000, "setoran", MAKER) is None
        closed = closing.close_till(old, counted=240_000)
        path = fair.folder / "yesterday.zip"
        path.write_bytes(business_day.day_file_bytes(old, closed))
        old.clock = TOMORROW
        if opens:
            business_day.open_till(old, 100_000)
    return path


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def assert_known(shop: Shop) -> None:
    assert not payout_doubt(shop, 27_500, MAKER).over_due
    doubt = payout_doubt(shop, 100_000, MAKER)
    assert (doubt.due, doubt.over_due) == (27_500, 72_500)


def test_a_payout_of_yesterday_is_not_made_again(fair: Fair) -> None:
    yesterday(fair)
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        assert_known(new)
        assert cash_drawer.move_cash(new, -27_500, "setoran", MAKER) is None
        assert payout_doubt(new, 1, MAKER) == PayoutDoubt("Bu Sri", 0, over_due=1)
    assert check_till(fair.folder / "new", TOMORROW).problems == []


def test_a_payout_of_the_open_day_is_known_once(fair: Fair) -> None:
    with fair.till() as old:
        sell(old, "r1", qty=2)
        assert cash_drawer.move_cash(old, -60_000, "setoran", MAKER) is None
    fair.carry_on()
    with open_shop(fair.folder / "new", TOMORROW) as new:
        assert earlier_payouts.cash_rows(new.database) == ()
        assert_known(new)


def test_it_goes_on_to_a_third_laptop_and_through_a_restore(fair: Fair) -> None:
    yesterday(fair)
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        assert cash_drawer.move_cash(new, -10_000, "setoran", MAKER) is None
    fair.carry_on("third", fair.folder / "new", TOMORROW)
    with open_shop(fair.folder / "third", TOMORROW) as third:
        assert payout_doubt(third, 100_000, MAKER).due == 17_500
    restore(fair.folder / "again", [fair.folder / "third" / "journal.jsonl"], TOMORROW)
    with open_shop(fair.folder / "again", TOMORROW) as again:
        assert payout_doubt(again, 100_000, MAKER).due == 17_500


def test_it_is_known_from_day_files_too_and_once(fair: Fair) -> None:
    path = yesterday(fair, opens=False)
    stick = fair.folder / "files"
    stick.mkdir()
    shutil.copy(fair.pack, stick)
    for name in ("a.zip", "b.zip"):
        shutil.copy(path, stick / name)
    take_over(fair.folder / "new", [stick], TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        (row,) = earlier_payouts.cash_rows(new.database)
        assert (row.at[:10], row.amount, row.maker) == (DAY, -60_000, MAKER)
        business_day.open_till(new, 100_000)
        assert_known(new)


def test_the_statement_of_all_days_has_sales_and_payouts_of_the_old_laptop(
    fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.printing import stand_papers

    yesterday(fair)
    fair.carry_on(clock=TOMORROW)
    told: list[tuple[str, int, int]] = []

    def noting(_head: object, _overview: object, accounts: list[stand_papers.Account]) -> bytes:
        told.extend((a.settlement.maker, a.settlement.paid_out, a.before) for a in accounts)
        return b""

    monkeypatch.setattr(stand_papers, "settlement_sheets", noting)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        make_paper(new, PaperKind.MAKERS_ALL)
        assert told[0] == (MAKER, 60_000, 0)
