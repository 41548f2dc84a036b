"""What can be refunded or voided, what a refund comes to, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.domain.pricing import Return
from pos_app.domain.sale import Method, Sale
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.selling import refunds
from pos_app.services.shop.shop import Shop
from pos_app.store import sales as sale_store


def sold(shop: Shop, qty: int = 3) -> str:
    lines = [{"code": "A", "qty": qty}, {"code": "B", "qty": 1}]
    tenders = [{"method": "qris", "amount": 70_000}, *cash(qty * 50_000 + 50_000)]
    return str(ring(shop, lines=lines, tenders=tenders)["number"])


def voidable(shop: Shop, number: str) -> str:
    return refunds.refundable(shop, number).void_refusal


def test_a_sale_of_today_can_be_voided_and_all_its_pieces_returned(shop: Shop) -> None:
    found = refunds.refundable(shop, sold(shop))
    assert (found.remaining, found.void_refusal) == ({1: 3, 2: 1}, "")


def test_pieces_that_came_back_are_gone_and_the_sale_cannot_be_voided(shop: Shop) -> None:
    number = sold(shop)
    ring(shop, refund_of=number, lines=[{"code": "A", "qty": 2}])
    found = refunds.refundable(shop, number)
    assert (found.remaining, found.void_refusal) == ({1: 1, 2: 1}, "has_refunds")


def test_nothing_comes_back_of_a_voided_sale_or_of_a_refund(shop: Shop) -> None:
    number = sold(shop)
    back = ring(shop, refund_of=number, lines=[{"code": "A", "qty": 1}])["number"]
    found = refunds.refundable(shop, str(back))
    assert (found.remaining, found.void_refusal) == ({}, "not_a_sale")
    other = sold(shop)
    ring(shop, void_of=other, reason="salah")
    found = refunds.refundable(shop, other)
    assert (found.remaining, found.void_refusal) == ({}, "already_voided")


def test_a_sale_is_voided_only_on_its_own_open_day(shop: Shop) -> None:
    number = sold(shop)
    closing.close_till(shop, counted=0)
    assert voidable(shop, number) == "till_not_open"
    shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, 0)
    assert voidable(shop, number) == "void_other_day"
    assert refunds.refundable(shop, number).remaining == {1: 3, 2: 1}


def test_a_quote_names_the_amount_and_both_ways_of_giving_it_back(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", rounding=500) as shop:
        number = sold(shop)
        quote = refunds.quote_refund(shop, number, [Return(1, line=1), Return(1, line=2)])
        assert quote.amount == 170_000
        assert quote.same_methods == (
            Payment(Method.QRIS, 70_000, confirmed=True),
            Payment(Method.CASH, 100_000),
        )
        assert quote.in_cash == (Payment(Method.CASH, 170_000),)


def test_a_quote_in_cash_is_rounded_as_the_till_rounds(tmp_path: Path) -> None:
    sheet = "sku,name,category,maker,price_rp,stock\nC,Cincin,Kayu,M3,9250,5\n"
    with make_shop(tmp_path / "till", rounding=500, sheet=sheet) as shop:
        number = str(ring(shop, lines=[{"code": "C", "qty": 1}], tenders=cash(9_500))["number"])
        quote = refunds.quote_refund(shop, number, [Return(1, line=1)])
    assert (quote.amount, quote.in_cash) == (9_250, (Payment(Method.CASH, 9_500),))


def test_a_refund_cannot_be_refunded(shop: Shop) -> None:
    back = ring(shop, refund_of=sold(shop), lines=[{"code": "A", "qty": 1}])["number"]
    with pytest.raises(PosError) as refused:
        refunds.quote_refund(shop, str(back), [Return(1, line=1)])
    assert refused.value.code == "not_a_sale"
    assert refused.value.facts == {"number": back, "kind": "refund"}


def test_the_reason_of_a_refund_is_kept_in_one_line_of_two_hundred_characters(shop: Shop) -> None:
    number, cash_back = sold(shop), [Payment(Method.CASH, 50_000)]
    reason = "  retak \n di   sisi " + "x" * 300
    kept = refunds.refund(
        shop, number, [Return(1, line=1)], cash_back, reason, sale_id=shop.new_id(), cashier="ANI"
    )
    assert (kept.note, kept.cashier) == (("retak di sisi " + "x" * 300)[:200], "ANI")
    with pytest.raises(PosError, match="reason_missing"):
        refunds.refund(shop, number, [Return(1, line=1)], cash_back, " \n", sale_id=shop.new_id())


def test_asked_twice_a_correction_is_recorded_once(shop: Shop) -> None:
    number, again = sold(shop), shop.new_id()
    first = refunds.void(shop, number, "salah", sale_id=again, cashier="ANI")
    assert refunds.void(shop, number, "salah", sale_id=again, cashier="ANI") == first
    original = sale_store.sale_by(shop.database, "number", number)
    assert original is not None
    assert [
        (c.number, c.cashier, c.note) for c in sale_store.corrections_of(shop.database, original.id)
    ] == [(first.number, "ANI", "salah")]


def refusal(of: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(PosError) as refused:
        of()
    return refused.value.code, dict(refused.value.facts)


def void(shop: Shop, number: str) -> Sale:
    return refunds.void(shop, number, "salah", sale_id=shop.new_id())


def refund(shop: Shop, number: str, paid: int = 50_000) -> Sale:
    back, money = [Return(1, line=1)], [Payment(Method.CASH, paid)]
    return refunds.refund(shop, number, back, money, "rusak", sale_id=shop.new_id())


def test_a_document_that_cannot_be_corrected_is_named(shop: Shop) -> None:
    number = sold(shop)
    back = refund(shop, number).number
    assert refusal(lambda: void(shop, number)) == ("has_refunds", {"number": number})
    for correct in (void, refund):
        facts = {"number": back, "kind": "refund"}
        assert refusal(lambda correct=correct: correct(shop, back)) == ("not_a_sale", facts)
        facts = {"number": "B01-2-000009", "place": "B01-2"}
        found = refusal(lambda correct=correct: correct(shop, "B01-2-000009"))
        assert found == ("other_till", facts)
        for unknown in ("A07-1-000999", "000999"):
            found = refusal(lambda correct=correct, text=unknown: correct(shop, text))
            assert found == ("sale_unknown", {"number": unknown})
    wrong = sold(shop)
    void(shop, wrong)
    for correct in (void, refund):
        found = refusal(lambda correct=correct: correct(shop, wrong))
        assert found == ("already_voided", {"number": wrong})


def test_a_sale_of_an_earlier_day_is_refunded_and_not_voided(shop: Shop) -> None:
    number = sold(shop)
    closing.close_till(shop, counted=0)
    shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, 0)
    facts = {"number": number, "day": "2023-10-25"}
    assert refusal(lambda: void(shop, number)) == ("void_other_day", facts)
    assert refund(shop, number).net == -50_000


def test_a_void_takes_back_the_rounding_too(tmp_path: Path) -> None:
    sheet = "sku,name,category,maker,price_rp,stock\nC,Cincin,Kayu,M3,9250,5\n"
    with make_shop(tmp_path / "till", rounding=500, sheet=sheet) as shop:
        number = str(ring(shop, lines=[{"code": "C", "qty": 1}], tenders=cash(9_500))["number"])
        taken = void(shop, number)
        assert (taken.net, taken.rounding) == (-9_500, -250)
        assert business_day.today_totals(shop).net == 0


def test_what_is_to_be_written_with_a_correction_is_written_with_it(shop: Shop) -> None:
    written: list[tuple[str, int]] = []
    number = sold(shop)
    back = refunds.refund(
        shop,
        number,
        [Return(1, line=1)],
        [Payment(Method.CASH, 50_000)],
        "rusak",
        sale_id=shop.new_id(),
        also_write=lambda sale, running: written.append((sale.number, running)),
    )
    assert [name for name, _ in written] == [back.number]


def test_pieces_paid_together_give_back_what_was_paid_for_them(tmp_path: Path) -> None:
    sheet = (
        "sku,name,category,maker,price_rp,stock\nC,Cincin,Kayu,M3,10166,5\nD,Dua,Kayu,M3,13855,5\n"
    )
    with make_shop(tmp_path / "till", rounding=500, sheet=sheet) as shop:
        number = str(ring(shop, lines=[{"code": "C", "qty": 3}], tenders=cash(30_500))["number"])
        back = [
            ring(shop, refund_of=number, lines=[{"code": "C", "qty": 1}])["paid"] for _ in range(3)
        ]
        assert back == [10_000, 10_500, 10_000]
        wallet = [{"method": "qris", "amount": 13_855}]
        number = str(ring(shop, lines=[{"code": "D", "qty": 1}], tenders=wallet)["number"])
        quote = refunds.quote_refund(shop, number, [Return(1, line=1)])
        assert quote.in_cash == (Payment(Method.CASH, 13_855),)
        assert ring(shop, refund_of=number, lines=[{"code": "D", "qty": 1}])["paid"] == 13_855


def test_the_ways_of_a_sale_are_offered_back_in_the_order_of_paying(shop: Shop) -> None:
    tenders = [*cash(30_000), {"method": "card", "amount": 20_000}]
    number = str(ring(shop, lines=[{"code": "A", "qty": 1}], tenders=tenders)["number"])
    quote = refunds.quote_refund(shop, number, [Return(1, line=1)])
    assert [(p.method, p.amount) for p in quote.same_methods] == [
        ("cash", 30_000),
        ("card", 20_000),
    ]
