"""Barcodes on goods: which kind a code is, whether its check digit is right, and our own numbers.

A code with a wrong check digit is a misread or a slip of the hand. It is refused and never
repaired: a repaired code is another product's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.errors import PosError


class Kind(StrEnum):
    """What a code can be drawn and scanned as. `CODE128` is a SKU or any other text."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class InStoreNumber:
    """The parts of an in-store EAN-13."""

    prefix: int
    till_part: int
    running: int


TILL_PREFIX, OFFICE_PREFIX = 20, 21  # who gave a number of our own out
TILL_PARTS = 10_000
_PLAIN_STAND = re.compile(r"([A-J])([0-9]{2})")
_BY_LENGTH = {13: Kind.EAN13, 8: Kind.EAN8, 12: Kind.UPCA}
_RANGES = {"prefix": (20, 29), "till_part": (0, 9_999), "running": (0, 999_999)}


def normalise(code: str) -> str:
    """`code` without the whitespace and control characters around it, which scanners add."""
    inside = [at for at, char in enumerate(code) if not (char.isspace() or _is_control(char))]
    return code[inside[0] : inside[-1] + 1] if inside else ""


def scan_candidates(code: str) -> list[str]:
    """What `code` may stand for, the likeliest first: itself, then without an AIM prefix.

    A scanner can be set to send a symbology identifier (ISO/IEC 15424) before every code: a right
    bracket, a letter and a digit. Empty when there is nothing in it.
    """
    plain = normalise(code)
    found = [plain] if plain else []
    if len(plain) > 3 and plain[0] == "]" and plain[1].isalpha() and plain[2].isdigit():
        found.append(plain[3:])
    return found


def check_digit(digits: str) -> str:
    """The digit that completes `digits` (7, 11 or 12 of them) to EAN-8, UPC-A or EAN-13."""
    if not _is_digits(digits) or len(digits) + 1 not in _BY_LENGTH:
        raise PosError("barcode_digits", digits=digits)
    weighted = sum(int(digit) * (1 if at % 2 else 3) for at, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def kind_by_length(code: str) -> Kind:
    """The kind that the length and digits of `code` speak for, its check digit unseen."""
    return _BY_LENGTH.get(len(code), Kind.CODE128) if _is_digits(code) else Kind.CODE128


def has_valid_check_digit(code: str) -> bool:
    """Whether `code` carries no check digit, or the right one."""
    return kind_by_length(code) is Kind.CODE128 or check_digit(code[:-1]) == code[-1]


def classify(code: str) -> Kind:
    """The kind of `code`; PosError `barcode_check_digit` when 8, 12 or 13 digits do not add up."""
    if not has_valid_check_digit(code):
        raise PosError("barcode_check_digit", barcode=code, digit=check_digit(code[:-1]))
    return kind_by_length(code)


def is_in_store(code: str) -> bool:
    """Whether `code` is a sound EAN-13 of the range 20 to 29, which no maker in the world owns."""
    return kind_by_length(code) is Kind.EAN13 and code[0] == "2" and has_valid_check_digit(code)


def in_store_ean13(prefix: int, till_part: int, running: int) -> str:
    """An EAN-13 of our own: `PP TTTT RRRRRR C`.

    Two digits of prefix (20 to 29), four of the till that gave the number out, so that two tills
    never give out one twice, six of its running number, and the check digit.
    """
    for part, value in (("prefix", prefix), ("till_part", till_part), ("running", running)):
        low, high = _RANGES[part]
        if not low <= value <= high:
            raise PosError("barcode_range", part=part, value=value, low=low, high=high)
    digits = f"{prefix:02}{till_part:04}{running:06}"
    return digits + check_digit(digits)


def till_part_of(event: str, stand: str, till: str) -> int:
    """The four digits that stand for a till where the office gave out none.

    From a stand code as A07 and one digit of till, without collision; else a hash of the codes,
    which two tills share once in ten thousand.
    """
    match = _PLAIN_STAND.fullmatch(stand)
    if match is not None and len(till) == 1 and till in "0123456789":
        letter = ord(match[1]) - ord("A")
        return letter * 1_000 + int(match[2]) * 10 + int(till)
    digest = hashlib.sha256(f"{event}/{stand}/{till}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % TILL_PARTS


def split_in_store(code: str) -> InStoreNumber | None:
    """The parts of an in-store number, or None for any other code."""
    if not is_in_store(code):
        return None
    return InStoreNumber(int(code[:2]), int(code[2:6]), int(code[6:12]))


def comparison_key(code: str) -> str:
    """What two barcodes are compared by: one UPC-A is scanned as 12 digits, or as 13 from zero."""
    return "0" + code if kind_by_length(code) is Kind.UPCA else code


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"
