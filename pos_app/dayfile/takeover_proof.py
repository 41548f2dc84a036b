"""The proof of a take-over: where the journal of the previous laptop (seat) ended.

It is signed by the spare key, whose public half the previous laptop wrote into its journal when it
was set up. The private half is kept only beside the twin of that journal, so whoever signed the
proof had the twin in hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-takeover-v1"
_HEX = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{1,15}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_LIMIT = 10**15


@dataclass(frozen=True, slots=True)
class TakeoverProof:
    """The previous seat, its last journal row with the row's hash (hex), and its last receipt.

    `signature` is that of the spare key (hex), or empty.
    """

    seat: int
    row: int
    head: str
    last_number: str | None = None
    signature: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the manifest's `continues` object."""
        signed = {"signature": self.signature} if self.signature else {}
        return {**self._facts(), **signed}

    def _facts(self) -> dict[str, Any]:
        return {
            "seat": self.seat,
            "row": self.row,
            "head": self.head,
            "last_number": self.last_number,
        }

    def message(self, new_seat: TillKey) -> bytes:
        """Return the bytes that the spare key signs for the laptop that takes over.

        They name the new laptop's key, so that a copied proof vouches for no other laptop.
        """
        names = ("event", "stand", "till", "seat", "till_id", "key")
        laptop = {name: getattr(new_seat, name) for name in names}
        return TAG + canonical({**laptop, "continues": self._facts()})


def is_signed_takeover(proof: TakeoverProof, new_seat: TillKey, spare_key: str) -> bool:
    """Return whether the spare key (hex) signed the proof for this laptop."""
    if not proof.signature:
        return False
    return is_signed_by(spare_key, proof.message(new_seat), bytes.fromhex(proof.signature))


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
    signature = found.get("signature")
    if not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        signature = ""
    return TakeoverProof(int(str(seat)), int(str(row)), head, number, signature)


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
