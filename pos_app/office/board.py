"""The fair at a glance: one state for every till and day, and what its files are.

All of it follows from a status and the files that it was made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.cells import Cell, CellFile, CellState
from pos_app.office.event_plan import EventPlan, TillDay
from pos_app.office.status import Status


class SquareState(StrEnum):
    """A cell's state as it is shown: `GAP` is received with something missing before it, `FREE` a
    day on which the stand does not sell."""

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
    FREE = "free"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Between what and what an amount lies."""

    low: Rupiah = 0
    high: Rupiah = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)


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
    squares = _Squares(status, by_cell)
    cells = {
        (place.stand, place.till, day): squares.square((place.stand, place.till, day))
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


class _Squares:
    """Looks a status up by till-day."""

    def __init__(self, status: Status, files: Mapping[TillDay, list[BookDay]]) -> None:
        self._files = files
        self._cells = {cell.till_day: cell for cell in status.cells}
        self._gaps = {(gap.stand, gap.till, gap.day) for gap in status.gaps}
        self._aside: dict[TillDay, set[str]] = defaultdict(set)
        for item in status.set_aside:
            self._aside[item.stand, item.till, item.day].add(item.code)

    def square(self, place: TillDay) -> Square:
        cell = self._cells.get(place)
        if cell is None:
            return self._stranger(place)
        disputed = cell.state is CellState.DISPUTED
        files = self._files.get(place, [])
        return Square(
            state=self._state(cell, files),
            net=cell.net or 0,
            span=span_of(files, cell.problems) if disputed else Span(),
            problems=cell.problems,
            files=cell.files,
        )

    def _state(self, cell: Cell, files: list[BookDay]) -> SquareState:
        here = cell.state in (CellState.RECEIVED, CellState.REVISED)
        if here and cell.till_day in self._gaps:
            return SquareState.GAP
        if here and files and all(file.first is None for file in files):
            return SquareState.NO_SALES
        return SquareState(cell.state)

    def _stranger(self, place: TillDay) -> Square:
        """A till-day that was not planned; its files are in the book and in no total."""
        files = self._files.get(place, [])
        found = tuple(
            CellFile(f.seat, f.revision, f.identity, f.key, f.tally.totals.net, counts=False)
            for f in sorted(files, key=lambda f: (f.seat, f.revision, f.identity))
        )
        state = SquareState.SET_ASIDE if files else SquareState.FREE
        problems = tuple(sorted(self._aside.get(place, ())))
        return Square(state, problems=problems, files=found)


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
    superseded = {file.supersedes for file in files}
    ends = [file for file in files if file.identity not in superseded] or files
    nets = [file.tally.totals.net for file in ends]
    if "key_conflict" in codes and len({file.key for file in files}) == 1:
        nets.append(0)
    span = Span(min(nets), max(nets))
    if "sale_conflict" in codes:
        marks = [mark.tally.totals.net for mark in ends[-1].marks]
        span += Span(-sum(net for net in marks if net > 0), -sum(net for net in marks if net < 0))
    return span
