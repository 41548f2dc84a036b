"""The lead who allows a take-over or a restore, by a PIN that the till's history knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.errors import PosError
from pos_app.services.safety.findings import Findings
from pos_app.services.safety.pin_tries import PinTries
from pos_app.services.staff import pin_matches


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who allowed it: the code of the `lead` whose PIN was right, or else an empty text.

    `pins_known`: whether the history knows a lead's PIN at all. `wrong_pins` were tried before.
    """

    lead: str = ""
    pins_known: bool = False
    wrong_pins: int = 0

    def as_fact(self) -> dict[str, Any]:
        """Returns what the journal row says of it, for the office."""
        return {"pins_known": self.pins_known, "wrong_pins": self.wrong_pins}


def check_lead_of(folder: Path, found: Findings, code: str, pin: str) -> Allowed:
    """Checks the PIN of a lead; where no lead of the till has one, `code` is taken as it is.

    Wrong ones are counted for the till that is to be in `folder`. Raises PosError `lead_needed`,
    `pin_wrong`, and `pin_wait` with the seconds left.
    """
    leads = {row[0]: row[3] for row in _lead_rows(found)}
    if not leads:
        return Allowed(code)
    if code not in leads:
        raise PosError("lead_needed")
    tries = PinTries(folder, found)
    tries.check_wait(code)
    right = pin_matches(leads[code], pin)
    tries.note(code, right=right)
    if not right:
        raise PosError("pin_wrong")
    return Allowed(code, pins_known=True, wrong_pins=tries.failed())


def not_asked(found: Findings) -> Allowed:
    """Returns that nobody allowed it, and whether somebody could have been asked."""
    return Allowed(pins_known=bool(_lead_rows(found)))


def leads_of(found: Findings) -> list[tuple[str, str]]:
    """Returns code and name of the leads of whom one has to allow a take-over."""
    return [(row[0], row[1]) for row in _lead_rows(found)]


def _lead_rows(found: Findings) -> list[tuple[Any, ...]]:
    people = (entry.row for (table, _), entry in found.entries.items() if table == "staff")
    return [row for row in people if row and row[2] == "lead" and row[3] and row[4]]
