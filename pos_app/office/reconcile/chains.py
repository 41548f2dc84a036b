"""Which of a till's files counts: the newest revision of one unbroken chain, never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pos_app.office.book_day import BookDay, Seat, Slot
from pos_app.office.plan.event_plan import EventPlan


@dataclass(frozen=True, slots=True)
class Chain:
    """All files of one till, seat and day, by revision. `head` is the newest; it counts unless
    two manifests claim one revision, which `forked` says."""

    files: tuple[BookDay, ...]

    @property
    def head(self) -> BookDay:
        return self.files[-1]

    @property
    def forked(self) -> bool:
        """Whether one revision has two manifests, held here or named by a file held here."""
        claims: dict[int, set[str]] = defaultdict(set)
        for file in self.files:
            claims[file.revision].add(file.identity)
            if file.supersedes is not None:
                claims[file.revision - 1].add(file.supersedes)
        return any(len(manifests) > 1 for manifests in claims.values())

    @property
    def keys(self) -> set[str]:
        return {file.key for file in self.files}

    @property
    def missing_revisions(self) -> list[int]:
        """The revisions below the newest that are not here."""
        known = {file.revision for file in self.files}
        return [number for number in range(1, self.head.revision) if number not in known]

    @property
    def known(self) -> set[str]:
        """Every manifest of this day that is here, or that one here supersedes."""
        superseded = {file.supersedes for file in self.files if file.supersedes}
        return superseded | {file.identity for file in self.files}


def chains_of(days: Iterable[BookDay]) -> dict[Slot, Chain]:
    """The chains, in the order of stand, till, seat and day."""
    slots: dict[Slot, list[BookDay]] = defaultdict(list)
    for day in days:
        slots[day.slot].append(day)
    return {
        slot: Chain(tuple(sorted(slots[slot], key=lambda day: (day.revision, day.identity))))
        for slot in sorted(slots)
    }


def by_seat(chains: Iterable[Chain]) -> dict[Seat, list[Chain]]:
    """The chains of each seat, in the order of their days."""
    seats: dict[Seat, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda chain: chain.head.slot):
        seats[chain.head.place].append(chain)
    return dict(seats)


def unsettled_keys(seat: Iterable[Chain], chosen: Collection[str]) -> list[Chain]:
    """The days of a seat that several keys put in doubt; none when the seat has only one key.

    A day of which the office chose a file is not in doubt unless another key signed that day too.
    """
    seat = list(seat)
    if len(set().union(*(chain.keys for chain in seat))) < 2:
        return []
    return [
        chain
        for chain in seat
        if len(chain.keys) > 1 or not any(file.identity in chosen for file in chain.files)
    ]


def of_planned_tills(plan: EventPlan, days: Iterable[BookDay]) -> list[Chain]:
    """The chains of the tills in the plan, on whatever day: all say something of the till."""
    aside = (None, "unplanned_day")
    known = [day for day in days if plan.set_aside_code(*day.till_day) in aside]
    return list(chains_of(known).values())
