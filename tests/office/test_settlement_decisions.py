"""The office's decisions on shares, prices and payments, and what makers are then owed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.small_world import (
    DAYS,
    TOML,
    Till,
    decided,
    linked_as_in_a_book,
    sale,
    status,
)

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.settlement import Owed, Settlement, share_of
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.decisions import DecisionContent, SameMaker
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare, Paid
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.settlement_rules import SettlementRules, needs_goods
from pos_app.office.reconcile.status import Status
from pos_app.office.records import Record
from pos_app.office.report.statements import statements_of
from pos_app.office.totals_algebra import SaleDetails

PLACE = ("A07", "1")


def of(found: Status, maker: str = "M1") -> Settlement:
    return next(each for each in found.confirmed.settlements if each.maker == maker)


def settled(days: list[BookDay], *records: Record) -> Status:
    """The status with decisions; every statement adds up to its settlement."""
    found = status(linked_as_in_a_book(days), records=records)
    for one in statements_of(found):
        account = one.settlement
        assert sum(line.due for line in one.lines) == account.due
        assert sum(line.share for line in one.lines) == account.share
        assert sum(line.sold for line in one.lines) == account.net
        assert sum(line.corrected for line in one.lines) == account.price_correction
        paid = sum(payout.amount for payout in one.payouts) + account.office_paid
        assert account.payable == account.due - paid
    plain = status(linked_as_in_a_book(days))
    assert found.totals == plain.totals, "no decision on a settlement changes what buyers paid"
    return found


def called(day: BookDay, code: str, name: str, share_bp: int = 0) -> BookDay:
    return replace(day, makers={**day.makers, code: FileMaker(name, share_bp=share_bp)})


# --- Who the maker is ---


def test_an_alias_brings_the_planned_share_where_the_till_had_none() -> None:
    sold = (sale("1", 999, maker="SRI", share_bp=0), sale("2", 1000, maker="SRI", share_bp=500))
    day = called(Till(*PLACE).close(DAYS[0], *sold), "SRI", "Ibu Sri")
    alias = decided(SameMaker("Ibu Sri", "M1"))
    found = of(settled([day], alias))
    assert (found.share, found.due) == (125 + 50, 1999 - 175)
    assert found.corrections == ((alias.identity, -125),)


def test_an_alias_alone_maps_names_where_the_till_had_a_share_or_the_plan_knew_the_maker() -> None:
    sold = sale("1", 1000, maker="SRI", share_bp=0)
    shared = called(Till(*PLACE).close(DAYS[0], sold), "SRI", "Ibu Sri", share_bp=700)
    alias = decided(SameMaker("Ibu Sri", "M1"))
    assert of(settled([shared], alias)).share == 0
    known = called(Till(*PLACE).close(DAYS[0], sold), "SRI", "Bu Sri")
    assert of(settled([known], decided(SameMaker("Bu Sri", "M1")))).share == 0


# --- Shares ---


def test_a_corrected_share_holds_for_its_days_and_rounds_every_line_by_itself() -> None:
    till = Till(*PLACE)
    days = [till.close(day, sale(f"{day}a", 15), sale(f"{day}b", 15)) for day in DAYS]
    correction = decided(CorrectShare("M1", 1000, DAYS[1], DAYS[1]))
    plain, found = of(settled(days)), of(settled(days, correction))
    assert (plain.share, found.share) == (12, 12)  # 1.5 rounds to 2, six times
    higher = decided(CorrectShare("m1", 5000, DAYS[1]))
    assert of(settled(days, higher)).share == 4 + 4 * 8
    assert of(settled(days, higher)).corrections == ((higher.identity, -24),)


def test_a_refund_on_a_later_day_has_the_corrected_share_of_its_sale() -> None:
    till = Till(*PLACE)
    back = sale("2", 1000, qty=-1, kind="refund", of="1")
    days = [till.close(DAYS[0], sale("1", 1000, qty=3)), till.close(DAYS[1], back)]
    found = of(settled(days, decided(CorrectShare("M1", 0, DAYS[0], DAYS[0]))))
    assert (found.share, found.due) == (0, 2000)
    found = of(settled(days, decided(CorrectShare("M1", 0, DAYS[1], DAYS[1]))))
    assert (found.share, found.due) == (200, 1800)


def test_of_several_corrections_the_later_begun_and_the_sooner_ended_holds() -> None:
    days = [Till(*PLACE).close(DAYS[1], sale("1", 1000))]
    always = decided(CorrectShare("M1", 100))
    since = decided(CorrectShare("M1", 200, DAYS[1]))
    short = decided(CorrectShare("M1", 300, DAYS[1], DAYS[1]))
    other = decided(CorrectShare("M1", 400, DAYS[2]))
    for records, share in (
        ([always], 10),
        ([always, since], 20),
        ([always, since, short, other], 30),
    ):
        assert of(settled(days, *records)).share == share
        assert of(settled(days, *reversed(records))).share == share


def test_corrections_that_contradict_each_other_are_not_applied_and_named() -> None:
    days = [Till(*PLACE).close(DAYS[0], sale("1", 1000))]
    both = decided(CorrectShare("M1", 100)), decided(CorrectShare("m1", 200))
    found = settled(days, *both)
    assert of(found).share == 100
    assert "decisions_differ" in [warning.code for warning in found.warnings]


# --- Prices ---


def test_a_corrected_price_is_settled_as_if_buyers_had_paid_so_much_more() -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000, qty=2, discount=100))
    price = decided(CorrectPrice("s", 1500))
    found = of(settled([day], price))
    assert (found.net, found.price_correction) == (1900, 1000)
    assert (found.share, found.due) == (290, 2610)
    assert found.corrections == ((price.identity, 2610 - 1710),)


def test_a_corrected_price_counts_for_a_stand_that_bears_the_discount() -> None:
    sold = sale("1", 1000, qty=2, discount=100, maker="M2")
    day = Till(*PLACE).close(DAYS[0], sold)
    found = of(settled([day], decided(CorrectPrice("S", 1500, "M2"))), "M2")
    assert (found.share, found.due) == (300, 2700)
    assert of(settled([day], decided(CorrectPrice("S", 1500, "M1"))), "M2").due == 1800


def test_a_price_for_one_maker_goes_before_one_for_all() -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000, share_bp=0))
    one, for_all = (
        decided(CorrectPrice("S", 1500, "M1")),
        decided(CorrectPrice("S", 1700, "", DAYS[0])),
    )
    assert of(settled([day], one, for_all)).due == 1500


def test_price_and_share_of_one_line_are_told_apart() -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000))
    price, share = decided(CorrectPrice("S", 2000)), decided(CorrectShare("M1", 2000))
    found = of(settled([day], price, share))
    assert dict(found.corrections) == {price.identity: 900, share.identity: -200}
    assert found.due == 900 + 900 - 200 == 1600


# --- Payments ---


def test_what_the_office_paid_is_deducted_like_a_payout() -> None:
    day = called(Till(*PLACE).close(DAYS[0], sale("1", 1000)), "M1", "Bu Sri")
    paid = decided(Paid("m1", 600, DAYS[2], "transfer", "BRI 1"))
    again = decided(Paid("M1", 100, DAYS[1], "cash", "kuitansi 7"))
    found = of(settled([day], paid, again))
    assert (found.due, found.office_paid, found.payable) == (900, 700, 200)
    assert [(each.day, each.amount) for each in found.paid_by_office] == [
        (DAYS[1], 100),
        (DAYS[2], 600),
    ]


def test_owed_and_overpaid_are_never_set_off_against_each_other() -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000), sale("2", 500, maker="M2", share_bp=0))
    day = replace(day, makers={"M1": FileMaker("Bu Sri", paid_out=5000), "M2": FileMaker("B")})
    found = settled([day])
    assert found.confirmed.owed == Owed(500, 1, 4100, 1)
    assert found.as_json()["settlement"] == {
        "owed": 500,
        "owed_makers": 1,
        "overpaid": 4100,
        "overpaid_makers": 1,
    }


def test_a_payment_to_a_maker_without_sales_is_money_overpaid() -> None:
    found = settled([], decided(Paid("M2", 100, DAYS[0], "cash", "x")))
    assert found.confirmed.owed == Owed(0, 0, 100, 1)
    assert of(found, "M2").name == "Pak Budi"


# --- Against the sales themselves ---


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[BookDay], list[SaleDetails], list[Record]]:
    tills = {place: Till(*place, key=str(place)) for place in (PLACE, ("A08", "1"))}
    days, sales = [], []
    for number, day in enumerate(DAYS):
        for place, till in tills.items():
            mine = [
                sale(
                    f"{number}{place}{count}",
                    draw(st.integers(1, 5000)),
                    qty=draw(st.integers(1, 3)),
                    discount=draw(st.integers(0, 1)),
                    maker=draw(st.sampled_from(["M1", "M2", "SRI"])),
                    share_bp=draw(st.sampled_from([0, 333, 1250])),
                    at=f"{day}T10:00:00+08:00",
                )
                for count in range(draw(st.integers(0, 2)))
            ]
            if sales and draw(st.booleans()):
                old = sales.pop(draw(st.integers(0, len(sales) - 1)))
                line = old.lines[0]
                mine.append(
                    sale(
                        f"{number}{place}back",
                        line.list_price,
                        qty=-line.qty,
                        discount=-line.discount,
                        maker=line.maker,
                        share_bp=line.share_bp,
                        kind="refund",
                        of=old.sale.sale_id,
                    )
                )
            sales += [each for each in mine if each.sale.kind == "sale"]
            days.append(called(till.close(day, *mine), "SRI", "Ibu Sri"))
    contents = draw(
        st.lists(
            st.one_of(
                st.builds(CorrectShare, st.just("M1"), st.integers(0, 3000), st.sampled_from(DAYS)),
                st.builds(CorrectPrice, st.just("S"), st.integers(1, 9000), st.just("M2")),
                st.just(SameMaker("SRI", "M1")),
            ),
            max_size=4,
            unique_by=lambda content: content.subject,
        )
    )
    return draw(st.permutations(days)), sales, [decided(content) for content in contents]


@given(worlds())
def test_what_is_owed_is_that_of_the_sales_not_given_back_line_by_line(
    world: tuple[list[BookDay], list[SaleDetails], list[Record]],
) -> None:
    days, left, records = world
    found = settled(days, *records)
    contents = [each.decision.content for each in found.effective_decisions.statuses]
    alias = any(isinstance(content, SameMaker) for content in contents)
    shares = sorted((c.since, c.share_bp) for c in contents if isinstance(c, CorrectShare))
    prices = {c.price for c in contents if isinstance(c, CorrectPrice)}
    due = dict.fromkeys(("M1", "M2", "SRI"), 0)
    for each in left:
        (line,) = each.lines
        maker = "M1" if alias and line.maker == "SRI" else line.maker
        bp, price = line.share_bp, line.list_price
        if maker == "M2":
            price = next(iter(prices), price)
        if maker != line.maker and not bp:
            bp = 1250
        if maker == "M1":
            bp = next((bp for since, bp in reversed(shares) if since <= each.sale.at[:10]), bp)
        stand = maker == "M2"
        base = line.qty * price if stand else line.amount
        due[maker] += base - share_of(base, bp)
    assert {s.maker: s.due for s in found.confirmed.settlements} == {
        s.maker: due[s.maker] for s in found.confirmed.settlements
    }
    plain = {s.maker: s.due for s in settled(days).confirmed.settlements}
    for account in found.confirmed.settlements:
        moved = sum(moved for _, moved in account.corrections)
        names = ("M1", "SRI") if alias and account.maker == "M1" else (account.maker,)
        assert account.due == sum(plain.get(name, 0) for name in names) + moved


def test_days_without_goods_are_refused_where_a_decision_bears_on_them() -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000))
    bare = replace(day, breakdown=replace(day.breakdown, goods={}))
    with pytest.raises(ValueError, match="goods"):
        status([bare], records=[decided(CorrectShare("M1", 100))])
    plan = read_plan(TOML)[0]
    found = status([day], records=[decided(CorrectShare("M1", 100))])
    assert needs_goods(plan, found.effective_decisions, bare)
    alias = status([day], records=[decided(SameMaker("SRI", "M1"))]).effective_decisions
    assert not needs_goods(plan, alias, bare)
    assert needs_goods(plan, alias, called(bare, "SRI", "Ibu Sri"))


NAMES = ("M1", "m1", "Bu Sri", "SRI", "M2", "Budi", "")


@given(
    st.lists(
        st.one_of(
            st.builds(CorrectShare, st.sampled_from(NAMES[:-1]), st.just(100)),
            st.builds(CorrectPrice, st.just("S"), st.just(5), st.sampled_from(NAMES)),
            st.builds(
                SameMaker, st.sampled_from(NAMES[:-1]), st.sampled_from(["M1", "M2", "Pak Budi"])
            ),
        ),
        max_size=3,
    ),
    st.sampled_from(NAMES[:-1]),
    st.sampled_from(NAMES[:-1]),
)
def test_the_goods_are_read_of_every_day_on_which_a_decision_bears(
    contents: list[DecisionContent], code: str, name: str
) -> None:
    day = Till(*PLACE).close(DAYS[0], sale("1", 1000, maker=code, share_bp=0))
    day = replace(day, makers={code: FileMaker(name)})
    effective = status([day], records=[decided(each) for each in contents]).effective_decisions
    plan = replace(read_plan(TOML)[0], aliases=effective.makers)
    if SettlementRules(plan, effective, [day]).touch(day, code):
        assert needs_goods(read_plan(TOML)[0], effective, day)


def test_the_bearer_of_an_aliased_maker_is_the_planned_one() -> None:
    sold = sale("1", 1000, qty=1, discount=100, maker="BUDI", share_bp=0)
    day = called(Till(*PLACE).close(DAYS[0], sold), "BUDI", "Budi")
    found = settled([day], decided(SameMaker("BUDI", "M2")))
    assert of(found, "M2").due == 900
    (one,) = statements_of(found)
    assert one.bearers == (DiscountBearer.STAND,)
