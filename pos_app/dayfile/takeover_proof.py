"""The proof of a take-over: where the journal of the previous laptop (seat) ended.

Only the form of the values is checked, not a signature.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{1,15}")
_LIMIT = 10**15


@dataclass(frozen=True, slots=True)
class TakeoverProof:
    """The previous seat, its last journal row with the row's hash (hex), and its last receipt."""

    seat: int
    row: int
    head: str
    last_number: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the manifest's `continues` object."""
        return {
            "seat": self.seat,
            "row": self.row,
            "head": self.head,
            "last_number": self.last_number,
        }


def read_takeover_proof(found: Mapping[str, object] | None) -> TakeoverProof | None:
    """Return the manifest's `continues`, or None if it is missing or has invalid values."""
    if found is None:
        return None
    seat, row, head, number = (found.get(key) for key in ("seat", "row", "head", "last_number"))
    if not (_whole(seat, 0, 25) and _whole(row, 1, _LIMIT)):
        return None
    if not isinstance(head, str) or not _HEX.fullmatch(head):
        return None
    if number is not None and not (isinstance(number, str) and _NUMBER.fullmatch(number)):
        return None
    return TakeoverProof(int(str(seat)), int(str(row)), head, number)


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
