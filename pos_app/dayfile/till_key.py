"""The QR code with a till's public key, which the office scans where no stand pack was used.

It is `POSKEY1:` and a text with the tag `pos-key-v1`, signed by the key itself. The signature
proves that the till holds the private key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.format import short_code
from pos_app.dayfile.signed_text import LaterVersion, read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

PREFIX = "POSKEY1:"
TAG = b"pos-key-v1"
MAX_SEAT = 25
_KEY = re.compile(r"[0-9a-f]{64}")
_TILL_ID = re.compile(r"[\x21-\x7e]{1,60}")


def fingerprint(key: str) -> str:
    """Return the start of a public key (hex) for comparison by phone: `3C46-4DAF`."""
    return short_code(key)


def till_key_code(till_key: TillKey, sign: Callable[[bytes], bytes]) -> str:
    """Return the text of the QR code, signed by the key that it names."""
    return write_text(PREFIX, TAG, canonical(asdict(till_key)), sign)


def read_till_key(text: str) -> TillKey:
    """Return the key and identity in a scanned code that was signed by the same key.

    The office has to check that the identity is true. Raises PosError `key_code_unreadable`,
    `key_code_not_signed`.
    """
    try:
        plain, signature = read_text(PREFIX, text)
        found = _checked_key(json.loads(plain))
    except LaterVersion:
        raise
    except (ValueError, TypeError, RecursionError, PosError) as error:
        raise PosError("key_code_unreadable") from error
    if not is_signed_by(found.key, TAG + plain, signature):
        raise PosError("key_code_not_signed", stand=found.stand, till=found.till)
    return found


def _checked_key(values: dict[str, Any]) -> TillKey:
    found = TillKey(**values)
    for field in fields(found):
        if type(getattr(found, field.name)) is not (int if field.name == "seat" else str):
            raise ValueError(field.name)
    for what in ("event", "stand", "till"):
        check_code(getattr(found, what), what)
    is_valid = _KEY.fullmatch(found.key) and _TILL_ID.fullmatch(found.till_id)
    if not is_valid or not 0 <= found.seat <= MAX_SEAT:
        raise ValueError("key")
    return found
