"""Gaps between the files of one seat: missing receipts, days, revisions or money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pos_app.office.book_day import BookDay, SeatDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import (
    Chain,
    chains_by_seat,
    chains_with_unsettled_keys,
)
from pos_app.office.reconcile.histories import doubtful_days


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something that is missing before a day's file, from `start` to `end`.

    Both are receipt numbers, revisions, manifests or running totals, according to `code`.
    """

    stand: str
    till: str
    day: str
    code: str
    start: str | None = None
    end: str | None = None

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day


def find_gaps(
    plan: EventPlan,
    chains: Sequence[Chain],
    chosen: Collection[str] = frozenset(),
    effective: EffectiveDecisions = NO_DECISIONS,
    vouched: Collection[str] = frozenset(),
) -> list[Gap]:
    """Every gap on a planned till-day, sorted.

    A seat that is in dispute over its keys is left out; where the office chose among its files or
    accepted several keys, the days of each key are checked by themselves.

    Args:
        plan: The plan of the event.
        chains: The eligible files of planned tills; those of unplanned days, too, because they are
            links between planned ones (`chains_of_planned_tills`).
        chosen: The manifests of the files that the office chose.
        effective: The decisions in force.
        vouched: The identities of the files whose laptop the office knows.
    """
    found: set[Gap] = set()
    doubtful = doubtful_days(chains, effective, vouched)
    for seat in chains_by_seat(chains).values():
        if not chains_with_unsettled_keys(seat, chosen, effective, vouched):
            for keys in _keys_by_laptop(seat):
                of_keys = [chain for chain in seat if _is_of_keys(chain, keys, effective)]
                found.update(_of_seat(of_keys, doubtful))
    return planned_gaps(plan, found)


def _keys_by_laptop(seat: Iterable[Chain]) -> list[set[str]]:
    """The keys of each laptop: one that made its key anew goes on with its days and numbers."""
    laptops: dict[str, set[str]] = {}
    newest: dict[str, set[str]] = {}
    for chain in seat:
        for file in chain.files:
            made_anew = file.journal.new_key == file.key and file.till_id
            before = newest.get(file.till_id) if made_anew else None
            keys = laptops.setdefault(file.key, set() if before is None else before)
            keys.add(file.key)
            newest[file.till_id] = keys
    return [keys for key, keys in sorted(laptops.items()) if key == min(keys)]


def _is_of_keys(chain: Chain, keys: set[str], effective: EffectiveDecisions) -> bool:
    """Whether a day belongs to the days of a laptop; where two laptops count, to those of both."""
    both = chain.both_count(effective) and not keys.isdisjoint(chain.keys)
    return chain.head.key in keys or both


def planned_gaps(plan: EventPlan, found: Iterable[Gap]) -> list[Gap]:
    """The gaps on planned till-days, sorted."""
    planned = [gap for gap in found if not plan.set_aside_code(*gap.till_day)]
    return sorted(planned, key=lambda gap: (*_order(gap), gap.start or "", gap.end or ""))


def _order(gap: Gap) -> tuple[str, str, str, str]:
    return gap.stand, gap.till, gap.day, gap.code


@dataclass(slots=True)
class _Progress:
    """A seat's last receipt number and running total after a day; None after a doubtful day."""

    last: int | None = 0
    total: int | None = 0

    def advance(self, day: BookDay, *, doubtful: bool) -> None:
        if doubtful:
            self.last = self.total = None
        else:
            self.last = self.last if day.last is None else day.last
            self.total = day.running_total


def _of_seat(seat: list[Chain], doubtful: Collection[SeatDay]) -> Iterator[Gap]:
    before: Chain | None = None
    progress = _Progress()
    for chain in seat:
        disputed = chain.forked or chain.head.seat_day in doubtful
        if not disputed:
            yield from _revision_gaps(chain)
            yield from _link_gaps(chain.head, before)
            yield from _number_gaps(chain.head, progress)
        progress.advance(chain.head, doubtful=disputed)
        before = chain


def _revision_gaps(chain: Chain) -> Iterator[Gap]:
    missing = chain.missing_revisions
    if missing:
        yield _gap(chain.head, "revision_missing", str(missing[0]), str(missing[-1]))


def _link_gaps(day: BookDay, before: Chain | None) -> Iterator[Gap]:
    """A day must name the file of the day before; any revision of that will do."""
    expected = before.known_manifests if before else {None}
    if day.prev_day not in expected:
        yield _gap(day, "day_link_gap", day.prev_day, day.identity)


def superseded_links(chains: Iterable[Chain]) -> list[BookDay]:
    """The days that name an older revision of the day before: sound, but worth a look."""
    chains = list(chains)
    pairs = (pair for seat in chains_by_seat(chains).values() for pair in pairwise(seat))
    found = [
        (before, chain.head)
        for before, chain in pairs
        if not before.forked
        and chain.head.prev_day in before.known_manifests - {before.head.identity}
    ]
    doubtful = doubtful_days(chains, NO_DECISIONS) if found else set()
    return [day for before, day in found if before.head.seat_day not in doubtful]


def _number_gaps(day: BookDay, progress: _Progress) -> Iterator[Gap]:
    """Receipt numbers and running total must continue those of the day before."""
    last, total = progress.last, progress.total
    if day.first is not None and last is not None and day.first > last + 1:
        yield _gap(day, "number_gap", day.number(last + 1), day.number(day.first - 1))
    elif day.first is not None and last is not None and day.first <= last:
        yield _gap(day, "number_overlap", day.number(day.first), day.number(last))
    elif total is not None and day.running_start != total:
        yield _gap(day, "running_total_gap", str(total), str(day.running_start))


def _gap(day: BookDay, code: str, start: str | None, end: str | None) -> Gap:
    return Gap(day.stand, day.till, day.day, code, start, end)
