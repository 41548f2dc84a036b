"""The staff of a stand: cashiers and leads, their PINs, and the delay after wrong PINs."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from pos_app.errors import PosError

_PIN = re.compile(r"[0-9]{4,8}")
# Letters and digits that are not confused when read aloud or handwritten.
RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECOVERY_LENGTH = 12
MAX_NAME = 40
FREE_TRIES = 3
LONGEST_WAIT = 300
UNNAMED_CASHIER = "KASIR"
"""Who sells where nobody gave a name."""


class Role(StrEnum):
    """A lead may do everything; a cashier needs a lead's approval to give money away."""

    CASHIER = "cashier"
    LEAD = "lead"


class Person(NamedTuple):
    """A member of staff with a code; `has_pin` says whether a PIN is set."""

    code: str
    name: str
    role: Role
    has_pin: bool = False
    active: bool = True

    @property
    def is_lead(self) -> bool:
        """Whether the person is a lead."""
        return self.role is Role.LEAD


def check_pin(pin: str) -> str:
    """Return the PIN if it has four to eight digits and is not easily guessed.

    Raises PosError `pin_invalid`, or `pin_simple` for digits such as 1111, 1234 or 4321.
    """
    if not (pin.isascii() and _PIN.fullmatch(pin)):
        raise PosError("pin_invalid")
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise PosError("pin_simple")
    return pin


def wait_after(failed: int) -> int:
    """Return the seconds to wait after `failed` wrong PINs in a row.

    The first tries cost nothing; then the wait doubles each time up to `LONGEST_WAIT`.
    """
    if failed < FREE_TRIES:
        return 0
    return min(5 << min(failed - FREE_TRIES, 10), LONGEST_WAIT)


def normalise_recovery_code(text: str) -> str:
    """Return a typed recovery code in capitals, without separators and other characters."""
    return "".join(char for char in text.upper() if char in RECOVERY_ALPHABET)


def format_recovery_code(code: str) -> str:
    """Return the code in groups of four for people to write down: `ABCD-EFGH-JKLM`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
