"""Bar charts drawn as widgets: vertical bars by hour, and horizontal bars of a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import group_digits
from ui import theme as themes
from ui.theme import Theme

ROW = 44  # pixels for each bar of a ranking
Flag = Qt.AlignmentFlag


class Bar(NamedTuple):
    """A bar: name, amount in rupiah, a small note; `faint` if the amount is not final yet."""

    name: str
    amount: int
    note: str = ""
    faint: bool = False

    @property
    def words(self) -> str:
        """The bar as a text, for the accessible description."""
        return f"{self.name}: Rp{group_digits(self.amount)}" + (f" ({self.note})" * bool(self.note))


class Bars(QWidget):
    """The base of both charts. The accessible description has every figure."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bars: list[Bar] = []
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.bars = list(bars)
        self.setAccessibleDescription("; ".join(bar.words for bar in self.bars))
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def bar_at(self, at: QPoint) -> Bar | None:
        """The bar under a point of the widget, or None."""
        raise NotImplementedError

    def words_at(self, at: QPoint) -> str:
        """The name and exact amount of the bar under a point; empty without one."""
        bar = self.bar_at(at)
        return bar.words if bar else ""

    def event(self, event: QEvent) -> bool:
        """Show the exact amount of the bar under the pointer as its tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.setToolTip(self.words_at(event.pos()))
        return super().event(event)

    @property
    def _most(self) -> int:
        return max((abs(bar.amount) for bar in self.bars), default=0) or 1


class RankBars(Bars):
    """Horizontal bars, as many as fit, in the order given; a line of text counts the rest."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.rest = ""  # text for the bars that do not fit, with {0} for their number

    def sizeHint(self) -> QSize:
        return QSize(220, ROW * max(1, min(len(self.bars), 6)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room
        for row, bar in enumerate(self.bars[:room]):
            self._bar(painter, QRect(0, row * ROW, self.width(), ROW), bar)
        left = len(self.bars) - room
        if left > 0 and self.rest:
            painter.setPen(self._theme.color("soft"))
            painter.setFont(themes.font(12))
            box = QRect(0, room * ROW, self.width(), 18)
            painter.drawText(box, Flag.AlignLeft, self.rest.format(left))

    @property
    def _room(self) -> int:
        """How many bars fit."""
        return max(1, (self.height() - 18) // ROW)

    def bar_at(self, at: QPoint) -> Bar | None:
        """The bar under a point of the widget, or None."""
        row = at.y() // ROW
        return self.bars[row] if 0 <= row < min(self._room, len(self.bars)) else None

    def _bar(self, painter: QPainter, box: QRect, bar: Bar) -> None:
        amount = group_digits(bar.amount)
        bold = themes.font(13, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(self._theme.color("wrong" if bar.amount < 0 else "ink"))
        painter.drawText(box.adjusted(0, 4, 0, 0), Flag.AlignRight, amount)
        room = box.width() - QFontMetrics(bold).horizontalAdvance(amount) - 12
        self._name(painter, QRect(box.left(), box.top() + 4, room, 20), bar)
        line = QRectF(box.left(), box.top() + 26, box.width(), 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hairline"))
        painter.drawRoundedRect(line, 4, 4)
        line.setWidth(max(8.0, line.width() * abs(bar.amount) / self._most))
        painter.setBrush(self._theme.color("wrong" if bar.amount < 0 else "accent"))
        painter.drawRoundedRect(line, 4, 4)

    def _name(self, painter: QPainter, box: QRect, bar: Bar) -> None:
        small = themes.font(12)
        note = f"  {bar.note}" if bar.note else ""
        taken = QFontMetrics(small).horizontalAdvance(note)
        plain = themes.font(13)
        words = QFontMetrics(plain).elidedText(
            bar.name, Qt.TextElideMode.ElideRight, max(40, box.width() - taken)
        )
        painter.setPen(self._theme.color("ink"))
        painter.setFont(plain)
        painter.drawText(box, Flag.AlignLeft, words)
        painter.setPen(self._theme.color("soft"))
        painter.setFont(small)
        shift = QFontMetrics(plain).horizontalAdvance(words)
        painter.drawText(box.adjusted(shift, 1, 0, 0), Flag.AlignLeft, note)


class HourBars(Bars):
    """Vertical bars with the amount in thousands above and the name below."""

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 110)

    def sizeHint(self) -> QSize:
        return QSize(480, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._width
        floor = self.height() - 22
        for n, bar in enumerate(self.bars):
            self._bar(painter, n * width, width, floor, bar)
        painter.setPen(self._theme.color("edge"))
        painter.drawLine(QPoint(0, floor), QPoint(self.width(), floor))

    @property
    def _width(self) -> float:
        """The width of a bar with its gap, in pixels."""
        return min(self.width() / len(self.bars), 96.0)

    def bar_at(self, at: QPoint) -> Bar | None:
        """The bar under a point of the widget, or None."""
        place = int(at.x() // self._width) if self.bars else -1
        return self.bars[place] if 0 <= place < len(self.bars) else None

    def _bar(self, painter: QPainter, left: float, width: float, floor: int, bar: Bar) -> None:
        gap = min(12.0, width * 0.2)
        height = (floor - 20) * abs(bar.amount) / self._most
        painter.setPen(Qt.PenStyle.NoPen)
        color = self._theme.color("wrong" if bar.amount < 0 else "accent")
        color.setAlphaF(0.5 if bar.faint else 1.0)
        painter.setBrush(color)
        box = QRectF(left + gap / 2, floor - height, width - gap, height)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(themes.font(12))
        painter.setPen(self._theme.color("soft"))
        under = QRectF(left, floor + 3, width, 18)
        painter.drawText(under, Flag.AlignHCenter, bar.name)
        if not bar.amount:
            return
        painter.setPen(self._theme.color("ink"))
        over = QRectF(left - 10, floor - height - 18, width + 20, 18)
        words = _thousands(bar.amount)
        if QFontMetrics(painter.font()).horizontalAdvance(words) <= width + 8:
            painter.drawText(over, Flag.AlignHCenter, words)


def _thousands(amount: int) -> str:
    """Return `1.250` for Rp1.250.400: thousands of rupiah, rounded towards zero."""
    return group_digits(int(amount / 1000))
