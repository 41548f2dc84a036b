"""Enrolment: a till's own key is signed with the enrolment key from the office's stand pack.

The office can therefore trust the till's key in its first day file without having seen the laptop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-enrol-v1"


@dataclass(frozen=True, slots=True)
class TillKey:
    """The public key (`key`, Ed25519 in hex) of one seat of a till, with the till's identity."""

    event: str
    stand: str
    till: str
    seat: int
    till_id: str
    key: str

    def message(self) -> bytes:
        """Return the bytes that the enrolment key signs: tag ‖ canonical JSON of all fields."""
        return TAG + canonical(asdict(self))


def enrol(till_key: TillKey, sign: Callable[[bytes], bytes]) -> str:
    """Return the manifest's `enrolled`: the enrolment key's signature as 128 hex digits."""
    return sign(till_key.message()).hex()


def is_enrolled(till_key: TillKey, enrolled: str | None, enrolment_key: str) -> bool:
    """Return whether `enrolled` is the signature of `till_key` by the key `enrolment_key` (hex)."""
    try:
        signature = bytes.fromhex(enrolled or "")
    except ValueError:
        return False
    return is_signed_by(enrolment_key, till_key.message(), signature)
