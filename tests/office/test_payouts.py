"""Payouts that no sale explains are named, and change no total."""

from __future__ import annotations

from dataclasses import replace

from office.small_world import DAYS, Till, sale, status

from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.reconcile.status import Status


def paying(day: BookDay, amount: int, maker: str = "M1") -> BookDay:
    return replace(day, makers={**day.makers, maker: FileMaker("Bu Sri", paid_out=amount)})


def told(found: Status) -> list[tuple[str, str]]:
    return [(w.day, w.detail) for w in found.warnings if w.code == "payout_differs"]


def test_a_payout_above_what_the_till_sold_of_the_maker_is_named_with_the_rupiah() -> None:
    till = Till("A08", "1")
    days = [till.close(DAYS[0], sale("1", 1000)), till.close(DAYS[1], sale("2", 500))]
    assert told(status([paying(days[0], 1000), days[1]])) == []
    found = status([paying(days[0], 1400), days[1]])
    assert told(found) == [(DAYS[0], "M1 Rp400")]
    assert found.totals.net == 1500
    assert told(status([days[0], paying(days[1], 1500)])) == []
    assert told(status([paying(days[0], 1000), paying(days[1], 501)])) == [(DAYS[1], "M1 Rp1")]


def test_a_payout_to_a_maker_who_sold_nothing_is_named() -> None:
    day = paying(Till("A08", "1").close(DAYS[0], sale("1", 1000)), 70, "X")
    assert told(status([day])) == [(DAYS[0], "X Rp70")]


def test_what_another_till_sold_explains_no_payout() -> None:
    paid = paying(Till("A07", "1").close(DAYS[0]), 10)
    sold = Till("A07", "2").close(DAYS[0], sale("1", 1000))
    assert told(status([paid, sold])) == [(DAYS[0], "M1 Rp10")]


def test_a_payout_after_a_missing_day_is_not_judged() -> None:
    till = Till("A08", "1")
    till.close(DAYS[0], sale("1", 1000))
    assert told(status([paying(till.close(DAYS[1]), 1000)])) == []
