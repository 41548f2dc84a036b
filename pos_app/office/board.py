"""The fair at a glance: one state for every till and day, and what its files are.

All of it follows from a status and the files that it was made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pos_app.dayfile.format import short_code
from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.event_plan import EventPlan, TillDay
from pos_app.office.gaps import Gap
from pos_app.office.status import Notice, SetAside, Status


class SquareState(StrEnum):
    """What the office knows of a till-day. The worst that is true of it counts."""

    MISSING = "missing"
    RECEIVED = "received"
    REVISED = "revised"
    DISPUTED = "disputed"
    GAP = "gap"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"
    NO_SALES = "no_sales"
    PAPER = "paper"
    FUTURE = "future"
    FREE = "free"  # a day on which the stand does not sell


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Between what and what an amount lies."""

    low: Rupiah = 0
    high: Rupiah = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class CellFile:
    """A verified file of a till-day; `counts` says whether its sales are in the total."""

    seat: int
    revision: int
    manifest: str
    key: str
    net: Rupiah
    counts: bool

    @property
    def slip(self) -> str:
        """The code on the closing slip, `3C46-4DAF`."""
        return short_code(self.manifest)

    @property
    def fingerprint(self) -> str:
        """The key's first eight digits, to be compared by telephone."""
        return short_code(self.key)


@dataclass(frozen=True, slots=True)
class Place:
    """A till of a stand: one row of the grid. `phone` is whom to call."""

    stand: str
    till: str
    name: str = ""
    phone: str = ""
    planned: bool = True


@dataclass(frozen=True, slots=True)
class Square:
    """One till-day. `net` is confirmed, `span` in dispute; `problems` are codes."""

    state: SquareState
    net: Rupiah = 0
    span: Span = Span()
    problems: tuple[str, ...] = ()
    files: tuple[CellFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Tills × days. Every pair of a place and a day has a cell."""

    places: tuple[Place, ...]
    days: tuple[str, ...]
    cells: Mapping[TillDay, Square]

    @property
    def disputed(self) -> Span:
        """Between what and what everything in dispute adds up to."""
        return sum((cell.span for cell in self.cells.values()), Span())

    def square(self, place: Place, day: str) -> Square:
        return self.cells[place.stand, place.till, day]


def board_of(status: Status, files: Iterable[BookDay]) -> Board:
    """The grid of a status, with the files that it was made of."""
    by_cell: dict[TillDay, list[BookDay]] = defaultdict(list)
    for file in files:
        by_cell[file.till_day].append(file)
    places = _places(status.plan, by_cell)
    days = _days(status.plan, by_cell)
    maker = _Cells(status, by_cell)
    cells = {
        (place.stand, place.till, day): maker.cell((place.stand, place.till, day))
        for place in places
        for day in days
    }
    return Board(places, days, cells)


def _places(plan: EventPlan, found: Iterable[TillDay]) -> tuple[Place, ...]:
    planned = [
        Place(stand.code, till, stand.name, stand.phone)
        for stand in plan.stands
        for till in stand.tills
    ]
    known = {(place.stand, place.till) for place in planned}
    others = sorted({(stand, till) for stand, till, _ in found} - known)
    strangers = [Place(stand, till, planned=False) for stand, till in others]
    return (*planned, *strangers)


def _days(plan: EventPlan, found: Iterable[TillDay]) -> tuple[str, ...]:
    first, last = date.fromisoformat(plan.start), date.fromisoformat(plan.end)
    count = (last - first).days + 1
    days = {(first + timedelta(days=offset)).isoformat() for offset in range(count)}
    return tuple(sorted(days | {day for _, _, day in found}))


class _Cells:
    """Looks a status up by till-day."""

    def __init__(self, status: Status, files: Mapping[TillDay, list[BookDay]]) -> None:
        self._status = status
        self._files = files
        self._problems: dict[TillDay, set[str]] = defaultdict(set)
        self._conflicts = {conflict.till_day for conflict in status.conflicts}
        self._gaps = {(gap.stand, gap.till, gap.day) for gap in status.gaps}
        self._net: dict[TillDay, int] = defaultdict(int)
        self._counted: set[str] = set()
        for day in status.confirmed.days:
            self._net[day.till_day] += day.tally.totals.net
            self._counted.add(day.identity)
        for conflict in status.conflicts:
            self._problems[conflict.till_day].add(conflict.code)
        named: list[Gap | SetAside | Notice] = [*status.gaps, *status.set_aside, *status.notices]
        for item in named:
            self._problems[item.stand, item.till, item.day].add(item.code)

    def cell(self, place: TillDay) -> Square:
        files = sorted(self._files.get(place, ()), key=lambda f: (f.seat, f.revision, f.identity))
        problems = tuple(sorted(self._problems.get(place, ())))
        disputed = place in self._conflicts
        return Square(
            state=self._state(place, files),
            net=self._net.get(place, 0),
            span=span_of(files, problems) if disputed else Span(),
            problems=problems,
            files=tuple(self._file(file) for file in files),
        )

    def _file(self, file: BookDay) -> CellFile:
        counts = file.identity in self._counted
        net = file.tally.totals.net
        return CellFile(file.seat, file.revision, file.identity, file.key, net, counts)

    def _state(self, place: TillDay, files: list[BookDay]) -> SquareState:
        if self._status.plan.set_aside_code(*place) is not None:
            return SquareState.SET_ASIDE if files else SquareState.FREE
        if place in self._conflicts:
            return SquareState.DISPUTED
        if place[2] > self._status.through:
            return SquareState.FUTURE
        if not files:
            return SquareState.MISSING
        if place in self._gaps:
            return SquareState.GAP
        if all(file.first is None for file in files):
            return SquareState.NO_SALES
        revised = any(file.revision > 1 for file in files)
        return SquareState.REVISED if revised else SquareState.RECEIVED


def span_of(files: Iterable[BookDay], codes: Iterable[str]) -> Span:
    """Between what and what a disputed till-day lies, whichever of its files turns out right.

    Seats add up. Of a seat with several keys one laptop may prove to be no till of ours, and then
    its day is worth nothing.
    """
    seats: dict[int, list[BookDay]] = defaultdict(list)
    for file in files:
        seats[file.seat].append(file)
    return sum((_seat_span(found, set(codes)) for found in seats.values()), Span())


def _seat_span(files: list[BookDay], codes: set[str]) -> Span:
    nets = [file.tally.totals.net for file in files]
    if "key_conflict" in codes and len({file.key for file in files}) == 1:
        nets.append(0)
    span = Span(min(nets), max(nets))
    if "sale_conflict" in codes:
        marks = [mark.tally.totals.net for mark in files[-1].marks]
        span += Span(-sum(net for net in marks if net > 0), -sum(net for net in marks if net < 0))
    return span
