"""The drawer goes from hand to hand inside a day, and every difference is told once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.shops import cash, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.domain.shift import Shift
from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.shifts import hand_over_drawer, shifts_of, shifts_today
from pos_app.services.paper.closing_slip import closing_slip_text
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def facts(file: bytes) -> list[dict[str, object]]:
    return [dict(fact) for fact in read_day(file).facts if fact["kind"] == "shift"]


def test_a_shift_ends_on_a_count_and_the_day_goes_on(shop: Shop) -> None:
    ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    first = hand_over_drawer(shop, "BUDI", pieces={100_000: 2, 20_000: 2}, cashier="ANI")
    assert (first.number, first.by, first.to) == (1, "ANI", "BUDI")
    assert (first.expected, first.counted, first.difference) == (250_000, 240_000, -10_000)
    ring(shop, lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
    second = hand_over_drawer(shop, "CITRA", counted=345_000, cashier="BUDI")
    assert (second.expected, second.difference) == (340_000, 5_000), "from what he was given"
    assert shifts_today(shop) == [first, second]
    closed = closing.close_till(shop, counted=345_000, cashier="CITRA")
    whole = shifts_of(shop, closed)
    assert [each.difference for each in whole] == [-10_000, 5_000, 0]
    assert sum(each.difference for each in whole) == closed.difference == -5_000
    assert (whole[-1].by, whole[-1].to) == ("CITRA", "")


def test_it_stands_in_the_day_file_and_on_the_slip(shop: Shop) -> None:
    hand_over_drawer(shop, "BUDI", pieces={100_000: 1}, cashier="ANI", reason="tukar receh")
    closed = closing.close_till(shop, counted=100_000, cashier="BUDI")
    file = business_day.day_file_bytes(shop, closed)
    (fact,) = facts(file)
    assert (fact["shift"], fact["by"], fact["to"]) == (1, "ANI", "BUDI")
    assert (fact["pieces"], fact["difference"]) == ([[100_000, 1]], -100_000)
    assert not read_day(file).tables.counts, "the table of counts keeps its roles"
    slip = closing_slip_text(shop, closed.day)
    assert "Giliran 1 ANI > BUDI 08.00" in slip and "Giliran 2 BUDI" in slip
    assert slip.count("Kurang Rp100.000") == 2 and "Pas" in slip


def test_a_day_in_one_hand_says_nothing_of_shifts(shop: Shop) -> None:
    closed = closing.close_till(shop, counted=200_000)
    assert shifts_of(shop, closed) == [] and "Giliran" not in closing_slip_text(shop, closed.day)


def test_who_has_the_drawer_cannot_take_it_over(shop: Shop) -> None:
    with pytest.raises(PosError, match="shift_same"):
        hand_over_drawer(shop, "ANI", counted=0, cashier="ANI")
    with pytest.raises(PosError, match="count_missing"):
        hand_over_drawer(shop, "BUDI", cashier="ANI")
    assert shifts_today(shop) == []


def test_sent_again_it_is_noted_once(shop: Shop) -> None:
    first = hand_over_drawer(shop, "BUDI", counted=1, cashier="ANI", ref="s1")
    assert hand_over_drawer(shop, "BUDI", counted=1, cashier="ANI", ref="s1") == first
    assert shifts_today(shop) == [first]
    with pytest.raises(PosError, match="ref_reused"):
        hand_over_drawer(shop, "BUDI", counted=2, cashier="ANI", ref="s1")


@pytest.fixture(scope="module")
def tills(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    return (tmp_path_factory.mktemp("till") for _ in iter(int, 1))


STEP = st.one_of(
    st.tuples(st.just("sell"), st.integers(1, 3)),
    st.tuples(st.just("move"), st.integers(-90_000, 90_000).filter(bool)),
    st.tuples(st.just("shift"), st.integers(0, 999_999)),
    st.tuples(st.just("reopen"), st.integers(0, 999_999)),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, max_size=8), st.integers(0, 999_999))
def test_the_differences_of_the_shifts_are_the_days(
    tills: Iterator[Path], steps: list[tuple[str, int]], counted: int
) -> None:
    with make_shop(next(tills)) as shop:
        hands, ended = 0, list[Shift]()
        for kind, number in steps:
            if kind == "sell":
                ring(shop, lines=[{"code": "A", "qty": number}], tenders=cash(number * 50_000))
            elif kind == "move":
                cash_drawer.move_cash(shop, number, "uji")
            elif kind == "shift":
                to = f"P{hands + 1}"
                ended.append(hand_over_drawer(shop, to, counted=number, cashier=f"P{hands}"))
                hands += 1
            else:
                closing.close_till(shop, counted=number)
                business_day.reopen_till(shop, shop.now()[:10], "uji")
        closed = closing.close_till(shop, counted=counted)
        whole = shifts_of(shop, closed)
        assert whole[:-1] == ended
        assert not ended or sum(each.difference for each in whole) == closed.difference
        assert read_day(business_day.day_file_bytes(shop, closed)).head.revision == closed.revision


def test_a_full_drawer_is_told_until_some_of_it_lies_in_the_safe(shop: Shop) -> None:
    assert cash_drawer.drawer_limit_passed(shop) == 0
    shop.settings.set(setting_keys.DRAWER_LIMIT, "199000")
    assert cash_drawer.drawer_limit_passed(shop) == 199_000
    cash_drawer.move_cash(shop, -1_000, "ke brankas")
    assert cash_drawer.drawer_limit_passed(shop) == 0
    shop.settings.set(setting_keys.DRAWER_LIMIT, "0")
    assert cash_drawer.drawer_limit_passed(shop) == 0
    assert json.dumps(cash_drawer.drawer_limit(shop)) == "0"
