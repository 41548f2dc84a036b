"""The codes of event, stand and till, and the receipt numbers built from them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError

_CODE = re.compile(r"[A-Z0-9]{1,12}")
MAX_DIGITS = 15  # of a receipt number, as of every other number of a day file


def check_code(code: str, what: str) -> str:
    """Return `code` if it matches `[A-Z0-9]{1,12}`. Raises PosError `code_invalid`."""
    if not _CODE.fullmatch(code):
        raise PosError("code_invalid", what=what, text=code[:40])
    return code


class TillIdentity(NamedTuple):
    """The identity of one till at one event, and the rules by which it sells.

    `seat` is 0 for the till's first laptop and counts up when another laptop takes over.
    """

    event: str
    stand: str
    till: str
    till_id: str
    seat: int = 0
    name: str = ""
    cash_rounding: Rupiah = 0
    training: bool = False

    @property
    def place(self) -> str:
        """Stand and till in short: `A07-1`, and `A07-1B` for the laptop that took over."""
        letter = chr(ord("A") + self.seat) if self.seat else ""
        return f"{self.stand}-{self.till}{letter}"

    def number(self, running: int) -> str:
        """Return the receipt number of the till's `running`-th sale: `A07-1-000123`."""
        return f"{self.place}-{running:06d}"

    def owns(self, number: str) -> bool:
        """Return whether this seat of the till gave out the receipt number."""
        return number.rpartition("-")[0] == self.place


def running_of(number: str) -> int:
    """Return the running part of a receipt number. Raises PosError `number_invalid`."""
    tail = number.rpartition("-")[2]
    if not (tail.isascii() and tail.isdigit() and len(tail) <= MAX_DIGITS):
        raise PosError("number_invalid", number=number[:40])
    return int(tail)
