"""Files that are in the book but in no total: which of them a status names, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, TillDay
from pos_app.office.reconcile.status_json import till_day_json


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A verified file that is in the book but in no total; `code` says why, `net` is in rupiah."""

    stand: str
    till: str
    day: str
    manifest: str
    code: str
    seat: int = 0
    revision: int = 1
    net: Rupiah = 0

    @property
    def till_day(self) -> TillDay:
        """Stand, till and day."""
        return self.stand, self.till, self.day

    def as_json(self) -> dict[str, Any]:
        """The file as `status --json` names it."""
        found = {"manifest": self.manifest, "code": self.code, "net": self.net}
        return {**found, **till_day_json(self.till_day)}


def excluded(
    plan: EventPlan, files: Iterable[tuple[BookDay, str]], through: str
) -> tuple[SetAside, ...]:
    """The excluded files through a day, and those of days outside the event."""
    return tuple(
        sorted(
            SetAside(
                *day.till_day, day.identity, code, day.seat, day.revision, day.breakdown.totals.net
            )
            for day, code in files
            if is_told(plan, day.day, through)
        )
    )


def is_told(plan: EventPlan, day: str, through: str) -> bool:
    """Whether a day is past, or lies outside the event: that of a wrong clock is told at once."""
    return day <= through or not plan.start <= day <= plan.end
