"""Time, handed in: the real clock, and one that is set so that a whole fair can be replayed.

Times are kept as ISO 8601 with the offset of Asia/Makassar (WITA, UTC+8, no daylight saving).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from pos_app.errors import PosError

WITA = timezone(timedelta(hours=8), "WITA")


class Clock(Protocol):
    """Tells the time in WITA. `replayed` says that it is not the real one."""

    @property
    def replayed(self) -> bool: ...

    def now(self) -> datetime: ...


class SystemClock:
    """The laptop's clock, whatever time zone it is set to."""

    replayed = False

    def now(self) -> datetime:
        return datetime.now(WITA)


class SetClock:
    """A clock that stands where it was put; `advance` moves it on."""

    replayed = True

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(WITA)

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        self._at = at.astimezone(WITA)

    def advance(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)


def stamp(at: datetime) -> str:
    """`at` as it is stored: `2023-10-25T10:00:00+08:00`, whole seconds."""
    return at.astimezone(WITA).replace(microsecond=0).isoformat()


def parse_stamp(text: str) -> datetime:
    """A time with its offset; without one it is WITA. Raises PosError `time_invalid`."""
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=WITA) if at.tzinfo is None else at
        return at.astimezone(WITA)
    except (ValueError, OverflowError, TypeError):
        raise PosError("time_invalid", text=str(text)[:40]) from None


def parse_day(text: str) -> date:
    """A day as `2023-10-25`. Raises PosError `day_invalid`."""
    try:
        # An ISO week date would pass too, and is nobody's idea of a day here.
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise PosError("day_invalid", text=text[:40]) from None
