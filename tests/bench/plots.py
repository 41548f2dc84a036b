"""Growth plots: one picture for each axis, as SVG and PNG, with a line for each thing timed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import cycle, pairwise
from pathlib import Path

from reportlab.graphics.shapes import Circle, Drawing, Line, String
from reportlab.lib.colors import HexColor
from support.bench_table import shown
from support.figures import Growth

from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.printing.charts import PAPER, to_svg

WIDTH, HEIGHT = 520.0, 250.0
LEFT, RIGHT, FOOT, HEAD = 34.0, 190.0, 34.0, 26.0
SIZE, ROW = 8.0, 11.0
PNG_SCALE = 2.0
# Told apart in grey and by the colour-blind: dark, bright, and no red beside green.
COLORS = ("#0F766E", "#B45309", "#1D4ED8", "#9D174D", "#667085", "#65A30D", "#7C3AED", "#0E7490")
COLORS += ("#A16207", "#DB2777", "#111827", "#0369A1")
LEVELS = (
    0.01,
    0.02,
    0.05,
    0.1,
    0.2,
    0.5,
    1.0,
    2.0,
    5.0,
    10.0,
    20.0,
    50.0,
    100.0,
    200.0,
    500.0,
    1_000.0,
)


def plot(growths: Sequence[Growth]) -> Drawing:
    """Draw how each grows: ratio to the smallest size over size, both logarithmic."""
    return _Plot(growths).drawn()


class _Plot:
    def __init__(self, growths: Sequence[Growth]) -> None:
        self.growths = growths
        self.drawing = Drawing(WIDTH, HEIGHT)
        sizes = [max(1, point.size) for each in growths for point in each.points]
        ratios = [each.ratio(point) for each in growths for point in each.points]
        self.sizes = (min(sizes), max(sizes))
        low = max((level for level in LEVELS if level <= min(ratios)), default=LEVELS[0])
        high = min((level for level in LEVELS if level >= max(ratios)), default=max(ratios))
        self.ratios = (min(low, 0.5), max(high, 2.0))

    def x(self, size: int) -> float:
        return LEFT + self._share(max(1, size), self.sizes) * (WIDTH - LEFT - RIGHT)

    def y(self, ratio: float) -> float:
        return FOOT + self._share(max(ratio, LEVELS[0]), self.ratios) * (HEIGHT - FOOT - HEAD)

    @staticmethod
    def _share(value: float, ends: tuple[float, float]) -> float:
        first, last = map(math.log, ends)
        return (math.log(value) - first) / ((last - first) or 1)

    def drawn(self) -> Drawing:
        self._levels()
        for size in sorted({point.size for each in self.growths for point in each.points}):
            self._text(self.x(size), FOOT - 12, f"{size:,}", anchor="middle")
        for color, growth in zip(cycle(COLORS), self.growths, strict=False):
            self._line(growth, color)
        self._names()
        axis = self.growths[0].axis
        self._text(4, HEIGHT - SIZE, f"times as long, by {axis}", font=STRONG)
        self._text((LEFT + WIDTH - RIGHT) / 2, 4, axis, anchor="middle")
        return self.drawing

    def _levels(self) -> None:
        for level in LEVELS:
            if self.ratios[0] <= level <= self.ratios[1]:
                y = self.y(level)
                color = HexColor(PAPER.soft if level == 1 else PAPER.hairline)
                self.drawing.add(
                    Line(LEFT, y, WIDTH - RIGHT, y, strokeColor=color, strokeWidth=0.6)
                )
                self._text(LEFT - 4, y - 3, f"{level:g} ×", anchor="end")

    def _line(self, growth: Growth, color: str) -> None:
        places = [(self.x(at.size), self.y(growth.ratio(at))) for at in growth.points]
        for before, after in pairwise(places):  # Qt would fill a line of several parts
            self.drawing.add(Line(*before, *after, strokeColor=HexColor(color), strokeWidth=1.4))
        for x, y in places:
            self.drawing.add(Circle(x, y, 2.2, fillColor=HexColor(color), strokeColor=None))

    def _names(self) -> None:
        """Write each name beside the end of its line, moved apart where two would overlap."""
        ends = [(self.y(each.ratio(each.points[-1])), at) for at, each in enumerate(self.growths)]
        free = FOOT - ROW
        for y, at in sorted(ends):
            free = max(free + ROW, min(y - 3, HEIGHT - HEAD - ROW * (len(ends) - 1)))
            growth = self.growths[at]
            told = f"{growth.name}: {shown(growth.ratio(growth.points[-1]))} ×"
            self._text(WIDTH - RIGHT + 8, free, told, color=COLORS[at % len(COLORS)])

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        font: str = REGULAR,
        color: str = PAPER.ink,
    ) -> None:
        style = {"fontName": pdf_font(font).fontName, "fontSize": SIZE, "textAnchor": anchor}
        self.drawing.add(String(x, y, text, fillColor=HexColor(color), **style))


def write_plots(growths: Sequence[Growth], folder: Path) -> list[Path]:
    """Write `growth-<axis>.svg` and `.png` for each axis; return the SVGs."""
    by_axis: dict[str, list[Growth]] = defaultdict(list)
    for each in growths:
        by_axis[each.axis].append(each)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for axis, found in by_axis.items():
        path = folder / f"growth-{axis.replace(' ', '-')}.svg"
        svg = to_svg(plot(found))
        path.write_bytes(svg)
        _write_png(svg, path.with_suffix(".png"))
        written.append(path)
    return written


def _write_png(svg: bytes, path: Path) -> None:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    from ui.application import make_application

    make_application()
    renderer = QSvgRenderer(svg)
    image = QImage(renderer.defaultSize() * PNG_SCALE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.save(str(path), "PNG")
