"""The layout of a label in millimetres, the same for screen and paper.

A module is a whole number of printer dots. Otherwise bars of one width would be printed in two
widths, and readers fail. A code that does not fit is refused and never shrunk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.labels.bars import Bars, bars_of
from pos_app.labels.stock import Stock

INCH = 25.4
# The least module for thermal printing on demand is 0.25 mm; the nominal module of EAN is 0.33 mm.
LEAST_MODULE, MOST_MODULE = 0.245, 0.40
LEAST_BARS = 5.0
PAD = 0.8
POINT = INCH / 72


@dataclass(frozen=True, slots=True)
class Label:
    """The content of a label; `code` is drawn as bars, `name_en` in small type below the name."""

    name: str
    price: Rupiah
    maker: str
    code: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points for labels of one height; `lines` is the number of lines of the name."""

    name: float
    price: float
    small: float
    lines: int
    second_name: bool = False

    @property
    def above(self) -> float:
        """The height above the bars in millimetres."""
        second = self.small if self.second_name else 0
        return PAD + (self.lines * self.name + second) * 1.2 * POINT

    @property
    def below(self) -> float:
        """The height below the bars in millimetres, for the digits, the price and the maker."""
        return (self.small * 1.2 + self.price * 1.15) * POINT + PAD


@dataclass(frozen=True, slots=True)
class Plan:
    """How a code is drawn: `module` width in mm and in printer `dots`, and bar `height` in mm."""

    bars: Bars
    module: float
    dots: int
    height: float
    sizes: Sizes

    @property
    def width(self) -> float:
        """The width of the bars with their quiet zones in millimetres."""
        return self.bars.width * self.module


def sizes_for(height: float) -> Sizes:
    """Return the type sizes for a label height in mm; high labels have two lines for the name."""
    scale = min(max(height / 20, 0.85), 1.8)
    return Sizes(6.6 * scale, 8.2 * scale, 5.4 * scale, 2 if height >= 24 else 1)


def module_dots(dpi: int) -> Iterable[int]:
    """Yield the allowed widths of a module in dots at `dpi`, the largest first."""
    most = int(MOST_MODULE * dpi / INCH)
    return (n for n in range(most, 0, -1) if n * INCH / dpi >= LEAST_MODULE)


def plan(label: Label, stock: Stock, dpi: int) -> Plan:
    """Return how the code of `label` is drawn on `stock` at `dpi`.

    Raises PosError `label_dpi`, `label_too_low`, `label_too_narrow`, and as `bars_of` does.
    """
    if not 100 <= dpi <= 2_400:
        raise PosError("label_dpi", dpi=dpi)
    bars = bars_of(label.code)
    sizes = replace(sizes_for(stock.label[1]), second_name=bool(label.name_en))
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
    """Return whether the label can be drawn on `stock`."""
    try:
        plan(label, stock, dpi)
    except PosError:
        return False
    return True


def nearest_that_fits(label: Label, others: Iterable[Stock], dpi: int) -> Stock | None:
    """Return the smallest stock on which the label can be drawn, or None."""
    found = [stock for stock in others if fits(label, stock, dpi)]
    return min(found, key=lambda stock: stock.label[0] * stock.label[1], default=None)
