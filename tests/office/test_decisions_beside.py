"""What people decided stands beside the number: who, when, why, and by how much it moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from office.small_world import DAYS, Till, decided, sale, status
from office.test_worlds import FOUNDER, taken
from support.fair_files import EVENT
from support.worlds import OFFICE as WORLDS_OFFICE
from support.worlds import World, make_world

from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import Choose, NoSales, SameMaker, Withdrawn
from pos_app.office.decide.effective_decisions import DecisionState, evaluate_decisions
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.paper_days import slips_of
from pos_app.office.reconcile.status import status_of
from pos_app.office.records import Record, RecordKind
from pos_app.office.report.decision_table import beside_lines, decision_rows, decision_tables


def test_a_choice_says_what_it_moved_who_and_when() -> None:
    files, word = forked_and_chosen()
    found = status(files, DAYS[0], records=[word])
    (row,) = decision_rows(found)
    assert (row.moved, row.state, row.at[:10]) == (500, "berlaku", DAYS[2])
    (entry,) = found.as_json()["decisions"]
    assert entry["moved"] == 500 and entry["by"] == row.by == entry["office"]
    assert "berkas" in row.what


def forked_and_chosen() -> tuple[list[BookDay], Record]:
    till, twin = Till("A07", "1"), Till("A07", "1")
    mine, other = till.close(DAYS[0], sale("1", 500)), twin.close(DAYS[0], sale("2", 700))
    word = decided(Choose("A07", "1", 0, DAYS[0], mine.identity, (other.identity,)))
    return [mine, other], word


def test_page_one_names_what_was_decided_in_few_words() -> None:
    files, word = forked_and_chosen()
    words = [word, decided(NoSales("A07", "2", DAYS[0])), decided(Withdrawn("A08", DAYS[0]))]
    found = status(files, DAYS[0], records=words)
    assert beside_lines(found) == [
        "Diputuskan kantor: 1 dinyatakan kosong, 1 mundur, 1 berkas tidak dihitung (Rp700)."
    ]
    assert beside_lines(status(files[:1], DAYS[0])) == []


def test_qris_that_nobody_saw_is_named_with_its_share() -> None:
    day = Till("A07", "1").close(DAYS[0], sale("1", 500))
    totals = replace(day.breakdown.totals, unconfirmed=118)
    day = replace(day, breakdown=replace(day.breakdown, totals=totals))
    assert beside_lines(status([day], DAYS[0]), "en") == [
        "Including QRIS that nobody saw arrive: Rp118 (23.6%)."
    ]


def test_a_decision_that_cannot_move_money_moves_nothing() -> None:
    found = status([], records=[decided(SameMaker("Bu Sri 2", "M1"))])
    assert [row.moved for row in decision_rows(found)] == [None]
    assert found.moved == {}
    (table,) = decision_tables(found, "en")
    assert table.rows[0][-1] == ""
    assert decision_tables(status([])) == []


WORLDS = [
    pytest.param(range(120), id="120"),
    pytest.param(range(120, 5_000), marks=pytest.mark.soak, id="5000"),
]


@pytest.mark.parametrize("seeds", WORLDS)
def test_what_a_decision_moved_is_the_difference_to_a_status_without_it(
    seeds: Iterable[int],
) -> None:
    moved = 0
    for seed in seeds:
        world = make_world(seed)
        if not world.records:
            continue
        found = dict(moves_of(world))
        moved += sum(1 for amount in found.values() if amount)
    assert moved


def moves_of(world: World) -> Iterable[tuple[str, int]]:
    """Each decision in force with what it moved, held against a whole status without it."""
    plan, days = read_plan(world.toml)[0], taken(world)[0]
    slips = slips_of((r for r in world.records if r.kind is RecordKind.SLIP), EVENT)
    effective = evaluate_decisions([FOUNDER, *world.records], EVENT, WORLDS_OFFICE.public_hex)
    whole = status_of(plan, days, world.days[-1], effective, slips)
    for each in effective.statuses:
        if each.state is DecisionState.IN_FORCE:
            identity = each.decision.identity
            left = tuple(other for other in effective.statuses if other is not each)
            without = status_of(
                plan, days, world.days[-1], replace(effective, statuses=left), slips
            )
            assert whole.moved[identity] == whole.totals.net - without.totals.net, world
            yield identity, whole.moved[identity]
