"""Pictures of sums, drawn once for paper and for the screen: columns and ranked bars.

Every text has its own room: what does not fit is shortened or left out, never drawn over another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.money import Rupiah, divide_half_up
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.languages import LanguageCode, language_of
from pos_app.printing.a4_page import drawable_text
from pos_app.texts import text

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

SIZE, SMALLEST = 8.0, 6.0
ROW = 19.0
_GAP, _BAR = 4.0, 9.0
_PALE = 0.5
# Family and weight by which a screen knows the two fonts of the paper.
_SCREEN_FONTS = {REGULAR: ("Inter Till", "400"), STRONG: ("Inter Till", "600")}
# Nothing is drawn outside, and Qt before 6.7 fills a clip instead of clipping by it.
_CLIP = re.compile(r'<clipPath.*?</clipPath>| style="clip-path: [^"]*"', re.DOTALL)
# What would round up to a unit is said in it already.
_FROM = {
    10**12: 10**12 - 50_000_000,
    10**9: 10**9 - 50_000,
    10**6: 10**6 - 500,
    10**3: 10**3,
}


_CAPTIONS = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
"""The keys of the texts that say what the numbers of an axis are, by the unit in rupiah."""


@dataclass(frozen=True, slots=True)
class ChartColors:
    """What a chart is drawn in: `accent` for what was sold, `look` for what lies below zero,
    `tint` for what a bar is held against."""

    ink: str
    soft: str
    hairline: str
    accent: str
    tint: str
    look: str


PAPER = ChartColors("#1F2933", "#667085", "#DDD8CE", "#0F766E", "#BFDCD7", "#B45309")


@dataclass(frozen=True, slots=True)
class Bar:
    """One sum of a chart. `note` stands after the amount; `against` is drawn behind it.
    One that sums up the rest of a list is told and not drawn: it has no rank. An open one may
    still change, and is drawn paler with a star at its label."""

    label: str
    value: Rupiah
    note: str = ""
    against: Rupiah | None = None
    is_rest: bool = False
    is_open: bool = False

    @property
    def said(self) -> str:
        """The label with its star."""
        return f"{self.label}*" if self.is_open else self.label


def short_amount(amount: Rupiah, lang: LanguageCode = "id") -> str:
    """`26,1 jt`, `950 rb`, `-1,2 M`: as amounts are said; in English `26.1 m`."""
    size = abs(amount)
    unit, name = _unit(size, lang)
    said = f"{_in_unit(size, unit, lang)} {name}".strip()
    return f"-{said}" if amount < 0 else said


def _unit(size: Rupiah, lang: LanguageCode) -> tuple[int, str]:
    """What an amount is said in."""
    units = language_of(lang).units
    return next(((unit, name) for unit, name in units.items() if size >= _FROM[unit]), (1, ""))


def _in_unit(size: Rupiah, unit: int, lang: LanguageCode) -> str:
    """So many of a unit, millions and more with one decimal."""
    if unit < 10**6:
        return _grouped(divide_half_up(size, unit), lang)
    tenths = divide_half_up(size * 10, unit)
    return f"{_grouped(tenths // 10, lang)}{language_of(lang).decimal_mark}{tenths % 10}"


def _grouped(number: int, lang: LanguageCode) -> str:
    return f"{number:,}".replace(",", language_of(lang).group_mark)


def percent(part: Rupiah, whole: Rupiah, lang: LanguageCode = "id") -> str:
    """`part` of `whole` with one decimal, half up: `52,3%`, `-4,0%`; nothing of nothing is ``."""
    if whole == 0:
        return ""
    tenths = divide_half_up(abs(part) * 1000, abs(whole))
    sign = "-" if tenths and (part < 0) != (whole < 0) else ""
    return f"{sign}{tenths // 10}{language_of(lang).decimal_mark}{tenths % 10}%"


def column_chart(
    bars: Sequence[Bar], width: float, height: float, colors: ChartColors, lang: LanguageCode = "id"
) -> Drawing:
    """A column for each bar, in their order, with the amounts above and the labels below."""
    pen = _Pen(width, height, colors)
    values = [0, *(bar.value for bar in bars)]
    slot = width / max(1, len(bars))
    texts, caption = _amounts([bar.value for bar in bars], slot, lang)
    foot, head = SIZE + 8, SIZE + 5
    below = head if min(values) < 0 else 0.0
    head += ROW if caption else 0.0
    scale = (height - foot - head - below) / ((max(values) - min(values)) or 1)
    zero = foot + below - min(values) * scale
    thick = min(46.0, slot * 0.62)
    for at, bar in enumerate(bars):
        tall = bar.value * scale
        color = colors.accent if tall >= 0 else colors.look
        left, low = slot * (at + 0.5) - thick / 2, min(zero, zero + tall)
        pen.box(left, low, thick, abs(tall), color, _PALE if bar.is_open else 1.0)
    pen.line(0, zero, width, colors.hairline)
    labels = [(slot * (at + 0.5), bar.said) for at, bar in enumerate(bars)]
    pen.spread(labels, slot, foot - SIZE - 3)
    pen.text(0, height - SIZE, caption, color=colors.soft)
    size, rooms = _fitting(texts, slot), _Rooms(width)
    for at, bar in sorted(enumerate(bars), key=lambda item: -abs(item[1].value)):
        end = zero + bar.value * scale
        y = end + 3 if bar.value >= 0 else end - SIZE - 1
        pen.within(rooms, slot * (at + 0.5), y, texts[at], size, STRONG)
    return pen.drawing


def _amounts(values: Sequence[Rupiah], slot: float, lang: LanguageCode) -> tuple[list[str], str]:
    """The amounts over columns; where they are narrow, without the unit that is then said once."""
    texts = [short_amount(value, lang) for value in values]
    if all(_width(text, STRONG, SMALLEST) <= slot - _GAP for text in texts):
        return texts, ""
    unit, _ = _unit(max(map(abs, values)), lang)
    bare = [f"{'-' if v < 0 else ''}{_in_unit(abs(v), unit, lang)}" for v in values]
    return bare, text("charts", _CAPTIONS[unit], lang) if unit in _CAPTIONS else ""


def ranked_bar_chart(
    bars: Sequence[Bar],
    width: float,
    colors: ChartColors,
    lang: LanguageCode = "id",
    *,
    legend: str = "",
) -> Drawing:
    """A row for each bar: its label, the bar, the amount with its note. As high as it has rows.

    `legend` says what `value` and `against` are, parted by a bar: `terjual|harga daftar`.
    """
    above = ROW if legend else 0.0
    pen = _Pen(width, ROW * len(bars) + above, colors)
    amounts = [short_amount(bar.value, lang) for bar in bars]
    money = max((_width(text, STRONG, SIZE) for text in amounts), default=0.0)
    notes = max((_width(bar.note, REGULAR, SIZE) for bar in bars), default=0.0)
    right = width - money - (notes + _GAP * 1.5 if notes else 0.0)
    widest = max((_width(bar.label, REGULAR, SIZE) for bar in bars), default=0.0)
    left = min(widest, width * 0.4) + _GAP * 2
    drawn = [bar for bar in bars if not bar.is_rest]
    most = max((abs(value) for bar in drawn for value in (bar.value, bar.against or 0)), default=1)
    scale = max(0.0, right - _GAP * 2 - left) / (most or 1)
    for at, bar in enumerate(bars):
        y = pen.height - above - ROW * (at + 1) + (ROW - _BAR) / 2
        pen.text(0, y + 1.5, elide(bar.label, REGULAR, SIZE, left - _GAP * 2))
        if bar.against is not None:
            pen.box(left, y, abs(bar.against) * scale, _BAR, colors.tint)
        color = colors.accent if bar.value >= 0 else colors.look
        inset = 2.0 if bar.against is not None else 0.0
        if not bar.is_rest:
            pen.box(left, y + inset, abs(bar.value) * scale, _BAR - 2 * inset, color)
        pen.text(right + money, y + 1.5, amounts[at], font=STRONG, anchor="end")
        pen.text(width, y + 1.5, bar.note, color=colors.soft, anchor="end")
    if legend:
        pen.legend(zip(legend.split("|"), (colors.accent, colors.tint), strict=False))
    return pen.drawing


def elide(text: str, font: str, size: float, room: float) -> str:
    """`text` as far as there is room for it, with an ellipsis where it goes on."""
    text = drawable_text(text)
    if _width(text, font, size) <= room:
        return text
    while text and _width(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def to_svg(drawing: Drawing, scale: float = 1) -> bytes:
    """The drawing for a screen, so many times as large, in the app's own font.

    The same drawing, the same bytes.
    """
    from reportlab.graphics.renderSVG import drawToString

    svg = _CLIP.sub("", str(drawToString(drawing)))
    for rounded, exact in _exact_colors(drawing).items():
        svg = svg.replace(rounded, exact)
    for name, (family, weight) in _SCREEN_FONTS.items():
        found = f"font-family: {name};"
        svg = svg.replace(found, f"font-family: {family}; font-weight: {weight};")
    size = f'width="{drawing.width}" height="{drawing.height}"'
    wanted = f'width="{drawing.width * scale:g}" height="{drawing.height * scale:g}"'
    return svg.replace(size, wanted, 1).encode()


def _exact_colors(drawing: Drawing) -> dict[str, str]:
    """What reportlab writes in whole per cent, as it is: a bar beside a button is the same teal."""
    found = {}
    for shape in drawing.contents:
        for color in (getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None)):
            if color is not None:
                rounded = ",".join(f"{int(part * 100)}%" for part in color.rgb())
                found[f"rgb({rounded})"] = f"#{color.hexval()[2:]}"
    return found


def _width(text: str, font: str, size: float) -> float:
    return float(pdf_font(font).stringWidth(text, size))


def _fitting(texts: Sequence[str], room: float) -> float:
    """The size in which the widest of them fits, as long as that can be read."""
    widest = max((_width(text, STRONG, SIZE) for text in texts), default=0.0)
    return min(SIZE, max(SMALLEST, SIZE * (room - _GAP - 0.1) / (widest or 1)))


class _Rooms:
    """A line on which no two texts may meet."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._taken: list[tuple[float, float]] = []

    def claim(self, center: float, wide: float) -> float | None:
        """The middle of a room of that width about `center`, or None when it is taken."""
        center = min(max(center, wide / 2), self.width - wide / 2)
        left, right = center - wide / 2 - _GAP / 2, center + wide / 2 + _GAP / 2
        if any(left < end and start < right for start, end in self._taken):
            return None
        self._taken.append((left, right))
        return center


class _Pen:
    """Draws on one picture."""

    def __init__(self, width: float, height: float, colors: ChartColors) -> None:
        from reportlab.graphics.shapes import Drawing

        self.drawing = Drawing(width, height)
        self.width, self.height = width, height
        self.colors = colors

    def box(
        self, x: float, y: float, width: float, height: float, color: str, opacity: float = 1.0
    ) -> None:
        from reportlab.graphics.shapes import Rect
        from reportlab.lib.colors import HexColor

        if width > 0 and height > 0:
            fill = HexColor(color)
            fill.alpha = opacity
            style = {"fillColor": fill, "strokeColor": None, "rx": 1.5, "ry": 1.5}
            self.drawing.add(Rect(x, y, width, height, **style))

    def line(self, x: float, y: float, end: float, color: str) -> None:
        from reportlab.graphics.shapes import Line
        from reportlab.lib.colors import HexColor

        self.drawing.add(Line(x, y, end, y, strokeColor=HexColor(color), strokeWidth=0.8))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SIZE,
        *,
        font: str = REGULAR,
        color: str = "",
        anchor: str = "start",
    ) -> None:
        """Text at a point: `anchor` says which of its ends lies there."""
        from reportlab.graphics.shapes import String
        from reportlab.lib.colors import HexColor

        if not text:
            return
        name = pdf_font(font).fontName
        fill = HexColor(color or self.colors.ink)
        style = {"fontName": name, "fontSize": size, "fillColor": fill, "textAnchor": anchor}
        self.drawing.add(String(x, y, text, **style))

    def within(
        self, rooms: _Rooms, center: float, y: float, text: str, size: float, font: str = REGULAR
    ) -> None:
        """Text about a point if it has room there."""
        middle = rooms.claim(center, _width(text, font, size))
        if middle is not None:
            color = self.colors.ink if font == STRONG else self.colors.soft
            self.text(middle, y, text, size, font=font, color=color, anchor="middle")

    def spread(self, labels: Sequence[tuple[float, str]], slot: float, y: float) -> None:
        """Labels on one line and in one size; where there is no room for all, some of them."""
        size = _fitting([label for _, label in labels], slot)
        rooms = _Rooms(self.width)
        for center, label in labels:
            self.within(rooms, center, y, elide(label, REGULAR, size, self.width), size)

    def legend(self, entries: Iterable[tuple[str, str]]) -> None:
        """What each colour stands for, along the top."""
        x, y = 0.0, self.height - ROW + 6
        for name, color in entries:
            self.box(x, y, SIZE, SIZE - 1, color)
            self.text(x + SIZE + _GAP, y, name, color=self.colors.soft)
            x += SIZE + _GAP * 4 + _width(name, REGULAR, SIZE)
