"""What is missing between the files of one seat: numbers, days, revisions, money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.chains import Chain, by_seat, of_planned_tills, unsettled_keys


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something that ought to lie before a day's file and does not, from one end to the other."""

    stand: str
    till: str
    day: str
    code: str
    start: str | None = None
    end: str | None = None

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day


def find_gaps(
    plan: EventPlan, days: Iterable[BookDay], chosen: Collection[str] = frozenset()
) -> list[Gap]:
    """Every gap of a planned day, in a fixed order.

    A day that was not planned still is a link between those that were. A seat that several keys
    put in dispute is not looked at; where the office chose among its days (`chosen` manifests),
    each key's days hang on one another.
    """
    found: set[Gap] = set()
    for seat in by_seat(of_planned_tills(plan, days)).values():
        if not unsettled_keys(seat, chosen):
            for key in sorted(set().union(*(chain.keys for chain in seat))):
                found.update(_of_seat([chain for chain in seat if chain.head.key == key]))
    return planned_gaps(plan, found)


def planned_gaps(plan: EventPlan, found: Iterable[Gap]) -> list[Gap]:
    """Those of planned days, in a fixed order."""
    planned = [gap for gap in found if not plan.set_aside_code(*gap.till_day)]
    return sorted(planned, key=lambda gap: (*_place(gap), gap.start or "", gap.end or ""))


def _place(gap: Gap) -> tuple[str, str, str, str]:
    return gap.stand, gap.till, gap.day, gap.code


@dataclass(slots=True)
class _Reached:
    """Where a seat's numbers and running total stand after a day; None after a dispute."""

    last: int | None = 0
    total: int | None = 0

    def go_on(self, chain: Chain) -> None:
        day = chain.head
        if chain.forked:
            self.last = self.total = None
        else:
            self.last = self.last if day.last is None else day.last
            self.total = day.running_total


def _of_seat(seat: list[Chain]) -> Iterator[Gap]:
    before: Chain | None = None
    reached = _Reached()
    for chain in seat:
        if not chain.forked:
            yield from _revisions(chain)
            yield from _links(chain.head, before)
            yield from _runs_on(chain.head, reached)
        reached.go_on(chain)
        before = chain


def _revisions(chain: Chain) -> Iterator[Gap]:
    missing = chain.missing_revisions
    if missing:
        yield _gap(chain.head, "revision_missing", str(missing[0]), str(missing[-1]))


def _links(day: BookDay, before: Chain | None) -> Iterator[Gap]:
    """The day names the one before it in the book, whichever revision of that it knew."""
    expected = before.known if before else {None}
    if day.prev_day not in expected:
        yield _gap(day, "day_link_gap", day.prev_day, day.identity)


def superseded_links(chains: Iterable[Chain]) -> list[BookDay]:
    """The days that hang on an older revision of the day before: sound, and worth a look."""
    found = []
    for seat in by_seat(chains).values():
        for before, chain in pairwise(seat):
            link = chain.head.prev_day
            if not before.forked and link in before.known and link != before.head.identity:
                found.append(chain.head)
    return found


def _runs_on(day: BookDay, reached: _Reached) -> Iterator[Gap]:
    """Numbers and running total go on where the seat's sales so far left off."""
    last, total = reached.last, reached.total
    if day.first is not None and last is not None and day.first > last + 1:
        yield _gap(day, "number_gap", day.number(last + 1), day.number(day.first - 1))
    elif day.first is not None and last is not None and day.first <= last:
        yield _gap(day, "number_overlap", day.number(day.first), day.number(last))
    elif total is not None and day.running_start != total:
        yield _gap(day, "running_total_gap", str(total), str(day.running_start))


def _gap(day: BookDay, code: str, start: str | None, end: str | None) -> Gap:
    return Gap(day.stand, day.till, day.day, code, start, end)
