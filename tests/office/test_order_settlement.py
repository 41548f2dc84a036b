"""What makers are owed for orders: delivered, open, kept, handed over, delivered after the fair."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Till
from support.order_fair import DAY, DEPOSIT, Fair, at

from pos_app.domain.money import divide_half_up
from pos_app.domain.settlement import OrderMoney
from pos_app.errors import PosError
from pos_app.office.decide.decision_words import content_text
from pos_app.office.decide.order_decisions import Progress
from pos_app.office.reconcile.orders import BookOrderState
from pos_app.office.report.board import board_of
from pos_app.office.report.maker_messages import maker_messages
from pos_app.office.report.order_words import order_tables, orders_text
from pos_app.office.report.statements import statements_of
from pos_app.services.office.buyer_list import buyer_list
from pos_app.services.office.decisions import revoke
from pos_app.services.office.order_decisions import (
    choose_closing,
    close_order,
    set_progress,
)
from pos_app.services.office.order_list import orders_in_book


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def share(total: int) -> int:
    return divide_half_up(total * 1_000, 10_000)


def test_a_deposit_of_an_open_order_is_held_and_owed_to_nobody(fair: Fair) -> None:
    fair.close()
    found = fair.settled()
    assert found.orders == OrderMoney(held=DEPOSIT)
    assert (found.due, found.payable) == (0, 0)
    assert fair.status().totals.net == 0


def test_a_delivered_order_is_settled_as_a_sale_wherever_it_was_delivered(fair: Fair) -> None:
    fair.tills[1].deliver(fair.order, at(2))
    fair.close()
    found = fair.settled()
    due = sum(amount - share(amount) for amount in (2 * 333_333, 333_334))
    assert (found.net, found.due, found.payable) == (1_000_000, due, due)
    assert found.orders == OrderMoney()


def test_what_was_handed_over_of_a_deposit_is_not_owed_again_after_the_delivery(
    fair: Fair,
) -> None:
    fair.tills[1].deliver(fair.order, at(2))
    fair.close(0)
    fair.hand_over(DEPOSIT)
    before = fair.settled()
    assert before.orders == OrderMoney(held=DEPOSIT, held_handed=DEPOSIT)
    assert before.payable == 0
    fair.close(1)
    found = fair.settled()
    assert found.payable == found.due - DEPOSIT
    assert found.orders == OrderMoney(handed=DEPOSIT)


def test_what_is_kept_of_a_deposit_belongs_to_the_maker(fair: Fair) -> None:
    fair.tills[1].cancel(fair.order, at(2), 200_000)
    fair.close()
    found = fair.settled()
    assert found.orders == OrderMoney(kept=250_000)
    assert found.payable == 250_000


def test_a_delivery_after_the_fair_is_a_decision_and_no_part_of_the_total(fair: Fair) -> None:
    fair.close()
    close_order(fair.book, fair.number, "delivered", "2023-11-20", 550_000, fair.clock)
    found = fair.settled()
    assert found.orders == OrderMoney(late=900_000)
    assert found.payable == 900_000
    status = fair.status()
    assert status.totals.net == 0
    assert status.orders[0].state is BookOrderState.DELIVERED
    assert status.orders[0].by_office
    decided = status.effective_decisions.statuses[-1]
    assert "2023-11-20" in content_text(decided.decision, "en")
    revoke(fair.book, [decided.decision.identity], fair.clock)
    assert fair.status().orders[0].state is BookOrderState.OPEN


def test_an_order_that_never_comes_is_closed_with_what_went_back(fair: Fair) -> None:
    fair.close()
    close_order(fair.book, fair.number, "returned", "2024-01-05", 400_000, fair.clock)
    found = fair.settled()
    assert found.orders == OrderMoney(kept=50_000)
    assert fair.status().orders[0].state is BookOrderState.CANCELLED


def test_decisions_that_cannot_be_are_refused_by_name(fair: Fair) -> None:
    fair.tills[1].deliver(fair.order, at(2))
    fair.close()
    book, number, clock = fair.book, fair.number, fair.clock
    for code, decide in {
        "order_closed_at_till": lambda: close_order(book, number, "returned", DAY, 0, clock),
        "office_order_unknown": lambda: close_order(book, "P-X-1-0001", "returned", DAY, 0, clock),
        "order_deposit_handed": lambda: fair.hand_over(DEPOSIT + 1),
        "payment_invalid": lambda: fair.hand_over(0),
        "order_document_unknown": lambda: choose_closing(book, number, "S09-1-000001", clock),
    }.items():
        with pytest.raises(PosError) as refused:
            decide()
        assert refused.value.code == code
    with pytest.raises(PosError) as refused:
        set_progress(book, "nobody", "new", clock)
    assert refused.value.code == "office_order_unknown"


def test_too_much_cannot_be_returned_or_taken(fair: Fair) -> None:
    fair.close()
    with pytest.raises(PosError) as refused:
        close_order(fair.book, fair.number, "returned", DAY, DEPOSIT + 1, fair.clock)
    assert refused.value.code == "order_return_too_large"
    with pytest.raises(PosError) as refused:
        close_order(fair.book, fair.number, "delivered", DAY, 550_001, fair.clock)
    assert refused.value.code == "order_balance_wrong"


def test_a_double_delivery_is_settled_once_the_office_chose(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    fair.close()
    found = fair.status()
    assert {(c.code, c.detail) for c in found.conflicts} == {("order_delivered_twice", fair.number)}
    assert len(found.conflicts) == 2
    assert found.totals.net == 0
    assert found.disputed == (1_000_000, 1_000_000)
    assert found.orders[0].state is BookOrderState.DISPUTED
    assert [each.state for each in found.till_days] == ["received", "received"]
    assert found.as_json()["conflicts"][0]["order"] == fair.number
    choose_closing(fair.book, fair.number, "S01-1-000001", fair.clock)
    after = fair.status()
    assert not after.conflicts
    assert after.totals.net == 1_000_000
    assert after.orders[0].closed.till == "S01-1"
    assert [w.detail for w in after.warnings if w.code == "order_not_counted"]


def test_the_makers_papers_name_what_is_to_be_delivered_when(fair: Fair) -> None:
    fair.close()
    status = fair.status()
    statement = next(s for s in statements_of(status) if s.settlement.maker == "M00")
    assert [each.number for each in statement.orders] == [fair.number]
    for lang in ("id", "en"):
        words = next(m for m in maker_messages(status, lang) if m.maker == "M00").text
        assert "2023-11-20" in words
        assert "Kalung manik" in words
        assert "Rp450.000" in words
        assert "Rp1.000.000" in orders_text(status, lang)
        (line,) = board_of(status, fair.clock.now(), lang).orders
        assert ": 1 ·" in line and "Rp1.000.000" in line
        (table,) = order_tables(status, lang)
        assert table.rows[0][0] == fair.number


def test_the_list_has_each_makers_orders_and_what_the_office_did(fair: Fair) -> None:
    fair.close()
    set_progress(fair.book, fair.number.lower(), "written", fair.clock)
    found = orders_in_book(fair.book, None, fair.clock).as_json()
    assert found["figures"]["written"] == 1
    assert found["figures"]["total"] == 1_000_000
    (maker,) = found["by_maker"]
    assert (maker["open"], maker["deposits_held"], maker["balance"]) == (1, DEPOSIT, 550_000)
    (order,) = found["orders"]
    assert (order["due"], order["progress"]) == ("2023-11-20", "written")


@pytest.mark.parametrize("state", list(Progress))
def test_the_command_notes_how_far_an_order_or_inquiry_has_come(fair: Fair, state: str) -> None:
    inquiry = fair.tills[1].ask(at(5), 1)
    fair.close()
    office = Till(fair.folder)
    for number in (fair.number, inquiry.lower()):
        words = ("--number", number, "--state", str(state))
        done = office("office", "decide", str(fair.book), "order-state", *words, "--json")
        assert done.exit_code == 0, done.output
    found = {each.number: each.progress for each in buyer_list(fair.book, fair.clock).buyers}
    assert found == {fair.number: state, inquiry: state}
    words = ("--number", "P-S09-1-0001", "--state", str(state))
    refused = office("office", "decide", str(fair.book), "order-state", *words, "--json")
    assert refused.exit_code == 1
    assert "P-S09-1-0001" in refused.output
