"""Where files contradict each other: named, and kept out of every confirmed total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos_app.office.book_day import BookDay
from pos_app.office.chains import Chain, by_seat, of_planned_tills
from pos_app.office.event_plan import EventPlan, TillDay


@dataclass(frozen=True, slots=True, order=True)
class ConflictFile:
    """One of the files that contradict each other. Ordered by revision, then manifest."""

    revision: int
    manifest: str
    net: int


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


def find_conflicts(plan: EventPlan, days: Iterable[BookDay]) -> list[Conflict]:
    """Every conflict on a planned day, in a fixed order.

    A day that is in dispute already puts no other day in dispute by what it says of a sale.
    """
    chains = of_planned_tills(plan, days)
    found = {*_forks(chains), *_several_keys(chains)}
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
    entries = {ConflictFile(file.revision, file.identity, file.tally.totals.net) for file in files}
    return Conflict(*day.till_day, code, tuple(sorted(entries)))


def _forks(chains: Iterable[Chain]) -> Iterator[Conflict]:
    for chain in chains:
        if chain.forked:
            yield _conflict(chain.head, "revision_fork", chain.files)


def _several_keys(chains: Iterable[Chain]) -> Iterator[Conflict]:
    """Several keys of one seat: nobody can tell from the files which laptop is the till's."""
    for seat in by_seat(chains).values():
        if len({file.key for chain in seat for file in chain.files}) > 1:
            for chain in seat:
                yield _conflict(chain.head, "key_conflict", chain.files)


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
