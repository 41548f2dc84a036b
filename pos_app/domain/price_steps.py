"""Prices for several pieces: from 10 pieces Rp45.000 each. They need nobody's permission.

A step is the list price for that many pieces on one line, not a discount: the maker set it, and
the share of the stand is taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pos_app.domain.money import MAX_PRICE, Rupiah, parse_rupiah
from pos_app.errors import PosError

MAX_STEPS = 9
MAX_PIECES = 99_999
MAX_TEXT = 200


class PriceStep(NamedTuple):
    """From `qty` pieces on, each costs `price` rupiah."""

    qty: int
    price: Rupiah


Steps = tuple[PriceStep, ...]
"""Steps with rising pieces and falling prices; empty for a product with one price."""


def price_for(price: Rupiah, steps: Steps, qty: int) -> Rupiah:
    """Return what a piece costs when `qty` pieces are bought; `price` is that of a single one."""
    return next((step.price for step in reversed(steps) if qty >= step.qty), price)


def next_step(steps: Steps, qty: int) -> PriceStep | None:
    """Return the next step that `qty` pieces do not reach yet, or None."""
    return next((step for step in steps if step.qty > qty), None)


def steps_text(steps: Iterable[PriceStep]) -> str:
    """Return the steps as people type them: `10=45000; 50=40000`."""
    return "; ".join(f"{step.qty}={step.price}" for step in steps)


def steps_words(steps: Iterable[PriceStep], words_of: Callable[[Rupiah], str]) -> str:
    """Return the steps as people read them in any language: `10+: 45.000, 50+: 40.000`."""
    return ", ".join(f"{step.qty}+: {words_of(step.price)}" for step in steps)


def read_steps(text: str, price: Rupiah) -> Steps:
    """Return the steps in a text as `10=45000; 50=40.000`; each below `price` and the one before.

    Raises PosError `price_steps_invalid`.
    """
    found: list[PriceStep] = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        pieces, sign, amount = part.partition("=")
        step = _step(pieces.strip(), amount.strip()) if sign else None
        least = found[-1] if found else PriceStep(1, price)
        if step is None or step.qty <= least.qty or not 0 < step.price < least.price:
            raise PosError("price_steps_invalid", text=part[:40])
        found.append(step)
    if len(found) > MAX_STEPS:
        raise PosError("price_steps_invalid", text=text[:40])
    return tuple(found)


def steps_below(text: str, price: Rupiah) -> Steps:
    """Return the stored steps that are below `price`, which a sheet may have lowered since."""
    try:
        found = read_steps(text, MAX_PRICE + 1)
    except PosError:
        return ()
    return tuple(step for step in found if step.price < price)


def _step(pieces: str, amount: str) -> PriceStep | None:
    if not (pieces.isascii() and pieces.isdigit() and len(pieces) <= len(str(MAX_PIECES))):
        return None
    try:
        return PriceStep(int(pieces), parse_rupiah(amount))
    except PosError:
        return None
