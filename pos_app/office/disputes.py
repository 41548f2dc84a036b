"""Where files contradict each other: named, and kept out of every confirmed total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos_app.office.book_day import BookDay
from pos_app.office.chains import Chain, by_seat
from pos_app.office.event_plan import TillDay


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


def find_conflicts(chains: Iterable[Chain]) -> list[Conflict]:
    """Every conflict among the files that count or might, in a fixed order."""
    chains = list(chains)
    found = {*_forks(chains), *_several_keys(chains), *_sales_that_differ(chains)}
    return sorted(found)


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


def _sales_that_differ(chains: Iterable[Chain]) -> Iterator[Conflict]:
    """One sale id with two contents in two days that would both count."""
    holders: dict[str, dict[str, list[BookDay]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        for mark in () if chain.forked else chain.head.marks:
            holders[mark.sale_id][mark.content].append(chain.head)
    for contents in holders.values():
        if len(contents) > 1:
            files = [day for days in contents.values() for day in days]
            for day in files:
                yield _conflict(day, "sale_conflict", files)
