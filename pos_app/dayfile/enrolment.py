"""Enrolment: the key that the office handed out for a till signs the key that the till made itself.

So the office knows the till's key when its first day file comes, without having seen the laptop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-enrol-v1"


@dataclass(frozen=True, slots=True)
class TillKey:
    """Which key is whose: `key` is the public key (Ed25519, hex) of one seat of a till."""

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    key: str

    def message(self) -> bytes:
        """The bytes that the enrolment key signs: the tag ‖ canonical JSON of all of it."""
        return TAG + canonical(asdict(self))


def enrol(whose: TillKey, sign: Callable[[bytes], bytes]) -> str:
    """The manifest's `enrolled`: the enrolment key's signature in 128 hex digits."""
    return sign(whose.message()).hex()


def is_enrolled(whose: TillKey, enrolled: str | None, enrolment_key: str) -> bool:
    """Whether `enrolled` is that enrolment key's (Ed25519, hex) signature of `whose` key."""
    try:
        signature = bytes.fromhex(enrolled or "")
    except ValueError:
        return False
    return is_signed_by(enrolment_key, whose.message(), signature)
