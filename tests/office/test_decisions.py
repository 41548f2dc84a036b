"""What the office decides: applied when nothing contradicts it, in whatever order it came."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.small_world import (
    DAYS,
    END,
    OFFICE,
    STRANGER,
    Till,
    codes,
    decided,
    plan,
    sale,
    status,
    whole_fair,
)

from pos_app.office.book_day import BookDay
from pos_app.office.decide.contact_decisions import Forget
from pos_app.office.decide.decisions import (
    AcceptKey,
    AcceptSeat,
    Both,
    Choose,
    DecisionContent,
    DecisionKind,
    Dismiss,
    NoSales,
    PlanChange,
    Revoke,
    SameMaker,
    Visitors,
    Withdrawn,
    read_decision,
)
from pos_app.office.decide.effective_decisions import (
    NO_DECISIONS,
    DecisionState,
    evaluate_decisions,
)
from pos_app.office.decide.order_decisions import (
    DepositPaid,
    OrderClosed,
    OrderCounts,
    OrderProgress,
)
from pos_app.office.decide.settlement_decisions import CorrectPrice, CorrectShare, Paid
from pos_app.office.office_key import trust_record
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayState, TillDayStatus
from pos_app.office.records import Record, RecordKind, sign_record

LOST = ("A07", "1", DAYS[2])
AT = f"{END}T22:00:00+08:00"
HASH = "ab" * 32
EVERY_RULING: tuple[DecisionContent, ...] = (
    Withdrawn("A07", DAYS[1]),
    NoSales("A07", "1", DAYS[0]),
    Choose("A07", "1", 0, DAYS[0], HASH, (HASH,)),
    Both("A07", "1", 0, DAYS[0], (HASH,)),
    AcceptKey("A07", "1", 0, HASH),
    AcceptSeat("A07", "1", 1),
    Dismiss(HASH),
    SameMaker("Ibu Sri", "M1"),
    Visitors(DAYS[0], 1200),
    CorrectShare("M1", 1250, DAYS[0], DAYS[1]),
    CorrectPrice("S", 55_000, "M1", DAYS[0]),
    Paid("M1", 1_500_000, DAYS[2], "transfer", "BRI 0012"),
    PlanChange("stand", '{"code":"B01","phone":"0811","tills":2}', "B01"),
    Forget("M-A07-1-0001"),
    OrderCounts("P-A07-1-0001", "3f2a-0001"),
    OrderClosed("P-A07-1-0001", "delivered", "2023-11-20", 450_000),
    DepositPaid("P-A07-1-0001", 450_000, DAYS[2], "cash", "1"),
    OrderProgress("M-A07-1-0001", "written"),
    Revoke(),
)


def day_status(found: Status, till_day: tuple[str, str, str]) -> TillDayStatus:
    return next(day_status for day_status in found.till_days if day_status.till_day == till_day)


def all_but(*till_days: tuple[str, str, str]) -> list[BookDay]:
    return [day for day in whole_fair() if day.till_day not in till_days]


def standings(found: Status) -> list[DecisionState]:
    return sorted(each.state for each in found.effective_decisions.statuses)


def chosen(days: list[BookDay], manifest: str, by: tuple[Record, ...] = ()) -> Record:
    return decided(
        override_of(plan(), days, evaluate_decisions(by, "EXPO23", OFFICE.public_hex), manifest)
    )


# What a record says.


@pytest.mark.parametrize("content", EVERY_RULING, ids=lambda content: content.kind)
def test_a_decision_comes_back_as_it_was_signed(content: DecisionContent) -> None:
    record = decided(content)
    assert record.is_valid
    found = read_decision(record, "EXPO23")
    assert (found.content, found.signer, found.identity) == (
        content,
        OFFICE.public_hex,
        record.identity,
    )
    assert {DecisionKind(r.kind) for r in EVERY_RULING} == set(DecisionKind)


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"event": "OTHER"},
        {"kind": "guess"},
        {"day": "2023-13-01"},
        {"day": 5},
        {"stand": "a07"},
        {"till": None},
        {"at": "soon"},
        {"supersedes": "all"},
        {"supersedes": ["short"]},
        {"reason": "x" * 201},
    ],
)
def test_what_is_not_sure_to_the_letter_decides_nothing(change: dict[str, object]) -> None:
    facts = {**json.loads(decided(NoSales(*LOST)).body), **change}
    record = sign_record(RecordKind.DECISION, facts, OFFICE.public_hex, OFFICE.sign)
    with pytest.raises(ValueError):  # noqa: PT011  the reasons are of many kinds
        read_decision(record, "EXPO23")
    found = status(all_but(LOST), records=[record])
    assert found.missing == (LOST,)
    assert [n.code for n in found.warnings if not n.stand] == ["decision_unreadable"]


def test_a_field_more_is_read_over() -> None:
    facts = {**json.loads(decided(NoSales(*LOST)).body), "weather": "hujan"}
    record = sign_record(RecordKind.DECISION, facts, OFFICE.public_hex, OFFICE.sign)
    assert read_decision(record, "EXPO23").content == NoSales(*LOST)


# Each kind of decision.


def test_a_till_without_sales_is_received_with_nothing_and_shown_apart() -> None:
    found = status(all_but(LOST), records=[decided(NoSales(*LOST))])
    assert found.complete
    assert (found.expected, found.received, found.totals.net) == (9, 9, 8000)
    assert found.no_sales == (LOST,)
    assert (day_status(found, LOST).state, day_status(found, LOST).net) == (
        TillDayState.NO_SALES,
        0,
    )


def test_sales_of_a_day_without_sales_are_in_dispute_until_the_office_chooses() -> None:
    word = decided(NoSales(*LOST))
    found = status(whole_fair(), records=[word])
    assert codes(found) == ["no_sales_conflict"]
    assert (found.totals.net, day_status(found, LOST).state) == (8000, TillDayState.DISPUTED)
    assert [file.net for file in found.conflicts[0].files] == [1000]
    undone = status(whole_fair(), records=[word, decided(Revoke(), word)])
    assert undone.complete and undone.totals.net == 9000


def test_a_file_without_sales_agrees_with_the_word_that_there_were_none() -> None:
    day = Till("A08", "1").close(DAYS[0])
    found = status([day], DAYS[0], [decided(NoSales(*day.till_day))])
    assert not found.conflicts
    assert day_status(found, day.till_day).state is TillDayState.RECEIVED


def test_a_stand_that_withdrew_is_not_expected_from_that_day_on() -> None:
    days = [day for day in whole_fair() if day.stand != "A07" or day.day == DAYS[0]]
    found = status(days, records=[decided(Withdrawn("A07", DAYS[1]))])
    assert found.complete
    assert (found.expected, found.received) == (5, 5)
    assert len(found.withdrawn) == 4
    assert day_status(found, LOST).state is TillDayState.WITHDRAWN


def test_sales_of_a_stand_that_withdrew_are_in_dispute() -> None:
    found = status(whole_fair(), records=[decided(Withdrawn("A08", DAYS[2]))])
    assert codes(found) == ["withdrawn_conflict"]
    assert found.totals.net == 8000


def test_one_of_two_files_of_a_revision_counts_when_it_was_chosen() -> None:
    files = [Till("A07", "1").close(DAYS[0], sale(str(net), net)) for net in (700, 1000)]
    word = chosen(files, files[0].identity)
    found = status(files, records=[word])
    assert (codes(found), found.totals.net) == ([], 700)
    assert [item.manifest for item in found.overruled] == [files[1].identity]
    marked = {file.manifest: file.code for file in day_status(found, files[0].till_day).files}
    assert marked == {files[0].identity: "", files[1].identity: "not_chosen"}


def test_a_third_file_that_the_office_did_not_know_is_in_dispute_again() -> None:
    files = [Till("A07", "1").close(DAYS[0], sale(str(net), net)) for net in (700, 1000, 5)]
    word = chosen(files[:2], files[0].identity)
    assert codes(status(files, records=[word])) == ["revision_fork"]


def test_a_chosen_file_can_still_be_corrected_by_its_till() -> None:
    till, twin = Till("A07", "1"), Till("A07", "1")
    first = till.close(DAYS[0], sale("1", 700))
    other = twin.close(DAYS[0], sale("2", 1000))
    word = chosen([first, other], first.identity)
    second = till.revise(first, sale("3", 50))
    found = status([first, other, second], records=[word])
    assert (codes(found), found.totals.net) == ([], 750)
    of_other = status([first, other, twin.revise(other, sale("4", 1))], records=[word])
    assert codes(of_other) == ["revision_fork"]


def test_an_older_revision_counts_when_it_was_chosen() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("1", 700))
    second = till.revise(first, sale("2", 50))
    found = status([first, second], DAYS[0], [chosen([first, second], first.identity)])
    assert found.totals.net == 700
    newer = status([first, second], DAYS[0], [chosen([first, second], second.identity)])
    assert (newer.totals.net, newer.overruled, newer.gaps) == (750, (), ())


def test_of_a_sale_told_in_two_ways_the_chosen_file_s_counts_once() -> None:
    one = Till("A07", "1").close(DAYS[0], sale("1", 1000))
    two = Till("A08", "1").close(DAYS[0], sale("1", 900), sale("2", 5))
    for winner, total in ((one, 1005), (two, 905)):
        word = chosen([one, two], winner.identity)
        found = status([one, two], DAYS[0], [word])
        assert (codes(found), found.totals.net) == ([], total)
        assert sum(day_status.net or 0 for day_status in found.till_days) == total
    both = [chosen([one, two], day.identity) for day in (one, two)]
    assert codes(status([one, two], DAYS[0], both)) == ["sale_conflict", "sale_conflict"]


def test_choices_that_go_in_a_ring_decide_nothing_and_lose_nothing() -> None:
    places = (("A07", "1"), ("A07", "2"), ("A08", "1"))
    days = [
        Till(*place).close(DAYS[0], sale("1", net))
        for place, net in zip(places, (5, 6, 7), strict=True)
    ]
    ring = [
        decided(Choose(*winner.seat_day, winner.identity, (loser.identity,)))
        for winner, loser in zip(days, days[1:] + days[:1], strict=True)
    ]
    assert codes(status(days, DAYS[0], ring)) == ["sale_conflict"] * 3
    broken = status(days, DAYS[0], [*ring[:1], chosen(days, days[0].identity)])
    assert (codes(broken), broken.totals.net) == ([], 5)


def test_a_choice_holds_even_where_the_chosen_file_is_not_here() -> None:
    files = [Till("A07", "1").close(DAYS[0], sale(str(net), net)) for net in (700, 1000)]
    found = status(files[1:], DAYS[0], [chosen(files, files[0].identity)])
    assert found.totals.net == 0
    assert files[0].till_day in found.missing
    assert day_status(found, files[0].till_day).state is TillDayState.SET_ASIDE


def test_a_file_that_is_set_aside_holds_up_nothing_when_it_was_dismissed() -> None:
    stray = Till("X99", "1").close(DAYS[0], sale("x", 1))
    found = status([*whole_fair(), stray], records=[decided(Dismiss(stray.identity))])
    assert found.complete
    assert [(item.manifest, item.code) for item in found.overruled] == [
        (stray.identity, "unknown_stand")
    ]


def test_a_file_that_counts_cannot_be_dismissed() -> None:
    found = status(whole_fair(), records=[decided(Dismiss(whole_fair()[0].identity))])
    assert found.totals.net == 9000


def test_a_text_becomes_the_maker_that_the_office_says() -> None:
    day = Till("A08", "1").close(
        DAYS[0], sale("1", 5, maker="Ibu Sri"), sale("2", 6, maker="M2"), sale("3", 7, maker="?")
    )
    words = [decided(SameMaker("ibu  SRI", "m1"))]
    found = status([day], records=words)
    assert [(row.key, row.net) for row in found.confirmed.by_maker] == [
        ("?", 7),
        ("M1", 5),
        ("M2", 6),
    ]
    unplanned = [n.detail for n in found.warnings if n.code == "maker_unplanned"]
    assert unplanned == ["?"]
    assert [n.detail for n in status([day]).warnings if n.code == "maker_unplanned"] == [
        "?",
        "Ibu Sri",
    ]


def test_a_maker_s_name_in_the_plan_can_be_told_to_be_another_s() -> None:
    day = Till("A08", "1").close(DAYS[0], sale("1", 5, maker="Bu Sri"))
    found = status([day], records=[decided(SameMaker("Bu Sri", "M2"))])
    assert [row.key for row in found.confirmed.by_maker] == ["M2"]


def test_visitors_are_kept_by_day() -> None:
    words = [decided(Visitors(day, count)) for day, count in zip(DAYS, (10, 20, 30), strict=True)]
    found = status([], DAYS[1], words).as_json()
    assert found["visitors"] == [
        {"day": DAYS[0], "visitors": 10},
        {"day": DAYS[1], "visitors": 20},
    ]


# What undoes, replaces, contradicts.


def test_a_decision_in_the_place_of_another_counts_alone() -> None:
    first = decided(Withdrawn("A07", DAYS[1]))
    second = decided(Withdrawn("A07", DAYS[2]), first)
    third = decided(Withdrawn("A07", DAYS[1]), second, at=AT)
    assert evaluate_decisions([second, first], "EXPO23", OFFICE.public_hex).withdrawn == {
        "A07": DAYS[2]
    }
    found = evaluate_decisions([third, first, second], "EXPO23", OFFICE.public_hex)
    assert found.withdrawn == {"A07": DAYS[1]}
    assert sorted(each.state for each in found.statuses) == ["in_force", "replaced", "replaced"]


def test_undoing_brings_back_what_was_before_and_can_itself_be_undone() -> None:
    first = decided(Withdrawn("A07", DAYS[1]))
    second = decided(Withdrawn("A07", DAYS[2]), first)
    undo = decided(Revoke(), second)
    redo = decided(Revoke(), undo)

    def since(*records: Record) -> str:
        return evaluate_decisions(records, "EXPO23", OFFICE.public_hex).withdrawn["A07"]

    assert since(undo, second, first) == DAYS[1]
    assert since(redo, undo, second, first) == DAYS[2]


def test_two_answers_to_one_question_are_in_dispute_and_neither_is_applied() -> None:
    words = [decided(Withdrawn("A07", day)) for day in DAYS[1:]]
    found = status([day for day in whole_fair() if day.stand == "A08"], records=words)
    assert found.expected == 9
    assert set(codes(found)) == {"decision_conflict"}
    assert {c.day for c in found.conflicts} == set(DAYS[1:])
    assert standings(found) == ["disputed", "disputed"]


def test_the_same_answer_twice_is_no_dispute() -> None:
    words = [decided(NoSales(*LOST), at=at) for at in (AT, f"{END}T23:00:00+08:00")]
    assert status(all_but(LOST), records=words).complete


def test_two_choices_of_one_day_are_in_dispute() -> None:
    files = [Till("A07", "1").close(DAYS[0], sale(str(net), net)) for net in (700, 1000)]
    words = [chosen(files, file.identity) for file in files]
    found = status(files, records=words)
    assert codes(found) == ["decision_conflict", "revision_fork"]
    assert found.totals.net == 0


def test_contradictions_that_touch_no_day_are_named_and_hold_up_nothing() -> None:
    words = [decided(Visitors(DAYS[0], count)) for count in (5, 6)]
    words += [decided(SameMaker("Ibu Sri", maker)) for maker in ("M1", "M2")]
    found = status(whole_fair(), records=words)
    assert found.complete
    assert found.as_json()["visitors"] == []
    named = [n.detail for n in found.warnings if n.code == "decisions_differ"]
    assert [text.split(":")[0] for text in named] == ["maker", "visitors"]


# Who decides.


def test_an_office_that_the_book_does_not_know_decides_nothing() -> None:
    word = decided(NoSales(*LOST), by=STRANGER)
    found = status(all_but(LOST), records=[word])
    assert found.missing == (LOST,)
    (notice,) = (n for n in found.warnings if n.code == "office_unknown")
    assert notice.detail.replace("-", "").lower() == STRANGER.public_hex[:8]
    assert status(all_but(LOST), records=[word], root=STRANGER).complete


def test_an_office_that_ours_trusts_decides_until_that_is_undone() -> None:
    word = decided(NoSales(*LOST), by=STRANGER)
    trust = trust_record("EXPO23", STRANGER.public_hex, AT, OFFICE)
    assert status(all_but(LOST), records=[word, trust]).complete
    undo = decided(Revoke(), trust)
    assert status(all_but(LOST), records=[undo, word, trust]).missing == (LOST,)


def test_nobody_trusts_himself_into_a_book() -> None:
    word = decided(NoSales(*LOST), by=STRANGER)
    trust = trust_record("EXPO23", STRANGER.public_hex, AT, STRANGER)
    undo = decided(Revoke(), decided(NoSales(*LOST)), by=STRANGER)
    ours = decided(NoSales(*LOST))
    assert status(all_but(LOST), records=[word, trust]).missing == (LOST,)
    assert status(all_but(LOST), records=[undo, trust, ours]).complete


def test_a_book_of_no_office_applies_no_decision() -> None:
    assert evaluate_decisions([decided(NoSales(*LOST))], "EXPO23", None).no_sales == frozenset()
    assert evaluate_decisions([], "EXPO23", None) == replace(NO_DECISIONS)


# Any order, any repetition.


@st.composite
def words(draw: st.DrawFn) -> list[Record]:
    """Decisions of two offices, some in the place of earlier ones, and whom they trust."""
    fair = whole_fair()
    files = [day.identity for day in fair]
    effective = st.one_of(
        st.builds(NoSales, st.just("A07"), st.sampled_from("12"), st.sampled_from(DAYS)),
        st.builds(Withdrawn, st.sampled_from(("A07", "A08")), st.sampled_from(DAYS)),
        st.builds(Dismiss, st.sampled_from(files)),
        st.builds(AcceptKey, st.just("A07"), st.just("1"), st.just(0), st.sampled_from([HASH])),
        st.builds(Visitors, st.sampled_from(DAYS), st.integers(0, 3)),
        st.just(Revoke()),
    )
    found: list[Record] = []
    for content in draw(st.lists(effective, max_size=8)):
        before = draw(st.lists(st.sampled_from(found), max_size=2)) if found else []
        found.append(decided(content, *before, by=draw(st.sampled_from((OFFICE, STRANGER)))))
    if draw(st.booleans()):
        found.append(trust_record("EXPO23", STRANGER.public_hex, AT, OFFICE))
    return found


@settings(max_examples=100)
@given(words(), st.sets(st.integers(0, 8)), st.randoms())
def test_no_order_and_no_repetition_of_files_and_words_changes_anything(
    records: list[Record], lost: set[int], rng: random.Random
) -> None:
    days = [day for index, day in enumerate(whole_fair()) if index not in lost]
    once = json.dumps(status(days, records=records).as_json())
    shuffled = [*records, *records[:3]]
    mixed = [*days, *days[:2]]
    rng.shuffle(shuffled)
    rng.shuffle(mixed)
    assert json.dumps(status(mixed, records=shuffled).as_json()) == once


@settings(max_examples=100)
@given(words(), st.sets(st.integers(0, 8)))
def test_no_word_of_the_office_makes_a_sale_count_that_is_not_in_a_file(
    records: list[Record], lost: set[int]
) -> None:
    days = [day for index, day in enumerate(whole_fair()) if index not in lost]
    found = status(days, records=records)
    assert found.totals.net <= 1000 * len(days)
    assert found.received <= found.expected <= 9
    # Nothing disappears: a file counts, is in dispute, or is named among those kept out.
    named = {file.manifest for conflict in found.conflicts for file in conflict.files}
    named |= {item.manifest for item in (*found.set_aside, *found.overruled)}
    counted = {day.identity for day in found.confirmed.days}
    assert named | counted == {day.identity for day in days}
    assert not named & counted
