"""Checks the rows of a catalogue sheet and turns them into products, without guessing.

A row with an error gives no product, only a problem. A cell may hold anything that a CSV file or a
workbook can: text, a whole or fractional number, true or false, or nothing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos_app.domain import barcode as barcodes
from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import MAX_PRICE
from pos_app.domain.price_steps import MAX_TEXT, Steps, read_steps
from pos_app.errors import PosError, Problem, Severity

__all__ = ["OPTIONAL", "REQUIRED", "CatalogueRow", "check_rows", "sku_key"]

REQUIRED = ("sku", "name", "category", "maker", "price_rp", "stock")
OPTIONAL = ("barcode", "name_en", "share_pct", "price_steps", "unique")
MAX_STOCK = 9_999_999
FULL_SHARE_BP = 10_000

_LENGTHS = {"sku": 60, "name": 200, "category": 100, "maker": 100, "barcode": 60, "name_en": 200}
_LENGTHS |= {"price_steps": MAX_TEXT, "unique": 20}
_YES = frozenset(("ya", "y", "yes", "true", "benar", "x", "v", "✓", "1"))
_NO = frozenset(("", "tidak", "t", "n", "no", "false", "salah", "-", "0"))
_CURRENCY = re.compile(r"Rp\.?\s*", re.IGNORECASE)
_WHOLE = re.compile(r"([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,-)?")
_FRACTION = re.compile(r"[0-9.,]*[0-9][.,][0-9]+")
_SHARE = re.compile(r"(-?)([0-9]{1,6})(?:[.,]([0-9]{1,20}))?\s*%?")
_ROUNDED_BARCODE = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_MAX_DIGITS = 15
# Unicode categories that break a line or cannot be stored, and the characters that set direction.
_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One product as stated in row `row`: texts in NFC, price in rupiah, share in basis points."""

    row: int
    sku: str
    name: str
    category: str
    maker: str
    price: int
    stock: int
    barcode: str | None
    name_en: str
    share_bp: int | None
    price_steps: Steps = ()
    unique: bool = False


def check_rows(
    header: Sequence[str], rows: Sequence[tuple[int, Mapping[str, object]]], file: str
) -> tuple[tuple[CatalogueRow, ...], tuple[Problem, ...]]:
    """Return the valid products of a sheet, and the problems of its columns and rows in order.

    `header` is case-folded; each row comes with its number in the file. No cell makes it raise.
    """
    problems = _column_problems(header, file)
    if any(problem.severity == "error" for problem in problems):
        return (), tuple(problems)
    earlier = _EarlierRows()
    good: list[CatalogueRow] = []
    for number, cells in rows:
        check = _RowCheck(number, cells, file)
        product = check.product()
        earlier.compare(check, product)
        problems += check.problems
        if check.is_valid():
            good.append(product)
    return tuple(good), tuple(problems)


def _column_problems(header: Sequence[str], file: str) -> list[Problem]:
    """Return an error for each missing column, and a warning for each unknown one."""
    missing = [column for column in REQUIRED if column not in header]
    known = {"", *REQUIRED, *OPTIONAL}
    unknown = [column for column in dict.fromkeys(header) if column not in known]
    return [
        Problem("column_missing", "error", {"column": column}, file, 1, column)
        for column in missing
    ] + [
        Problem("column_unknown", "warning", {"column": column[:60]}, file, 1, column[:60])
        for column in unknown
    ]


class _RowCheck:
    """Reads one row and collects its problems."""

    def __init__(self, row: int, cells: Mapping[str, object], file: str) -> None:
        self.row = row
        self.problems: list[Problem] = []
        self._cells = cells
        self._file = file

    def is_valid(self) -> bool:
        """Return whether nothing worse than a warning was found."""
        return all(problem.severity == "warning" for problem in self.problems)

    def note(self, code: str, column: str, severity: Severity = "error", **facts: object) -> None:
        """Add a problem of this row."""
        all_facts = {"row": self.row, "column": column, **facts}
        self.problems.append(Problem(code, severity, all_facts, self._file, self.row, column))

    def product(self) -> CatalogueRow:
        """Return the product of the row, with empty values for invalid cells."""
        return CatalogueRow(
            row=self.row,
            sku=self._required("sku"),
            name=self._required("name"),
            category=self._required("category"),
            maker=self._required("maker"),
            price=self._price(),
            stock=self._stock(),
            barcode=self._barcode(),
            name_en=self._text("name_en"),
            share_bp=self._share(),
            price_steps=self._price_steps(),
            unique=self._unique(),
        )

    def _required(self, column: str) -> str:
        text = self._text(column)
        if not text and not any(problem.column == column for problem in self.problems):
            self.note(f"{column}_missing", column)
        return text

    def _text(self, column: str) -> str:
        """Return the cell's text in NFC without surrounding spaces; empty if it is invalid."""
        cell = self._cells.get(column)
        if cell is None or cell == "":
            return ""  # most cells of most sheets
        text = _as_text(cell)
        if text is None:
            self.note("text_not_text", column)
            return ""
        fault = _text_fault(text, _LENGTHS[column])
        if fault:
            self.note(fault, column, limit=_LENGTHS[column], text=_excerpt(text))
            return ""
        text = text.strip()
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _price(self) -> int:
        amount = _whole(self._cells.get("price_rp"), currency=True)
        if isinstance(amount, int) and 0 < amount <= MAX_PRICE:
            return amount
        reason = amount if isinstance(amount, str) else _out_of_range(amount)
        text = _excerpt(self._cells.get("price_rp"))
        self.note(f"price_{reason}", "price_rp", limit=MAX_PRICE, text=text)
        return 0

    def _stock(self) -> int:
        """Return the pieces in stock.

        A negative number is only a warning: a till exports one after it sold more than it had
        recorded.
        """
        cell = self._cells.get("stock")
        pieces = _whole(cell, currency=False)
        if pieces == "negative":
            below = _whole(_without_sign(cell), currency=False)
            if isinstance(below, int) and below <= MAX_STOCK:
                self.note("stock_negative", "stock", "warning", text=_excerpt(cell))
                return -below
        if isinstance(pieces, int) and 0 <= pieces <= MAX_STOCK:
            return pieces
        reason = pieces if isinstance(pieces, str) else _out_of_range(pieces)
        severity: Severity = "warning" if reason == "missing" else "error"
        text = _excerpt(self._cells.get("stock"))
        self.note(f"stock_{reason}", "stock", severity, limit=MAX_STOCK, text=text)
        return 0

    def _barcode(self) -> str | None:
        """Return the barcode, or None if it is empty or its check digit is wrong."""
        text = self._text("barcode")
        code = barcodes.as_stored(text) if text else ""
        if not code:
            return None
        if _ROUNDED_BARCODE.fullmatch(code):
            self.note("barcode_rounded", "barcode", barcode=code)
            return None
        if not barcodes.has_valid_check_digit(code):
            digit = barcodes.check_digit(code[:-1])
            self.note("barcode_check_digit", "barcode", barcode=code, digit=digit)
            return None
        return code

    def _price_steps(self) -> Steps:
        text = self._text("price_steps")
        price = _whole(self._cells.get("price_rp"), currency=True) if text else 0
        if not text or not isinstance(price, int):
            return ()
        try:
            return read_steps(text, price)
        except PosError as error:
            self.note(error.code, "price_steps", text=_excerpt(error.facts["text"]))
            return ()

    def _unique(self) -> bool:
        cell = self._cells.get("unique")
        word = str(int(cell)) if isinstance(cell, bool) else self._text("unique").casefold()
        if word not in _YES | _NO:
            self.note("unique_unclear", "unique", text=_excerpt(cell))
        return word in _YES

    def _share(self) -> int | None:
        cell = self._cells.get("share_pct")
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None
        share = _basis_points(cell)
        if isinstance(share, int):
            return share
        self.note(f"share_{share}", "share_pct", text=_excerpt(cell))
        return None


class _EarlierRows:
    """The codes of the rows read so far, to find duplicates."""

    def __init__(self) -> None:
        self._skus: dict[str, tuple[int, str]] = {}
        self._barcodes: dict[str, list[tuple[int, str]]] = {}

    def compare(self, check: _RowCheck, product: CatalogueRow) -> None:
        """Add a problem to `check` for each code that an earlier row has, and remember the rest."""
        if product.sku:
            self._compare_sku(check, product.sku)
        if product.barcode:
            self._compare_barcode(check, product.barcode, sku_key(product.maker))

    def _compare_sku(self, check: _RowCheck, sku: str) -> None:
        first = self._skus.setdefault(sku_key(sku), (check.row, sku))
        if first[0] != check.row:
            code = "sku_twice" if first[1] == sku else "sku_case_twice"
            check.note(code, "sku", sku=sku, first_row=first[0], first_sku=first[1])

    def _compare_barcode(self, check: _RowCheck, code: str, maker: str) -> None:
        """A barcode used twice is an error within one maker, and a warning between two.

        When it is scanned, the till asks which of the two makers' products is meant.
        """
        before = self._barcodes.setdefault(barcodes.comparison_key(code), [])
        own = next((row for row, other in before if other == maker), None)
        if own is not None:
            check.note("barcode_twice", "barcode", barcode=code, first_row=own)
        elif before:
            first_row = before[0][0]
            check.note("barcode_shared", "barcode", "warning", barcode=code, first_row=first_row)
        if own is None:
            before.append((check.row, maker))


def _as_text(cell: object) -> str | None:
    """Return the cell as text; a number as its digits; None if it has no text form."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    if isinstance(cell, float) and not cell.is_integer():
        return str(cell) if math.isfinite(cell) else None
    number = int(cell)
    return str(number) if abs(number) < 10**_MAX_DIGITS else None


def _text_fault(text: str, limit: int) -> str:
    """Return the problem code of a text that must not be shown, printed or stored, else ``""``."""
    # A printable text has no such character; each character of any other is looked at.
    if not text.isprintable() and any(
        unicodedata.category(c) in _CONTROL_CATEGORIES or c in _DIRECTION for c in text
    ):
        return "text_control"
    bare = text.strip()
    if bare.startswith("="):
        return "text_formula"
    is_short = len(bare) <= limit and bare.isascii()
    return "" if is_short or len(unicodedata.normalize("NFC", bare)) <= limit else "text_too_long"


def _excerpt(cell: object) -> str:
    """Return the first 40 characters of a cell, printable, for use in a message."""
    text = _as_text(cell)
    shown = "?" if text is None else text[:40]
    return "".join(char if char.isprintable() else " " for char in shown).strip()


def _whole(cell: object, *, currency: bool) -> int | str:
    """Return the whole number in the cell, or the reason why there is none."""
    if cell is None:
        return "missing"
    if isinstance(cell, str):
        return _whole_of_text(cell.strip(), currency=currency)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return "not_number"
    if isinstance(cell, float) and not math.isfinite(cell):
        return "not_number"
    if cell < 0:
        return "negative"
    return int(cell) if cell == int(cell) else "fraction"


def _without_sign(cell: object) -> object:
    """Return the cell of a negative number with its sign removed."""
    if isinstance(cell, int | float):
        return -cell
    return cell.strip().removeprefix("-") if isinstance(cell, str) else cell


def _whole_of_text(text: str, *, currency: bool) -> int | str:
    """Return the whole number in `text`: digits, or digits grouped in threes by dots."""
    if not text:
        return "missing"
    if len(text) <= _MAX_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    is_negative, bare = _split_sign(text, currency=currency)
    match = _WHOLE.fullmatch(bare)
    if match is None:
        return "fraction" if _FRACTION.fullmatch(bare) else "not_number"
    digits = match[1].replace(".", "").lstrip("0") or "0"
    if len(digits) > _MAX_DIGITS:
        return "too_large"
    return "negative" if is_negative and digits != "0" else int(digits)


def _split_sign(text: str, *, currency: bool) -> tuple[bool, str]:
    """Return whether `text` has a minus, before or after `Rp`, and `text` without both."""
    is_negative, bare = text.startswith("-"), text.removeprefix("-")
    if not currency:
        return is_negative, bare
    if _CURRENCY.match(bare):
        bare = _CURRENCY.sub("", bare, count=1)
    if not is_negative and bare.startswith("-"):
        return True, bare[1:]
    return is_negative, bare


def _out_of_range(number: int) -> str:
    return "zero" if number == 0 else "too_large"


def basis_points(percent: str) -> int | None:
    """Return a percentage with at most two decimals in basis points; None if it is none."""
    found = _basis_points(percent)
    return found if isinstance(found, int) else None


def _basis_points(cell: object) -> int | str:
    """Return the percentage in the cell in exact basis points, or the reason why there is none.

    A number between 0 and 1 is ambiguous: a workbook stores 10 % as 0.1, and a person may have
    typed 0.1 for 0.1 %.
    """
    if isinstance(cell, float) and math.isfinite(cell) and 0 < cell < 1:
        return "ambiguous"
    match = _SHARE.fullmatch(_percent_text(cell).strip())
    if match is None:
        return "not_number"
    decimals = (match[3] or "").rstrip("0")
    if len(decimals) > 2:
        return "decimals"
    share = int(match[2]) * 100 + int(decimals.ljust(2, "0"))
    return "range" if share > FULL_SHARE_BP or (match[1] and share) else share


def _percent_text(cell: object) -> str:
    """Return the cell as decimal text; a float is written without an exponent."""
    if isinstance(cell, float) and math.isfinite(cell) and abs(cell) < 10**_MAX_DIGITS:
        return f"{Decimal(repr(cell)):f}"
    return _as_text(cell) or ""
