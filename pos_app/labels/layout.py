"""Where everything goes on a label: pure geometry in millimetres, the same for screen and paper.

A module is a whole number of the printer's dots: anything else makes bars of two widths out of
one, and readers fail. What does not fit is refused with the nearest thing that does, never shrunk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.labels.bars import Bars, bars_of
from pos_app.labels.stock import Stock

INCH = 25.4
# 0.25 mm is the least that on-demand thermal printing may use; 0.33 is an EAN's nominal size.
LEAST_MODULE, MOST_MODULE = 0.245, 0.40
LEAST_BARS = 5.0
PAD = 0.8
POINT = INCH / 72


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `code` is what is drawn as bars."""

    name: str
    price: Rupiah
    maker: str
    code: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type in points, for labels of one height."""

    name: float
    price: float
    small: float
    lines: int  # of the name

    @property
    def above(self) -> float:
        """Millimetres above the bars."""
        return PAD + self.lines * self.name * 1.2 * POINT

    @property
    def below(self) -> float:
        """Millimetres below the bars: the digits, and the price with the maker beside it."""
        return (self.small * 1.2 + self.price * 1.15) * POINT + PAD


@dataclass(frozen=True, slots=True)
class Plan:
    """How a code is drawn on a stock by a printer of `dpi`: `module` in mm, `dots` of it."""

    bars: Bars
    module: float
    dots: int
    height: float
    sizes: Sizes

    @property
    def width(self) -> float:
        """Of the bars with their quiet zones."""
        return self.bars.width * self.module


def sizes_for(height: float) -> Sizes:
    """Small type on small labels, two lines of name where there is room."""
    scale = min(max(height / 20, 0.85), 1.8)
    return Sizes(6.6 * scale, 8.2 * scale, 5.4 * scale, 2 if height >= 24 else 1)


def module_dots(dpi: int) -> Iterable[int]:
    """The widths of a module in dots that a printer of `dpi` draws well, the largest first."""
    most = int(MOST_MODULE * dpi / INCH)
    return (n for n in range(most, 0, -1) if n * INCH / dpi >= LEAST_MODULE)


def plan(label: Label, stock: Stock, dpi: int) -> Plan:
    """Where the code of `label` goes.

    Raises PosError `label_too_narrow`, `label_too_low` with the nearest stock that fits, and what
    `bars_of` raises.
    """
    if not 100 <= dpi <= 2_400:
        raise PosError("label_dpi", dpi=dpi)
    bars = bars_of(label.code)
    sizes = sizes_for(stock.label[1])
    height = stock.label[1] - sizes.above - sizes.below
    if height < LEAST_BARS:
        raise PosError("label_too_low", name=stock.name, millimetres=f"{height:.1f}")
    for dots in module_dots(dpi):
        module = dots * INCH / dpi
        if bars.width * module <= stock.label[0]:
            return Plan(bars, module, dots, height, sizes)
    least = min((dots * INCH / dpi for dots in module_dots(dpi)), default=LEAST_MODULE)
    raise PosError(
        "label_too_narrow",
        code=label.code,
        needed=f"{ceil(bars.width * least * 10) / 10:.1f}",
        room=f"{stock.label[0]:g}",
    )


def fits(label: Label, stock: Stock, dpi: int) -> bool:
    """Whether the label can be drawn there."""
    try:
        plan(label, stock, dpi)
    except PosError:
        return False
    return True


def nearest_that_fits(label: Label, others: Iterable[Stock], dpi: int) -> Stock | None:
    """The smallest of these stocks on which the label can be drawn."""
    found = [stock for stock in others if fits(label, stock, dpi)]
    return min(found, key=lambda stock: stock.label[0] * stock.label[1], default=None)
