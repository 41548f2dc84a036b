"""The grid of tills and days: one state for each, and between what a dispute lies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office.small_world import DAYS, Till, plan, sale, status, whole_fair

from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.status import status_of
from pos_app.office.reconcile.till_day import TillDayState, TillDayStatus
from pos_app.office.reconcile.till_day_grid import TillDayGrid, till_day_grid


def grid(days: list[BookDay], through: str = DAYS[-1]) -> TillDayGrid:
    found = status_of(plan(), days, through)
    grid = till_day_grid(found, days)
    assert disputed(grid) == found.disputed
    return grid


def disputed(found: TillDayGrid) -> DisputedRange:
    """What the statuses say, which is what the status says of all of them."""
    spans = [status.disputed for status in found.statuses.values()]
    return DisputedRange(sum(span.low for span in spans), sum(span.high for span in spans))


def codes(found: TillDayStatus) -> list[str]:
    return [problem.code for problem in found.problems]


def states(found: TillDayGrid, stand: str = "A07", till: str = "1") -> list[TillDayState]:
    return [found.statuses[stand, till, day].state for day in found.days]


def test_an_empty_book_misses_what_is_due_and_waits_for_the_rest() -> None:
    found = grid([], through=DAYS[1])
    assert [(p.stand, p.till) for p in found.tills] == [("A07", "1"), ("A07", "2"), ("A08", "1")]
    assert found.days == DAYS
    assert states(found) == [TillDayState.MISSING, TillDayState.MISSING, TillDayState.FUTURE]
    assert found.tills[0].phone == "0812-0000-0007"


def test_what_came_is_received_with_its_net_and_its_code() -> None:
    days = whole_fair()
    found = grid(days)
    assert set(day_status.state for day_status in found.statuses.values()) == {
        TillDayState.RECEIVED
    }
    day_status = found.statuses["A07", "1", DAYS[0]]
    assert day_status.amount == 1000 and day_status.problems == ()
    assert [warning.code for warning in day_status.warnings] == ["key_not_enrolled"]
    (file,) = day_status.files
    assert file.slip == f"{days[0].identity[:4]}-{days[0].identity[4:8]}".upper()
    assert file.counts and file.net == 1000


def test_the_statuses_that_count_add_up_to_the_total() -> None:
    days = whole_fair()
    assert (
        sum(day_status.amount for day_status in grid(days).statuses.values())
        == status(days).totals.net
    )


def test_a_newer_revision_is_shown_as_one_and_the_old_file_does_not_count() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("a", 1000))
    found = grid([first, till.revise(first, sale("b", 500))]).statuses["A07", "1", DAYS[0]]
    assert found.state is TillDayState.REVISED and found.amount == 1500
    assert [(file.revision, file.counts) for file in found.files] == [(1, False), (2, True)]


def test_a_day_without_a_receipt_says_so() -> None:
    found = grid([Till("A07", "1").close(DAYS[0])])
    assert states(found)[0] is TillDayState.NO_SALES


def test_two_files_for_one_revision_are_disputed_between_the_two() -> None:
    one = Till("A07", "1").close(DAYS[0], sale("a", 4000))
    other = Till("A07", "1").close(DAYS[0], sale("b", 4300))
    found = grid([one, other])
    day_status = found.statuses["A07", "1", DAYS[0]]
    assert day_status.state is TillDayState.DISPUTED and codes(day_status) == ["revision_fork"]
    assert day_status.amount == 0 and disputed(found) == DisputedRange(4000, 8300)
    assert not any(file.counts for file in day_status.files)


def test_a_day_that_only_one_of_two_laptops_has_may_be_worth_nothing() -> None:
    mine = Till("A07", "1", key="mine")
    theirs = Till("A07", "1", key="theirs")
    days = [mine.close(DAYS[0], sale("a", 900)), theirs.close(DAYS[1], sale("b", 700))]
    found = grid(days)
    assert states(found)[:2] == [TillDayState.DISPUTED, TillDayState.DISPUTED]
    assert disputed(found) == DisputedRange(0, 1600)


def test_a_sale_that_two_days_tell_differently_is_the_width_of_the_dispute() -> None:
    days = [
        Till("A07", "1", key="1").close(DAYS[0], sale("same", 300), sale("mine", 1000)),
        Till("A07", "2", key="2").close(DAYS[0], sale("same", 400), sale("own", 2000)),
    ]
    found = grid(days)
    assert codes(found.statuses["A07", "1", DAYS[0]]) == ["sale_conflict"]
    low, high = disputed(found)
    assert low <= 3000 + 300 <= high and low <= 3000 + 400 <= high


def test_a_gap_keeps_its_money_and_is_no_plain_received() -> None:
    till = Till("A07", "1")
    till.close(DAYS[0], sale("a", 1000))
    found = grid([till.close(DAYS[1], sale("b", 500))])
    day_status = found.statuses["A07", "1", DAYS[1]]
    assert day_status.state is TillDayState.LOOK and day_status.amount == 500
    assert "number_gap" in codes(day_status)
    assert states(found)[0] is TillDayState.MISSING


def test_what_was_not_planned_has_a_row_or_a_day_of_its_own() -> None:
    stray = Till("X99", "3").close(DAYS[0], sale("x", 100))
    late = Till("A08", "1").close("2023-10-30", sale("y", 100))
    found = grid([stray, late])
    assert (found.tills[-1].stand, found.tills[-1].planned) == ("X99", False)
    assert found.days[-1] == "2023-10-30"
    assert found.statuses["X99", "3", DAYS[0]].state is TillDayState.SET_ASIDE
    assert found.statuses["A08", "1", "2023-10-30"].state is TillDayState.SET_ASIDE
    assert found.statuses["X99", "3", DAYS[1]].state is TillDayState.FREE


@pytest.mark.parametrize("turn", [1, 5])
def test_the_order_of_the_files_changes_nothing(turn: int) -> None:
    days = whole_fair()
    days.append(replace(days[0], identity="f" * 64))
    assert grid(days[turn:] + days[:turn]) == grid(days)


def test_a_revision_that_was_superseded_is_no_side_of_the_dispute() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("a", 1000))
    sides = [till.revise(first, sale("b", 200)), till.revise(first, sale("c", 300))]
    assert disputed(grid([first, *sides])) == DisputedRange(1200, 1500)
