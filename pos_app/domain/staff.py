"""Who works at the stand: cashiers and leads, their PINs, and how wrong tries are slowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pos_app.errors import PosError

_PIN = re.compile(r"[0-9]{4,8}")
# Letters and digits that nobody mixes up when they are read aloud or written by hand.
RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECOVERY_LENGTH = 12
MAX_NAME = 40
FREE_TRIES = 3
LONGEST_WAIT = 300


class Role(StrEnum):
    """A lead may do everything; a cashier asks a lead for what gives money away."""

    CASHIER = "cashier"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a code of their own. `has_pin` says whether they can prove it."""

    code: str
    name: str
    role: Role
    has_pin: bool = False
    active: bool = True

    @property
    def is_lead(self) -> bool:
        return self.role is Role.LEAD


def check_pin(pin: str) -> str:
    """The PIN when it is four to eight digits and not the first one that anybody tries.

    Raises PosError `pin_invalid`, `pin_simple`.
    """
    if not (pin.isascii() and _PIN.fullmatch(pin)):
        raise PosError("pin_invalid")
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise PosError("pin_simple")
    return pin


def wait_after(failed: int) -> int:
    """Seconds to wait after so many wrong tries in a row: none, then twice as long each time."""
    if failed < FREE_TRIES:
        return 0
    return min(5 << min(failed - FREE_TRIES, 10), LONGEST_WAIT)


def normalise_recovery_code(text: str) -> str:
    """A recovery code as it was made, however it was typed."""
    return "".join(char for char in text.upper() if char in RECOVERY_ALPHABET)


def format_recovery_code(code: str) -> str:
    """`ABCD-EFGH-JKLM`, to be written down."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
