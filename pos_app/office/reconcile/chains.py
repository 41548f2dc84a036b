"""The revisions of each day file as a chain: the newest counts, unless the chain is forked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pos_app.office.book_day import BookDay, SeatDay, TillSeat
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan


@dataclass(frozen=True, slots=True)
class Chain:
    """All files of one till, seat and day, in the order of their revisions.

    `head` is the newest; it counts unless the chain is forked. Every rule asks for it.
    """

    files: tuple[BookDay, ...]
    head: BookDay = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", self.files[-1])

    @property
    def forked(self) -> bool:
        """Whether one revision has two manifests, in the book or named by a file in the book."""
        if len(self.files) == 1:
            return False
        claims: dict[int, set[str]] = defaultdict(set)
        for file in self.files:
            claims[file.revision].add(file.identity)
            if file.supersedes is not None:
                claims[file.revision - 1].add(file.supersedes)
        return any(len(manifests) > 1 for manifests in claims.values())

    @property
    def ends(self) -> tuple[BookDay, ...]:
        """The files that no other one supersedes: one, or one for each branch of a fork."""
        superseded = {file.supersedes for file in self.files}
        return tuple(file for file in self.files if file.identity not in superseded)

    def counted(self, effective: EffectiveDecisions) -> tuple[BookDay, ...]:
        """The files that count unless the till-day is disputed: the newest, or both ends."""
        return self.ends if self.both_count(effective) else (self.head,)

    def both_count(self, effective: EffectiveDecisions) -> bool:
        """Whether the office decided that the ends of this chain all count."""
        if not effective.both:
            return False
        named = effective.both.get(self.head.seat_day)
        return named is not None and named.issuperset(file.identity for file in self.ends)

    @property
    def keys(self) -> set[str]:
        """The keys (hex) that signed a file of the chain."""
        return {file.key for file in self.files}

    @property
    def missing_revisions(self) -> list[int]:
        """The numbers of earlier revisions that did not come."""
        known = {file.revision for file in self.files}
        return [number for number in range(1, self.head.revision) if number not in known]

    @property
    def known_manifests(self) -> set[str]:
        """The manifests of the chain's files and of the files that they supersede."""
        superseded = {file.supersedes for file in self.files if file.supersedes}
        return superseded | {file.identity for file in self.files}


def chains_of(days: Iterable[BookDay]) -> dict[SeatDay, Chain]:
    """The chains by stand, till, seat and day, in that order."""
    files: dict[SeatDay, list[BookDay]] = defaultdict(list)
    for day in days:
        files[day.seat_day].append(day)
    return {seat_day: Chain(_in_order(files[seat_day])) for seat_day in sorted(files)}


def _in_order(files: list[BookDay]) -> tuple[BookDay, ...]:
    """The files by revision; most till-days have one."""
    return tuple(files if len(files) == 1 else sorted(files, key=_by_revision))


def _by_revision(day: BookDay) -> tuple[int, str]:
    return day.revision, day.identity


def chains_by_seat(chains: Iterable[Chain]) -> dict[TillSeat, list[Chain]]:
    """The chains of each seat in the order in which its laptop made them.

    That is the order of the journal: a clock that was ahead dates a day after those that follow.
    """
    seats: dict[TillSeat, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=_by_journal):
        seats[chain.head.till_seat].append(chain)
    return dict(seats)


def _by_journal(chain: Chain) -> tuple[TillSeat, int, str]:
    head = chain.head
    return head.till_seat, head.journal_first, head.day


def chains_with_unsettled_keys(
    seat: Iterable[Chain],
    chosen: Collection[str],
    effective: EffectiveDecisions = NO_DECISIONS,
    vouched: Collection[str] = frozenset(),
) -> list[Chain]:
    """The chains of a seat that are in dispute because several keys signed files of the seat.

    A chain of which the office chose a file (`chosen` holds manifests) is settled, unless several
    keys signed files of that very day. So is a day on which the office accepted a key, or on which
    it counts both laptops: their keys speak of no other day. A chosen file of another laptop does
    not dispute the days of the one laptop that the office knows; `vouched` are such files.
    """
    open_days = [chain for chain in seat if not chain.both_count(effective)]
    if not _have_several_keys(open_days):
        return []
    without_key = [
        chain
        for chain in open_days
        if effective.accepted_key(chain.head.till_seat, chain.head.day) is None
    ]
    if not _have_several_keys(without_key):
        return []
    rest = [chain for chain in without_key if not _is_settled(chain, chosen)]
    return [] if _is_of_one_known_laptop(rest, vouched) else rest


def _have_several_keys(chains: Iterable[Chain]) -> bool:
    return len(set().union(*(chain.keys for chain in chains))) > 1


def _is_of_one_known_laptop(chains: Iterable[Chain], vouched: Collection[str]) -> bool:
    files = [file for chain in chains for file in chain.files]
    return len({file.key for file in files}) == 1 and all(f.identity in vouched for f in files)


def _is_settled(chain: Chain, chosen: Collection[str]) -> bool:
    return len(chain.keys) == 1 and any(file.identity in chosen for file in chain.files)


def chains_of_planned_tills(plan: EventPlan, days: Iterable[BookDay]) -> list[Chain]:
    """The chains of planned tills, on planned and unplanned days alike."""
    codes = (None, "unplanned_day")
    known = [day for day in days if plan.set_aside_code(*day.till_day) in codes]
    return list(chains_of(known).values())
