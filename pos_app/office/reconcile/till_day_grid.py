"""The fair at a glance: a square for every till and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day_square import Square
from pos_app.office.reconcile.till_day_squares import Squares


@dataclass(frozen=True, slots=True)
class Place:
    """A till of a stand: one row of the grid. `phone` is whom to call."""

    stand: str
    till: str
    name: str = ""
    phone: str = ""
    planned: bool = True


@dataclass(frozen=True, slots=True)
class Board:
    """Tills × days. Every pair of a place and a day has a cell."""

    places: tuple[Place, ...]
    days: tuple[str, ...]
    cells: Mapping[TillDay, Square]

    def square(self, place: Place, day: str) -> Square:
        return self.cells[place.stand, place.till, day]


def board_of(status: Status, files: Iterable[BookDay]) -> Board:
    """The grid of a status, with the files that it was made of."""
    by_cell: dict[TillDay, list[BookDay]] = defaultdict(list)
    for file in files:
        by_cell[file.till_day].append(file)
    places = _places(status.plan, by_cell)
    days = _days(status.plan, by_cell)
    squares = Squares(status, by_cell)
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
