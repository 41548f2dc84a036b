"""Barcodes on goods: their kind, their check digit, and the in-store numbers that a till gives out.

A code with a wrong check digit was misread or mistyped. It is refused and never corrected, because
a corrected code may belong to another product.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from typing import NamedTuple

from pos_app.errors import PosError


class Kind(StrEnum):
    """The symbology of a code. `CODE128` is used for a SKU or any other text."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    CODE128 = "code128"


class InStoreNumber(NamedTuple):
    """The parts of an in-store EAN-13: prefix, till number and running number."""

    prefix: int
    till_part: int
    running: int


TILL_PREFIX, OFFICE_PREFIX = 20, 21  # whether a till or the office gave the number out
TILL_PARTS = 10_000
_PLAIN_STAND = re.compile(r"([A-J])([0-9]{2})")
GTIN_DIGITS = 14
_AIM = re.compile(r"\][A-Za-z][0-9]")
_FNC1 = "\x1d"
_ELEMENT_STRING = re.compile(r"(?:^|\x1d)(?:01|\(01\))(0[0-9]{13})")
_AS_PRINTED = re.compile(r"[0-9]+(?:[ -][0-9]+)+")  # digits in groups, as below the bars
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


def without_aim_prefix(code: str) -> str:
    """Return `code` without the symbology identifier that a scanner can send before every code.

    An identifier (ISO/IEC 15424) is a right bracket, a letter and a digit: `]E0`, `]C1`.
    """
    plain = normalise(code)
    return _AIM.sub("", plain, count=1).lstrip(_FNC1)


def is_blank_scan(code: str) -> bool:
    """Return whether a scanner sent nothing but blanks or its prefix: no code was read."""
    return not without_aim_prefix(code)


class Meaning(NamedTuple):
    """One thing that a scan may mean: a SKU, or a barcode that is stored in one of these forms."""

    sku: str
    barcodes: tuple[str, ...]


def scan_meanings(code: str) -> list[Meaning]:
    """Return what a scan may mean, the likeliest first; empty for a blank scan.

    First the code as it was sent, in all forms of its GTIN; then without the scanner's prefix;
    then the number in a GS1 element string; last with the check digit that a scanner left out.
    """
    sent, plain = normalise(code), without_aim_prefix(code)
    if not plain:
        return []
    texts = [sent] if sent == plain else [sent, plain]
    found = [Meaning(text, (text, *_stored_forms(gtin(text), text))) for text in texts]
    for number in _numbers_meant(plain):
        forms = _stored_forms(number, plain)
        if forms:
            found.append(Meaning(plain, forms))
    return found


def gtins_meant(code: str) -> list[str]:
    """Return, in 14 digits, the GTINs that a code may mean however it was sent."""
    plain = without_aim_prefix(code)
    return [number for number in (gtin(plain), *_numbers_meant(plain)) if number]


def _numbers_meant(plain: str) -> list[str]:
    """Return the GTINs that a code holds, abbreviates or lacks the check digit of; some empty."""
    return [
        gtin(number)
        for number in (
            _in_element_string(plain),
            _in_groups(plain),
            _expanded_upc_e(plain),
            _completed(plain),
            _expanded_upc_e(plain, with_check_digit=False),
        )
    ]


def gtin(code: str) -> str:
    """Return the 14 digits of the GTIN that `code` is, or an empty text if it is none.

    EAN-8, UPC-A, EAN-13 and the GTIN-14 of a single piece are one number with more or fewer zeros
    before it. A spreadsheet that takes a code for a number drops them, down to eight digits.
    """
    if not _is_digits(code) or not 8 <= len(code) <= GTIN_DIGITS:
        return ""
    full = code.zfill(GTIN_DIGITS)
    return full if _check_digit_of(full[:-1]) == full[-1] else ""


def _stored_forms(full: str, seen: str) -> tuple[str, ...]:
    """Return the codes of a catalogue that are the GTIN `full`, but `seen`.

    Also those that lost their zeros or their check digit on the way into it.
    """
    if not full:
        return ()
    zeros = len(full) - len(full.lstrip("0"))
    forms = {full[skip:] for skip in range(min(zeros, GTIN_DIGITS - 8) + 1)}
    forms |= {full[skip:-1] for skip in (1, 2, 6) if skip <= zeros}
    return tuple(sorted(forms - {seen}))


def _completed(plain: str) -> str:
    """Return the code with the check digit that it lacks; empty for other lengths."""
    lacks = _is_digits(plain) and len(plain) + 1 in _BY_LENGTH
    return plain + check_digit(plain) if lacks else ""


def _in_element_string(plain: str) -> str:
    """Return the GTIN of a single piece in a GS1 element string; else empty."""
    found = _ELEMENT_STRING.search(plain)
    return found[1] if found else ""


def _in_groups(plain: str) -> str:
    """Return an EAN-13 or UPC-A that is written in groups: `4 006381 333931`; else empty."""
    digits = re.sub("[ -]", "", plain) if _AS_PRINTED.fullmatch(plain) else ""
    return digits if len(digits) in (12, 13) else ""


def _expanded_upc_e(plain: str, *, with_check_digit: bool = True) -> str:
    """Return the UPC-A that a UPC-E of eight digits abbreviates, or an empty text.

    Without its check digit it has seven.
    """
    length = 8 if with_check_digit else 7
    if not (_is_digits(plain) and len(plain) == length and plain[0] in "01"):
        return ""
    system, d, check = plain[0], plain[1:7], plain[7:]
    if d[5] in "012":
        middle = d[:2] + d[5] + "0000" + d[2:5]
    elif d[5] in "34":
        places = int(d[5])
        middle = d[:places] + "0" * 5 + d[places:5]
    else:
        middle = d[:5] + "0000" + d[5]
    return system + middle + (check or check_digit(system + middle))


def as_stored(text: str) -> str:
    """Return the code that a catalogue keeps of what a sheet or a scanner gives.

    That is the code without a scanner's prefix; the number of the piece where the text writes it in
    groups of digits, in a GS1 element string, or as a UPC-E. A wrong check digit stays as it is.
    """
    plain = without_aim_prefix(text)
    if gtin(plain):
        return plain
    found = (_in_element_string(plain), _in_groups(plain), _expanded_upc_e(plain))
    return next((as_printed(number) for number in found if gtin(number)), plain)


def check_digit(digits: str) -> str:
    """Return the digit that completes `digits` (7, 11 or 12 of them) to EAN-8, UPC-A or EAN-13.

    Raises PosError `barcode_digits` for any other input.
    """
    if not _is_digits(digits) or len(digits) + 1 not in _BY_LENGTH:
        raise PosError("barcode_digits", digits=digits)
    return _check_digit_of(digits)


def _check_digit_of(digits: str) -> str:
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
    """Return the key by which two barcodes are compared: the GTIN in 14 digits, or else the code.

    A UPC-A without its check digit is completed: a catalogue that was kept as numbers has such.
    """
    plain = without_aim_prefix(code)
    without_check = len(plain) == 11 and not gtin(plain)
    return gtin(_completed(plain) if without_check else plain) or plain


def as_printed(code: str) -> str:
    """Return the code that a label bears: 13 digits for a GTIN-14 of a single piece."""
    full = gtin(code)
    return code[1:] if len(code) == GTIN_DIGITS and full and code[0] == "0" else code


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"
