"""Which version of the program each till last closed a day with.

A till of another version than the others may lack what they have; the office sees it before it
hands out an update.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.office.book_day import BookDay


@dataclass(frozen=True, slots=True, order=True)
class TillVersion:
    """The program, such as `pos-app 0.2.0`, of the newest day file of a till (ISO date)."""

    stand: str
    till: str
    seat: int
    app: str
    day: str

    def as_json(self) -> dict[str, object]:
        """The row that `status --json` prints."""
        return {
            "stand": self.stand,
            "till": self.till,
            "seat": self.seat,
            "app": self.app,
            "day": self.day,
        }


def versions_of(days: Iterable[BookDay]) -> tuple[TillVersion, ...]:
    """The version of every laptop that sent a file, by stand, till and seat."""
    newest: dict[tuple[str, str, int], BookDay] = {}
    for day in days:
        place = day.stand, day.till, day.seat
        before = newest.get(place)
        if before is None or _age(before) < _age(day):
            newest[place] = day
    return tuple(
        TillVersion(*place, day.notes.app, day.day) for place, day in sorted(newest.items())
    )


def _age(day: BookDay) -> tuple[str, int, str]:
    return day.day, day.revision, day.identity


def app_words(versions: Iterable[TillVersion], stand: str, till: str) -> str:
    """The programs of a till's laptops, each once, such as `pos-app 0.1.0, pos-app 0.2.0`."""
    apps = {each.app for each in versions if (each.stand, each.till) == (stand, till)}
    return ", ".join(sorted(filter(None, apps)))
