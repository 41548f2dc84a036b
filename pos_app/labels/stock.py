"""Label sheets and rolls: the number, position and size of their labels in millimetres."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pos_app.errors import PosError
from pos_app.paths import resources_dir

SLACK = 0.3  # tolerance of the cutting, which must not make a sheet invalid
LONGEST_SIDE = 1_000.0


@dataclass(frozen=True, slots=True)
class Stock:
    """A label sheet or roll.

    Pairs are (horizontal, vertical). `first` is the top left corner of the first label, measured
    from the page's left and top; `pitch` is the distance between the corners of two labels.
    """

    key: str
    name: str
    page: tuple[float, float]
    grid: tuple[int, int]
    first: tuple[float, float]
    pitch: tuple[float, float]
    label: tuple[float, float]

    @property
    def per_page(self) -> int:
        """The number of labels on a page."""
        return self.grid[0] * self.grid[1]

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield the top left corner of every label of a page, row by row."""
        for row in range(self.grid[1]):
            for column in range(self.grid[0]):
                yield (
                    self.first[0] + column * self.pitch[0],
                    self.first[1] + row * self.pitch[1],
                )


def check_stock(stock: Stock) -> Stock:
    """Return the stock if its labels fit on its page and do not overlap.

    Raises PosError `stock_invalid`, `stock_outgrows_page`, `stock_overlaps`.
    """
    lengths = (*stock.page, *stock.pitch, *stock.label)
    if not all(0 < length <= LONGEST_SIDE for length in lengths):
        raise PosError("stock_invalid", name=stock.name)
    at_the_edge = all(0 <= length <= LONGEST_SIDE for length in stock.first)
    if min(stock.grid) < 1 or max(stock.grid) > 100 or not at_the_edge:
        raise PosError("stock_invalid", name=stock.name)
    for side, word in enumerate("↔↕"):
        used = stock.first[side] + (stock.grid[side] - 1) * stock.pitch[side] + stock.label[side]
        if used > stock.page[side] + SLACK:
            room = f"{stock.page[side]:g} mm {word}"
            raise PosError("stock_outgrows_page", name=stock.name, used=f"{used:.1f}", room=room)
        if stock.grid[side] > 1 and stock.label[side] > stock.pitch[side] + SLACK:
            raise PosError("stock_overlaps", name=stock.name)
    return stock


@lru_cache(maxsize=1)
def stocks() -> dict[str, Stock]:
    """Return every known sheet and roll by key."""
    with (resources_dir() / "label_stock.toml").open("rb") as file:
        read: dict[str, dict[str, Any]] = tomllib.load(file)
    return {key: _stock(key, facts) for key, facts in read.items()}


def _stock(key: str, facts: dict[str, Any]) -> Stock:
    pairs = {name: tuple(facts[name]) for name in ("page", "grid", "first", "pitch", "label")}
    return check_stock(Stock(key, facts["name"], **pairs))


def stock(key: str) -> Stock:
    """Return the sheet or roll with that key. Raises PosError `stock_unknown`."""
    found = stocks().get(key)
    if found is None:
        raise PosError("stock_unknown", key=key[:40], known=", ".join(stocks()))
    return found
