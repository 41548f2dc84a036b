"""Reads the fields of a decision's record; a value that no decision can have is a ValueError."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pos_app.clock import parse_day
from pos_app.domain.contact import is_contact_number
from pos_app.domain.event import check_code
from pos_app.domain.money import MAX_PRICE
from pos_app.office.decide.order_decisions import HowClosed, Progress
from pos_app.office.plan.plan_changes import MAX_TABLE

MAX_VISITORS = 100_000_000
MAX_TEXT = 200
PAYMENT_WAYS = ("cash", "transfer")
_MAX_LIST = 10_000
_HEX = re.compile(r"[0-9a-f]{64}")
_SALE = re.compile(r"[0-9a-f-]{1,64}")


def text_of(value: object) -> str:
    """A printable text of 1 to 200 characters. Raises ValueError."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_TEXT or not value.isprintable():
        raise ValueError("not a text")
    return value


def reason_of(value: object) -> str:
    """A text that may be empty. Raises ValueError."""
    return "" if value == "" else text_of(value)


def _code(value: object) -> str:
    return check_code(text_of(value), "code")


def _day(value: object) -> str:
    return parse_day(text_of(value)).isoformat()


def _hash(value: object) -> str:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise ValueError("not a hash")
    return value


def hashes_of(value: object) -> tuple[str, ...]:
    """The identities in a list, sorted and each once. Raises ValueError."""
    if not isinstance(value, list) or len(value) > _MAX_LIST:
        raise ValueError("not a list of hashes")
    return tuple(sorted({_hash(item) for item in value}))


def _table(value: object) -> str:
    if not isinstance(value, str) or not 2 <= len(value) <= MAX_TABLE or not value.isprintable():
        raise ValueError("not a table of the plan")
    return value


def _number(value: object) -> str:
    if not isinstance(value, str) or not is_contact_number(value):
        raise ValueError("not a number of an order or inquiry")
    return value


def _one_of(*values: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in values:
            raise ValueError("not one of the values")
        return str(value)

    return read


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError("not of this form")
        return value

    return read


def _whole(most: int, least: int = 0) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError("not a whole number in range")
        return value

    return read


READ: Mapping[str, Callable[[object], object]] = {
    "stand": _code,
    "till": _code,
    "seat": _whole(25),
    "day": _day,
    "since": _day,
    "manifest": _hash,
    "over": hashes_of,
    "files": hashes_of,
    "key": _hash,
    "text": text_of,
    "maker": text_of,
    "visitors": _whole(MAX_VISITORS),
    "share_bp": _whole(10_000),
    "sku": text_of,
    "price": _whole(MAX_PRICE),
    "until": _day,
    "amount": _whole(MAX_PRICE, 1),
    "way": _one_of(*PAYMENT_WAYS),
    "proof": text_of,
    "part": text_of,
    "code": text_of,
    "table": _table,
    "number": _number,
    "order": _number,
    "ref": _number,
    "sale": _matching(_SALE),
    "how": _one_of(*HowClosed),
    "state": _one_of(*Progress),
    "taken": _whole(MAX_PRICE),
}
