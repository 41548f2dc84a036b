"""Seeds of long tests, in pieces that pass or fail by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

SOAK_SEEDS = 5_000


def in_pieces(first: int, end: int = SOAK_SEEDS, size: int = 500) -> Iterator[Any]:
    """Yields parameters for `-m soak`: `size` seeds each, from `first` to before `end`.

    Each piece is a test of its own, so that a run shows how far it is (`-v`), its pieces spread
    over all cores, and one that is stopped has told what passed until then.
    """
    for start in range(first, end, size):
        seeds = range(start, min(start + size, end))
        yield pytest.param(seeds, marks=pytest.mark.soak, id=f"{seeds[0]}-{seeds[-1]}")
