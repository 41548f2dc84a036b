"""The limits of opening, cash movements, counting, closing and reopening, and who did each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.shops import SHEET, cash, clock_at, make_shop, ring

import pos_app
from pos_app.dayfile.reader import read_day
from pos_app.domain.money import MAX_PRICE
from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.closing import Witness
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store.catalogue import put_setting

TODAY, TOMORROW = "2023-10-25", "2023-10-26"


def sell(shop: Shop, qty: int = 1) -> None:
    ring(shop, lines=[{"code": "A", "qty": qty}], tenders=cash(qty * 50_000))


def go_to(shop: Shop, day: str, time: str = "08:00:00") -> None:
    shop.clock.set(clock_at(f"{day}T{time}+08:00").now())  # type: ignore[attr-defined]


def facts(shop: Shop, kind: str) -> list[dict[str, Any]]:
    found = (json.loads(row.payload) for row in shop.journal.rows())
    return [fact for fact in found if fact["kind"] == kind]


def refusal(of: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(PosError) as refused:
        of()
    return refused.value.code, dict(refused.value.facts)


@pytest.fixture
def closed_shop(tmp_path: Path) -> Any:
    """A till that was never opened."""
    with make_shop(tmp_path / "till", open_with=None) as made:
        yield made


# --- Opening ---


@pytest.mark.parametrize("amount", [0, MAX_PRICE])
def test_a_float_may_be_nothing_and_as_much_as_a_price(closed_shop: Shop, amount: int) -> None:
    business_day.open_till(closed_shop, amount)
    assert cash_drawer.expected_cash_now(closed_shop) == amount


@pytest.mark.parametrize("amount", [-1, MAX_PRICE + 1])
def test_another_float_is_refused(closed_shop: Shop, amount: int) -> None:
    expected = ("float_invalid", {"amount": amount})
    assert refusal(lambda: business_day.open_till(closed_shop, amount)) == expected
    assert business_day.current_day(closed_shop) is None


def test_the_opening_is_recorded_with_its_float_and_who_opened(closed_shop: Shop) -> None:
    shop = closed_shop
    assert (business_day.last_closed(shop), business_day.suggested_float(shop)) == (None, 0)
    day = business_day.open_till(shop, 150_000, "ANI")
    assert (day.day, day.cashier, day.revision) == (TODAY, "ANI", 1)
    assert business_day.current_day(shop) == day
    (fact,) = facts(shop, "open")
    assert (fact["day"], fact["float"], fact["prev_day"]) == (TODAY, 150_000, None)
    assert (fact["by"], fact["at"]) == ("ANI", day.opened_at)
    closed = closing.close_till(shop, counted=150_000)
    (row,) = read_day(business_day.day_file_bytes(shop, closed)).tables.cash
    assert row[1:] == (day.opened_at, "float", 150_000, "", "", "ANI")


def test_the_last_count_is_suggested_as_the_next_float(shop: Shop) -> None:
    closed = closing.close_till(shop, counted=123_000)
    assert business_day.last_closed(shop) == closed
    assert business_day.suggested_float(shop) == 123_000


def test_a_day_that_cannot_be_opened_is_named(shop: Shop) -> None:
    expected = ("till_already_open", {"day": TODAY})
    assert refusal(lambda: business_day.open_till(shop, 0)) == expected
    closing.close_till(shop, counted=0)
    expected = ("day_already_closed", {"day": TODAY})
    assert refusal(lambda: business_day.open_till(shop, 0)) == expected
    go_to(shop, "2023-10-24")
    facts_ = {"today": "2023-10-24", "day": TODAY}
    assert refusal(lambda: business_day.open_till(shop, 0)) == ("clock_before_last_day", facts_)


# --- Cash in and out ---


@pytest.mark.parametrize("amount", [1, -1, MAX_PRICE, -MAX_PRICE])
def test_cash_moves_up_to_the_largest_price(shop: Shop, amount: int) -> None:
    cash_drawer.move_cash(shop, amount, "x")
    assert cash_drawer.expected_cash_now(shop) == 200_000 + amount


@pytest.mark.parametrize("amount", [0, MAX_PRICE + 1, -MAX_PRICE - 1])
def test_no_cash_and_too_much_cash_are_refused(shop: Shop, amount: int) -> None:
    expected = ("amount_invalid", {"amount": amount})
    assert refusal(lambda: cash_drawer.move_cash(shop, amount, "x")) == expected


def test_a_payout_goes_out_and_to_a_maker_that_is_known(shop: Shop) -> None:
    expected = ("payout_sign", {"amount": 1})
    assert refusal(lambda: cash_drawer.move_cash(shop, 1, "x", "M1")) == expected
    expected = ("maker_unknown", {"text": "y" * 40})
    assert refusal(lambda: cash_drawer.move_cash(shop, -1, "x", "y" * 41)) == expected


def test_only_moves_are_listed_and_each_says_its_kind_and_who(shop: Shop) -> None:
    cash_drawer.move_cash(shop, 100_000, " tukar \n uang ")
    cash_drawer.move_cash(shop, -30_000, "beli lakban", cashier="BUDI")
    cash_drawer.move_cash(shop, -50_000, "titip", maker="m1", cashier="CITRA")
    sell(shop)
    assert [row[2:] for row in cash_drawer.cash_moves(shop)] == [
        ("in", 100_000, "", "tukar uang", "KASIR"),
        ("out", -30_000, "", "beli lakban", "BUDI"),
        ("payout", -50_000, "M1", "titip", "CITRA"),
    ]
    assert [
        (f["move"], f["amount"], f["maker"], f["reason"], f["by"], f["at"])
        for f in facts(shop, "move")
    ] == [
        ("in", 100_000, "", "tukar uang", "KASIR", shop.now()),
        ("out", -30_000, "", "beli lakban", "BUDI", shop.now()),
        ("payout", -50_000, "M1", "titip", "CITRA", shop.now()),
    ]


def test_moves_are_those_of_the_newest_day(shop: Shop) -> None:
    cash_drawer.move_cash(shop, 100_000, "kemarin")
    closing.close_till(shop, counted=0)
    go_to(shop, TOMORROW)
    business_day.open_till(shop, 0)
    assert cash_drawer.cash_moves(shop) == []
    cash_drawer.move_cash(shop, 5_000, "hari ini")
    assert [row.reason for row in cash_drawer.cash_moves(shop)] == ["hari ini"]


def test_a_reason_is_kept_in_one_line_of_two_hundred_characters(shop: Shop) -> None:
    cash_drawer.move_cash(shop, 1, "r" * 201)
    assert [row.reason for row in cash_drawer.cash_moves(shop)] == ["r" * 200]
    closed = closing.close_till(shop, counted=0, reason=" kurang \n  " + "r" * 300)
    assert closed.reason == ("kurang " + "r" * 300)[:200]


def test_an_opened_drawer_is_recorded_with_its_reason_and_who(shop: Shop) -> None:
    cash_drawer.note_drawer_opened(shop, "tukar uang", cashier="BUDI")
    cash_drawer.note_drawer_opened(shop, "lagi")
    found = [(fact["reason"], fact["by"], fact["at"]) for fact in facts(shop, "drawer")]
    assert found == [("tukar uang", "BUDI", shop.now()), ("lagi", "KASIR", shop.now())]
    assert refusal(lambda: cash_drawer.note_drawer_opened(shop, " ")) == ("reason_missing", {})


def test_nothing_moves_while_the_till_is_not_open(closed_shop: Shop) -> None:
    for act in (
        lambda: cash_drawer.move_cash(closed_shop, 1, "x"),
        lambda: cash_drawer.note_drawer_opened(closed_shop, "x"),
        lambda: closing.close_till(closed_shop, counted=0),
    ):
        assert refusal(act)[0] == "till_not_open"


# --- Counting ---


@pytest.mark.parametrize("counted", [0, MAX_PRICE * 100])
def test_a_count_may_be_nothing_and_very_much(shop: Shop, counted: int) -> None:
    closed = closing.close_till(shop, counted=counted)
    assert (closed.expected, closed.counted) == (200_000, counted)
    assert closed.difference == counted - 200_000


@pytest.mark.parametrize(
    ("count", "code", "named"),
    [
        ({}, "count_missing", {}),
        ({"counted": -1}, "count_invalid", {"amount": -1}),
        ({"counted": MAX_PRICE * 100 + 1}, "count_invalid", {"amount": MAX_PRICE * 100 + 1}),
        ({"pieces": {3: 1}}, "denomination_unknown", {"denomination": 3}),
        ({"pieces": {1_000: -1}}, "count_invalid", {"amount": -1}),
        ({"pieces": {1_000: 100_001}}, "count_invalid", {"amount": 100_001}),
        (
            {"pieces": {1_000: 2, 500: 1}, "counted": 5},
            "count_differs",
            {"counted": 5, "pieces": 2_500},
        ),
        (
            {"counted": 0, "witness": Witness("BUDI", {3: 1})},
            "denomination_unknown",
            {"denomination": 3},
        ),
        ({"counted": 0, "witness": Witness("KASIR")}, "witness_same", {"code": "KASIR"}),
        (
            {"counted": 0, "cashier": "ANI", "witness": Witness("ANI")},
            "witness_same",
            {"code": "ANI"},
        ),
        (
            {"counted": 0, "witness": Witness("budi")},
            "code_invalid",
            {"what": "cashier", "text": "budi"},
        ),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_its_numbers(
    shop: Shop, count: dict[str, Any], code: str, named: dict[str, object]
) -> None:
    assert refusal(lambda: closing.close_till(shop, **count)) == (code, named)
    assert business_day.current_day(shop) is not None


def test_pieces_of_every_note_and_coin_that_turns_up_are_counted(shop: Shop) -> None:
    values = [100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25]
    closed = closing.close_till(shop, pieces=dict.fromkeys(values, 1), counted=sum(values))
    assert closed.counted == sum(values)
    counts = read_day(business_day.day_file_bytes(shop, closed)).tables.counts
    assert [(row.denomination, row.pieces) for row in counts] == [(value, 1) for value in values]


def test_a_drawer_may_hold_a_hundred_thousand_of_one_coin_and_none_of_another(shop: Shop) -> None:
    assert closing.close_till(shop, pieces={100: 100_000, 200: 0}).counted == 10_000_000


def test_the_counts_are_recorded_from_the_largest_note_down(shop: Shop) -> None:
    witness = Witness("BUDI", {1_000: 3, 5_000: 1})
    closing.close_till(shop, pieces={500: 2, 10_000: 1}, cashier="ANI", witness=witness)
    found = [
        (fact["pieces"], fact["role"], fact["by"], fact["at"]) for fact in facts(shop, "count")
    ]
    assert found == [
        ([[10_000, 1], [500, 2]], "count", "ANI", shop.now()),
        ([[5_000, 1], [1_000, 3]], "verify", "BUDI", shop.now()),
    ]


def test_a_witness_who_counted_nothing_is_named_and_has_no_count(shop: Shop) -> None:
    closed = closing.close_till(shop, counted=200_000, witness=Witness("BUDI"))
    assert closed.verified_by == "BUDI"
    assert facts(shop, "count") == []
    (fact,) = facts(shop, "close")
    assert fact["verified_by"] == "BUDI"


# --- Closing ---


def test_the_close_is_recorded_with_all_its_figures(shop: Shop) -> None:
    sell(shop, 2)
    go_to(shop, TODAY, "20:00:00")
    closed = closing.close_till(shop, counted=290_000, reason="kurang", cashier="ANI")
    (fact,) = facts(shop, "close")
    assert {key: fact[key] for key in fact.keys() - {"v", "kind", "seq"}} == {
        "at": "2023-10-25T20:00:00+08:00",
        "by": "ANI",
        "day": TODAY,
        "revision": 1,
        "expected": 300_000,
        "counted": 290_000,
        "difference": -10_000,
        "reason": "kurang",
        "totals": closed.totals.as_dict(),
        "running_total": 100_000,
    }
    assert closed.closed_at == "2023-10-25T20:00:00+08:00"
    assert (closed.day, closed.revision, closed.cashier, closed.verified_by) == (
        TODAY,
        1,
        "ANI",
        "",
    )
    assert business_day.today_totals(shop) == closed.totals
    assert business_day.closed_day(shop, TODAY) == closed
    assert business_day.current_day(shop) is None


def test_the_manifest_says_what_the_till_is_and_what_the_day_was(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", training=True) as shop:
        sell(shop)
        sell(shop)
        closed = closing.close_till(shop, counted=0)
        head = read_day(business_day.day_file_bytes(shop, closed)).head
        assert (head.event, head.stand, head.till, head.seat) == ("EXPO23", "A07", "1", 0)
        assert head.till_id == shop.identity.till_id and head.key == shop.signer().public_hex
        assert (head.day, head.revision, head.supersedes, head.prev_day) == (TODAY, 1, None, None)
        assert (head.first_number, head.last_number) == ("A07-1-000001", "A07-1-000002")
        assert (head.totals, head.running_total) == (closed.totals, 100_000)
        assert head.app == f"pos-app {pos_app.__version__}"
        assert head.training is True and head.enrolled is None
        newest = shop.journal.head()
        assert (head.journal.last, head.journal.head) == (newest.seq, newest.hash.hex())
        assert head.journal.prev == shop.journal.hash_before(head.journal.first).hex()


def test_a_day_says_whether_its_clock_was_set(shop: Shop) -> None:
    closed = closing.close_till(shop, counted=0)
    head = read_day(business_day.day_file_bytes(shop, closed)).head
    assert head.replayed is shop.journal.has_kind("replay", head.journal.first)
    assert head.training is False


# --- Reopening ---


def test_a_reopened_day_is_the_next_revision_with_its_reason_and_who_allowed_it(
    shop: Shop,
) -> None:
    sell(shop)
    first = closing.close_till(shop, counted=250_000)
    day = business_day.reopen_till(shop, TODAY, "lupa satu", by="LEAD")
    assert (day.day, day.revision, day.cashier) == (TODAY, 2, "KASIR")
    assert business_day.current_day(shop) == day
    (fact,) = facts(shop, "reopen")
    assert (fact["day"], fact["revision"], fact["reason"]) == (TODAY, 2, "lupa satu")
    assert (fact["by"], fact["at"]) == ("LEAD", shop.now())
    second = closing.close_till(shop, counted=250_000)
    head = read_day(business_day.day_file_bytes(shop, second)).head
    assert (second.revision, head.revision, head.supersedes) == (2, 2, first.manifest)
    business_day.reopen_till(shop, TODAY, "lagi")
    assert [fact["by"] for fact in facts(shop, "reopen")] == ["LEAD", "KASIR"]


def test_a_day_that_cannot_be_reopened_is_named(shop: Shop) -> None:
    expected = ("till_already_open", {"day": TODAY})
    assert refusal(lambda: business_day.reopen_till(shop, TODAY, "x")) == expected
    closing.close_till(shop, counted=0)
    assert refusal(lambda: business_day.reopen_till(shop, TODAY, " ")) == ("reason_missing", {})
    expected = ("day_unknown", {"day": TOMORROW})
    assert refusal(lambda: business_day.reopen_till(shop, TOMORROW, "x")) == expected
    go_to(shop, TOMORROW)
    business_day.open_till(shop, 0)
    closing.close_till(shop, counted=0)
    expected = ("reopen_not_newest", {"day": TODAY, "newest": TOMORROW})
    assert refusal(lambda: business_day.reopen_till(shop, TODAY, "x")) == expected


def test_a_till_without_days_reopens_none(closed_shop: Shop) -> None:
    expected = ("day_unknown", {"day": TODAY})
    assert refusal(lambda: business_day.reopen_till(closed_shop, TODAY, "x")) == expected


def test_the_close_of_a_day_is_found_by_its_date(shop: Shop) -> None:
    expected = ("day_unknown", {"day": TOMORROW})
    assert refusal(lambda: business_day.closed_day(shop, TOMORROW)) == expected
    expected = ("day_still_open", {"day": TODAY})
    assert refusal(lambda: business_day.closed_day(shop, TODAY)) == expected
    first = closing.close_till(shop, counted=0)
    go_to(shop, TOMORROW)
    business_day.open_till(shop, 0)
    assert business_day.closed_day(shop, TODAY) == first
    second = closing.close_till(shop, counted=0)
    assert business_day.closed_day(shop, TODAY) == first
    assert business_day.closed_day(shop, TOMORROW) == second


def test_the_totals_and_the_drawer_are_those_of_the_newest_day(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", sheet=SHEET) as shop:
        sell(shop)
        closing.close_till(shop, counted=0)
        go_to(shop, TOMORROW)
        business_day.open_till(shop, 7_000)
        assert business_day.today_totals(shop).net == 0
        assert cash_drawer.expected_cash_now(shop) == 7_000
        sell(shop, 3)
        assert business_day.today_totals(shop).net == 150_000
        assert cash_drawer.expected_cash_now(shop) == 157_000


def test_one_rupiah_goes_in_and_one_goes_out(shop: Shop) -> None:
    cash_drawer.move_cash(shop, 1, "x")
    cash_drawer.move_cash(shop, -1, "x")
    assert [row.kind for row in cash_drawer.cash_moves(shop)] == ["in", "out"]


def test_every_day_of_a_clock_that_was_set_says_so(shop: Shop) -> None:
    closing.close_till(shop, counted=0)
    go_to(shop, TOMORROW)
    business_day.open_till(shop, 0)
    assert len(facts(shop, "replay")) == 2
    closed = closing.close_till(shop, counted=0)
    assert read_day(business_day.day_file_bytes(shop, closed)).head.replayed


def test_the_file_carries_the_enrolment_of_its_till(shop: Shop) -> None:
    put_setting(shop.database, setting_keys.ENROLMENT, "ab" * 64)
    closed = closing.close_till(shop, counted=0)
    assert read_day(business_day.day_file_bytes(shop, closed)).head.enrolled == "ab" * 64


def test_nothing_is_closed_while_the_journal_and_its_copy_differ(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*_: object, **__: object) -> None:
        raise PosError("twin_differs")

    monkeypatch.setattr(closing, "check_day", differs)
    assert refusal(lambda: closing.close_till(shop, counted=0)) == ("twin_differs", {})
    assert business_day.current_day(shop) is not None
