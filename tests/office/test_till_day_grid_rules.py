"""What stands behind each field of the grid: problems, warnings, paper, decisions and files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office.small_world import (
    DAYS,
    END,
    Till,
    decided,
    plan,
    sale,
    seat_accepted,
    status,
    whole_fair,
)
from office.test_reconcile_order import forks, slip_of

from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Choose,
    DecisionContent,
    Dismiss,
    NoSales,
    SameMaker,
    Withdrawn,
)
from pos_app.office.decide.effective_decisions import NO_DECISIONS
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.status import status_of
from pos_app.office.reconcile.till_day import TillDayState, TillDayStatus
from pos_app.office.reconcile.till_day_grid import TillDayGrid, till_day_grid
from pos_app.office.reconcile.warnings import Evidence, find_warnings
from pos_app.office.records import Record

A07, A08 = ("A07", "1"), ("A08", "1")


def grid(days: list[BookDay], *records: Record, through: str = END) -> TillDayGrid:
    return till_day_grid(status(days, through, records), days)


def on(found: TillDayGrid, stand: str, till: str, day: str) -> TillDayStatus:
    (row,) = (each for each in found.tills if (each.stand, each.till) == (stand, till))
    return found.status(row, day)


def decisions_on(found: TillDayStatus) -> list[DecisionContent]:
    return [each.decision.content for each in found.decisions]


def test_tills_that_were_not_planned_come_last_and_in_order() -> None:
    strangers = [("X99", "2"), ("B01", "1"), ("X99", "1"), ("A08", "9"), ("A07", "7")]
    found = grid([Till(*place).close(DAYS[0], sale("1", 1)) for place in strangers])
    assert [(row.stand, row.till, row.planned) for row in found.tills] == [
        ("A07", "1", True),
        ("A07", "2", True),
        ("A08", "1", True),
        *((stand, till, False) for stand, till in sorted(strangers)),
    ]


def test_a_till_day_that_was_not_planned_shows_its_files_and_none_counts() -> None:
    files = [
        replace(Till("X99", "1", seat=seat).close(DAYS[1], sale(str(seat), 7)), revision=revision)
        for seat, revision in ((1, 1), (0, 2), (0, 1))
    ]
    found = on(grid(files, through=DAYS[1]), "X99", "1", DAYS[1])
    assert (found.state, found.is_due, found.net) == (TillDayState.SET_ASIDE, True, None)
    assert [(f.seat, f.revision, f.counts, f.net) for f in found.files] == [
        (0, 1, False, 7),
        (0, 2, False, 7),
        (1, 1, False, 7),
    ]
    assert not on(grid(files, through=DAYS[0]), "X99", "1", DAYS[1]).is_due
    assert on(grid(files), "X99", "1", DAYS[0]).state is TillDayState.FREE


def test_a_problem_names_the_place_the_slip_the_keys_and_the_revision() -> None:
    stranger = Till("X99", "1", key="ab" * 32).close(DAYS[0], sale("1", 1))
    (problem,) = on(grid([stranger]), "X99", "1", DAYS[0]).problems
    slip = f"{stranger.identity[:4]}-{stranger.identity[4:8]}".upper()
    assert (problem.code, problem.severity) == ("unknown_stand", "warning")
    assert problem.facts == {
        "stand": "X99",
        "till": "1",
        "day": DAYS[0],
        "slip": slip,
        "keys": "ABAB-ABAB",
        "key": "ABAB-ABAB",
        "revision": 1,
    }


def test_the_revision_of_a_problem_is_that_of_the_last_file_and_1_without_files() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 1))
    second = replace(till.revise(first, sale("2", 1)), prev_day="x")
    third = replace(till.revise(second, sale("3", 1)), prev_day="x")
    (problem,) = on(grid([first, second, third]), "A07", "1", DAYS[0]).problems
    assert (problem.code, problem.facts["revision"]) == ("day_link_gap", 3)
    lost = Till(*A08, key="k").close(DAYS[0], sale("1", 5))
    slips = [slip_of(lost), slip_of(lost, manifest="1" * 64)]
    found = till_day_grid(status_of(plan(), [], END, slips=slips), [])
    (problem,) = on(found, "A08", "1", DAYS[0]).problems
    assert (problem.code, problem.facts["revision"], problem.facts["keys"]) == ("paper_fork", 1, "")


def test_a_warning_names_its_detail() -> None:
    day = Till(*A07, key="ab" * 32).close(DAYS[0], sale("1", 1))
    (warning,) = on(grid([day]), "A07", "1", DAYS[0]).warnings
    assert (warning.code, warning.facts["detail"]) == ("key_not_enrolled", "ABAB-ABAB")
    assert "slip" not in warning.facts


def test_paper_is_shown_where_no_file_came() -> None:
    lost = [
        Till(*A08, seat=seat, key=f"k{seat}").close(DAYS[0], sale(str(seat), 500))
        for seat in (0, 1)
    ]
    found = till_day_grid(status_of(plan(), [], END, slips=map(slip_of, lost)), [])
    shown = on(found, "A08", "1", DAYS[0])
    assert (shown.state, shown.on_paper, shown.amount) == (TillDayState.PAPER, 1000, 1000)
    assert on(found, "A08", "1", DAYS[1]).on_paper == 0
    stranger = Till("X99", "1").close(DAYS[0], sale("3", 1))
    assert on(grid([stranger]), "X99", "1", DAYS[0]).on_paper == 0


def test_a_day_of_two_seats_is_without_sales_only_when_both_are() -> None:
    empty = Till(*A07).close(DAYS[0])
    sold = Till(*A07, seat=1, key="b").close(DAYS[0], sale("1", 5))
    word = decided(AcceptSeat("A07", "1", 1))
    assert on(grid([empty], word), "A07", "1", DAYS[0]).state is TillDayState.NO_SALES
    assert on(grid([empty, sold], word), "A07", "1", DAYS[0]).state is TillDayState.RECEIVED


def test_two_seats_of_which_one_was_revised_are_revised() -> None:
    till = Till(*A07)
    first = till.close(DAYS[0], sale("1", 5))
    files = [
        first,
        till.revise(first, sale("2", 1)),
        Till(*A07, seat=1, key="b").close(DAYS[0], sale("3", 5)),
    ]
    found = status(files, records=[decided(AcceptSeat("A07", "1", 1))])
    (day,) = (each for each in found.till_days if each.till_day == first.till_day)
    assert day.state is TillDayState.REVISED


def test_the_codes_of_a_till_day_are_sorted() -> None:
    files = forks(*A07, DAYS[0], 2)
    lost = [
        replace(
            Till(*A07, seat=1, key="b").close(DAYS[0], sale("x", 1)), prev_day="y", first=3, last=3
        )
    ]
    found = status([*files, *lost], records=[seat_accepted()])
    (day,) = (each for each in found.till_days if each.till_day == files[0].till_day)
    assert len(day.codes) >= 4 and list(day.codes) == sorted(set(day.codes))


# --- Decisions ---


@pytest.mark.parametrize(
    ("content", "shown_on"),
    [
        (NoSales("A07", "1", DAYS[1]), [("A07", "1", DAYS[1])]),
        (Withdrawn("A08", DAYS[1]), [("A08", "1", DAYS[1]), ("A08", "1", DAYS[2])]),
        (
            Choose("A07", "2", 0, DAYS[0], "1" * 64, ("2" * 64,)),
            [("A07", "2", DAYS[0])],
        ),
        (AcceptKey("A08", "1", 0, "c" * 64), [("A08", "1", day) for day in DAYS]),
        (AcceptSeat("A07", "2", 1), [("A07", "2", day) for day in DAYS]),
        (SameMaker("titip", "M1"), []),
    ],
)
def test_a_decision_is_shown_on_the_till_days_that_it_is_about(
    content: DecisionContent, shown_on: list[tuple[str, str, str]]
) -> None:
    found = grid([], decided(content))
    shown = {where: decisions_on(each) for where, each in found.statuses.items() if each.decisions}
    assert shown == {where: [content] for where in shown_on}


def test_a_dismissed_file_shows_its_decision_on_its_till_day_alone() -> None:
    one, two = (Till("X99", till).close(DAYS[0], sale(till, 1)) for till in "12")
    found = grid([one, two], decided(Dismiss(one.identity)))
    assert decisions_on(on(found, "X99", "1", DAYS[0])) == [Dismiss(one.identity)]
    assert decisions_on(on(found, "X99", "2", DAYS[0])) == []
    assert on(found, "X99", "1", DAYS[0]).problems == ()
    assert len(on(found, "X99", "2", DAYS[0]).problems) == 1


def test_a_decision_that_another_replaced_is_not_shown() -> None:
    first = decided(Withdrawn("A08", DAYS[1]))
    second = decided(Withdrawn("A08", DAYS[2]), first)
    found = grid([], first, second)
    assert decisions_on(on(found, "A08", "1", DAYS[1])) == []
    assert decisions_on(on(found, "A08", "1", DAYS[2])) == [Withdrawn("A08", DAYS[2])]


# --- Warnings ---

NOTHING = Evidence([], [], {})


def test_warnings_are_sorted() -> None:
    days = whole_fair()
    chains = list(chains_of(days).values())
    found = find_warnings(plan(), chains[::-1], {}, days, NO_DECISIONS, NOTHING)
    assert len(found) == 3 and found == sorted(found)
    many = [
        Till("A07", "1").close(DAYS[0], *(sale(c, 1, maker=c) for c in "ZYXWVU")),
    ]
    found = find_warnings(plan(), [], {}, many, NO_DECISIONS, NOTHING)
    assert [warning.detail for warning in found] == list("UVWXYZ")


def test_a_maker_that_two_tills_name_differently_is_warned_of_once() -> None:
    days = [
        replace(
            Till(*place).close(DAYS[0], sale(name, 1, maker="X")), makers={"X": FileMaker(name)}
        )
        for place, name in ((A07, "Ani"), (A08, "Budi"))
    ]
    found = find_warnings(plan(), [], {}, days, NO_DECISIONS, NOTHING)
    assert [(warning.stand, warning.detail) for warning in found] == [("A07", "X")]


def test_a_record_that_cannot_be_read_is_named_by_eight_digits() -> None:
    effective = replace(NO_DECISIONS, unreadable=("0123456789abcdef",))
    (found,) = find_warnings(plan(), [], {}, [], effective, NOTHING)
    assert (found.code, found.detail) == ("decision_unreadable", "01234567")
    assert found.till_day == ("", "", "")


def test_decisions_that_differ_about_the_book_are_named_by_eight_digits_each() -> None:
    records = [decided(SameMaker("titip", code)) for code in ("M1", "M2")]
    (found,) = (w for w in status([], records=records).warnings if w.code == "decisions_differ")
    kind, _, ids = found.detail.partition(": ")
    assert kind == "maker"
    assert sorted(ids.split()) == sorted(record.identity[:8] for record in records)
