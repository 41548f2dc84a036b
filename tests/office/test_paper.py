"""Days reported on paper: apart from what files confirm, until the file comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.small_world import DAYS, END, Till, digest, plan, sale, whole_fair

from pos_app.dayfile.closing_qr import ClosingFacts, closing_qr_text, read_signed_closing
from pos_app.dayfile.signing import Signer, signer_of
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import AcceptKey, Decision, DecisionContent, Dismiss, NoSales
from pos_app.office.decide.effective_decisions import (
    DecisionState,
    DecisionStatus,
    EffectiveDecisions,
)
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.paper_days import slip_record, slips_of
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.records import Record, RecordKind
from pos_app.office.report.words import status_text


def slip_of(day: BookDay, /, **changes: object) -> ClosingFacts:
    """The paper that a till printed when it closed `day`."""
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


def status(days: list[BookDay], slips: list[ClosingFacts]) -> Status:
    return status_of(plan(), days, END, slips=slips)


def split(place: str) -> tuple[BookDay, list[BookDay]]:
    """A whole fair without one file, and that file."""
    days = whole_fair()
    lost = next(day for day in days if f"{day.stand}-{day.till} {day.day}" == place)
    return lost, [day for day in days if day is not lost]


def test_a_slip_reports_its_day_apart_and_the_file_is_still_owed() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    without, found = status(rest, []), status(rest, [slip_of(lost)])
    assert found.missing == without.missing == (("A08", "1", DAYS[1]),)
    assert found.totals == without.totals and not found.complete
    assert found.received == without.received == 8
    answer = found.as_json()
    assert answer["paper"] == [
        {
            **{"stand": "A08", "till": "1", "seat": 0, "day": DAYS[1], "revision": 1},
            **{"manifest": lost.identity, "net": 1000, "code": answer["paper"][0]["code"]},
        }
    ]
    assert answer["paper"][0]["code"].replace("-", "").lower() == lost.identity[:8]
    (day_status,) = (
        day_status for day_status in found.till_days if day_status.till_day == ("A08", "1", DAYS[1])
    )
    assert (day_status.state, day_status.net) == (TillDayState.PAPER, None)
    assert answer["paper_totals"] == lost.breakdown.totals.as_dict()
    assert "1 di kertas (di luar jumlah: Rp1.000): A08-1 2023-10-26" in status_text(found, "id")


def test_the_file_takes_the_place_of_its_paper() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    found = status([*rest, lost], [slip_of(lost)])
    assert found.as_json() == status(whole_fair(), []).as_json()
    assert found.complete and found.paper == ()


def test_paper_and_file_that_contradict_put_the_day_in_dispute() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    other = slip_of(lost, manifest=digest("other"))
    found = status([*rest, lost], [other])
    (conflict,) = found.conflicts
    assert (conflict.code, conflict.till_day) == ("paper_differs", lost.till_day)
    files = found.as_json()["conflicts"][0]["files"]
    assert {(file["manifest"], file.get("paper", False)) for file in files} == {
        (other.manifest, True),
        (lost.identity, False),
    }
    assert found.totals.net == 8000, "neither is guessed to be right"
    more = replace(other, totals=replace(other.totals, net=1700))
    assert status([*rest, lost], [more]).disputed == (1000, 1700)
    assert found.paper == () and not found.complete


def test_two_papers_of_one_revision_are_named_and_neither_is_reported() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    found = status(rest, [slip_of(lost), slip_of(lost, manifest=digest("other"))])
    assert [c.code for c in found.conflicts] == ["paper_fork"]
    assert found.disputed == (1000, 1000)
    assert found.paper == () and found.paper_totals.net == 0


def test_the_newest_revision_on_paper_is_reported() -> None:
    till = Till("A08", "1", key="k")
    first = till.close(DAYS[0], sale("s1", 1000))
    second = till.revise(first, sale("s2", 500))
    found = status([], [slip_of(first), slip_of(second)])
    assert [(day.revision, day.net) for day in found.paper] == [(2, 1500)]


def test_paper_of_a_newer_revision_says_which_file_is_owed() -> None:
    till = Till("A08", "1", key="k")
    first = till.close(DAYS[0], sale("s1", 1000))
    second = till.revise(first, sale("s2", 500))
    found = status([first], [slip_of(second)])
    assert [(g.code, g.start, g.end) for g in found.gaps] == [("paper_newer", "2", "2")]
    assert found.totals.net == 1000 and found.paper == ()
    assert status([first, second], [slip_of(second), slip_of(first)]).gaps == ()


def test_an_older_slip_is_held_against_what_the_newer_file_supersedes() -> None:
    till = Till("A08", "1", key="k")
    first = till.close(DAYS[0], sale("s1", 1000))
    second = till.revise(first, sale("s2", 500))
    assert status([second], [slip_of(first)]).conflicts == ()
    wrong = slip_of(first, manifest=digest("other"))
    assert [c.code for c in status([second], [wrong]).conflicts] == ["paper_differs"]


def test_the_second_laptop_of_a_till_may_be_known_from_paper() -> None:
    first = Till("A08", "1", key="k").close(DAYS[0], sale("s1", 1000))
    second = Till("A08", "1", seat=1, key="k2").close(DAYS[0], sale("s2", 500))
    found = status([first], [slip_of(second)])
    assert [(day.seat, day.net) for day in found.paper] == [(1, 500)]
    assert "paper_only" in [gap.code for gap in found.gaps]
    assert ("A08", "1", DAYS[0]) not in found.missing


def codes(found: Status) -> list[str]:
    return [notice.code for notice in found.warnings if notice.code.startswith("paper_")]


def test_another_key_than_the_tills_is_named_and_says_nothing() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    found = status(rest, [slip_of(lost, key="thief")])
    assert codes(found) == ["paper_key"] and found.paper == ()
    forged = slip_of(lost, key="thief", manifest=digest("other"))
    assert status([*rest, lost], [forged]).conflicts == (), "a stranger disputes nothing"


def test_a_key_that_no_file_bears_is_taken_with_a_warning_and_two_are_not() -> None:
    lost = Till("A08", "1", key="k").close(DAYS[0], sale("s1", 1000))
    one = status([], [slip_of(lost)])
    assert codes(one) == ["paper_key_new"] and len(one.paper) == 1
    two = status([], [slip_of(lost), slip_of(lost, key="other", manifest=digest("x"))])
    assert set(codes(two)) == {"paper_key"} and two.paper == () and two.conflicts == ()


@pytest.mark.parametrize(
    "changes", [{"stand": "X99"}, {"till": "7"}, {"day": "2023-10-28"}], ids=str
)
def test_a_slip_of_what_was_not_planned_is_named(changes: dict[str, str]) -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    found = status_of(plan(), rest, "2023-10-31", slips=[slip_of(lost, **changes)])
    assert codes(found) == ["paper_unplanned"] and found.paper == ()


def test_a_later_day_is_not_reported_yet() -> None:
    lost, rest = split(f"A08-1 {END}")
    assert status_of(plan(), rest, DAYS[0], slips=[slip_of(lost)]).paper == ()


def decided(*effective: DecisionContent) -> EffectiveDecisions:
    """What holds when the office decides so."""
    made = (Decision(f"{n}", "office", each, "", "") for n, each in enumerate(effective))
    return EffectiveDecisions(
        statuses=tuple(DecisionStatus(each, DecisionState.IN_FORCE) for each in made)
    )


def test_a_file_that_is_chosen_over_its_paper_counts_and_another_paper_disputes_it_again() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    days, contrary = [*rest, lost], slip_of(lost, manifest=digest("other"))
    choice = override_of(plan(), days, decided(), lost.identity, [contrary])
    assert choice.over == (contrary.manifest,)
    found = status_of(plan(), days, END, decided(choice), [contrary])
    assert found.conflicts == () and found.totals.net == 9000 and found.complete
    later = slip_of(lost, manifest=digest("later"))
    again = status_of(plan(), days, END, decided(choice), [contrary, later])
    assert [c.code for c in again.conflicts] == ["paper_differs"]


def test_a_slip_whose_file_was_dismissed_says_nothing() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    found = status_of(plan(), rest, END, decided(Dismiss(lost.identity)), [slip_of(lost)])
    assert found.paper == () and codes(found) == []


def test_sales_on_paper_of_a_day_that_was_called_empty_are_named() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    word = decided(NoSales("A08", "1", DAYS[1]))
    found = status_of(plan(), rest, END, word, [slip_of(lost)])
    assert codes(found) == ["paper_against_word"] and found.missing == ()
    assert [day.net for day in found.paper] == [1000] and found.totals.net == 8000


def test_the_offices_word_on_a_key_goes_before_what_files_bear() -> None:
    lost, rest = split(f"A08-1 {DAYS[1]}")
    slip = slip_of(lost, key="new")
    word = decided(AcceptKey("A08", "1", 0, "new"))
    assert [day.net for day in status_of(plan(), [], END, word, [slip]).paper] == [1000]
    assert codes(status_of(plan(), [], END, word, [slip])) == []
    old = slip_of(lost)
    assert codes(status_of(plan(), rest, END, word, [old])) == ["paper_key"]


def pieces() -> tuple[list[BookDay], list[ClosingFacts]]:
    """Lost, revised, contradicted, forged: every kind of paper at once."""
    days = whole_fair()[2:]
    lost, other = whole_fair()[0], whole_fair()[1]
    till = Till("A08", "1", key="A081")
    revised = till.revise(till.close(DAYS[0], sale(f"A081{DAYS[0]}", 1000)))
    slips = [
        slip_of(lost),
        slip_of(other, key="thief"),
        slip_of(days[0], manifest=digest("contrary")),
        slip_of(days[3]),
        slip_of(revised),
    ]
    return days, slips


@given(st.data())
def test_any_order_and_repetition_of_paper_and_files_says_the_same(data: st.DataObject) -> None:
    days, slips = pieces()
    answer = status(days, slips).as_json()
    days = data.draw(st.permutations(days))
    slips = data.draw(st.permutations(slips * 2))
    assert status(days, slips).as_json() == answer


def key(seed: int = 1) -> Signer:
    return signer_of(bytes([seed]) * 32)


def proven(**changes: object) -> tuple[Record, ClosingFacts]:
    till = Till("A08", "1", key=key().public_hex)
    facts = slip_of(till.close(DAYS[0], sale("s1", 1000)), **changes)
    return slip_record(read_signed_closing(closing_qr_text(facts, key().sign))), facts


def test_a_slip_is_a_record_that_the_till_has_signed() -> None:
    record, facts = proven()
    assert record.is_valid and record.kind is RecordKind.SLIP
    assert slips_of([record, record], "EXPO23") == [facts]
    assert not replace(record, signer=key(2).public_hex).is_valid
    assert not replace(record, body=record.body.replace(b"1000", b"9000")).is_valid
    moved = replace(record, kind=RecordKind.DECISION)
    assert not moved.is_valid, "no slip ever passes for a decision"


def test_slips_of_another_event_of_practice_or_of_nonsense_say_nothing() -> None:
    for changes in ({"event": "OTHER"}, {"training": True}):
        assert slips_of([proven(**changes)[0]], "EXPO23") == []
    record, _ = proven()
    for body in (b"{}", b"[]", b"no JSON", b'{"totals":5}', b"[" * 9_000):
        assert slips_of([replace(record, body=body)], "EXPO23") == []
    assert slips_of([replace(record, signer=key(2).public_hex)], "EXPO23") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, None) for name in ("event", "stand", "day", "manifest", "seat", "training")),
        *(("revision", 0), ("seat", -1), ("day", "2023-13-01"), ("stand", "a 07"), ("till", "")),
        *(("manifest", "zz" * 32), ("closed_at", "later"), ("revision", True)),
    ],
)
def test_a_slip_that_no_till_would_sign_is_unreadable(name: str, value: object) -> None:
    from pos_app.errors import PosError

    _, facts = proven()
    with pytest.raises(PosError) as refused:
        read_signed_closing(closing_qr_text(replace(facts, **{name: value}), key().sign))  # type: ignore[arg-type]
    assert refused.value.code == "slip_unreadable"
