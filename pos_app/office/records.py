"""What the book holds beside day files: signed records, kept as the exact bytes that were signed.

Like the files they are a set that only grows: what is shown follows from the set, whatever the
order in which they came. A closing slip's facts are such a record too, signed by a till on paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from pos_app.dayfile import closing_qr
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-record-v1"
MAX_BODY = 64 * 1024 * 1024


class RecordKind(StrEnum):
    """`OFFICE` names a key that decides, `PACK` the enrolment keys that were handed out.

    `GOODS` holds the checked rows of a sheet that the plan names. A `SLIP` is a till's own word,
    from paper.
    """

    OFFICE = "office"
    PACK = "pack"
    GOODS = "goods"
    DECISION = "decision"
    SLIP = "slip"


@dataclass(frozen=True)
class Record:
    """A signed fact. `body` is canonical JSON; `signature` is Ed25519 over tag, kind and body.

    `identity` is the SHA-256 of what was signed and of the key (hex) that signed it.
    """

    kind: RecordKind
    body: bytes
    signer: str
    signature: bytes

    @cached_property
    def identity(self) -> str:
        signed = bytes.fromhex(self.signer) + _message(self.kind, self.body)
        return hashlib.sha256(signed).hexdigest()

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        found = json.loads(self.body)
        if not isinstance(found, dict):
            raise ValueError("a record's body is one JSON object")
        return found

    @property
    def is_valid(self) -> bool:
        """Whether the signer it names has signed it, and its body is canonical JSON."""
        signed = is_signed_by(self.signer, _message(self.kind, self.body), self.signature)
        return signed and self._is_canonical

    @property
    def _is_canonical(self) -> bool:
        try:
            return len(self.body) <= MAX_BODY and canonical(self.facts) == self.body
        except (ValueError, TypeError, RecursionError):
            return False


def sign_record(
    kind: RecordKind, facts: Mapping[str, Any], signer: str, sign: Callable[[bytes], bytes]
) -> Record:
    """The facts as a record of the key `signer` (hex)."""
    body = canonical(facts)
    return Record(kind, body, signer, sign(_message(kind, body)))


def _message(kind: RecordKind, body: bytes) -> bytes:
    if kind is RecordKind.SLIP:
        return closing_qr.TAG + body  # as the till signed it for its paper
    return TAG + kind.encode() + b"\0" + body
