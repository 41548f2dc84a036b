"""Sums of sales: the same in any grouping, and what was added can be taken out again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from office.small_world import day_tables, sale

from pos_app.domain.day import DayTables
from pos_app.office.totals_algebra import (
    Breakdown,
    GoodsKey,
    LineSums,
    SaleDetails,
    Turnover,
    breakdown_of,
    hour_of,
)

MAKERS = st.sampled_from(["M1", "M2", "Bu Sri 🌺"])


@st.composite
def some_sales(draw: st.DrawFn, ids: str = "s") -> list[SaleDetails]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["sale", "sale", "refund", "void"]))
        amount, qty = draw(st.integers(0, 10**9)), draw(st.integers(1, 5))
        discount = draw(st.integers(0, amount * qty))
        sign = 1 if kind == "sale" else -1
        hour = draw(st.integers(0, 23))
        found.append(
            sale(
                f"{ids}{number}",
                amount,
                qty=sign * qty,
                discount=sign * discount,
                maker=draw(MAKERS),
                share_bp=draw(st.integers(0, 10_000)),
                kind=kind,
                at=f"2023-10-25T{hour:02d}:15:00+08:00",
                country=draw(st.sampled_from(["", "AU", "KR"])),
            )
        )
    return found


@given(some_sales())
def test_every_grouping_adds_up_to_the_whole(sales: list[SaleDetails]) -> None:
    found = breakdown_of(day_tables(*sales))
    for groups in (found.makers, found.categories, found.goods):
        assert tuple(map(sum, zip(*groups.values(), strict=True))) == (
            tuple(found.lines) if groups else ()
        )
    for flows in (found.hours, found.countries):
        assert sum(flow.net for flow in flows.values()) == found.totals.net
        assert sum(flow.sales for flow in flows.values()) == found.totals.sales


@given(some_sales("a"), some_sales("b"))
def test_a_day_is_the_sum_of_its_sales(some: list[SaleDetails], more: list[SaleDetails]) -> None:
    whole = Breakdown()
    for one in (*some, *more):
        whole = whole.plus(one.breakdown())
    assert whole == breakdown_of(day_tables(*some, *more))


@given(some_sales("a"), some_sales("b"))
def test_what_was_added_can_be_taken_out(some: list[SaleDetails], more: list[SaleDetails]) -> None:
    mine, theirs = breakdown_of(day_tables(*some)), breakdown_of(day_tables(*more))
    assert mine.plus(theirs).plus(theirs, -1) == mine


@given(some_sales())
def test_a_tally_and_a_sale_are_read_back_as_they_were_kept(sales: list[SaleDetails]) -> None:
    found = breakdown_of(day_tables(*sales))
    assert Breakdown.from_json(found.as_json(), found.goods_as_json()) == found
    for one in sales:
        assert SaleDetails.from_json(one.sale.sale_id, one.as_json()) == one


def test_an_hour_is_that_of_balikpapan() -> None:
    assert hour_of("2023-10-25T09:59:59+08:00") == "09"
    assert hour_of("2023-10-25T23:30:00Z") == "07"


def test_goods_keep_prices_and_shares_apart() -> None:
    sales = [sale("1", 1000), sale("2", 1000, share_bp=500), sale("3", 900), sale("4", 1000)]
    found = breakdown_of(day_tables(*sales)).goods
    assert [(good.share_bp, good.list_price, sums.qty) for good, sums in found.items()] == [
        (500, 1000, 1),
        (1000, 900, 1),
        (1000, 1000, 2),
    ]
    assert GoodsKey("M1", "S", "Kalung", 1000, 900) in found


def test_a_voided_sale_leaves_nothing_in_its_hour() -> None:
    found = breakdown_of(day_tables(sale("1", 1000), sale("2", 1000, qty=-1, kind="void")))
    assert found.hours == {}
    assert breakdown_of(DayTables()) == Breakdown()
    assert (LineSums(), Turnover()) == ((0,) * 9, (0, 0))
