"""Orders at a laptop that takes over, and in the office's book."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.orders import adds_up, cancel, deliver, take
from support.shops import cash, refusal, ring
from support.takeover_fair import NIGHT, NOON, TOMORROW, Fair

from pos_app.domain.orders import OrderState
from pos_app.languages import LANGUAGES
from pos_app.services.day import business_day
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.office.publishing import publish_book
from pos_app.services.office.reports import write_report
from pos_app.services.orders import slips
from pos_app.services.orders.lookup import find_order, list_orders
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

sys.path.insert(0, str(Path(__file__).parents[2] / "dayfile"))
import independent_reader


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_open_orders_of_the_open_day_go_on_at_the_next_laptop(fair: Fair) -> None:
    with fair.till() as old:
        first, second, third = (take(old, cash(400_000))["order"] for _ in range(3))
        deliver(old, first, cash(500_000))
        cancel(old, second, 100_000)
        ring(old, change_order=third, due="2023-12-24")
        text = slips.slip_text(old, third)
    fair.carry_on()
    with open_shop(fair.folder / "new", NOON) as new:
        assert [each.number for each in list_orders(new)] == [third]
        assert find_order(new, third).order.terms.due == "2023-12-24"
        assert refusal(deliver(new, first)) == "order_delivered"
        assert refusal(deliver(new, second)) == "order_cancelled"
        assert business_day.today_totals(new).deposits == 400_000 + 300_000
        answer = deliver(new, text, cash(500_000))
        assert (answer["number"], answer["total"]) == ("A07-1B-000001", 900_000)
        assert take(new)["order"] == "P-A07-1B-0001"
        assert new.difference is None
    assert [p.code for p in check_till(fair.folder / "new", NOON).problems] == []
    file = fair.close("new")
    assert independent_reader.read(str(file))["deposits"] == 300_000 + 450_000
    assert fair.told(file)[0] == 1_800_000
    # The old laptop wakes and sends its day too: what both hold is counted once.
    assert fair.told(fair.close("old"), file)[0] == 1_800_000


def test_an_order_of_an_earlier_day_is_delivered_by_the_next_laptop(fair: Fair) -> None:
    with fair.till() as old:
        kept, gone = (take(old, cash(400_000))["order"] for _ in range(2))
        cancel(old, gone, 400_000)
        ring(old, change_order=kept, deliver="send")
    fair.close("old")
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        business_day.open_till(new, 100_000)
        found = find_order(new, kept).order
        assert (found.state, found.deposit, str(found.terms.deliver)) == (
            *(OrderState.OPEN, 400_000, "send"),
        )
        assert refusal(cancel(new, gone, 0)) == "order_cancelled"
        assert deliver(new, kept, cash(500_000))["ok"]
        totals = business_day.today_totals(new)
        assert (totals.net, totals.deposits) == (900_000, -400_000)
        assert new.find_difference(full=True) is None
        slip = slips.slip_text(new, kept)
        assert refusal(deliver(new, slip)) == "order_delivered"
    assert [p.code for p in check_till(fair.folder / "new", TOMORROW).problems] == []


def test_the_office_adds_deposits_up_beside_the_net(fair: Fair) -> None:
    with fair.till() as till:
        first, second = (take(till, cash(400_000))["order"] for _ in range(2))
        sold = deliver(till, first, cash(500_000))["number"]
        ring(till, refund_of=sold, lines=[{"line": 1, "qty": 1}])
        cancel(till, second, 100_000)
        take(till)
        ring(till, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    file = fair.close("old")
    assert merge_into(fair.book, [file]).problems == []
    status = book_status(fair.book, "2023-10-25", NIGHT)
    totals = status.totals
    assert adds_up(totals)
    assert (totals.sales, totals.net, totals.deposits) == (2, 800_000, 300_000 + 450_000)
    assert status.as_json()["totals"]["deposits"] == 750_000
    makers = {row.key: row.net for row in status.confirmed.by_maker}
    assert sum(makers.values()) == 800_000
    assert {row.key: (row.sales, row.net) for row in status.confirmed.by_country} == {
        "AU": (1, 750_000),
        "": (1, 50_000),
    }
    told = independent_reader.read(str(file))
    assert (told["net"], told["deposits"]) == (800_000, 750_000)


def test_reports_and_open_data_of_a_fair_with_orders_are_written(
    fair: Fair, tmp_path: Path
) -> None:
    with fair.till() as till:
        deliver(till, take(till, cash(400_000))["order"], cash(500_000))
        take(till)
        cancel(till, take(till, cash(1))["order"], 0)
    merge_into(fair.book, [fair.close("old")])
    totals = book_status(fair.book, "2023-10-25", NIGHT).totals
    for lang in LANGUAGES:
        assert write_report(fair.book, tmp_path / lang, "2023-10-25", NIGHT, lang)
    assert publish_book(fair.book, tmp_path / "lake").totals == totals
    assert totals.deposits == 450_001
