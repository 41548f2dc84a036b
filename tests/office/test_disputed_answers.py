"""Whatever the office may decide on a disputed till-day, the range that was told holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from office.test_worlds import FOUNDER, taken
from support.fair_files import EVENT
from support.worlds import OFFICE, World, make_world

from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import Both, DecisionContent, sign_decision
from pos_app.office.decide.effective_decisions import evaluate_decisions
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.chains import chains_of
from pos_app.office.reconcile.file_status import FileState, file_statuses
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.paper_days import slips_of
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.records import RecordKind

WORLDS = [
    pytest.param(range(80), id="80"),
    pytest.param(range(80, 5_000), marks=pytest.mark.soak, id="5000"),
]


def status_with(world: World, days: list[BookDay], *answers: DecisionContent) -> Status:
    at = f"{world.days[-1]}T23:00:00+08:00"
    records = [sign_decision(EVENT, answer, OFFICE, at=at) for answer in answers]
    effective = evaluate_decisions([FOUNDER, *world.records, *records], EVENT, OFFICE.public_hex)
    slips = slips_of((r for r in world.records if r.kind is RecordKind.SLIP), EVENT)
    return status_of(read_plan(world.toml)[0], days, world.days[-1], effective, slips)


def answers_on(
    world: World, days: list[BookDay], found: Status
) -> Iterator[tuple[str, DecisionContent]]:
    """Each answer to a dispute over two laptops: one of the files, or both."""
    plan = read_plan(world.toml)[0]
    for conflict in found.conflicts:
        if conflict.code not in ("revision_fork", "key_conflict"):
            continue
        files = [day for day in days if day.till_day == conflict.till_day]
        for chain in chains_of(files).values():
            for end in chain.ends:
                over = override_of(plan, days, found.effective_decisions, end.identity)
                yield "choose", over
            if len(chain.ends) > 1:
                both = tuple(sorted(file.identity for file in chain.ends))
                yield "both", Both(*chain.head.seat_day, both)


@pytest.mark.parametrize("seeds", WORLDS)
def test_the_range_holds_every_answer(seeds: Iterable[int]) -> None:
    met: Counter[str] = Counter()
    for seed in seeds:
        world = make_world(seed)
        days = taken(world)[0]
        found = status_with(world, days)
        for kind, answer in answers_on(world, days, found):
            after = status_with(world, days, answer)
            gained = after.totals.net - found.totals.net
            left = after.disputed
            low, high = found.disputed
            assert low <= gained + left.low and gained + left.high <= high, (world, answer)
            met[kind] += 1
            if kind == "both":
                assert_both_count(answer, after, days)
    assert met["choose"] and met["both"]


def assert_both_count(answer: DecisionContent, after: Status, days: list[BookDay]) -> None:
    assert isinstance(answer, Both)
    states = {each.day.identity: each.state for each in file_statuses(after, days)}
    settled = answer.till_day not in {conflict.till_day for conflict in after.conflicts}
    if settled:
        assert {states[manifest] for manifest in answer.files} == {FileState.COUNTS}
