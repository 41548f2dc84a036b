"""Whose key signs for a till, and whether a laptop that took over goes on where another ended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from office.small_world import (
    DAYS,
    STRANGER,
    Till,
    codes,
    decided,
    pack,
    sale,
    signer,
    status,
)
from support.takeovers import sign_takeover

from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.takeover_proof import TakeoverProof, read_takeover_proof
from pos_app.office.book_day import BookDay
from pos_app.office.book_journal import JournalMarks
from pos_app.office.decide.decisions import AcceptKey, AcceptSeat
from pos_app.office.decide.effective_decisions import NO_DECISIONS
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.records import Record

ENROLMENT, MINE, OTHER = signer(3), signer(4), signer(5)
OTHER_KEY = OTHER.public_hex
PACK = pack("A08", "1", ENROLMENT)


def till(key: Signer = MINE) -> Till:
    return Till("A08", "1", key=key.public_hex)


def enrolled(day: BookDay, key: Signer = ENROLMENT, till_id: str = "T1") -> BookDay:
    whose = TillKey("EXPO23", day.stand, day.till, day.seat, till_id, day.key)
    return replace(day, till_id=till_id, enrolled=enrol(whose, key.sign))


def warnings(found: Status) -> list[str]:
    return [notice.code for notice in found.warnings]


def honest_and_foreign() -> tuple[BookDay, BookDay]:
    foreign = till(OTHER).close(DAYS[0], sale("x", 9))
    return enrolled(till().close(DAYS[0], sale("1", 5))), foreign


def test_an_enrolled_key_is_taken_without_a_word() -> None:
    day, _ = honest_and_foreign()
    found = status([day], DAYS[0], [PACK])
    assert (codes(found), warnings(found), found.totals.net) == ([], [], 5)


def test_one_key_that_nobody_vouched_for_is_taken_with_a_warning() -> None:
    day, _ = honest_and_foreign()
    found = status([day, till().close(DAYS[1])], records=[])
    assert found.totals.net == 5
    (notice,) = found.warnings
    assert (notice.code, notice.till_day) == ("key_not_enrolled", day.till_day)
    assert notice.detail.replace("-", "").lower() == MINE.public_hex[:8]


def test_beside_an_enrolled_key_a_foreign_one_is_set_aside_and_disputes_nothing() -> None:
    day, foreign = honest_and_foreign()
    found = status([foreign, day], DAYS[0], [PACK])
    assert (codes(found), found.totals.net) == (["foreign_key"], 5)
    assert found.set_aside[0].manifest == foreign.identity
    day_status = next(
        day_status for day_status in found.till_days if day_status.till_day == day.till_day
    )
    assert day_status.state is TillDayState.RECEIVED
    assert day_status.codes == ("foreign_key",)
    assert sorted(file.code for file in day_status.files) == ["", "foreign_key"]


def test_a_foreign_file_alone_leaves_its_day_missing() -> None:
    day, foreign = honest_and_foreign()
    next_day = replace(foreign, day=DAYS[1], identity="f" * 64)
    found = status([day, next_day], DAYS[1], [PACK])
    assert day.till_day not in found.missing
    assert next_day.till_day in found.missing
    day_status = next(
        day_status for day_status in found.till_days if day_status.till_day == next_day.till_day
    )
    assert (day_status.state, day_status.net) == (TillDayState.SET_ASIDE, None)


@pytest.mark.parametrize("flaw", ["other_till", "other_seat", "other_id", "stranger", "own_hand"])
def test_an_enrolment_that_does_not_hold_vouches_for_nothing(flaw: str) -> None:
    day, foreign = honest_and_foreign()
    records = [pack("A08", "1", ENROLMENT, STRANGER)] if flaw == "stranger" else [PACK]
    if flaw == "other_till":
        records = [pack("A07", "1", ENROLMENT)]
    elif flaw == "other_seat":
        day = replace(day, seat=1)
        foreign = replace(foreign, seat=1)
    elif flaw == "other_id":
        day = replace(day, till_id="T2")
    elif flaw == "own_hand":
        day = enrolled(day, MINE)
    found = status([day, foreign], DAYS[0], records)
    # A pack of this till sets both aside; without one of it, nobody can tell them apart.
    wanted = {
        "own_hand": {"key_without_pack"},
        "other_id": {"key_without_pack"},
        "other_seat": {"seat_unproven"},
    }.get(flaw, {"key_conflict"})
    assert wanted <= set(codes(found))
    assert found.totals.net == 0


def test_several_keys_are_told_apart_by_their_fingerprints() -> None:
    day, foreign = honest_and_foreign()
    found = status([day, foreign], DAYS[0]).as_json()
    (conflict,) = (c for c in found["conflicts"] if c["code"] == "key_conflict")
    shown = {file["key"].replace("-", "").lower() for file in conflict["files"]}
    assert shown == {MINE.public_hex[:8], OTHER.public_hex[:8]}


def test_the_office_s_word_names_a_key_even_over_an_enrolment() -> None:
    day, foreign = honest_and_foreign()
    for key, net in ((MINE, 5), (OTHER, 9)):
        word = decided(AcceptKey("A08", "1", 0, key.public_hex))
        for records in ([word], [word, PACK]):
            found = status([day, foreign], DAYS[0], records)
            assert (codes(found), found.totals.net) == (["foreign_key"], net)


def test_two_accepted_keys_are_in_dispute_and_neither_is_named() -> None:
    day, foreign = honest_and_foreign()
    words = [decided(AcceptKey("A08", "1", 0, key.public_hex)) for key in (MINE, OTHER)]
    found = status([day, foreign], DAYS[0], words)
    assert set(codes(found)) == {"decision_conflict", "key_conflict", "revision_fork"}
    assert found.totals.net == 0


def test_a_cloned_laptop_with_the_same_key_is_found_by_its_fork() -> None:
    one, two = (enrolled(till().close(DAYS[0], sale(str(n), n))) for n in (5, 9))
    found = status([one, two], DAYS[0], [PACK])
    assert codes(found) == ["revision_fork"]
    assert found.totals.net == 0


def test_a_pack_taken_on_two_laptops_enrols_two_keys_and_puts_both_in_dispute() -> None:
    day, foreign = honest_and_foreign()
    found = status([day, enrolled(foreign, till_id="T2")], DAYS[0], [PACK])
    assert "key_conflict" in codes(found)
    assert found.totals.net == 0


def test_a_chosen_file_counts_whatever_its_key() -> None:
    day, foreign = honest_and_foreign()
    for records in ([], [PACK]):
        word = decided(override_of(status([]).plan, [day, foreign], NO_DECISIONS, foreign.identity))
        found = status([day, foreign], DAYS[0], [*records, word])
        assert (codes(found), found.totals.net) == ([], 9)


# Seats.


SPARE = signer(6)


def signed(said: TakeoverProof, new: BookDay, by: Signer = SPARE) -> TakeoverProof:
    laptop = TillKey("EXPO23", new.stand, new.till, new.seat, new.till_id, new.key)
    return sign_takeover(said, laptop, by)


def dying_and_taking_over(
    said: TakeoverProof | None, by: Signer | None = SPARE, spare: str = SPARE.public_hex
) -> list[BookDay]:
    first = replace(
        till().close(DAYS[0], sale("1", 5), sale("2", 5)),
        journal_first=1,
        journal_last=7,
        journal_head="a" * 64,
        journal=JournalMarks(spare=spare),
    )
    second = Till("A08", "1", seat=1, key=OTHER.public_hex).close(DAYS[1], sale("3", 9))
    if said is not None and by is not None:
        said = signed(said, second, by)
    return [first, replace(second, continues=said)]


def seat_codes(said: TakeoverProof | None, *words: object, by: Signer | None = SPARE) -> list[str]:
    records = [decided(AcceptSeat("A08", "1", 1))] if words else []
    return codes(status(dying_and_taking_over(said, by), DAYS[1], records))


GOOD = TakeoverProof(0, 7, "a" * 64, "A08-1-000002")


def test_a_seat_that_goes_on_where_the_other_ended_is_whole() -> None:
    assert seat_codes(GOOD) == []
    # Rows after the close, such as an export, are in no file.
    assert seat_codes(TakeoverProof(0, 9, "b" * 64, "A08-1-000002")) == []


def test_a_seat_without_the_stick_waits_for_the_office() -> None:
    assert seat_codes(None) == ["seat_unproven"]
    assert seat_codes(None, "accepted") == []
    found = status(dying_and_taking_over(None), DAYS[1])
    assert found.totals.net == 10
    assert [(each.day, each.code) for each in found.set_aside] == [(DAYS[1], "seat_unproven")]
    assert ("A08", "1", DAYS[1]) in found.missing


@pytest.mark.parametrize("by", [None, OTHER, STRANGER])
def test_a_proof_that_the_spare_key_did_not_sign_proves_nothing(by: Signer | None) -> None:
    assert seat_codes(GOOD, by=by) == ["seat_unproven"]
    assert seat_codes(GOOD, "accepted", by=by) == []


def test_a_spare_key_that_the_first_laptop_did_not_name_proves_nothing() -> None:
    for spare in ("", OTHER.public_hex):
        found = status(dying_and_taking_over(GOOD, SPARE, spare), DAYS[1])
        assert (codes(found), found.totals.net) == (["seat_unproven"], 10)


def test_a_copied_proof_vouches_for_no_other_laptop() -> None:
    first, second = dying_and_taking_over(GOOD)
    for changes in ({"key": STRANGER.public_hex}, {"till_id": "other"}, {"seat": 2}):
        copied = replace(second, identity="c" * 64, **changes)
        found = status([first, copied], DAYS[1])
        assert (codes(found), found.totals.net) == (["seat_unproven"], 10), changes


def test_beside_packs_a_signed_proof_vouches_for_the_new_laptop_s_key() -> None:
    first, second = dying_and_taking_over(GOOD)
    first = enrolled(first)
    found = status([first, second], DAYS[1], [PACK])
    assert (codes(found), warnings(found), found.totals.net) == ([], [], 19)
    copied = replace(second, key=STRANGER.public_hex, identity="c" * 64)
    found = status([first, second, copied], DAYS[1], [PACK])
    assert (codes(found), found.totals.net) == (["seat_unproven"], 19)


def test_a_stranger_s_first_seat_does_not_prove_his_second() -> None:
    first, second = dying_and_taking_over(GOOD)
    mine = enrolled(replace(first, key=MINE.public_hex, journal=JournalMarks()))
    stranger = replace(first, key=STRANGER.public_hex, identity="d" * 64)
    found = status([mine, stranger, second], DAYS[1], [PACK])
    assert sorted(codes(found)) == ["foreign_key", "seat_unproven"]
    assert found.totals.net == 10


@pytest.mark.parametrize(
    "said",
    [
        TakeoverProof(0, 7, "b" * 64, "A08-1-000002"),
        TakeoverProof(0, 7, "a" * 64, "A08-1-000001"),
        TakeoverProof(0, 9, "a" * 64, None),
        TakeoverProof(1, 7, "a" * 64, "A08-1B-000002"),
        TakeoverProof(0, 7, "a" * 64, "A07-1-000002"),
    ],
)
def test_a_seat_that_says_otherwise_than_the_old_seat_s_file_is_set_aside(
    said: TakeoverProof,
) -> None:
    assert seat_codes(said) == ["seat_unproven"]
    assert "seat_unproven" not in seat_codes(said, "accepted")


def test_an_accepted_seat_takes_the_key_that_the_office_saw_and_no_other() -> None:
    first, second = dying_and_taking_over(None)
    word = decided(AcceptSeat("A08", "1", 1, OTHER.public_hex))
    later = replace(second, key=STRANGER.public_hex, identity="e" * 64)
    found = status([enrolled(first), second, later], DAYS[1], [PACK, word])
    assert (codes(found), found.totals.net) == (["foreign_key"], 19)
    # An older decision names no key: the only key of the seat's files is meant.
    old = decided(AcceptSeat("A08", "1", 1))
    found = status([enrolled(first), second], DAYS[1], [PACK, old])
    assert (codes(found), found.totals.net) == ([], 19)
    found = status([enrolled(first), second, later], DAYS[1], [PACK, old])
    assert (set(codes(found)), found.totals.net) == ({"key_without_pack"}, 10)


# Keys from a day on.


def replaced_laptop() -> list[BookDay]:
    old, new = till(), till(OTHER)
    return [
        enrolled(old.close(DAYS[0], sale("1", 5))),
        new.close(DAYS[1], sale("2", 7)),
        new.close(DAYS[2], sale("3", 9)),
    ]


@pytest.mark.parametrize("records", [[], [PACK]])
def test_a_key_accepted_from_a_day_on_leaves_the_first_laptop_s_days(records: list[Record]) -> None:
    days = replaced_laptop()
    assert status(days, records=records).totals.net == (5 if records else 0)
    word = decided(AcceptKey("A08", "1", 0, OTHER.public_hex, DAYS[1]))
    found = status(days, records=[*records, word])
    assert (codes(found), found.totals.net) == ([], 21)
    both = decided(AcceptKey("A08", "1", 0, MINE.public_hex))
    assert status(days, records=[*records, word, both]).totals.net == 21
    third = decided(AcceptKey("A08", "1", 0, MINE.public_hex, DAYS[2]))
    found = status(days, records=[*records, word, both, third])
    assert (codes(found), found.totals.net) == (["foreign_key"], 12)


def test_a_key_accepted_for_all_days_takes_the_first_laptop_s_away_as_before() -> None:
    found = status(replaced_laptop(), records=[PACK, decided(AcceptKey("A08", "1", 0, OTHER_KEY))])
    assert (codes(found), found.totals.net) == (["foreign_key"], 16)


def test_offices_that_accept_two_keys_from_one_day_contradict_each_other_from_there_on() -> None:
    words = [decided(AcceptKey("A08", "1", 0, key.public_hex, DAYS[1])) for key in (MINE, OTHER)]
    found = status(replaced_laptop(), records=[PACK, *words])
    assert {item.day for item in found.conflicts} <= {DAYS[1], DAYS[2]}
    assert found.totals.net == 5


def test_receipts_that_only_the_dead_laptop_had_are_a_gap_whatever_the_office_says() -> None:
    said = TakeoverProof(0, 12, "c" * 64, "A08-1-000005")
    found = status(dying_and_taking_over(said), DAYS[1], [decided(AcceptSeat("A08", "1", 1))])
    gaps = [(gap.day, gap.code, gap.start, gap.end) for gap in found.gaps]
    assert gaps == [(DAYS[1], "number_gap", "A08-1-000003", "A08-1-000005")]


def test_two_seats_of_one_day_are_one_till_day_and_each_sale_counts_once() -> None:
    shared = sale("1", 5)
    first = till().close(DAYS[0], shared)
    second = Till("A08", "1", seat=1, key=OTHER.public_hex).close(DAYS[0], shared, sale("2", 9))
    found = status([second, first], DAYS[0], [decided(AcceptSeat("A08", "1", 1))])
    assert (found.expected, found.received, found.totals.net) == (3, 1, 14)
    assert codes(found) == []


def test_the_middle_of_the_old_laptop_s_day_is_held_against_the_proof() -> None:
    first, second = dying_and_taking_over(TakeoverProof(0, 5, "5" * 64, None))
    for mark, wanted in (("5", []), ("6", ["seat_unproven"])):
        rows = b"".join(bytes.fromhex(each * 16) for each in f"1234{mark}67")
        marks = JournalMarks(spare=SPARE.public_hex, rows=rows)
        old = replace(first, first=None, last=None, journal=marks)
        assert codes(status([old, second], DAYS[1])) == wanted


def test_what_says_nothing_of_another_seat_continues_nothing() -> None:
    good = TakeoverProof(0, 7, "a" * 64, "A08-1-000002")
    assert read_takeover_proof(good.as_json()) == good
    assert read_takeover_proof({**good.as_json(), "signature": "later"}) == good
    flaws: list[dict[str, object]] = [
        {"seat": "0"}, {"seat": True}, {"seat": 26}, {"row": 0}, {"head": "A" * 64}, {"head": 5},
        {"last_number": 5}, {"last_number": "x"},
    ]  # fmt: skip
    for flaw in flaws:
        assert read_takeover_proof({**good.as_json(), **flaw}) is None
    assert read_takeover_proof(None) is None
    assert read_takeover_proof({}) is None


def test_a_chosen_file_of_another_key_leaves_the_known_laptop_s_other_days() -> None:
    old, new = till(), till(OTHER)
    first = enrolled(old.close(DAYS[0], sale("1", 5)))
    mine, other = enrolled(old.close(DAYS[1], sale("2", 7))), new.close(DAYS[1], sale("3", 9))
    days = [first, mine, other]
    assert status(days, DAYS[1], [PACK]).totals.net == 12
    for chosen, net in ((other, 14), (mine, 12)):
        word = decided(override_of(status([]).plan, days, NO_DECISIONS, chosen.identity))
        found = status(days, DAYS[1], [PACK, word])
        assert (codes(found), found.totals.net) == ([], net)


def test_a_chosen_file_alone_on_its_day_leaves_the_known_laptop_s_days() -> None:
    days = replaced_laptop()[:2]
    word = decided(override_of(status([]).plan, days, NO_DECISIONS, days[1].identity))
    found = status(days, DAYS[1], [PACK, word])
    assert (codes(found), found.totals.net) == ([], 12)


def test_a_choice_vouches_for_no_other_day_of_a_laptop_that_nobody_knows() -> None:
    days = replaced_laptop()[:2]
    word = decided(override_of(status([]).plan, days, NO_DECISIONS, days[1].identity))
    found = status(days, DAYS[1], [word])
    assert (codes(found), found.totals.net) == (["key_conflict"], 7)
