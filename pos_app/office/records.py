"""Signed records, which a book holds beside day files, as the exact bytes that were signed.

Like the files, records form a set that only grows, and their order does not matter. The facts of a
closing slip and of an interim total are records too, signed by the till.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from pos_app.dayfile import closing_qr, interim_qr
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.journal import canonical

TAG = b"pos-record-v1"
MAX_BODY = 64 * 1024 * 1024


class RecordKind(StrEnum):
    """The kinds of records.

    Attributes:
        OFFICE: Names the key of an office that decides in this book.
        PACK: Names the enrolment key in a stand pack.
        GOODS: Holds the checked rows of a goods sheet that the plan names.
        CARD: Holds the picture of a maker that the plan names.
        DECISION: A decision of an office.
        SLIP: The facts of a closing slip, signed by a till.
        INTERIM: The facts of an interim total, signed by a till.
    """

    OFFICE = "office"
    PACK = "pack"
    GOODS = "goods"
    CARD = "card"
    DECISION = "decision"
    SLIP = "slip"
    INTERIM = "interim"


_TILL_TAGS = {RecordKind.SLIP: closing_qr.TAG, RecordKind.INTERIM: interim_qr.TAG}


@dataclass(frozen=True)
class Record:
    """Signed facts.

    `body` is canonical JSON, `signer` a key (hex), and `signature` an Ed25519 signature (RFC 8032)
    of tag, kind and body.
    """

    kind: RecordKind
    body: bytes
    signer: str
    signature: bytes

    @cached_property
    def identity(self) -> str:
        """The SHA-256 (hex) of the signer's key and of what was signed."""
        signed = bytes.fromhex(self.signer) + _message(self.kind, self.body)
        return hashlib.sha256(signed).hexdigest()

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The body as a JSON object. Raises ValueError for any other body."""
        found = json.loads(self.body)
        if not isinstance(found, dict):
            raise ValueError("a record's body is one JSON object")
        return found

    @property
    def is_valid(self) -> bool:
        """Whether the signature is valid and the body is canonical JSON."""
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
    """Signs facts as a record; `sign` signs with the key `signer` (hex)."""
    body = canonical(facts)
    return Record(kind, body, signer, sign(_message(kind, body)))


def _message(kind: RecordKind, body: bytes) -> bytes:
    if kind in _TILL_TAGS:
        return _TILL_TAGS[kind] + body  # as the till signed it for its paper
    return TAG + kind.encode() + b"\0" + body
