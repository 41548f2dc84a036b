"""Prices and numbers of pieces as people write them: `Rp. 35rb`, `35.000,00`, `12 pcs`.

A result is a whole number, or the reason why there is none. A number that may be read in two ways
is never guessed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

from pos_app.domain.money import parse_rupiah
from pos_app.errors import PosError
from pos_app.sheets.table import Cell

_ERROR = re.compile(r"#(n/?a|ref!?|value!?|div/0!?|name\?|null!?|num!?|spill!?|calc!?)[.!]?")
_NOTHING = {"", "-", "--", "–", "—", ".", "?", "n/a", "na", "kosong", "belum ada", "tba", "x"}
_FREE = {"gratis", "free", "bonus", "cuma-cuma", "hadiah"}
_RUPIAH = re.compile(
    r"^(@\s*)?((rp|idr|rupiah)\b\.?|rp\.?(?=[0-9]))\s*[:.]?\s*|\s*(idr|rupiah|rp)\.?$"
)
_FOREIGN = re.compile(r"[$€£¥₩]|\b(usd|us|eur|sgd|myr|rm|aud|dollar|dolar)\b")
_PIECE = r"(pcs|pc|buah|bh|biji|bj|helai|lembar|lbr|potong|ptg|pasang|psg|set|unit|item)"
_SEVERAL = r"([2-9]|[1-9][0-9]|1[0-9]{2})"
_PER_MANY = re.compile(
    r"(/|\bper\b|@)?\s*\b(lusin|losin|lsn|dozen|doz|kodi|gross|gros)\b"
    rf"|(/|\bper\b)\s*{_SEVERAL}\s*{_PIECE}?\.?$|\b{_SEVERAL}\s*{_PIECE}\b"
)
_PER_ONE = re.compile(
    rf"\s*(/|\bper\b|@)\s*(1\s*)?({_PIECE}|ea|each|piece|botol|bungkus|pak|pack|meter|kain)\.?$"
)
_RANGE = re.compile(
    r"[0-9](\s?(rb|ribu|k|jt|juta))?\s*(-|–|—|s/d|sd|sampai|to|~|/)\s*(rp\.?\s*)?[0-9]"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_GROUPS = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)")
_BOTH = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})|([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]{1,2})"
)
_DECIMALS = re.compile(r"([0-9]+)[.,]([0-9]{1,2})")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_PIECES = re.compile(
    r"(-?[0-9.,]+)\s*(pcs|pc|buah|bh|biji|helai|lembar|potong|pasang|set|unit|item|ea)\.?"
)
_UNCOUNTED = {
    "∞",
    "unlimited",
    "tak terbatas",
    "tidak terbatas",
    "po",
    "pre order",
    "preorder",
    "ready",
    "ada",
}
_SOLD_OUT = {"habis", "sold out", "kosong", "nol"}
_MANY = {"lusin", "losin", "dozen", "dozens", "doz", "kodi", "gross", "gros", "lsn", "dz"}
_MANY_PIECES = re.compile(rf"{_SEVERAL}\s*{_PIECE}\.?")
_WHOLE_PIECES = re.compile(r"([0-9]{1,9})[.,]0{1,2}")


def is_cell_error(cell: Cell) -> bool:
    """Whether a cell holds an error of a spreadsheet: `#REF!`, `#N/A`, `#NA`."""
    return isinstance(cell, str) and bool(_ERROR.fullmatch(cell.strip().casefold()))


def has_fractions(cells: Iterable[Cell]) -> bool:
    """Whether a column has an amount below a rupiah, so that its numbers may be in thousands."""
    for cell in cells:
        if isinstance(cell, float) and math.isfinite(cell) and not cell.is_integer():
            return True
        if isinstance(cell, str) and not cell.isdigit():
            match = _DECIMALS.fullmatch(_bare(cell))
            if match and (int(match[2]) or int(match[1]) < 1_000):
                return True
    return False


def price_of(cell: Cell, *, among_fractions: bool = False) -> int | str | None:
    """Return the rupiah in a cell, or the reason why there are none; None to leave it as it is.

    Reasons: `missing`, `zero`, `per_dozen`, `range`, `currency`, `ambiguous`, `fraction`,
    `not_number`. `among_fractions` says that its column has fractions of a rupiah.
    """
    if not isinstance(cell, str):
        return None
    if cell.isascii() and cell.isdigit() and len(cell) < 16:
        return int(cell)
    text = _squeezed(cell)
    if text in _NOTHING:
        return "missing"
    if text in _FREE:
        return "zero"
    if _PER_MANY.search(text):
        return "per_dozen"
    if _DATE.match(text):
        return "not_number"
    if _FOREIGN.search(text):
        return "currency"
    text = _bare(text)
    if _RANGE.search(text):
        return "range"
    return _number(text, among_fractions=among_fractions)


def pieces_of(cell: Cell, *, among_fractions: bool = False) -> Cell:
    """Return the pieces in a cell as a number, None where none are counted, else the cell.

    `5,00` is 5; `1.000` in a column with such numbers may be 1 or 1000: a text `ambiguous`.
    """
    if not isinstance(cell, str) or cell.isdigit():
        return cell
    text = _squeezed(cell)
    if text in _SOLD_OUT:
        return 0
    if text in _NOTHING or text in _UNCOUNTED:
        return None
    match = _PIECES.fullmatch(text)
    text = match[1] if match else text
    sign = -1 if text.startswith("-") else 1
    bare = text.removeprefix("-")
    whole = _WHOLE_PIECES.fullmatch(bare)
    found = int(whole[1]) if whole else _number(bare, among_fractions=among_fractions)
    if isinstance(found, int):
        return sign * found
    return found if found == "ambiguous" else cell


def is_of_many(unit: Cell) -> bool:
    """Whether a unit is a dozen or more, so that a price beside it is not that of one piece."""
    if not isinstance(unit, str):
        return False
    text = _squeezed(unit)
    return bool(_MANY_PIECES.fullmatch(text)) or not _MANY.isdisjoint(re.findall(r"[a-z]+", text))


def is_torn(price: Cell, after: Cell) -> bool:
    """Whether a price may have been torn apart by its comma: `35` with `000` in the next cell."""
    if not isinstance(price, str) or not isinstance(after, str) or len(after) > 9:
        return False
    if price.isdigit() and len(price) > len("999"):
        return False
    left, right = _bare(price), after.strip()
    return bool(re.fullmatch(r"[0-9]{1,3}", left) and re.fullmatch(r"[0-9]{3}(\.[0-9]{2})?", right))


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _bare(text: str) -> str:
    """Return an amount without the signs of rupiah, `,-`, and `per piece`."""
    bare = _PER_ONE.sub("", _squeezed(text))
    bare = _RUPIAH.sub("", bare)
    bare = _RUPIAH.sub("", bare).strip()
    bare = bare.removeprefix("@").strip()
    for tail in (",-", ".-", ",--", "-"):
        if len(bare) > len(tail) and bare[-len(tail) - 1].isdigit() and bare.endswith(tail):
            return bare.removesuffix(tail)
    return bare


def _number(text: str, *, among_fractions: bool) -> int | str | None:
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    both = _BOTH.fullmatch(text)
    if both:
        return "fraction" if int(both[2] or both[4]) else _joined(both[1] or both[3])
    if _GROUPS.fullmatch(text):
        is_one_group = sum(text.count(mark) for mark in ".,") == 1
        return "ambiguous" if among_fractions and is_one_group else _joined(text)
    decimals = _DECIMALS.fullmatch(text)
    return _of_decimals(int(decimals[1]), int(decimals[2])) if decimals else _typed(text)


def _of_decimals(whole: int, part: int) -> int | str:
    """`35000,00` is whole rupiah; `35,00` may be thousands."""
    if part:
        return "fraction"
    return whole if whole >= 1_000 else "ambiguous"


def _typed(text: str) -> int | None:
    """Return an amount as a cashier types it, `35rb`; None if it is none."""
    try:
        return parse_rupiah(text) if text.isascii() and len(text) < 20 else None
    except PosError:
        return None


def _joined(text: str) -> int | None:
    digits = text.replace(".", "").replace(",", "")
    return int(digits) if len(digits) <= 15 else None
