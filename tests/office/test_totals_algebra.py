"""Sums of sales: the same in any grouping, and what was added can be taken out again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from office.small_world import day_tables, sale

from pos_app.domain.day import DayTables
from pos_app.office.book_rows import json_text, stored_breakdown
from pos_app.office.totals_algebra import (
    Breakdown,
    GoodsKey,
    LineSums,
    SaleDetails,
    Turnover,
    add_by_key,
    add_line_sums,
    breakdown_of,
    hour_of,
    sale_details_of,
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
    texts = json_text(found.as_json()), json_text(found.goods_as_json())
    assert stored_breakdown(*texts) == found
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
    assert GoodsKey("M1", "S", "Kalung", 1000, 900, 1, 900) in found


def test_a_voided_sale_leaves_nothing_in_its_hour() -> None:
    found = breakdown_of(day_tables(sale("1", 1000), sale("2", 1000, qty=-1, kind="void", of="1")))
    assert found.hours == {}
    assert breakdown_of(DayTables()) == Breakdown()
    assert (LineSums(), Turnover()) == ((0,) * 9, (0, 0))


def line_sums(**changes: int) -> LineSums:
    zeros = dict.fromkeys(LineSums._fields, 0)
    return LineSums(**{**zeros, **changes})


def test_a_line_of_a_sale_adds_to_gross_and_discount() -> None:
    sold = sale("1", 1000, qty=3, discount=200, share_bp=1250)
    assert breakdown_of(day_tables(sold)).lines == line_sums(
        lines=1,
        qty=3,
        gross=3000,
        discount=200,
        net=2800,
        listed=3000,
        share_of_amount=350,
        share_of_list=375,
    )


def test_a_line_of_a_refund_adds_to_refunds_alone_and_one_of_a_void_takes_away() -> None:
    shares = {"share_of_amount": -350, "share_of_list": -375}
    back = sale("2", 1000, qty=-3, discount=-200, share_bp=1250, kind="refund")
    assert breakdown_of(day_tables(back)).lines == line_sums(
        lines=1, qty=-3, refunds=2800, net=-2800, listed=-3000, **shares
    )
    void = sale("3", 1000, qty=-3, discount=-200, share_bp=1250, kind="void")
    assert breakdown_of(day_tables(void)).lines == line_sums(
        lines=1, qty=-3, gross=-3000, discount=-200, net=-2800, listed=-3000, **shares
    )


def test_the_groups_of_a_day_are_named_and_counted() -> None:
    found = breakdown_of(
        day_tables(
            sale("1", 1000, maker="M2", country="AU"),
            sale("2", 500, at="2023-10-25T09:00:00+08:00"),
            sale("3", 500, qty=-1, kind="refund", at="2023-10-25T12:30:00+08:00", of="2"),
        )
    )
    assert [(maker, sums.net, sums.lines) for maker, sums in found.makers.items()] == [
        ("M1", 0, 2),
        ("M2", 1000, 1),
    ]
    assert [(name, sums.net) for name, sums in found.categories.items()] == [("Manik", 1000)]
    assert found.hours == {"09": Turnover(1, 0), "10": Turnover(1, 1000)}
    assert found.countries == {"": Turnover(1, 0), "AU": Turnover(1, 1000)}


def test_each_sale_of_a_day_comes_with_its_own_lines_and_tenders() -> None:
    sales = [sale("1", 1000), sale("2", 500), sale("3", 500, qty=-1, kind="void")]
    assert list(sale_details_of(day_tables(*sales))) == sales
    assert list(sale_details_of(DayTables())) == []


def test_sums_of_nothing_are_nothing() -> None:
    assert add_line_sums([]) == LineSums()
    assert add_by_key([]) == {}
    one = LineSums(1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert add_line_sums([one]) == one
    assert add_line_sums([one, one, one]) == LineSums(*(3 * value for value in one))


def test_groups_are_sorted_and_one_that_comes_to_nothing_is_left_out() -> None:
    one = Turnover(1, 5)
    found = add_by_key([("b", one), ("a", one), ("c", one), ("c", Turnover(-1, -5)), ("b", one)])
    assert list(found.items()) == [("a", one), ("b", Turnover(2, 10))]
