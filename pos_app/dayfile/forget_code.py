"""The office's request that a till deletes contacts: a signed text that goes with its answers.

It is `POSFORGET1:` and a signed text with the tag `pos-forget-v1`. It names numbers of orders and
inquiries only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pos_app.clock import parse_stamp, stamp
from pos_app.dayfile.signed_facts import check_hash, read_object
from pos_app.dayfile.signed_text import LaterVersion, read_text, write_text
from pos_app.dayfile.signing import is_signed_by
from pos_app.domain.contact import is_contact_number
from pos_app.domain.event import check_code
from pos_app.domain.journal import canonical
from pos_app.errors import PosError

PREFIX = "POSFORGET1:"
TAG = b"pos-forget-v1"
MOST_NUMBERS = 100
"""In one text: more go into further ones."""


@dataclass(frozen=True, slots=True)
class ForgetRequest:
    """The numbers whose contacts are to be deleted; `key` is the office's (Ed25519, hex)."""

    event: str
    numbers: tuple[str, ...]
    at: str
    key: str


def forget_texts(
    event: str, numbers: Sequence[str], at: str, key: str, sign: Callable[[bytes], bytes]
) -> list[str]:
    """Return the signed texts for these numbers; the same ones give the same texts."""
    parts = (numbers[i : i + MOST_NUMBERS] for i in range(0, len(numbers), MOST_NUMBERS))
    return [
        write_text(PREFIX, TAG, canonical(asdict(ForgetRequest(event, tuple(part), at, key))), sign)
        for part in parts
    ]


def read_forget_text(text: str) -> ForgetRequest:
    """Return the request in a text that was signed by the key that it names.

    The caller checks that the key is the office's. Raises PosError `forget_unreadable`,
    `forget_not_signed`.
    """
    try:
        plain, signature = read_text(PREFIX, text)
        found = _request(read_object(plain))
    except LaterVersion:
        raise
    except (ValueError, TypeError, KeyError, PosError) as error:
        raise PosError("forget_unreadable", text=text.strip()[:24]) from error
    if not is_signed_by(found.key, TAG + plain, signature):
        raise PosError("forget_not_signed")
    return found


def _request(values: dict[str, Any]) -> ForgetRequest:
    event, numbers, at, key = (values.pop(name) for name in ("event", "numbers", "at", "key"))
    if values or not (isinstance(numbers, list) and 1 <= len(numbers) <= MOST_NUMBERS):
        raise ValueError("keys")
    if not all(isinstance(each, str) and is_contact_number(each) for each in numbers):
        raise ValueError("numbers")
    check_code(event, "event")
    check_hash(key)
    if at != stamp(parse_stamp(at)):
        raise ValueError("at")
    return ForgetRequest(event, tuple(numbers), at, key)
