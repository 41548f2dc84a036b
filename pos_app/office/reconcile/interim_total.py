"""One interim total of a till, and those of a day together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pos_app.domain.money import Rupiah
from pos_app.office.plan.event_plan import TillDay


class InterimState(StrEnum):
    """What became of an interim total.

    Attributes:
        OPEN: The newest of its till-day, and no file of the day has come.
        SUPERSEDED: A file holds it, or a newer one has come.
        CONTRADICTED: The file of its day does not hold it, or says less for that moment.
    """

    OPEN = "open"
    SUPERSEDED = "superseded"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, order=True)
class InterimTotal:
    """One interim total of a till, with its state; `net` is in rupiah.

    Of `orders` worth `ordered` rupiah, `deposits` were received; none of them is in `net`.
    """

    stand: str
    till: str
    day: str
    seat: int
    seq: int
    at: str
    sales: int
    net: Rupiah
    code: str
    state: InterimState = InterimState.OPEN
    orders: int = 0
    ordered: Rupiah = 0
    deposits: Rupiah = 0

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    def as_json(self) -> dict[str, Any]:
        """The total as `office status --json` prints it; orders only where there are some."""
        names: tuple[str, ...] = ("stand", "till", "day", "at", "sales", "net")
        names += ("orders", "ordered", "deposits") if self.orders else ()
        found: dict[str, Any] = {name: getattr(self, name) for name in names}
        return {**found, "state": str(self.state), "seat": self.seat, "code": self.code}


@dataclass(frozen=True, slots=True)
class InterimLayer:
    """The open interim totals of one day, one a till, of `of` tills that are in no sum yet."""

    day: str
    of: int
    totals: tuple[InterimTotal, ...]

    @property
    def count(self) -> int:
        """How many tills have an interim total."""
        return len(self.totals)

    @property
    def at(self) -> str:
        """The time of the newest total."""
        return max(total.at for total in self.totals)

    @property
    def net(self) -> Rupiah:
        """What the totals say together, in rupiah."""
        return sum(total.net for total in self.totals)
