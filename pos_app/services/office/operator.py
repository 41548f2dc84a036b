"""The person who decides at the office; the name is signed in each decision."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from pos_app.clock import Clock
from pos_app.errors import PosError
from pos_app.office.decide.decisions import MAX_TEXT
from pos_app.services.office.settings import OfficeSettings

_NAME = "operator"


class Operator(NamedTuple):
    """A clock that decisions are dated by, and the name of the person who takes them.

    It is given wherever a decision is given a clock. The office's key proves which office decided;
    the name is what the office says of itself, and may be empty.
    """

    clock: Clock
    name: str = ""

    @property
    def replayed(self) -> bool:
        """Whether the clock does not show the real time."""
        return self.clock.replayed

    def now(self) -> datetime:
        """Returns the clock's time in WITA."""
        return self.clock.now()


def name_of(clock: Clock) -> str:
    """Returns the name of the person who decides; empty for a clock alone.

    Raises PosError `text_invalid` for a name that is too long or not printable.
    """
    name = " ".join(clock.name.split()) if isinstance(clock, Operator) else ""
    if len(name) > MAX_TEXT or not name.isprintable():
        raise PosError("text_invalid", field="by")
    return name


def stored_name(settings: OfficeSettings) -> str:
    """Returns the name that was typed on this laptop; empty for none."""
    return settings.get(_NAME)


def store_name(settings: OfficeSettings, name: str) -> None:
    """Stores the name. Raises MachineError `office_settings_unwritable`."""
    settings.set(_NAME, " ".join(name.split()))
