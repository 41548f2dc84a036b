"""The keys of the cash panel offer what people hand over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cash_offers import MOST_OFFERS, _covers, cash_offers
from pos_app.domain.money import NOTES

K = 1_000


@pytest.mark.parametrize(
    ("due", "offers"),
    [
        (202_500, [203, 205, 210, 220, 250, 300]),
        (137_500, [138, 140, 150, 200]),
        (100_000, [100]),
        (150_000, [150, 200]),
        (75_000, [75, 80, 90, 100]),
        (5_000, [5, 10, 20, 50, 100]),
        (1_000, [1, 2, 5, 10, 20, 50]),
        (1, [1, 2, 5, 10, 20, 50]),
        (60_000, [60, 70, 100]),
        (1_234_000, [1_234, 1_240, 1_250, 1_300]),
    ],
)
def test_the_sums_that_people_hand_over(due: int, offers: list[int]) -> None:
    assert cash_offers(due) == [each * K for each in offers]


def test_nothing_is_offered_for_nothing() -> None:
    assert cash_offers(0) == []


def check(due: int) -> None:
    offers = cash_offers(due)
    assert 1 <= len(offers) <= MOST_OFFERS
    assert offers == sorted(set(offers))
    assert offers[0] == -(-due // K) * K, "the exact amount, or the next sum of notes"
    assert all(due <= each < due + max(NOTES) for each in offers)
    assert all(each % K == 0 for each in offers)


@given(st.integers(1, 5_000_000))
def test_offers_cover_the_amount_and_are_few(due: int) -> None:
    check(due)


def test_offers_hold_over_the_whole_range() -> None:
    for due in range(1, 5_000_000, 1_499):
        check(due)
    for due in range(500, 400_000, 500):
        check(due)


@given(st.integers(1, 10**12))
def test_any_amount_has_offers(due: int) -> None:
    check(due)


@given(st.integers(1, 2_000_000))
def test_the_offers_for_an_amount_are_those_of_its_own_notes(due: int) -> None:
    """The sums of notes are looked up by the next multiple of the smallest note."""
    rest = due - max(due // 100_000 - 1, 0) * 100_000
    assert _covers(rest) == _covers(-(-rest // min(NOTES)) * min(NOTES))
