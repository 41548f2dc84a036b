"""What a day's journal shows as worth a look, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest

from pos_app.domain.review import ReviewItem, ReviewKind, by_amount, counts, review
from pos_app.review_words import item_words

Fact = dict[str, Any]
_seq = count(1)


def fact(kind: str, minute: int = 0, by: str = "SITI", **more: Any) -> Fact:
    at = f"2023-10-25T{10 + minute // 60:02}:{minute % 60:02}:00+08:00"
    return {"v": 1, "kind": kind, "seq": next(_seq), "at": at, "by": by, **more}


def line(amount: int, list_price: int, sku: str = "GELANG", name: str = "Gelang") -> Fact:
    return {
        "sku": sku,
        "name": name,
        "qty": 1,
        "list_price": list_price,
        "unit_price": amount,
        "amount": amount,
    }


def sale(
    number: int,
    *lines: Fact,
    kind: str = "sale",
    minute: int = 0,
    refers_to: str = "",
    method: str = "cash",
    confirmed: bool = True,
    **more: Any,
) -> Fact:
    net = sum(each["amount"] for each in lines)
    tender = {"tender": 1, "method": method, "amount": net, "confirmed": confirmed}
    head = {"id": f"id{number}", "number": f"A07-1-{number:06}", "refers_to": refers_to, "net": net}
    return fact(kind, minute, sale=head, lines=list(lines), tenders=[tender], **more)


def close(difference: int = 0) -> Fact:
    return fact("close", 600, difference=difference)


def only(facts: list[Mapping[str, Any]], kind: ReviewKind) -> ReviewItem:
    (found,) = (item for item in review(facts) if item.kind is kind)
    return found


def test_an_honest_day_shows_nothing() -> None:
    facts = [sale(1, line(50_000, 50_000)), sale(2, line(45_000, 50_000)), close()]
    assert review(facts) == ()


def test_a_void_says_how_long_after_its_sale_it_came_and_that_cash_went_back() -> None:
    sold = sale(1, line(90_000, 90_000))
    void = sale(2, line(-90_000, 90_000), kind="void", minute=37, refers_to="id1")
    found = only([sold, void], ReviewKind.VOID)
    assert (found.amount, found.minutes, found.number) == (90_000, 37, "A07-1-000001")
    assert (found.by, found.detail) == ("SITI", "cash")


def cancelled(returned: int, kept: int, method: str = "cash") -> Fact:
    head = {"id": "id7", "number": "A07-1-000007", "refers_to": "", "net": 0}
    money = [
        {"tender": 1, "method": method, "amount": -returned, "confirmed": True},
        {"tender": 2, "method": "deposit", "amount": returned, "confirmed": True},
    ]
    order = {"number": "P-A07-1-0001", "returned": returned, "kept": kept, "reason": "batal"}
    tenders = money if returned else []
    return fact("deposit_return", 9, sale=head, lines=[], tenders=tenders, order=order)


@pytest.mark.parametrize("way", ["cash", "qris"])
def test_a_cancelled_order_says_what_went_back_and_what_the_maker_keeps(way: str) -> None:
    facts = [cancelled(300_000, 150_000, way)]
    back, kept = only(facts, ReviewKind.ORDER_RETURNED), only(facts, ReviewKind.ORDER_KEPT)
    assert (back.amount, back.detail, back.number) == (300_000, way, "A07-1-000007")
    assert (kept.amount, kept.detail, kept.number) == (150_000, "", "A07-1-000007")
    assert [item.kind for item in review([cancelled(450_000, 0)])] == [ReviewKind.ORDER_RETURNED]
    assert [item.kind for item in review([cancelled(0, 450_000)])] == [ReviewKind.ORDER_KEPT]


def test_a_refund_of_another_day_has_no_minutes_and_its_own_number() -> None:
    back = sale(9, line(-30_000, 30_000), kind="refund", refers_to="of-yesterday")
    found = only([back], ReviewKind.REFUND)
    assert (found.amount, found.minutes, found.number) == (30_000, None, "A07-1-000009")


def test_qris_counts_as_unconfirmed_until_it_is_confirmed_or_its_sale_is_voided() -> None:
    seen = [
        sale(n, line(10_000 * n, 10_000 * n), method="qris", confirmed=False) for n in (1, 2, 3)
    ]
    later = fact("confirm", 9, sale_id="id1", tender=1)
    void = sale(4, line(-20_000, 20_000), kind="void", refers_to="id2", method="qris")
    assert only([*seen, later, void], ReviewKind.UNCONFIRMED).number == "A07-1-000003"


def test_what_was_paid_by_a_changed_qris_code_is_at_stake() -> None:
    before = sale(1, line(70_000, 70_000), method="qris")
    changed = fact("qris", 5, merchant="TOKO LAIN")
    after = sale(2, line(40_000, 40_000), method="qris", minute=6)
    found = only([before, changed, after], ReviewKind.QRIS_CHANGED)
    assert (found.amount, found.detail) == (40_000, "TOKO LAIN")


def test_a_discount_far_beyond_the_usual_ones_of_the_day_is_shown() -> None:
    usual = [sale(n, line(45_000, 50_000)) for n in range(1, 10)]
    deep = sale(20, line(15_000, 50_000))
    found = only([*usual, deep], ReviewKind.DISCOUNT)
    assert (found.amount, found.number) == (35_000, "A07-1-000020")


def test_a_stand_that_always_gives_a_quarter_off_is_not_told_so_for_every_line() -> None:
    usual = [sale(n, line(37_500, 50_000)) for n in range(1, 10)]
    assert not review(usual)


def test_a_little_more_than_what_a_stand_always_gives_is_no_deep_discount() -> None:
    usual = [sale(n, line(37_500, 50_000)) for n in range(1, 10)]
    assert not review([*usual, sale(20, line(36_000, 50_000))])
    assert review([*usual, sale(20, line(34_000, 50_000))])


def test_an_unlisted_piece_called_like_a_listed_one_has_the_difference_at_stake() -> None:
    listed = sale(1, line(250_000, 250_000, "TAS", "Tas tumper"))
    odd = sale(2, line(60_000, 60_000, "LAIN-MT", "tas  Tumper"))
    found = only([listed, odd], ReviewKind.UNLISTED)
    assert (found.amount, found.detail, found.listed) == (190_000, "tas  Tumper", 250_000)


def test_an_unlisted_piece_of_another_name_has_its_price_at_stake() -> None:
    found = only([sale(2, line(60_000, 60_000, "LAIN-MT", "Bros"))], ReviewKind.UNLISTED)
    assert (found.amount, found.detail) == (60_000, "Bros")


def test_openings_of_the_drawer_are_one_item_a_person_worth_the_shortage() -> None:
    facts = [
        fact("drawer", 3, "SITI", reason="tukar"),
        fact("drawer", 9, "SITI", reason="x"),
        fact("drawer", 4, "ANI", reason="y"),
        close(-150_000),
    ]
    found = {item.by: item for item in review(facts) if item.kind is ReviewKind.DRAWER}
    assert {by: (item.count, item.amount) for by, item in found.items()} == {
        "SITI": (2, 150_000),
        "ANI": (1, 150_000),
    }


@pytest.mark.parametrize(
    ("difference", "amount", "detail"), [(-80_000, 80_000, "short"), (5_000, 5_000, "over")]
)
def test_a_difference_of_the_drawer_is_shown(difference: int, amount: int, detail: str) -> None:
    found = only([close(difference)], ReviewKind.DIFFERENCE)
    assert (found.amount, found.detail) == (amount, detail)


def test_a_permission_counts_for_its_lead_and_taking_the_till_over_does_not() -> None:
    facts = [
        fact("switch", by="RINI", person="RINI", purpose="Retur"),
        fact("switch", by="RINI", person="RINI", purpose="Nego"),
        fact("switch", by="SITI", person="SITI", purpose=""),
    ]
    found = only(facts, ReviewKind.LEAD)
    assert (found.by, found.count, found.detail) == ("RINI", 2, "")


def test_failed_pins_are_counted_for_the_person_whose_pin_was_tried() -> None:
    facts = [fact("pin_failed", n, by="", person="RINI") for n in range(4)]
    found = only(facts, ReviewKind.PIN_FAILED)
    assert (found.by, found.count) == ("RINI", 4)


def test_rows_made_by_commands_are_one_item_with_their_money() -> None:
    facts = [sale(n, line(10_000, 10_000), via="cli") for n in range(1, 4)]
    found = only(facts, ReviewKind.COMMANDED)
    assert (found.count, found.amount) == (3, 30_000)


def test_the_dearest_comes_first_and_counts_are_by_kind() -> None:
    facts = [
        sale(1, line(20_000, 20_000)),
        fact("reprint", 5, sale_id="id1", number="A07-1-000001", lang="id"),
        fact("clock_back", 20, before="2023-10-25T11:20:00+08:00"),
        close(-90_000),
        fact("unheard_of_kind"),
    ]
    found = review(facts)
    assert [item.kind for item in found] == ["difference", "reprint", "clock_back"]
    assert found == by_amount(reversed(found))
    assert found[2].minutes == 60
    assert counts(found) == {"reprint": 1, "clock_back": 1, "difference": 1}


def test_an_item_survives_being_written_down() -> None:
    found = only([close(-1)], ReviewKind.DIFFERENCE)
    assert ReviewItem.from_list(found.as_list()) == found


def test_an_unlisted_piece_is_compared_with_the_catalogue_where_that_is_at_hand() -> None:
    odd = sale(2, line(60_000, 60_000, "LAIN-MT", "Tas Tumper"))
    (found,) = review([odd], listed=[("Tas tumper", 250_000)])
    assert (found.amount, found.listed) == (190_000, 250_000)


def test_two_copies_of_a_receipt_are_one_item_with_both_at_stake() -> None:
    facts = [sale(1, line(20_000, 20_000))]
    facts += [fact("reprint", n, sale_id="id1", number="A07-1-000001") for n in (5, 9)]
    found = only(facts, ReviewKind.REPRINT)
    assert (found.amount, found.count, found.number) == (40_000, 2, "A07-1-000001")


def test_a_copy_of_an_earlier_days_receipt_has_what_is_on_it_at_stake() -> None:
    copied = fact("reprint", 5, sale_id="of-yesterday", number="A07-1-000003", net=75_000)
    assert only([copied], ReviewKind.REPRINT).amount == 75_000
    assert only([{**copied, "net": -75_000}], ReviewKind.REPRINT).amount == 75_000


def test_what_a_lead_chose_of_a_copy_that_differs_is_kept() -> None:
    found = only([fact("twin_differs", net=-40_000, choice="kept")], ReviewKind.TWIN_DIFFERS)
    assert (found.amount, found.detail) == (40_000, "kept")


@pytest.mark.parametrize("kind", ["restored", "takeover"])
def test_a_till_that_goes_on_without_a_lead_s_pin_is_named(kind: str) -> None:
    found = only([fact(kind, pins_known=True, wrong_pins=0, by="")], ReviewKind.NO_LEAD)
    assert (found.amount, found.detail, found.by) == (0, kind, "")
    assert item_words(found, "en").endswith("without a lead's PIN")
    told = [fact(kind, pins_known=True, wrong_pins=0, by="BUDI"), fact(kind, by="")]
    assert not [each for each in review(told) if each.kind is ReviewKind.NO_LEAD]


def test_deep_discounts_of_one_receipt_are_one_item_named_after_the_dearest() -> None:
    sold = sale(1, line(5_000, 20_000, name="Bros"), line(50_000, 200_000, name="Tas"))
    found = only([sold], ReviewKind.DISCOUNT)
    assert (found.amount, found.detail) == (165_000, "Tas")


def test_only_the_last_count_says_how_far_the_drawer_was() -> None:
    facts = [close(-90_000), fact("reopen", 610, "RINI", reason="salah hitung"), close(0)]
    found = review(facts)
    assert [(item.kind, item.amount, item.by) for item in found] == [("reopened", 90_000, "RINI")]


def test_the_first_code_of_a_till_that_is_being_set_up_replaces_none() -> None:
    first = fact("qris", 1, merchant="STAN", nmid="ID1")
    paid = sale(1, line(40_000, 40_000), method="qris", minute=2)
    again = fact("qris", 3, merchant="STAN", nmid="ID1")
    assert review([fact("setup"), first, paid, again]) == ()
    other = fact("qris", 4, merchant="TOKO LAIN", nmid="ID2")
    more = sale(2, line(30_000, 30_000), method="qris", minute=5)
    found = only([fact("setup"), first, paid, other, more], ReviewKind.QRIS_CHANGED)
    assert (found.amount, found.detail) == (30_000, "TOKO LAIN")


def test_a_code_that_says_what_it_replaced_is_a_change_unless_it_replaced_none() -> None:
    parts = {"merchant": "", "nmid": ""}
    first = fact("qris", 1, **parts, sha256="a", before=None)
    other = fact("qris", 2, **parts, sha256="b", before={**parts, "sha256": "a"})
    paid = sale(1, line(40_000, 40_000), method="qris", minute=3)
    assert review([first, paid]) == ()
    assert only([first, other, paid], ReviewKind.QRIS_CHANGED).amount == 40_000
    assert only([fact("setup"), other, paid], ReviewKind.QRIS_CHANGED).amount == 40_000


def test_practice_is_counted_by_its_beginnings() -> None:
    facts = [fact("practice", n, event=event) for n, event in enumerate(("start", "end") * 2)]
    assert only(facts, ReviewKind.PRACTICE).count == 2


def test_sales_of_another_program_are_counted_last_and_without_money() -> None:
    facts = [sale(n, line(10_000, 10_000), via="ring") for n in range(1, 4)]
    facts.append(fact("pin_failed", 9, by="", person="ANI"))
    found = review(facts)
    assert [(item.kind, item.count, item.amount) for item in found] == [
        ("pin_failed", 1, 0),
        ("ring", 3, 0),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        fact("void"),
        fact("clock_back", before="yesterday"),
        fact("close", difference="0"),
        fact("sale", sale={"id": 1, "number": "x"}, lines=[{}], tenders=[]),
        {"kind": "drawer", "at": "", "seq": 4},
        fact("reprint", sale_id=[], number={}),
        fact("qris", nmid={}, by=[]),
        fact("drawer", by=7),
        fact("twin_differs", net=1.5),
    ],
)
def test_a_fact_without_the_parts_of_its_kind_is_shown_and_never_raises(broken: Fact) -> None:
    (found,) = review([broken])
    assert (found.kind, found.amount, found.detail) == ("unreadable", 0, broken["kind"])


def test_a_long_reason_is_cut() -> None:
    found = only([fact("drawer", reason="x" * 5000)], ReviewKind.DRAWER)
    assert len(found.detail) == 80


def test_a_text_that_would_steer_a_terminal_or_turn_a_line_is_shown_without_that() -> None:
    found = only([fact("drawer", by="A\x1b[2J", reason="uang\u202e\x07kecil")], ReviewKind.DRAWER)
    assert (found.by, found.detail) == ("A [2J", "uang  kecil")
