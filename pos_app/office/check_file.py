"""One file checked: the bytes go in, and all that the book wants to know of the day comes out.

It needs nothing but the bytes, so it can be done on any core, or on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.errors import Problem
from pos_app.office.book_day import Seat, Slot, sale_keys, unmarked_day
from pos_app.office.book_rows import Row, day_row
from pos_app.office.plan.event_plan import TillDay


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """A file of which every check holds.

    `row` and `sales` are what the book keeps of it; `sales` are numbers made of its sales' ids.
    """

    identity: str
    code: str
    event: str
    stand: str
    till: str
    seat: int
    day: str
    key: str
    revision: int
    closed_at: str
    training: bool
    row: Row
    sales: tuple[int, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def till_day(self) -> TillDay:
        return self.stand, self.till, self.day

    @property
    def place(self) -> Seat:
        return self.stand, self.till, self.seat

    @property
    def slot(self) -> Slot:
        return self.stand, self.till, self.seat, self.day


def check(file: bytes) -> CheckedDay:
    """Checks a file that anyone may have written. Raises DayFileError."""
    return checked(read_day(file))


def checked(found: VerifiedDay) -> CheckedDay:
    """What the book wants to know of a verified day."""
    head = found.head
    return CheckedDay(
        identity=found.identity,
        code=found.code,
        event=head.event,
        stand=head.stand,
        till=head.till,
        seat=head.seat,
        day=head.day,
        key=head.key,
        revision=head.revision,
        closed_at=head.closed_at,
        training=head.training,
        row=day_row(unmarked_day(found)),
        sales=sale_keys(found.tables),
        warnings=found.warnings,
    )
