"""A maker's statement: its lines are the settlement's, to the rupiah; it says what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from office.small_world import DAYS, TOML, Till, plan, sale, status, whole_fair
from support.papers import text_of

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.settlement import settle_line
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.report.report import report_files
from pos_app.office.report.statement_paper import MOST_LINES
from pos_app.office.report.statements import Payout, Statement, statements_of
from pos_app.office.totals_algebra import SaleDetails

PLACES = (("A07", "1"), ("A07", "2"), ("A08", "1"))


@st.composite
def fairs(draw: st.DrawFn) -> list[BookDay]:
    """Days of three tills with sales, refunds and voids of three makers at any share and price."""
    found = []
    for stand, till in PLACES:
        seat = Till(stand, till, key=f"{stand}{till}")
        for day in DAYS[: draw(st.integers(1, 3))]:
            sales = [
                _sale(draw, f"{stand}{till}{day}{number}")
                for number in range(draw(st.integers(0, 4)))
            ]
            paid = FileMaker("Bu Sri", paid_out=draw(st.integers(0, 10**6)))
            closed = seat.close(day, *sales)
            found.append(replace(closed, makers={**closed.makers, "M1": paid}))
    return found


def _sale(draw: st.DrawFn, sale_id: str) -> SaleDetails:
    kind = draw(st.sampled_from(["sale", "sale", "refund", "void"]))
    sign = 1 if kind == "sale" else -1
    price, qty = draw(st.integers(0, 10**7)), draw(st.integers(1, 4))
    return sale(
        sale_id,
        price,
        qty=sign * qty,
        discount=sign * draw(st.integers(0, price * qty)),
        maker=draw(st.sampled_from(["M1", "M2", "m2", "Pak Budi", "Tamu"])),
        share_bp=draw(st.sampled_from([0, 333, 1250, 10_000])),
        kind=kind,
    )


@given(fairs())
def test_the_lines_add_up_to_the_settlement(days: list[BookDay]) -> None:
    found = statements_of(status(days))
    assert [s.settlement for s in found] == list(status(days).confirmed.settlements)
    for one in found:
        settled = one.settlement
        for name, wanted in (("qty", settled.qty), ("sold", settled.net), ("due", settled.due)):
            assert sum(getattr(line, name) for line in one.lines) == wanted
        assert sum(line.share for line in one.lines) == settled.share
        assert sum(payout.amount for payout in one.payouts) == settled.paid_out
        assert settled.payable == sum(x.due for x in one.lines) - sum(p.amount for p in one.payouts)


@given(fairs())
def test_every_line_is_rounded_by_itself_and_then_added(days: list[BookDay]) -> None:
    """Against the sales themselves, one after the other: DESIGN §7, Settlement."""
    bearers = {"M1": DiscountBearer.MAKER, "M2": DiscountBearer.STAND, "Tamu": DiscountBearer.MAKER}
    due = dict.fromkeys(bearers, 0)
    for day in days:
        for digest in day.sale_digests:
            assert digest.details is not None
            for line in digest.details.lines:
                maker = plan().maker(line.maker)
                code = maker.code if maker else "Tamu"
                settled = settle_line(line.qty, line.list_price, line.amount, line.share_bp)
                due[code] += settled.due(bearers[code])
    found = {s.settlement.maker: sum(x.due for x in s.lines) for s in statements_of(status(days))}
    assert found == {code: due[code] for code in found}
    assert all(amount == 0 for code, amount in due.items() if code not in found)


def one_of(days: Sequence[BookDay], maker: str = "M1") -> Statement:
    found = {s.settlement.maker: s for s in statements_of(status(list(days)))}
    return found[maker]


def test_prices_shares_days_and_stands_have_lines_of_their_own() -> None:
    first = Till("A07", "1", key="a")
    days = [
        first.close(DAYS[0], sale("1", 1000), sale("2", 900), sale("3", 1000, share_bp=500)),
        first.close(DAYS[1], sale("4", 1000), sale("5", 1000)),
        Till("A07", "2", key="b").close(DAYS[1], sale("6", 1000)),
    ]
    lines = [(x.day, x.list_price, x.share_bp, x.qty) for x in one_of(days).lines]
    assert lines == [
        (DAYS[0], 900, 1000, 1),
        (DAYS[0], 1000, 500, 1),
        (DAYS[0], 1000, 1000, 1),
        (DAYS[1], 1000, 1000, 3),
    ]


def test_who_bears_the_discount_is_on_every_line() -> None:
    day = Till("A08", "1").close(
        DAYS[0], *(sale(m, 1000, qty=2, discount=200, maker=m) for m in ("M1", "M2"))
    )
    (mine,), (theirs,) = one_of([day]).lines, one_of([day], "M2").lines
    assert (mine.bearer, mine.discount, mine.share, mine.due) == ("maker", 200, 180, 1620)
    assert (theirs.bearer, theirs.discount, theirs.share, theirs.due) == ("stand", 200, 200, 1800)


def test_a_refund_mirrors_its_sale_also_where_the_stand_bears_the_discount() -> None:
    sold = sale("1", 1005, qty=3, discount=10, maker="M2", share_bp=333)
    back = sale("2", 1005, qty=-3, discount=-10, maker="M2", share_bp=333, kind="refund")
    statement = one_of([Till("A08", "1").close(DAYS[0], sold, back)], "M2")
    assert (statement.settlement.due, statement.settlement.qty) == (0, 0)
    assert statement.lines == ()


def test_a_statement_is_final_when_the_stands_that_carry_the_maker_are_complete() -> None:
    """Nothing is missing at A07, where alone M1 is; A08 has sent two of its days."""
    fair = [day for day in whole_fair() if day.till_day != ("A08", "1", DAYS[2])]
    only_m2 = {"M2": FileMaker("Pak Budi")}
    fair = [
        replace(day, makers=only_m2 if day.stand == "A08" else {"M1": FileMaker("Bu Sri")})
        for day in fair
    ]
    assert not status(fair).complete
    assert one_of(fair).waiting == ()
    assert not one_of(fair).provisional


def test_a_statement_waits_for_stands_that_carry_the_maker_and_for_silent_ones() -> None:
    fair = [day for day in whole_fair() if day.till_day != ("A07", "2", DAYS[2])]
    assert one_of(fair).waiting == (("A07", "2", DAYS[2]),)
    silent = [day for day in whole_fair() if day.stand == "A07"]
    assert one_of(silent).waiting == tuple(("A08", "1", day) for day in DAYS)


def test_a_dispute_at_a_stand_keeps_its_makers_waiting() -> None:
    fork = Till("A08", "1", key="A081").close(DAYS[0], sale("other", 5))
    found = one_of([*whole_fair(), fork])
    assert ("A08", "1", DAYS[0]) in found.waiting


def test_the_files_that_a_statement_rests_on_are_those_of_its_lines_and_payouts() -> None:
    till = Till("A08", "1")
    sold = till.close(DAYS[0], sale("1", 1000))
    paid = till.close(DAYS[1], sale("2", 1000, maker="M2"))
    paid = replace(paid, makers={"M1": FileMaker("Bu Sri", paid_out=300)})
    other = till.close(DAYS[2], sale("3", 1000, maker="M2"))
    found = one_of([sold, paid, other])
    assert [day.identity for day in found.files] == [sold.identity, paid.identity]
    assert found.payouts == (Payout(DAYS[1], "A08", "1", 300),)


def paper(found: Status, maker: str) -> str:
    return text_of(dict(report_files(found))[Path("settlement", f"{maker}.pdf")])


def test_the_paper_shows_lines_share_payouts_what_is_left_and_the_codes() -> None:
    day = Till("A08", "1").close(DAYS[0], sale("1", 125_000, qty=3, discount=30_000, share_bp=1250))
    day = replace(day, makers={"M1": FileMaker("Bu Sri", paid_out=100_000)})
    text = paper(status([day]), "M1")
    code = f"{day.identity[:4]}-{day.identity[4:8]}".upper()
    shown = ("Bu Sri (M1)", "Kalung · S", "125.000", "30.000", "345.000", "12,5%", "43.125")
    for words in (*shown, "301.875", "-Rp100.000", "Rp201.875", "ditanggung perajin", code):
        assert words in text, words
    assert "Diserahkan oleh" in text and "Diterima perajin" in text


def test_the_paper_says_sementara_and_what_it_waits_for_or_that_it_is_whole() -> None:
    assert "SEMENTARA" not in paper(status(whole_fair()), "M1")
    text = paper(status(whole_fair()[1:]), "M1")
    assert "SEMENTARA" in text and "A07-1 25 Okt" in text


def test_many_lines_are_added_up_by_thing_and_by_stand_and_day() -> None:
    sales = [sale(str(n), 1000 + n) for n in range(MOST_LINES)]
    assert "per stan dan hari" not in paper(status([Till("A08", "1").close(DAYS[0], *sales)]), "M1")
    more = [*sales, sale("more", 5000, share_bp=0)]
    text = paper(status([Till("A08", "1").close(DAYS[0], *more)]), "M1")
    assert "per stan dan hari" in text
    assert "5.000" in text


def test_a_long_fair_is_added_up_by_stand_and_by_day() -> None:
    toml = TOML.replace(b"end = 2023-10-27", b"end = 2023-11-30")
    till = Till("A08", "1")
    days = [
        till.close(f"2023-11-{n:02d}", *(sale(f"{n}/{m}", 1000 + m) for m in range(5)))
        for n in range(1, 11)
    ]
    found = status_of(read_plan(toml)[0], days, "2023-11-30")
    text = paper(found, "M1")
    assert "Per stan (" in text and "Per hari (" in text
    assert "10 Nov" in text
