"""What a maker is owed: every line by itself, and what comes back mirrors what was sold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.small_world import DAYS, Till, sale, status

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.settlement import Settlement, settle_line, share_of
from pos_app.office.book_day import FileMaker

MAKER, STAND = DiscountBearer.MAKER, DiscountBearer.STAND
amounts = st.integers(0, 10**12)
points = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("base", "share_bp", "share"),
    [(10_000, 1250, 1250), (4, 1250, 1), (3, 1250, 0), (12, 1250, 2), (-4, 1250, -1), (7, 0, 0)],
)
def test_a_share_is_rounded_half_up_and_mirrored(base: int, share_bp: int, share: int) -> None:
    assert share_of(base, share_bp) == share


def test_who_bears_the_discount_decides_what_the_share_is_of() -> None:
    due = settle_line(2, 50_000, 90_000, 1000)
    assert (due.share(MAKER), due.due(MAKER)) == (9_000, 81_000)
    assert (due.share(STAND), due.due(STAND)) == (10_000, 90_000)


@given(st.integers(1, 1000), amounts, st.integers(0, 100), points, st.sampled_from([MAKER, STAND]))
def test_a_refund_undoes_its_sale(
    qty: int, price: int, off: int, share_bp: int, bearer: DiscountBearer
) -> None:
    amount = qty * price * (100 - off) // 100
    sold = settle_line(qty, price, amount, share_bp)
    back = settle_line(-qty, price, -amount, share_bp)
    assert sold.due(bearer) + back.due(bearer) == 0
    assert sold.share(bearer) + back.share(bearer) == 0


@given(amounts, points)
def test_share_and_due_are_the_whole(amount: int, share_bp: int) -> None:
    due = settle_line(1, amount, amount, share_bp)
    assert due.share(MAKER) + due.due(MAKER) == amount
    assert 0 <= due.share(MAKER) <= amount


def settlements(*makers: str, paid: int = 0) -> dict[str, Settlement]:
    sales = [sale(str(i), 1000, qty=2, discount=200, maker=m) for i, m in enumerate(makers)]
    day = Till("A08", "1").close(DAYS[0], *sales)
    day = replace(day, makers={**day.makers, "M1": FileMaker("Bu Sri", paid_out=paid)})
    return {found.maker: found for found in status([day]).confirmed.settlements}


def test_the_plan_says_who_bears_a_discount() -> None:
    found = settlements("M1", "M2")
    assert (found["M1"].share, found["M1"].due) == (180, 1620)
    assert (found["M2"].share, found["M2"].due) == (200, 1800)


def test_a_payout_at_the_till_is_deducted() -> None:
    found = settlements("M1", paid=500)["M1"]
    assert (found.due, found.paid_out, found.payable) == (1620, 500, 1120)


def test_a_payout_alone_leaves_a_debt() -> None:
    assert settlements("M2", paid=500)["M1"].payable == -500


@pytest.mark.parametrize(
    ("base", "share"), [(-1, -1), (0, 0), (1, 1), (-3, -2), (3, 2), (-2, -1), (2, 1)]
)
def test_half_a_rupiah_of_a_refund_is_rounded_as_that_of_its_sale(base: int, share: int) -> None:
    assert share_of(base, 5_000) == share


def test_an_account_counts_from_nothing() -> None:
    account = Settlement("M1", "Bu Sri")
    assert (account.qty, account.gross, account.discount, account.refunds) == (0, 0, 0, 0)
    assert (account.net, account.share, account.due, account.paid_out) == (0, 0, 0, 0)
    assert (account.planned_bp, account.payable) == (0, 0)


@pytest.mark.parametrize(
    ("planned_bp", "share", "net", "lacks"),
    [
        (1250, 0, 8_000, True),
        (1, 0, 1, True),
        (1250, 0, -1, True),
        (0, 0, 8_000, False),
        (1250, 1, 8_000, False),
        (1250, -1, -8_000, False),
        (1250, 0, 0, False),
        (0, 1, 0, False),
    ],
)
def test_a_share_is_lacking_where_the_plan_gives_one_and_the_lines_that_sold_have_none(
    planned_bp: int, share: int, net: int, lacks: bool
) -> None:
    account = Settlement("M1", "Bu Sri", planned_bp=planned_bp, share=share, net=net)
    assert account.lacks_planned_share is lacks


@pytest.mark.parametrize(("due", "paid_out", "payable"), [(100, 30, 70), (0, 30, -30), (5, 0, 5)])
def test_what_was_paid_out_is_no_more_owed(due: int, paid_out: int, payable: int) -> None:
    assert Settlement("M1", "Bu Sri", due=due, paid_out=paid_out).payable == payable
