"""Where files contradict each other: named, and kept out of every confirmed total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import AcceptKey, Choose, Withdrawn
from pos_app.office.decide.effective_decisions import (
    NO_DECISIONS,
    Contradiction,
    EffectiveDecisions,
)
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, by_seat, of_planned_tills, unsettled_keys


@dataclass(frozen=True, slots=True, order=True)
class ConflictFile:
    """One of the files that contradict each other. Ordered by revision, then manifest.

    `paper`: the file is not here, a closing slip of it is.
    """

    revision: int
    manifest: str
    net: int
    key: str = ""
    paper: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """A till-day in dispute: no confirmed total holds it until the office decides."""

    stand: str
    till: str
    day: str
    code: str
    files: tuple[ConflictFile, ...]

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


def find_conflicts(
    plan: EventPlan, days: Iterable[BookDay], effective: EffectiveDecisions = NO_DECISIONS
) -> list[Conflict]:
    """Every conflict on a planned day, in a fixed order; `days` are what is left after sifting.

    A day that is in dispute already puts no other day in dispute by what it says of a sale.
    """
    chains = of_planned_tills(plan, days)
    found = {*_forks(chains), *_several_keys(chains, effective), *_against_word(chains, effective)}
    found.update(_contradictions(plan, chains, effective))
    disputed = {conflict.till_day for conflict in found}
    found.update(
        _sales_that_differ(
            chain.head
            for chain in chains
            if chain.head.till_day not in disputed and _is_planned(plan, chain.head.till_day)
        )
    )
    return sorted(conflict for conflict in found if _is_planned(plan, conflict.till_day))


def _is_planned(plan: EventPlan, till_day: TillDay) -> bool:
    return plan.set_aside_code(*till_day) is None


def _conflict(day: BookDay, code: str, files: Iterable[BookDay]) -> Conflict:
    return Conflict(*day.till_day, code, _entries(files))


def _entries(files: Iterable[BookDay]) -> tuple[ConflictFile, ...]:
    found = {
        ConflictFile(file.revision, file.identity, file.breakdown.totals.net, file.key)
        for file in files
    }
    return tuple(sorted(found))


def _forks(chains: Iterable[Chain]) -> Iterator[Conflict]:
    for chain in chains:
        if chain.forked:
            yield _conflict(chain.head, "revision_fork", chain.files)


def _several_keys(chains: Iterable[Chain], effective: EffectiveDecisions) -> Iterator[Conflict]:
    """Several keys of one seat: nobody can tell from the files which laptop is the till's."""
    for seat in by_seat(chains).values():
        for chain in unsettled_keys(seat, effective.chosen):
            yield _conflict(chain.head, "key_conflict", chain.files)


def _against_word(chains: Iterable[Chain], effective: EffectiveDecisions) -> Iterator[Conflict]:
    """Sales of a day on which, by the office's word, none were made."""
    for chain in chains:
        head = chain.head
        if head.first is None:
            continue
        if head.till_day in effective.no_sales:
            yield _conflict(head, "no_sales_conflict", chain.files)
        if effective.is_withdrawn(head.stand, head.day):
            yield _conflict(head, "withdrawn_conflict", chain.files)


def _contradictions(
    plan: EventPlan, chains: Iterable[Chain], effective: EffectiveDecisions
) -> Iterator[Conflict]:
    """Decisions that contradict each other, on each till-day that hangs on them."""
    files: dict[TillDay, list[BookDay]] = defaultdict(list)
    for chain in chains:
        files[chain.head.till_day].extend(chain.files)
    for found in effective.contradictions:
        for till_day in _depending(plan, files, found):
            yield Conflict(*till_day, "decision_conflict", _entries(files.get(till_day, ())))


def _depending(
    plan: EventPlan, files: Mapping[TillDay, list[BookDay]], found: Contradiction
) -> set[TillDay]:
    """The till-days whose state the decisions would settle, each in its own way."""
    effective = [decision.content for decision in found.decisions]
    days: set[TillDay] = set()
    for content in effective:
        if isinstance(content, Choose):
            days.add(content.till_day)
        elif isinstance(content, AcceptKey):
            days.update(
                d for d, held in files.items() if any(f.place == content.place for f in held)
            )
        elif isinstance(content, Withdrawn):
            later = (d for d in plan.till_days(plan.end) if d[2] >= content.day)
            days.update(d for d in later if d[0] == content.stand and d not in files)
    return days


def _sales_that_differ(days: Iterable[BookDay]) -> Iterator[Conflict]:
    """One sale id with two contents in two days that would both count."""
    holders: dict[str, dict[str, list[BookDay]]] = defaultdict(lambda: defaultdict(list))
    for day in days:
        for mark in day.marks:
            holders[mark.sale_id][mark.content].append(day)
    for contents in holders.values():
        if len(contents) > 1:
            files = [day for found in contents.values() for day in found]
            for day in files:
                yield _conflict(day, "sale_conflict", files)
