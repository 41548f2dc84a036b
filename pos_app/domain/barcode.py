"""Barcodes on goods: their kind, their check digit, and the in-store numbers that a till gives out.

A code with a wrong check digit was misread or mistyped. It is refused and never corrected, because
a corrected code may belong to another product.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from pos_app.errors import PosError


class Kind(StrEnum):
    """The symbology of a code. `CODE128` is used for a SKU or any other text."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class InStoreNumber:
    """The parts of an in-store EAN-13: prefix, till number and running number."""

    prefix: int
    till_part: int
    running: int


TILL_PREFIX, OFFICE_PREFIX = 20, 21  # whether a till or the office gave the number out
TILL_PARTS = 10_000
_PLAIN_STAND = re.compile(r"([A-J])([0-9]{2})")
_BY_LENGTH = {13: Kind.EAN13, 8: Kind.EAN8, 12: Kind.UPCA}
_RANGES = {"prefix": (20, 29), "till_part": (0, 9_999), "running": (0, 999_999)}


def normalise(code: str) -> str:
    """Return `code` without the whitespace and control characters that scanners add around it.

    Half a character, which no database can look for, becomes a question mark.
    """
    if not code.isascii():
        code = code.encode("utf-8", "replace").decode()
    inside = [at for at, char in enumerate(code) if not (char.isspace() or _is_control(char))]
    return code[inside[0] : inside[-1] + 1] if inside else ""


def scan_candidates(code: str) -> list[str]:
    """Return the codes that a scan may mean, the likeliest first: as sent, then without AIM prefix.

    A scanner can be set to send a symbology identifier (ISO/IEC 15424) before every code: a right
    bracket, a letter and a digit. The list is empty for a blank scan.
    """
    plain = normalise(code)
    found = [plain] if plain else []
    if len(plain) > 3 and plain[0] == "]" and plain[1].isalpha() and plain[2].isdigit():
        found.append(plain[3:])
    return found


def check_digit(digits: str) -> str:
    """Return the digit that completes `digits` (7, 11 or 12 of them) to EAN-8, UPC-A or EAN-13.

    Raises PosError `barcode_digits` for any other input.
    """
    if not _is_digits(digits) or len(digits) + 1 not in _BY_LENGTH:
        raise PosError("barcode_digits", digits=digits)
    weighted = sum(int(digit) * (1 if at % 2 else 3) for at, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def kind_by_length(code: str) -> Kind:
    """Return the kind that the length of `code` suggests, without testing the check digit."""
    return _BY_LENGTH.get(len(code), Kind.CODE128) if _is_digits(code) else Kind.CODE128


def has_valid_check_digit(code: str) -> bool:
    """Return whether the check digit of `code` is right; a kind without one always passes."""
    return kind_by_length(code) is Kind.CODE128 or check_digit(code[:-1]) == code[-1]


def classify(code: str) -> Kind:
    """Return the kind of `code`. Raises PosError `barcode_check_digit` if its check digit is wrong.

    Only codes of 8, 12 or 13 digits have a check digit.
    """
    if not has_valid_check_digit(code):
        raise PosError("barcode_check_digit", barcode=code, digit=check_digit(code[:-1]))
    return kind_by_length(code)


def is_in_store(code: str) -> bool:
    """Return whether `code` is a valid EAN-13 with prefix 20 to 29, which GS1 leaves to shops."""
    return kind_by_length(code) is Kind.EAN13 and code[0] == "2" and has_valid_check_digit(code)


def in_store_ean13(prefix: int, till_part: int, running: int) -> str:
    """Return an in-store EAN-13: `PP TTTT RRRRRR C`.

    It has two digits of prefix (20 to 29), four digits for the till, six digits of the till's
    running number, and the check digit. The till's digits keep two tills from giving out the same
    number. Raises PosError `barcode_range`.
    """
    for part, value in (("prefix", prefix), ("till_part", till_part), ("running", running)):
        low, high = _RANGES[part]
        if not low <= value <= high:
            raise PosError("barcode_range", part=part, value=value, low=low, high=high)
    digits = f"{prefix:02}{till_part:04}{running:06}"
    return digits + check_digit(digits)


def till_part_of(event: str, stand: str, till: str) -> int:
    """Return the four digits for a till in in-store numbers, where the office assigned none.

    A stand code such as A07 and a till code of one digit give digits that no other such till has.
    Other codes are hashed; two tills then share their digits with a chance of 1 in 10,000.
    """
    match = _PLAIN_STAND.fullmatch(stand)
    if match is not None and len(till) == 1 and till in "0123456789":
        letter = ord(match[1]) - ord("A")
        return letter * 1_000 + int(match[2]) * 10 + int(till)
    digest = hashlib.sha256(f"{event}/{stand}/{till}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % TILL_PARTS


def split_in_store(code: str) -> InStoreNumber | None:
    """Return the parts of an in-store number, or None for any other code."""
    if not is_in_store(code):
        return None
    return InStoreNumber(int(code[:2]), int(code[2:6]), int(code[6:12]))


def comparison_key(code: str) -> str:
    """Return the key by which two barcodes are compared.

    Scanners send one UPC-A either as 12 digits or as 13 digits with a leading zero.
    """
    return "0" + code if kind_by_length(code) is Kind.UPCA else code


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"
