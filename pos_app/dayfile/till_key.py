"""The QR code with a till's public key, for the office to pin it by hand where no pack was used.

`POSKEY1:` and a signed text whose tag is `pos-key-v1`: whoever shows it holds that key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.format import short_code
from pos_app.dayfile.signed_text import read_text, write_text
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
    """The beginning of a public key (hex), to be compared by phone: `3C46-4DAF`."""
    return short_code(key)


def till_key_code(whose: TillKey, sign: Callable[[bytes], bytes]) -> str:
    """The text of the QR code, signed by the key that it names."""
    return write_text(PREFIX, TAG, canonical(asdict(whose)), sign)


def read_till_key(text: str) -> TillKey:
    """Whose key a scanned code says it is, when that very key has signed it.

    That the laptop stands where it says is for the office to know. Raises PosError
    `key_code_unreadable`, `key_code_not_signed`.
    """
    try:
        plain, signature = read_text(PREFIX, text)
        whose = _facts(json.loads(plain))
    except (ValueError, TypeError, RecursionError, PosError) as error:
        raise PosError("key_code_unreadable") from error
    if not is_signed_by(whose.key, TAG + plain, signature):
        raise PosError("key_code_not_signed", stand=whose.stand, till=whose.till)
    return whose


def _facts(told: dict[str, Any]) -> TillKey:
    whose = TillKey(**told)
    for field in fields(whose):
        if type(getattr(whose, field.name)) is not (int if field.name == "seat" else str):
            raise ValueError(field.name)
    for what in ("event", "stand", "till"):
        check_code(getattr(whose, what), what)
    sound = _KEY.fullmatch(whose.key) and _TILL_ID.fullmatch(whose.till_id)
    if not sound or not 0 <= whose.seat <= MAX_SEAT:
        raise ValueError("key")
    return whose
