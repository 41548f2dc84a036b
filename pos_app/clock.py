"""The clocks: the laptop's own, and one that is set, so that a whole fair can be replayed.

Every function that needs the time is given a clock. Times are stored as ISO 8601 with the offset
of Asia/Makassar (WITA, UTC+8, no daylight saving).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from pos_app.errors import PosError

WITA = timezone(timedelta(hours=8), "WITA")


class Clock(Protocol):
    """Tells the time in WITA (UTC+8)."""

    @property
    def replayed(self) -> bool:
        """Whether this is not the real time; a day sold on such a clock is marked as replayed."""

    def now(self) -> datetime:
        """Returns the time in WITA."""


class SystemClock:
    """The laptop's clock, converted from whatever time zone it is set to."""

    replayed = False

    def now(self) -> datetime:
        """Returns the laptop's time in WITA."""
        return datetime.now(WITA)


class ManualClock:
    """A clock that shows a given time until `set` or `advance` changes it."""

    replayed = True

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(WITA)

    def now(self) -> datetime:
        """Returns the time that was set, in WITA."""
        return self._at

    def set(self, at: datetime) -> None:
        """Sets the clock to `at`."""
        self._at = at.astimezone(WITA)

    def advance(self, seconds: float) -> None:
        """Moves the clock forward."""
        self._at += timedelta(seconds=seconds)


def stamp(at: datetime) -> str:
    """Returns `at` as it is stored: `2023-10-25T10:00:00+08:00`, in whole seconds."""
    return at.astimezone(WITA).replace(microsecond=0).isoformat()


def parse_stamp(text: str) -> datetime:
    """Parses a time; one without an offset is in WITA. Raises PosError `time_invalid`."""
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=WITA) if at.tzinfo is None else at
        return at.astimezone(WITA)
    except (ValueError, OverflowError, TypeError):
        raise PosError("time_invalid", text=str(text)[:40]) from None


def parse_day(text: str) -> date:
    """Parses a day written as `2023-10-25`. Raises PosError `day_invalid`."""
    try:
        # `fromisoformat` also takes week dates and dates without dashes.
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise PosError("day_invalid", text=text[:40]) from None
