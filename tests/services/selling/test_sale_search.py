"""Searching sales, correcting one against its receipt, and printing a copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.domain.payment_methods import Method
from pos_app.domain.pricing import Return
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.paper import pdf_files, receipt_copies, receipts
from pos_app.services.selling import refunds
from pos_app.services.selling.sale_search import find_sales
from pos_app.services.shop.shop import Shop

QRIS = [{"method": "qris", "amount": 100_000}]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till", rounding=500) as shop:
        ring(shop, lines=[{"code": "A", "qty": 2}], tenders=QRIS)
        shop.clock.set(clock_at("2023-10-25T14:05:00+08:00").now())  # type: ignore[attr-defined]
        ring(shop, lines=[{"code": "B", "qty": 1}], tenders=cash(150_000))
        yield shop


def found(shop: Shop, text: str, day: str | None = None) -> list[str]:
    return [row.number[-1] for row in find_sales(shop, text, day)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", "21"),
        ("A07-1-000002", "2"),
        ("a07-1-000002", "2"),
        ("000001", "1"),
        ("14:05", "2"),
        ("14.05", "2"),
        ("120000", "2"),
        ("Rp120.000", "2"),
        ("kalung", "1"),
        ("b", "2"),
        ("m1", "1"),
        ("%", ""),
        ("_", ""),
        ("nothing such", ""),
    ],
)
def test_a_sale_is_found_by_what_people_remember(shop: Shop, text: str, numbers: str) -> None:
    assert "".join(found(shop, text)) == numbers


def test_only_a_days_sales_when_a_day_is_chosen(shop: Shop) -> None:
    assert found(shop, "", "2023-10-25") == ["2", "1"]
    assert found(shop, "", "2023-10-24") == []


def test_another_tills_receipt_is_refused_with_that_tills_name(shop: Shop) -> None:
    with pytest.raises(PosError) as refused:
        find_sales(shop, "b03-2-000017")
    assert refused.value.code == "other_till" and refused.value.facts["place"] == "B03-2"


def test_a_row_says_how_it_was_paid_and_what_became_of_it(shop: Shop) -> None:
    newest, first = find_sales(shop)
    assert first.ways == ("qris",) and first.unconfirmed and not first.corrected
    refunds.refund(
        shop, first.number, [Return(1, line=1)], quote_of(shop, first.number), "rusak", sale_id="r"
    )
    refunds.void(shop, newest.number, "salah", sale_id="v")
    rows = {row.number: row for row in find_sales(shop)}
    assert rows[first.number].corrected == {"refund"}
    assert rows[newest.number].corrected == {"void"}
    assert [row.kind for row in find_sales(shop)] == ["void", "refund", "sale", "sale"]


def quote_of(shop: Shop, number: str) -> tuple:  # type: ignore[type-arg]
    return refunds.quote_refund(shop, number, [Return(1, line=1)]).same_methods


def test_a_refund_goes_back_by_the_way_it_came_or_in_cash(shop: Shop) -> None:
    number = find_sales(shop)[1].number
    offer = refunds.quote_refund(shop, number, [Return(1, line=1)])
    assert offer.amount == 50_000
    assert [(p.method, p.amount) for p in offer.same_methods] == [(Method.QRIS, 50_000)]
    assert [(p.method, p.amount) for p in offer.in_cash] == [(Method.CASH, 50_000)]
    back = refunds.refund(
        shop, number, [Return(1, line=1)], offer.in_cash, " rusak ", sale_id="r1", cashier="ANI"
    )
    again = refunds.refund(shop, number, [Return(1, line=1)], offer.in_cash, "rusak", sale_id="r1")
    assert again == back and (back.net, back.note, back.cashier) == (-50_000, "rusak", "ANI")
    left = refunds.refundable(shop, number)
    assert left.remaining == {1: 1} and left.void_refusal == "has_refunds"
    with pytest.raises(PosError) as refused:
        refunds.quote_refund(shop, number, [Return(2, line=1)])
    assert refused.value.code == "refund_too_many"


def test_what_can_be_voided_is_said_with_the_reason_why_not(shop: Shop) -> None:
    number = find_sales(shop)[0].number
    assert refunds.refundable(shop, number).void_refusal == ""
    with pytest.raises(PosError) as refused:
        refunds.void(shop, number, "  ", sale_id="v")
    assert refused.value.code == "reason_missing"
    void = refunds.void(shop, number, "salah", sale_id="v")
    assert refunds.refundable(shop, number).void_refusal == "already_voided"
    assert refunds.refundable(shop, void.number).void_refusal == "not_a_sale"
    first = find_sales(shop)[-1].number
    closing.close_till(shop, counted=0)
    assert refunds.refundable(shop, first).void_refusal == "till_not_open"
    shop.clock.set(clock_at("2023-10-26T08:00:00+08:00").now())  # type: ignore[attr-defined]
    business_day.open_till(shop, 0)
    assert refunds.refundable(shop, first).void_refusal == "void_other_day"


def test_a_copy_is_marked_and_noted_in_the_journal(shop: Shop, tmp_path: Path) -> None:
    number = find_sales(shop)[0].number
    path = receipt_copies.save_copy(shop, number, tmp_path / "receipts", cashier="ANI")
    assert path.read_bytes().startswith(b"%PDF")
    fact = json.loads(shop.journal.head().payload)
    assert (fact["kind"], fact["number"], fact["by"]) == ("reprint", number, "ANI")
    (page,) = pdf_files.pdf_pages(receipts.receipt_pdf(shop, number), 1.5)
    assert page.stride * page.height == len(page.pixels) and page.width > 200
