"""A third laptop proves itself without a file of the second, by a chain of vouched spare keys."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from office.small_world import DAYS, Till, codes, pack, sale, signer, status

from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.takeover_proof import (
    SpareLink,
    TakeoverProof,
    link_spare,
    read_takeover_proof,
    sign_takeover,
    spare_message,
)
from pos_app.office.book_day import BookDay
from pos_app.office.book_journal import Carried, JournalMarks

ENROLMENT, STRANGER = signer(3), signer(9)
KEYS = [signer(20 + seat) for seat in range(4)]
SPARES = [signer(30 + seat) for seat in range(4)]
PACK = pack("A08", "1", ENROLMENT)
HEADS = ["a" * 64, "b" * 64, "c" * 64]


def laptop(seat: int, till: str = "1", key: Signer | None = None) -> TillKey:
    return TillKey("EXPO23", "A08", till, seat, f"T{seat}", (key or KEYS[seat]).public_hex)


def pack_word(till: str = "1") -> tuple[str, str, str, str]:
    """The stand pack's word for the first laptop's spare key."""
    old, spare = laptop(0, till), SPARES[0].public_hex
    return spare, old.till_id, old.key, ENROLMENT.sign(spare_message(old, spare)).hex()


def ends(seat: int, last: str | None) -> TakeoverProof:
    return TakeoverProof(seat, 7, HEADS[seat], last)


def link(seat: int, last: str | None, before: int | None = None) -> SpareLink:
    """The link of the laptop at `seat`, which took over from the one at `before`."""
    old = seat - 1 if before is None else before
    proof = sign_takeover(ends(old, last), laptop(seat), SPARES[old])
    return link_spare(proof, laptop(seat), SPARES[seat].public_hex, SPARES[old])


FIRST = link(1, "A08-1-000002")


def proof_of(
    chain: tuple[SpareLink, ...] = (FIRST,),
    vouched: Any = None,
    seat: int = 2,
    last: str | None = "A08-1B-000001",
) -> TakeoverProof:
    """The proof of the laptop at `seat`, signed by the spare key of the one before."""
    said = replace(ends(seat - 1, last), vouched=vouched or pack_word(), chain=chain)
    return sign_takeover(said, laptop(seat), SPARES[seat - 1])


CARRIED = Carried(((0, 1, 2), (1, 1, 1)))


def day_of(
    proof: TakeoverProof | None, seat: int = 2, carried: Carried = CARRIED, **more: Any
) -> BookDay:
    """The day of that laptop, with one sale of 9 of its own beside what it carries (15)."""
    bought = [sale("1", 5), sale("2", 5), sale("3", 5), sale(f"own {seat}", 9)]
    day = Till("A08", "1", seat=seat, key=KEYS[seat].public_hex).close(DAYS[0], *bought)
    marks = JournalMarks(spare=SPARES[seat].public_hex, carried=carried)
    return replace(day, till_id=f"T{seat}", continues=proof, journal=marks, **more)


def first_day(**more: Any) -> BookDay:
    day = Till("A08", "1", key=KEYS[0].public_hex).close(DAYS[0], sale("1", 5), sale("2", 5))
    marks = JournalMarks(spare=SPARES[0].public_hex)
    told = {"journal_first": 1, "journal_last": 7, "journal_head": HEADS[0], "journal": marks}
    enrolled = enrol(laptop(0), ENROLMENT.sign)
    return replace(day, till_id="T0", enrolled=enrolled, **{**told, **more})


def told(*days: BookDay, records: Any = (PACK,)) -> tuple[list[str], int]:
    found = status(list(days), DAYS[0], list(records))
    return codes(found), found.totals.net


def test_the_third_laptop_alone_is_proven_and_every_sale_counts_once() -> None:
    assert told(day_of(proof_of())) == ([], 24)


def test_the_chain_goes_on_to_a_fourth_laptop_and_past_a_seat_that_another_took() -> None:
    two = (FIRST, link(2, "A08-1B-000001"))
    fourth = proof_of(two, seat=3, last="A08-1C-000001")
    carried = Carried(((0, 1, 2), (1, 1, 1), (2, 1, 1)))
    assert told(day_of(fourth, 3, carried)) == ([], 24)
    skipping = (link(2, "A08-1-000002", before=0),)
    fourth = proof_of(skipping, seat=3, last=None)
    assert told(day_of(fourth, 3, Carried(((0, 1, 2),)))) == ([], 24)


def test_without_packs_the_first_laptop_s_file_names_the_key_that_the_chain_begins_with() -> None:
    proof = replace(proof_of(), vouched=None)
    assert told(first_day(), day_of(proof), records=[]) == ([], 24)
    assert told(day_of(proof), records=[]) == (["seat_unproven"], 0)


def test_the_second_laptop_s_file_comes_later_and_changes_nothing() -> None:
    second = sign_takeover(
        replace(ends(0, "A08-1-000002"), vouched=pack_word()), laptop(1), SPARES[0]
    )
    bought = [sale("1", 5), sale("2", 5), sale("3", 5)]
    day = Till("A08", "1", seat=1, key=KEYS[1].public_hex).close(DAYS[0], *bought)
    marks = JournalMarks(spare=SPARES[1].public_hex, carried=Carried(((0, 1, 2),)))
    more = {"journal_first": 1, "journal_last": 7, "journal_head": HEADS[1]}
    middle = replace(day, till_id="T1", continues=second, journal=marks, **more)
    middle = replace(middle, first=1, last=1)
    assert told(middle, day_of(proof_of()))[1] == 24


def test_a_manifest_with_a_chain_is_read_as_it_was_written() -> None:
    proof = proof_of((FIRST, link(2, None)), seat=3)
    assert read_takeover_proof(json.loads(json.dumps(proof.as_json()))) == proof


def _forged() -> dict[str, TakeoverProof]:
    other = replace(FIRST, key=STRANGER.public_hex)
    own = TakeoverProof(0, 7, HEADS[0], "A08-1-000002")
    stranger = link_spare(
        sign_takeover(own, laptop(1), STRANGER), laptop(1), SPARES[1].public_hex, STRANGER
    )
    elsewhere = laptop(1, "2")
    neighbour = link_spare(
        sign_takeover(own, elsewhere, SPARES[0]), elsewhere, SPARES[1].public_hex, SPARES[0]
    )
    two = (FIRST, link(2, None))
    return {
        "a key that nobody signed": proof_of((other,)),
        "signed by a key of nobody's": proof_of((stranger,)),
        "a link of the till beside it": proof_of((neighbour,)),
        "a pack's word for the till beside it": proof_of(vouched=pack_word("2")),
        "no chain": proof_of(()),
        "another laptop's key in the link": proof_of(
            (replace(FIRST, till_key=STRANGER.public_hex),)
        ),
        "an end moved after it was signed": proof_of(
            (replace(FIRST, proof=replace(FIRST.proof, last_number="A08-1-000001")),)
        ),
        "the last link cut off": replace(proof_of(two, seat=3), chain=two[:1]),
        "the first link cut off": replace(proof_of(two, seat=3), chain=two[1:]),
        "links in another order": replace(proof_of(two, seat=3), chain=two[::-1]),
        "signed by the first spare key itself": sign_takeover(
            replace(proof_of(), signature=""), laptop(2), SPARES[0]
        ),
    }


@pytest.mark.parametrize("what", list(_forged()))
def test_a_chain_that_does_not_hold_proves_nothing(what: str) -> None:
    forged = _forged()[what]
    seat = 3 if forged.seat == 2 else 2
    # As it comes from a file: links that do not join are not read at all.
    read = read_takeover_proof(json.loads(json.dumps(forged.as_json())))
    assert told(day_of(read, seat)) == (["seat_unproven"], 0)
    assert told(day_of(forged, seat))[1] == 0


def test_a_chain_that_a_file_contradicts_proves_nothing() -> None:
    """The other laptop of a fork, whose stick could not be written, has the seat of the link."""
    fork = replace(
        Till("A08", "1", seat=1, key=KEYS[3].public_hex).close(DAYS[0], sale("f", 9)),
        till_id="T9",
        continues=sign_takeover(
            replace(ends(0, "A08-1-000002"), vouched=pack_word()),
            replace(laptop(1, key=KEYS[3]), till_id="T9"),
            SPARES[0],
        ),
    )
    assert "seat_unproven" in told(fork, day_of(proof_of()))[0]
    other_end = first_day(journal_head="d" * 64)
    assert told(other_end, day_of(proof_of())) == (["seat_unproven"], 10)


def test_receipts_that_the_chain_names_and_nobody_holds_are_a_gap() -> None:
    lost = day_of(proof_of(), carried=Carried(((1, 1, 1),)))
    found = status([lost], DAYS[0], [PACK])
    gaps = [(gap.code, gap.start, gap.end) for gap in found.gaps if gap.code == "number_gap"]
    assert gaps == [("number_gap", "A08-1-000001", "A08-1-000002")]
    known = status([first_day(), lost], DAYS[0], [PACK])
    assert [gap for gap in known.gaps if gap.code == "number_gap"] == []
