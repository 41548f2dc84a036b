"""Charts of amounts, for paper and screen: column charts and ranked bar charts.

A text that does not fit is shortened or left out; texts never overlap. Lengths are points (1/72
inch).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.money import Rupiah, divide_half_up
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.languages import LanguageCode, language_of
from pos_app.printing.a4_page import elide
from pos_app.texts import text

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

SIZE, SMALLEST = 8.0, 6.0
ROW = 19.0
_GAP, _BAR = 4.0, 9.0
_OPEN_OPACITY = 0.5
# Family and weight of the two PDF fonts as the screen knows them.
_SCREEN_FONTS = {REGULAR: ("Inter Till", "400"), STRONG: ("Inter Till", "600")}
# The clip paths are removed: nothing is drawn outside, and Qt before 6.7 fills them by mistake.
_CLIP = re.compile(r'<clipPath.*?</clipPath>| style="clip-path: [^"]*"', re.DOTALL)
# The least amount shown in each unit: an amount that rounds up to a unit is shown in that unit.
_UNIT_FROM = {
    10**12: 10**12 - 50_000_000,
    10**9: 10**9 - 50_000,
    10**6: 10**6 - 500,
    10**3: 10**3,
}


_CAPTIONS = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
"""The keys of the captions that name the unit of the amounts, by its size in rupiah."""


class ChartColors(NamedTuple):
    """The colours of a chart as `#RRGGBB`.

    `accent` is for positive values, `negative` for negative ones, and `tint` for the values that
    bars are compared with.
    """

    ink: str
    soft: str
    hairline: str
    accent: str
    tint: str
    negative: str


PAPER = ChartColors("#1F2933", "#667085", "#DDD8CE", "#0F766E", "#BFDCD7", "#B45309")


class Bar(NamedTuple):
    """One value of a chart in rupiah.

    `note` follows the amount, and `against` is a value drawn behind the bar for comparison. A bar
    that sums up the rest of a list (`is_rest`) has texts only, because it has no rank. A value that
    may still change (`is_open`) is drawn paler, with a star after its label.
    """

    label: str
    value: Rupiah
    note: str = ""
    against: Rupiah | None = None
    is_rest: bool = False
    is_open: bool = False

    @property
    def shown_label(self) -> str:
        """The label, with a star if the value may still change."""
        return f"{self.label}*" if self.is_open else self.label


def short_amount(amount: Rupiah, lang: LanguageCode = "id") -> str:
    """Return an amount in short form: `26,1 jt`, `950 rb`, `-1,2 M`; in English `26.1 m`."""
    size = abs(amount)
    unit, name = _unit(size, lang)
    shown = f"{_in_unit(size, unit, lang)} {name}".strip()
    return f"-{shown}" if amount < 0 else shown


def _unit(size: Rupiah, lang: LanguageCode) -> tuple[int, str]:
    """Return the unit (size and name) in which an amount of that size is shown."""
    units = language_of(lang).units
    return next(((unit, name) for unit, name in units.items() if size >= _UNIT_FROM[unit]), (1, ""))


def _in_unit(size: Rupiah, unit: int, lang: LanguageCode) -> str:
    """Return `size` as a number of units, with one decimal for millions and more."""
    if unit < 10**6:
        return _grouped(divide_half_up(size, unit), lang)
    tenths = divide_half_up(size * 10, unit)
    return f"{_grouped(tenths // 10, lang)}{language_of(lang).decimal_mark}{tenths % 10}"


def _grouped(number: int, lang: LanguageCode) -> str:
    return f"{number:,}".replace(",", language_of(lang).group_mark)


def percent(part: Rupiah, whole: Rupiah, lang: LanguageCode = "id") -> str:
    """Return `part` of `whole` in per cent with one decimal, half up: `52,3%`, `-4,0%`.

    The text is empty if `whole` is 0.
    """
    if whole == 0:
        return ""
    tenths = divide_half_up(abs(part) * 1000, abs(whole))
    sign = "-" if tenths and (part < 0) != (whole < 0) else ""
    return f"{sign}{tenths // 10}{language_of(lang).decimal_mark}{tenths % 10}%"


def column_chart(
    bars: Sequence[Bar], width: float, height: float, colors: ChartColors, lang: LanguageCode = "id"
) -> Drawing:
    """Draw a column for each bar in order, with the amounts above and the labels below."""
    pen = _Pen(width, height, colors)
    values = [0, *(bar.value for bar in bars)]
    slot = width / max(1, len(bars))
    texts, caption = _column_amounts([bar.value for bar in bars], slot, lang)
    foot, head = SIZE + 8, SIZE + 5
    below = head if min(values) < 0 else 0.0
    head += ROW if caption else 0.0
    scale = (height - foot - head - below) / ((max(values) - min(values)) or 1)
    zero = foot + below - min(values) * scale
    thick = min(46.0, slot * 0.62)
    for at, bar in enumerate(bars):
        tall = bar.value * scale
        left, low = slot * (at + 0.5) - thick / 2, min(zero, zero + tall)
        opacity = _OPEN_OPACITY if bar.is_open else 1.0
        pen.box(left, low, thick, abs(tall), pen.color_of(tall), opacity)
    pen.line(0, zero, width, colors.hairline)
    labels = [(slot * (at + 0.5), bar.shown_label) for at, bar in enumerate(bars)]
    pen.label_row(labels, slot, foot - SIZE - 3)
    pen.text(0, height - SIZE, caption, color=colors.soft)
    size, line = _fitting_size(texts, slot), _TextLine(width)
    # The largest amounts come first, so that they get their place.
    for at, bar in sorted(enumerate(bars), key=lambda item: -abs(item[1].value)):
        end = zero + bar.value * scale
        y = end + 3 if bar.value >= 0 else end - SIZE - 1
        pen.text_if_free(line, slot * (at + 0.5), y, texts[at], size, STRONG)
    return pen.drawing


def _column_amounts(
    values: Sequence[Rupiah], slot: float, lang: LanguageCode
) -> tuple[list[str], str]:
    """Return the amounts above the columns, and a caption.

    Where columns are narrow, the amounts have no unit and the caption names it.
    """
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
    """Draw a row for each bar: its label, the bar, the amount and the note.

    The height follows from the number of rows. `legend` names `value` and `against`, separated by
    `|`: `terjual|harga daftar`.
    """
    above = ROW if legend else 0.0
    pen = _Pen(width, ROW * len(bars) + above, colors)
    layout = _row_layout(bars, width, lang)
    for at, bar in enumerate(bars):
        y = pen.height - above - ROW * (at + 1) + (ROW - _BAR) / 2
        pen.text(0, y + 1.5, elide(bar.label, REGULAR, SIZE, layout.left - _GAP * 2))
        _draw_bar(pen, bar, layout.left, y, layout.scale)
        amount = short_amount(bar.value, lang)
        pen.text(layout.amount_end, y + 1.5, amount, font=STRONG, anchor="end")
        pen.text(width, y + 1.5, bar.note, color=colors.soft, anchor="end")
    if legend:
        pen.legend(zip(legend.split("|"), (colors.accent, colors.tint), strict=False))
    return pen.drawing


class _RowLayout(NamedTuple):
    """Where bars begin and amounts end in points, and points per rupiah."""

    left: float
    amount_end: float
    scale: float


def _row_layout(bars: Sequence[Bar], width: float, lang: LanguageCode) -> _RowLayout:
    """Return the layout of a ranked bar chart, from the widths of its texts."""
    money = _widest((short_amount(bar.value, lang) for bar in bars), STRONG)
    notes = _widest((bar.note for bar in bars), REGULAR)
    right = width - money - (notes + _GAP * 1.5 if notes else 0.0)
    left = min(_widest((bar.label for bar in bars), REGULAR), width * 0.4) + _GAP * 2
    drawn = [bar for bar in bars if not bar.is_rest]
    most = max((abs(value) for bar in drawn for value in (bar.value, bar.against or 0)), default=1)
    return _RowLayout(left, right + money, max(0.0, right - _GAP * 2 - left) / (most or 1))


def _draw_bar(pen: _Pen, bar: Bar, left: float, y: float, scale: float) -> None:
    """Draw a bar over the value that it is compared with; that one is higher on both sides."""
    if bar.is_rest:
        return
    inset = 0.0
    if bar.against is not None:
        inset = 2.0
        pen.box(left, y, abs(bar.against) * scale, _BAR, pen.colors.tint)
    color = pen.color_of(bar.value)
    pen.box(left, y + inset, abs(bar.value) * scale, _BAR - 2 * inset, color)


def to_svg(drawing: Drawing, scale: float = 1) -> bytes:
    """Return the drawing as SVG, enlarged by `scale`, in the app's screen font.

    The same drawing gives the same bytes.
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
    """Return the exact colour for each colour that reportlab writes rounded to whole per cent.

    Otherwise a bar would not have exactly the colour of a button beside it.
    """
    found = {}
    for shape in drawing.contents:
        for color in (getattr(shape, "fillColor", None), getattr(shape, "strokeColor", None)):
            if color is not None:
                rounded = ",".join(f"{int(part * 100)}%" for part in color.rgb())
                found[f"rgb({rounded})"] = f"#{color.hexval()[2:]}"
    return found


def _width(text: str, font: str, size: float) -> float:
    return float(pdf_font(font).stringWidth(text, size))


def _widest(texts: Iterable[str], font: str) -> float:
    return max((_width(text, font, SIZE) for text in texts), default=0.0)


def _fitting_size(texts: Sequence[str], room: float) -> float:
    """Return the type size at which the widest text fits, but not below `SMALLEST`."""
    widest = max((_width(text, STRONG, SIZE) for text in texts), default=0.0)
    return min(SIZE, max(SMALLEST, SIZE * (room - _GAP - 0.1) / (widest or 1)))


class _TextLine:
    """A line of texts that must not overlap."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._taken: list[tuple[float, float]] = []

    def reserve(self, center: float, wide: float) -> float | None:
        """Reserve a width near `center` and return its middle, or None if it is taken."""
        center = min(max(center, wide / 2), self.width - wide / 2)
        left, right = center - wide / 2 - _GAP / 2, center + wide / 2 + _GAP / 2
        if any(left < end and start < right for start, end in self._taken):
            return None
        self._taken.append((left, right))
        return center


class _Pen:
    """Draws shapes and texts into one drawing."""

    def __init__(self, width: float, height: float, colors: ChartColors) -> None:
        from reportlab.graphics.shapes import Drawing

        self.drawing = Drawing(width, height)
        self.width, self.height = width, height
        self.colors = colors

    def color_of(self, value: float) -> str:
        """Return the colour of a positive or negative value."""
        return self.colors.accent if value >= 0 else self.colors.negative

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
        """Draw a text at a point; `anchor` is the part of the text that lies there."""
        from reportlab.graphics.shapes import String
        from reportlab.lib.colors import HexColor

        if not text:
            return
        name = pdf_font(font).fontName
        fill = HexColor(color or self.colors.ink)
        style = {"fontName": name, "fontSize": size, "fillColor": fill, "textAnchor": anchor}
        self.drawing.add(String(x, y, text, **style))

    def text_if_free(
        self, line: _TextLine, center: float, y: float, text: str, size: float, font: str = REGULAR
    ) -> None:
        """Draw a text centred at a point, unless it would overlap another on the line."""
        middle = line.reserve(center, _width(text, font, size))
        if middle is not None:
            color = self.colors.ink if font == STRONG else self.colors.soft
            self.text(middle, y, text, size, font=font, color=color, anchor="middle")

    def label_row(self, labels: Sequence[tuple[float, str]], slot: float, y: float) -> None:
        """Draw labels on one line in one size, leaving out those that would overlap."""
        size = _fitting_size([label for _, label in labels], slot)
        line = _TextLine(self.width)
        for center, label in labels:
            self.text_if_free(line, center, y, elide(label, REGULAR, size, self.width), size)

    def legend(self, entries: Iterable[tuple[str, str]]) -> None:
        """Draw the names of the colours along the top."""
        x, y = 0.0, self.height - ROW + 6
        for name, color in entries:
            self.box(x, y, SIZE, SIZE - 1, color)
            self.text(x + SIZE + _GAP, y, name, color=self.colors.soft)
            x += SIZE + _GAP * 4 + _width(name, REGULAR, SIZE)
