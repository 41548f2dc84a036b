"""What a seat that took over says of the seat before it: where that one's journal ended.

Only the shape is read here. The signature by the spare key of the twin journal, which proves that
the stick was there, will be two more keys of the same object; an object without them is read too.
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
    """The seat before, its last journal row with that row's hash (hex), and its last receipt."""

    seat: int
    row: int
    head: str
    last_number: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "seat": self.seat,
            "row": self.row,
            "head": self.head,
            "last_number": self.last_number,
        }


def read_takeover_proof(found: Mapping[str, object] | None) -> TakeoverProof | None:
    """The manifest's `continues`; None for one that says nothing that could be held against."""
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
