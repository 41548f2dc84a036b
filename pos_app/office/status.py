"""What the office can say at this moment: how complete the fair is, and what is confirmed.

All of it is a pure function of the plan, the set of files, and a day: the order in which files
came, and how often, changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pos_app.domain.day import Totals
from pos_app.office.book_day import BookDay
from pos_app.office.cells import Cell, CellFile, Grid
from pos_app.office.chains import Chain, chains_of
from pos_app.office.disputes import Conflict, find_conflicts
from pos_app.office.event_plan import EventPlan, TillDay
from pos_app.office.gaps import Gap, find_gaps, superseded_links
from pos_app.office.totals import Confirmed, Row, confirm


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A verified file that the plan has no place for: in the book, in no total."""

    stand: str
    till: str
    day: str
    manifest: str
    code: str


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """Something sound that is worth a look."""

    stand: str
    till: str
    day: str
    code: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a book through a day. `confirmed` holds the totals and all that adds to them."""

    plan: EventPlan
    through: str
    expected: int
    received: int
    missing: tuple[TillDay, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    set_aside: tuple[SetAside, ...]
    notices: tuple[Notice, ...]
    confirmed: Confirmed
    cells: tuple[Cell, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing, in dispute, gapped or set aside."""
        return not (self.missing or self.gaps or self.conflicts or self.set_aside)

    @property
    def totals(self) -> Totals:
        return self.confirmed.totals

    @property
    def doubtful(self) -> set[TillDay]:
        """The till-days that stand in the way of completeness, whatever the reason."""
        gaps = {(gap.stand, gap.till, gap.day) for gap in self.gaps}
        aside = {(item.stand, item.till, item.day) for item in self.set_aside}
        return gaps | aside | set(self.missing) | {c.till_day for c in self.conflicts}

    def as_json(self) -> dict[str, Any]:
        return {
            "through": self.through,
            "complete": self.complete,
            "expected": self.expected,
            "received": self.received,
            "missing": [_till_day(item) for item in self.missing],
            "gaps": [_gap_json(gap) for gap in self.gaps],
            "conflicts": [_conflict_json(conflict) for conflict in self.conflicts],
            "set_aside": [_aside_json(item) for item in self.set_aside],
            "warnings": [
                {**_till_day((item.stand, item.till, item.day)), "code": item.code}
                for item in self.notices
            ],
            "totals": self.totals.as_dict(),
            "by_day": _rows(self.confirmed.by_day),
            "by_stand": _rows(self.confirmed.by_stand),
            "by_maker": _rows(self.confirmed.by_maker),
            "by_category": _rows(self.confirmed.by_category),
        }


def status_of(plan: EventPlan, days: Iterable[BookDay], through: str) -> Status:
    """The state through a day: what later days say of earlier ones is heard all the same."""
    days = list(days)
    chains = chains_of(day for day in days if plan.set_aside_code(*day.till_day) is None)
    within = {slot: chain for slot, chain in chains.items() if chain.head.day <= through}
    conflicts = find_conflicts(plan, days)
    gaps = find_gaps(plan, days)
    planned = plan.till_days(through)
    here = {chain.head.till_day for chain in within.values()}
    disputed = {conflict.till_day for conflict in conflicts}
    confirmed = confirm(plan, _counted(within.values(), disputed))
    return Status(
        plan=plan,
        through=through,
        expected=len(planned),
        received=sum(till_day in here for till_day in planned),
        missing=tuple(till_day for till_day in planned if till_day not in here),
        gaps=tuple(gap for gap in gaps if gap.day <= through),
        conflicts=tuple(c for c in conflicts if c.day <= through),
        set_aside=tuple(_set_aside(plan, days, through)),
        notices=tuple(_notices(chains.values(), through)),
        confirmed=confirmed,
        cells=_grid(chains.values(), disputed, confirmed, (*gaps, *conflicts)).cells(plan, through),
    )


def _grid(
    chains: Iterable[Chain],
    disputed: Collection[TillDay],
    confirmed: Confirmed,
    trouble: Iterable[Gap | Conflict],
) -> Grid:
    """Every planned till-day's files, and what they add: a sale of two seats only once."""
    files: dict[TillDay, list[CellFile]] = defaultdict(list)
    nets: dict[TillDay, int] = defaultdict(int)
    once = {day.identity: day.tally.totals.net for day in confirmed.days}
    for chain in chains:
        head = chain.head
        nets[head.till_day] += once.get(head.identity, head.tally.totals.net)
        for file in chain.files:
            counts = file is head and head.till_day not in disputed
            files[head.till_day].append(_cell_file(file, counts))
    problems: dict[TillDay, list[str]] = defaultdict(list)
    for item in trouble:
        problems[item.till_day].append(item.code)
    return Grid(files, nets, problems, disputed)


def _cell_file(file: BookDay, counts: bool) -> CellFile:
    net = file.tally.totals.net
    return CellFile(file.seat, file.revision, file.identity, file.key, net, counts)


def _counted(chains: Iterable[Chain], disputed: Collection[TillDay]) -> list[BookDay]:
    return [chain.head for chain in chains if chain.head.till_day not in disputed]


def _set_aside(plan: EventPlan, days: list[BookDay], through: str) -> list[SetAside]:
    """What is set aside through a day; a day outside the event will never come to be within it."""
    found = []
    for day in days:
        code = plan.set_aside_code(*day.till_day)
        outside = not plan.start <= day.day <= plan.end
        if code is not None and (day.day <= through or outside):
            found.append(SetAside(*day.till_day, day.identity, code))
    return sorted(found)


def _notices(chains: Iterable[Chain], through: str) -> list[Notice]:
    links = {Notice(*day.till_day, "superseded_link") for day in superseded_links(chains)}
    return sorted(notice for notice in links if notice.day <= through)


def _till_day(item: TillDay) -> dict[str, str]:
    return dict(zip(("stand", "till", "day"), item, strict=True))


def _gap_json(gap: Gap) -> dict[str, Any]:
    place = _till_day((gap.stand, gap.till, gap.day))
    return {**place, "code": gap.code, "from": gap.start, "to": gap.end}


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    files = [
        {"manifest": file.manifest, "revision": file.revision, "net": file.net}
        for file in conflict.files
    ]
    return {**_till_day(conflict.till_day), "code": conflict.code, "files": files}


def _aside_json(item: SetAside) -> dict[str, Any]:
    place = _till_day((item.stand, item.till, item.day))
    return {"manifest": item.manifest, "code": item.code, **place}


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.as_json() for row in rows]
