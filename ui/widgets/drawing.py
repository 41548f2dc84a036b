"""Texts that delegates draw by themselves: elided lines and pills."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from ui import theme as themes
from ui.theme import Theme

SMALLEST = 9  # pixels of type that can still be read


def draw_lines(painter: QPainter, box: QRect, text: str, font: QFont, most: int) -> int:
    """Draws `text` in at most `most` lines, the last one elided; returns the height in pixels."""
    starts = _line_starts(text, font, box.width(), most)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    for row, start in enumerate(starts[:most]):
        last = row == most - 1
        end = len(text) if last or row + 1 == len(starts) else starts[row + 1]
        words = metrics.elidedText(
            text[start:end].strip(), Qt.TextElideMode.ElideRight, box.width()
        )
        top = box.top() + row * (metrics.height() + 1)
        painter.drawText(
            QRect(box.left(), top, box.width(), metrics.height()),
            Qt.AlignmentFlag.AlignLeft,
            words,
        )
    return min(len(starts), most) * (metrics.height() + 1)


def draw_words(painter: QPainter, box: QRect, text: str, font: QFont, most: int) -> None:
    """Draws `text` in at most `most` lines and cuts it between words only, with an ellipsis.

    Where a word is wider than the box, the type is made smaller, down to `SMALLEST` pixels.
    """
    pixels, height, lines = _fitted(text, font.toString(), box.width(), most)
    font.setPixelSize(pixels)
    painter.setFont(font)
    for row, line in enumerate(lines):
        top = box.top() + row * (height + 1)
        place = QRect(box.left(), top, box.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, line)


@lru_cache(maxsize=2_000)
def _fitted(text: str, font_words: str, width: int, most: int) -> tuple[int, int, tuple[str, ...]]:
    """Return the type's size and height in pixels, and the lines of a text in a box `width` wide.

    Kept, because measuring takes longer than drawing and tiles are drawn at every change of page.
    """
    font = QFont()
    font.fromString(font_words)
    words, pixels = text.split(), font.pixelSize()
    while pixels > SMALLEST:
        metrics = QFontMetrics(font)
        if max((metrics.horizontalAdvance(word) for word in words), default=0) <= width:
            break
        pixels -= 1
        font.setPixelSize(pixels)
    return pixels, QFontMetrics(font).height(), tuple(whole_words(text, font, width, most))


def whole_words(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return the lines of a text that is cut between words; see `draw_words`."""
    words, metrics = text.split(), QFontMetrics(font)
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = _with_ellipsis(lines[-1], metrics, width)
            break
    right = Qt.TextElideMode.ElideRight
    # Only a single endless word is cut: Qt would cut a line that just fits, too.
    return [
        metrics.elidedText(line, right, width)
        if metrics.horizontalAdvance(line.removesuffix("…")) > width
        else line
        for line in lines
    ]


def _with_ellipsis(line: str, metrics: QFontMetrics, width: int) -> str:
    """Return a line with an ellipsis, without the last words that leave no room for it."""
    words = line.split()
    while len(words) > 1 and metrics.horizontalAdvance(" ".join(words) + "…") > width:
        words.pop()
    return " ".join(words) + "…"


def _line_starts(text: str, font: QFont, width: int, most: int) -> list[int]:
    """Where each line of the wrapped text starts, for at most one line more than `most`."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return starts


def draw_pill(
    painter: QPainter, theme: Theme, right: int, middle: int, words: str, tone: str
) -> None:
    """Draws small words on a rounded background of `tone` that ends at `right`."""
    font = themes.font(12, QFont.Weight.DemiBold)
    width = QFontMetrics(font).horizontalAdvance(words) + 14
    box = QRectF(right - width, middle - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{tone}_tint"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(theme.color(tone))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
