"""What the office lists is sorted, and what it compares it compares to the revision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office.small_world import DAYS, END, Till, decided, digest, plan, sale, seat_accepted, status

from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.domain.day import Totals
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.decide.decisions import AcceptKey, Choose, NoSales
from pos_app.office.decide.effective_decisions import NO_DECISIONS, evaluate_decisions
from pos_app.office.reconcile.chains import chains_of, chains_of_planned_tills
from pos_app.office.reconcile.disputes import Conflict, find_conflicts
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.file_status import FileState, file_statuses
from pos_app.office.reconcile.gaps import Gap, planned_gaps
from pos_app.office.reconcile.maker_accounts import settle
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.paper_days import PaperDay, check_paper
from pos_app.office.reconcile.seats import seat_gaps
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.reconcile.till_day import (
    TillDayFacts,
    TillDayFile,
    TillDayState,
    TillDayStatus,
)

A07, A08 = ("A07", "1"), ("A08", "1")


def slip_of(day: BookDay, **changes: object) -> ClosingFacts:
    facts = ClosingFacts(
        event="EXPO23",
        stand=day.stand,
        till=day.till,
        seat=day.seat,
        till_id="till",
        day=day.day,
        revision=day.revision,
        manifest=day.identity,
        key=day.key,
        closed_at=f"{day.day}T21:00:00+08:00",
        first_number="",
        last_number="",
        running_total=day.running_total,
        training=False,
        totals=day.breakdown.totals,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def with_slips(days: list[BookDay], *slips: ClosingFacts, through: str = END) -> Status:
    return status_of(plan(), days, through, slips=slips)


def forks(stand: str, till: str, day: str, count: int = 8) -> list[BookDay]:
    return [Till(stand, till).close(day, sale(str(n), n + 1)) for n in range(count)]


# --- Order ---


def test_conflicts_and_their_files_are_sorted() -> None:
    days = [
        file
        for stand, till in (("A07", "1"), ("A07", "2"), ("A08", "1"))
        for day in DAYS
        for file in forks(stand, till, day)
    ]
    found = find_conflicts(plan(), chains_of_planned_tills(plan(), days))
    assert len(found) == 9
    assert found == sorted(found)
    for conflict in found:
        assert len(conflict.files) == 8
        assert list(conflict.files) == sorted(conflict.files)


def test_conflicts_of_files_and_of_paper_are_sorted_together() -> None:
    lost = Till(*A07, key="k").close(DAYS[0], sale("1", 5))
    slips = [slip_of(lost, manifest=digest(n)) for n in range(6)]
    found = with_slips(forks(*A08, DAYS[0], 2), *slips)
    assert [conflict.code for conflict in found.conflicts] == ["paper_fork", "revision_fork"]
    files = found.conflicts[0].files
    assert len(files) == 6 and list(files) == sorted(files)


def test_what_paper_shows_is_sorted() -> None:
    tills = [("A08", "1"), ("A07", "2"), ("A07", "1")]
    lost = [Till(*till, key="k").close(day, sale(day, 5)) for till in tills for day in DAYS[::-1]]
    found = with_slips([], *map(slip_of, lost))
    assert list(found.paper) == sorted(found.paper) and len(found.paper) == 9
    assert list(found.warnings) == sorted(found.warnings) and len(found.warnings) == 9
    twice = [slip_of(day, manifest=digest(day, n)) for day in lost for n in range(2)]
    found = with_slips([], *twice)
    assert list(found.conflicts) == sorted(found.conflicts) and len(found.conflicts) == 9


def test_gaps_of_one_code_come_in_the_order_of_their_ends() -> None:
    ends = [("b", None), (None, "b"), ("a", "b"), ("a", "a"), (None, "a"), (None, None)]
    found = planned_gaps(plan(), [Gap("A07", "1", DAYS[0], "x", *each) for each in ends])
    assert [(gap.start, gap.end) for gap in found] == [
        (None, None),
        (None, "a"),
        (None, "b"),
        ("a", "a"),
        ("a", "b"),
        ("b", None),
    ]


def test_sales_that_count_elsewhere_are_named_in_order() -> None:
    shared = [sale(str(n), 10) for n in range(8)]
    early, late = Till(*A07).close(DAYS[0], *shared), Till(*A08).close(DAYS[0], *shared)
    found = {f.day.identity: f for f in file_statuses(status([early, late]), [early, late])}
    assert found[late.identity].repeated == tuple(str(n) for n in range(8))


def test_of_a_makers_spellings_the_first_names_the_account() -> None:
    spellings = ["ab", "aB", "Ab", "AB"]
    makers = {code: FileMaker(code, paid_out=1) for code in spellings}
    makers |= {
        f"{code}{n}": FileMaker(f"{code}{n}", paid_out=1) for n in range(4) for code in makers
    }
    day = replace(Till(*A07).close(DAYS[0]), makers=makers)
    found = settle(plan(), [day])
    assert [account.code for account in found] == ["AB", "AB0", "AB1", "AB2", "AB3"]
    assert {account.paid_out for account in found} == {4}


def test_the_losers_of_a_choice_are_sorted() -> None:
    days = forks(*A07, DAYS[0])
    choice = override_of(plan(), days, NO_DECISIONS, days[0].identity)
    assert choice.over == tuple(sorted(day.identity for day in days[1:]))


def test_only_files_that_state_a_sale_otherwise_lose_to_a_choice() -> None:
    one = Till(*A07).close(DAYS[0], sale("1", 1000))
    two = Till(*A08).close(DAYS[1], sale("1", 900))
    others = [
        Till("A07", "2").close(DAYS[0], sale("2", 7)),
        Till("A07", "2").close(DAYS[1], sale("2", 8)),
    ]
    days = [one, two, *others, *forks(*A08, DAYS[2], 2)]
    assert override_of(plan(), days, NO_DECISIONS, one.identity).over == (two.identity,)


def test_seats_are_sorted() -> None:
    files = tuple(TillDayFile(seat, 1, "m", "k", 5, True) for seat in (8, 1, 16))
    found = TillDayStatus("A07", "1", DAYS[0], TillDayState.RECEIVED, True, 7, files)
    assert found.seats == (1, 8, 16)


# --- Disputes ---


def test_two_keys_accepted_for_one_seat_dispute_every_till_day_that_the_seat_shares() -> None:
    first = Till(*A08, key="a").close(DAYS[0], sale("1", 5))
    second = Till(*A08, seat=1, key="b").close(DAYS[0], sale("2", 9))
    words = [decided(AcceptKey("A08", "1", 1, key * 64)) for key in "cd"]
    effective = evaluate_decisions(words, "EXPO23", words[0].signer)
    found = find_conflicts(plan(), chains_of_planned_tills(plan(), [first, second]), effective)
    assert [(conflict.till_day, conflict.code) for conflict in found] == [
        (("A08", "1", DAYS[0]), "decision_conflict")
    ]


def test_a_sound_file_of_a_disputed_till_day_is_disputed_with_it() -> None:
    sound = Till(*A07, seat=1, key="b").close(DAYS[0], sale("x", 5))
    days = [*forks(*A07, DAYS[0], 2), sound]
    (found,) = (
        f for f in file_statuses(status(days, records=[seat_accepted()]), days) if f.day is sound
    )
    assert (found.state, found.code) == (FileState.DISPUTED, "revision_fork")


# --- Paper against files ---


def revisions(count: int) -> list[BookDay]:
    till = Till(*A08, key="k")
    found = [till.close(DAYS[0], sale("0", 10))]
    for number in range(1, count):
        found.append(till.revise(found[-1], sale(str(number), 10)))
    return found


def test_paper_up_to_a_day_holds_that_day() -> None:
    lost = [
        Till("A07", till, key="k").close(day, sale(day, 5))
        for till, day in zip("12", DAYS[:2], strict=True)
    ]
    found = with_slips([], *map(slip_of, lost), through=DAYS[0])
    assert [day.day for day in found.paper] == [DAYS[0]]
    assert len(with_slips([], *map(slip_of, lost), through=DAYS[1]).paper) == 2


def test_the_newest_of_several_slips_says_what_is_owed() -> None:
    first, second, third = revisions(3)
    found = with_slips([first], slip_of(first), slip_of(third), slip_of(second))
    assert [(gap.code, gap.start, gap.end) for gap in found.gaps] == [("paper_newer", "2", "3")]


def test_one_revision_in_two_manifests_is_a_fork_beside_a_sound_one() -> None:
    first, second = revisions(2)
    slips = [slip_of(first), slip_of(second), slip_of(second, manifest=digest("other"))]
    assert [conflict.code for conflict in with_slips([], *slips).conflicts] == ["paper_fork"]


def test_a_slip_is_compared_with_what_the_next_revision_supersedes_and_no_later_one() -> None:
    first, second, third = revisions(3)
    stray = slip_of(first, manifest=digest("other"))
    assert with_slips([third], stray).conflicts == ()
    assert [c.code for c in with_slips([second], stray).conflicts] == ["paper_differs"]


def named(conflict: Conflict) -> list[tuple[int, bool]]:
    return [(file.revision, file.paper) for file in conflict.files]


def test_a_contradiction_names_the_files_of_that_revision_and_the_next() -> None:
    files = revisions(4)
    for at, expected in (
        (0, [(1, False), (1, True), (2, False)]),
        (1, [(2, False), (2, True), (3, False)]),
        (3, [(4, False), (4, True)]),
    ):
        (conflict,) = with_slips(files, slip_of(files[at], manifest=digest("x"))).conflicts
        assert sorted(named(conflict)) == expected


# --- Seats ---


def seat_codes(*days: BookDay) -> list[str]:
    return [gap.code for gap in seat_gaps(chains_of(days).values(), NO_DECISIONS)]


def after(*old: BookDay, last_number: str, row: int) -> BookDay:
    new = Till(*A07, seat=1, key="b").close(DAYS[2], sale("9", 1))
    return replace(new, continues=TakeoverProof(0, row, "hash", last_number))


def test_the_newest_receipt_of_all_days_of_the_old_seat_counts() -> None:
    till = Till(*A07)
    days = [till.close(day, sale(day, 1), sale(f"{day}b", 1)) for day in DAYS[:2]]
    new = after(*days, last_number="A07-1-000004", row=40)
    assert seat_codes(*days, new) == []


def test_a_file_that_begins_at_the_row_of_the_proof_does_not_contradict_it() -> None:
    old = Till(*A07).close(DAYS[0], sale("1", 1), sale("2", 1))
    new = after(old, last_number="A07-1-000002", row=20)
    for first_row, expected in ((20, []), (21, ["seat_mismatch"])):
        found = replace(old, journal_first=first_row, journal_last=30, journal_head="x")
        assert seat_codes(found, new) == expected


# --- Days ---


def test_a_day_without_sales_whose_file_came_is_received_and_not_listed_as_decided() -> None:
    empty = Till(*A07).close(DAYS[0])
    found = status([empty], DAYS[0], [decided(NoSales("A07", "1", DAYS[0]))])
    assert (found.no_sales, found.received) == ((), 1)


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]])
def test_a_stranger_on_a_later_day_of_the_event_is_not_named_yet(day: str) -> None:
    stranger = Till("X99", "1").close(day, sale("3", 1))
    assert status([stranger], "2023-10-24").set_aside == ()
    assert len(status([stranger], day).set_aside) == 1


# --- Choices between files of two days ---


def test_a_file_loses_to_a_choice_only_the_sale_that_it_states_otherwise() -> None:
    one = Till(*A07).close(DAYS[0], sale("1", 1000), sale("2", 7))
    two = Till(*A08).close(DAYS[0], sale("1", 900), sale("2", 7))
    assert status([one, two], DAYS[0]).totals.net == 0
    choice = decided(Choose("A08", "1", 0, DAYS[0], two.identity, (one.identity,)))
    found = status([one, two], DAYS[0], [choice])
    assert [(row.key, row.net) for row in found.confirmed.by_stand] == [("A07", 7), ("A08", 900)]


def test_what_paper_shows_of_two_seats_is_sorted_by_day() -> None:
    late = Till(*A08, key="k").close(DAYS[1], sale("1", 5))
    early = Till(*A08, seat=1, key="l").close(DAYS[0], sale("2", 5))
    eligibility = check_eligibility(plan(), [], NO_DECISIONS)
    found = check_paper(plan(), eligibility, [slip_of(late), slip_of(early)])
    assert [day.day for day in found.reported] == list(DAYS[:2])
    twice = [slip_of(day, manifest=digest(n)) for day in (late, early) for n in range(2)]
    found = check_paper(plan(), eligibility, twice)
    assert [conflict.day for conflict in found.conflicts] == list(DAYS[:2])
    places = [(stand, till) for stand in ("X99", "B01", "C02") for till in "321"]
    strange = [slip_of(late, stand=stand, till=till) for stand, till in places]
    found = check_paper(plan(), eligibility, strange)
    assert [(w.stand, w.till) for w in found.warnings] == sorted(places)


def test_the_codes_of_a_till_day_are_sorted_and_each_is_there_once() -> None:
    place = ("A07", "1", DAYS[0])
    facts = TillDayFacts(codes={place: [*"hgfedcba", *"abcdefgh"]})
    (found,) = (each for each in facts.statuses(plan(), END) if each.till_day == place)
    assert found.codes == tuple("abcdefgh")


def test_a_day_on_paper_is_known_by_its_slip_and_not_by_its_sums() -> None:
    slip = ("A07", "1", DAYS[0], 0, 1, "ABCD-EF01", "m")
    one, other = PaperDay(*slip, Totals(net=1)), PaperDay(*slip, Totals(net=2))
    assert one == other and (one.net, other.net) == (1, 2)


def test_a_till_day_has_nothing_on_paper_unless_paper_came() -> None:
    found = TillDayStatus("A07", "1", DAYS[0], TillDayState.MISSING, True)
    assert (found.on_paper, found.amount, found.files) == (0, 0, ())
