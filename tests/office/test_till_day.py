"""The grid: one state for each planned till-day, and what stands behind it."""

from __future__ import annotations

from office.small_world import DAYS, Till, sale, seat_accepted, status, whole_fair

from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayState, TillDayStatus


def day_status(found: Status, stand: str, till: str, day: str) -> TillDayStatus:
    (one,) = (c for c in found.till_days if c.till_day == (stand, till, day))
    return one


def test_every_planned_till_day_of_the_event_has_a_status_in_order() -> None:
    found = status(whole_fair())
    assert [c.till_day for c in found.till_days] == found.plan.till_days(found.plan.end)
    assert {c.state for c in found.till_days} == {TillDayState.RECEIVED}
    assert sum(c.net or 0 for c in found.till_days) == found.totals.net == 9000


def test_what_is_not_here_is_missing_when_it_is_due_and_future_before() -> None:
    found = status([], DAYS[0])
    states = {c.day: (c.state, c.is_due, c.net) for c in found.till_days}
    assert states[DAYS[0]] == (TillDayState.MISSING, True, None)
    assert states[DAYS[1]] == (TillDayState.FUTURE, False, None)


def test_a_newer_revision_shows_and_only_it_counts() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("1", 1000))
    second = till.revise(first, sale("2", 500))
    found = day_status(status([second, first]), *first.till_day)
    assert (found.state, found.net) == (TillDayState.REVISED, 1500)
    assert [file.manifest for file in found.counted] == [second.identity]
    assert [file.revision for file in found.files] == [1, 2]
    assert found.files[1].slip == f"{second.identity[:4]}-{second.identity[4:8]}".upper()


def test_a_day_in_dispute_has_no_sum_but_its_files_have() -> None:
    files = [Till("A07", "1").close(DAYS[0], sale(str(n), n)) for n in (5, 7)]
    found = day_status(status(files), "A07", "1", DAYS[0])
    assert (found.state, found.net) == (TillDayState.DISPUTED, None)
    assert "revision_fork" in found.codes
    assert sorted(file.net for file in found.files) == [5, 7]
    assert found.counted == ()


def test_a_sale_that_two_seats_hold_is_in_the_sum_once() -> None:
    shared = sale("1", 1000)
    first = Till("A07", "1").close(DAYS[0], shared)
    second = Till("A07", "1", seat=1, key="b").close(DAYS[0], shared, sale("2", 10))
    found = day_status(status([first, second], records=[seat_accepted()]), *first.till_day)
    assert (found.net, found.seats, found.keys) == (1010, (0, 1), ("b", "key"))
    assert len(found.counted) == 2
