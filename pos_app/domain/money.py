"""Whole rupiah: the type, the parser, the formatter and the rounding that all code uses.

An amount is an `int` of rupiah, never a float or a Decimal. Amounts in files have at most fifteen
digits, so that readers which use doubles still add them up exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pos_app.errors import PosError

Rupiah = int
MAX_AMOUNT = 999_999_999_999_999
MAX_PRICE = 9_999_999_999
NOTES = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
COINS = (500, 200, 100)
DENOMINATIONS = NOTES + COINS

_TYPED = re.compile(
    r"(?:Rp\.?\s*)?(-?)([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})(?:,-)?", re.IGNORECASE
)
# `1,5 jt`; a dot can only be a decimal point before one or two digits, as 1.250 is in groups.
_WITH_UNIT = re.compile(
    r"(?:Rp\.?\s*)?(-?)([0-9]{1,15})(?:,([0-9]{1,9})|\.([0-9]{1,2}))?\s*"
    r"(rb|ribu|k|jt|juta|mlr|miliar|milyar)\.?",
    re.IGNORECASE,
)
_UNITS = {"rb": 3, "ribu": 3, "k": 3, "jt": 6, "juta": 6, "mlr": 9, "miliar": 9, "milyar": 9}


def parse_rupiah(price_text: str) -> Rupiah:
    """Return the amount that a person typed: `35000`, `35.000`, `Rp35.000`, `35rb`, `1,5 juta`.

    Raises PosError `amount_not_number` (a fraction of a rupiah, a comma without a unit, a unit
    that it does not know, non-ASCII digits) or `amount_too_large`.
    """
    text = price_text.strip()
    match = _TYPED.fullmatch(text)
    amount = int(match[2].replace(".", "")) if match else None
    if match is None:
        match = _WITH_UNIT.fullmatch(text)
        amount = _scaled(match) if match else None
    if match is None or amount is None:
        raise PosError("amount_not_number", text=price_text[:40])
    if amount > MAX_AMOUNT:
        raise PosError("amount_too_large", limit=MAX_AMOUNT)
    return -amount if match[1] else amount


def _scaled(match: re.Match[str]) -> Rupiah | None:
    """Return the whole rupiah of a number with a unit; None for a fraction of a rupiah."""
    zeros = _UNITS[match[5].lower()]
    decimals = (match[3] or match[4] or "").rstrip("0")
    if len(decimals) > zeros:
        return None
    return int(match[2] + decimals.ljust(zeros, "0"))


def group_digits(amount: Rupiah) -> str:
    """Return `1250000` as `1.250.000`, and `-500` as `-500`."""
    return f"{amount:,}".replace(",", ".")


def format_rupiah(amount: Rupiah) -> str:
    """Return `Rp1.250.000`, without a space (PUEBI); a minus precedes the symbol: `-Rp500`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{group_digits(abs(amount))}"


def divide_half_up(numerator: int, denominator: int) -> int:
    """Return `numerator / denominator` rounded half up. `denominator` must be positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def round_cash(amount: Rupiah, unit: Rupiah) -> Rupiah:
    """Return `amount` rounded to the nearest multiple of `unit`, halves away from zero.

    The rounding to coins in circulation must be shown to the buyer (Permendag
    35/M-DAG/PER/7/2013, art. 6).
    """
    if unit <= 1:
        return amount
    size = divide_half_up(abs(amount), unit) * unit
    return -size if amount < 0 else size


def spread(total: Rupiah, weights: Sequence[int]) -> list[Rupiah]:
    """Divide `total` in proportion to `weights`, by the largest-remainder method.

    Ties go to the lower index. The parts add up to `total`, and no part exceeds its weight as long
    as `total <= sum(weights)`.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def cash_suggestions(total: Rupiah) -> list[Rupiah]:
    """Return likely cash amounts for `total`: exact, and rounded up to each banknote."""
    rounded = {-(-total // note) * note for note in NOTES}
    return sorted({total, *rounded})


def break_down(amount: Rupiah) -> list[tuple[Rupiah, int]]:
    """Return `amount` in the fewest notes and coins: (denomination, pieces), largest first.

    The remainder below the smallest coin in circulation is left out.
    """
    pieces = []
    for denomination in DENOMINATIONS:
        count, amount = divmod(amount, denomination)
        if count:
            pieces.append((denomination, count))
    return pieces
