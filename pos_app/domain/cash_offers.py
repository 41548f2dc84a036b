"""The sums of cash that a buyer is likely to hand over, for the keys of the cash panel.

A buyer gives a few notes that cover the amount, none of them needless: without the smallest one it
would not be covered. Of such sums those are likely that need few notes, of kinds that people carry
(those of the cash machines first), and that ask for little change.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log2

from pos_app.domain.money import NOTES, Rupiah

MOST_OFFERS = 6
_LARGEST, _SMALLEST = max(NOTES), min(NOTES)
_MOST_NOTES = 7  # enough for the next sum of notes above any amount
_RARITY = {100_000: 0.6, 50_000: 0.7, 20_000: 1.0, 10_000: 1.0, 5_000: 1.1, 2_000: 1.1}
_COMMON = 1.0  # of a note that the table does not name
_CHANGE_WEIGHT = 0.3  # for each doubling of the amount
_UNLIKELY = 2.2  # above the likeliest sum: not worth a key


def cash_offers(due: Rupiah) -> list[Rupiah]:
    """Return at most `MOST_OFFERS` sums of notes for `due` (rupiah), in ascending order.

    The first is the smallest sum of notes that covers `due`: the exact amount where notes make it.
    """
    if due <= 0:
        return []
    # All but the last of the largest notes are given whatever the rest is paid with.
    base = max(due // _LARGEST - 1, 0) * _LARGEST
    # Every note is a multiple of the smallest: what covers the next multiple covers `due`.
    rest = -(-(due - base) // _SMALLEST) * _SMALLEST
    weights = {
        base + amount: rarity + _CHANGE_WEIGHT * log2((base + amount) / due)
        for amount, rarity in _covers(rest).items()
    }
    tightest, likeliest = min(weights), min(weights.values())
    likely = [
        amount
        for amount in sorted(weights, key=lambda each: (weights[each], each))
        if amount != tightest and weights[amount] - likeliest <= _UNLIKELY
    ]
    return sorted([tightest, *likely[: MOST_OFFERS - 1]])


@lru_cache(maxsize=1_000)
def _covers(due: Rupiah) -> dict[Rupiah, float]:
    """Return the sums of notes that cover `due` without a needless note, with their rarity."""
    found: dict[Rupiah, float] = {}
    for amount, rarity in _minimal(due, 0, 0.0, 0):
        found[amount] = min(rarity, found.get(amount, rarity))
    return found


def _minimal(
    due: Rupiah, given: Rupiah, rarity: float, notes: int, largest: int = _LARGEST
) -> Iterator[tuple[Rupiah, float]]:
    """Yield each cover with notes of at most `largest`; the smallest note is given last."""
    if given >= due:
        yield given, rarity
    elif notes < _MOST_NOTES:
        for note in NOTES:
            if note <= largest:
                more = _RARITY.get(note, _COMMON)
                yield from _minimal(due, given + note, rarity + more, notes + 1, note)
