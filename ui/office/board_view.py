"""Draws the board so that a hall can read it: every size is a part of the height."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.services.office.board import Board, BoardPage, BoardRow, total_words
from ui import theme as themes
from ui.theme import Theme

Flag = Qt.AlignmentFlag
SMALLEST = 1 / 29  # of the height: the type of everything that is not larger
LARGEST_APART = 1 / 24  # of the height: what is in no figure above
DIGITS = 1 / 7.6  # of the height: how high the digits of the total are
_MARGIN, _ROWS = 0.05, 8
_LEAST_ROW = 0.045  # of the height: a row of the smallest type
Weight = QFont.Weight


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: where it begins and how large it is, in parts of the height."""

    top: float
    size: float = SMALLEST
    color: str = "ink"
    weight: QFont.Weight = Weight.Medium


class BoardView(QWidget):
    """Shows one page of a board at a time; without a board a message, or only the ground."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.board: Board | None = None
        self.message = ""
        self._page = 0

    def show_board(self, board: Board) -> None:
        """Show another board; the page stays if the board has as many."""
        self.board = board
        self._page %= max(1, len(board.pages))
        parts = (board.event, board.caption, total_words(board), board.completeness)
        self.setAccessibleName(" · ".join((*parts, *board.interim, board.target_words)))
        self.update()

    def show_message(self, words: str) -> None:
        """Say why there is no board; a board that is shown stays."""
        if self.board is None:
            self.message = words
            self.setAccessibleName(words)
            self.update()

    def turn(self, by: int = 1) -> None:
        """Show the next page, or the one before."""
        if self.board is not None and self.board.pages:
            self._page = (self._page + by) % len(self.board.pages)
            self.update()

    @property
    def page(self) -> BoardPage | None:
        """The page in view; None where the board has none."""
        pages = self.board.pages if self.board is not None else ()
        return pages[self._page] if pages else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("ground"))
        if self.board is not None:
            _Painter(painter, self._theme, self.width(), self.height()).draw(
                self.board, self.page, self._page
            )
        elif self.message:
            edge = round(self.height() * _MARGIN)
            painter.setPen(self._theme.color("ink"))
            painter.setFont(themes.font(max(1, round(self.height() / 20))))
            flags = Flag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(edge, edge, -edge, -edge), flags, self.message)
        painter.end()


class _Painter:
    """Draws one board into a rectangle of `width` × `height` pixels."""

    def __init__(self, painter: QPainter, theme: Theme, width: int, height: int) -> None:
        self._painter = painter
        self._theme = theme
        self._height = height
        self._size = SMALLEST  # of the rows of a page
        self._left = height * _MARGIN
        self._width = width - 2 * self._left

    def draw(self, board: Board, page: BoardPage | None, number: int) -> None:
        """The confirmed total above, what is not confirmed apart, and one page below."""
        self._text(board.event, _Line(0.030, weight=Weight.DemiBold), room=0.7)
        self._text(board.as_of, _Line(0.030, color="soft"), Flag.AlignRight)
        self._text(board.caption, _Line(0.085, color="soft"))
        self._total(board)
        color = "accent" if board.complete else "look"
        self._text(board.completeness, _Line(0.320, 1 / 22, color, Weight.DemiBold))
        below = self._target(board, self._apart(board))
        if page is not None:
            self._page(page, below + 0.02, number, len(board.pages))

    def _font(self, size: float, weight: QFont.Weight) -> QFont:
        return themes.font(max(1, round(self._height * size)), weight)

    def _text(
        self,
        words: str,
        line: _Line,
        side: Flag = Flag.AlignLeft,
        *,
        room: float = 1.0,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        """One line: smaller where it does not fit, and `cut` where that is not enough."""
        painter, width = self._painter, self._width * room
        font = self._font(line.size, line.weight)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide > width:
            font = self._font(max(SMALLEST, line.size * width / wide), line.weight)
        painter.setFont(font)
        painter.setPen(self._theme.color(line.color))
        shown = QFontMetricsF(font).elidedText(words, cut, width)
        box = self._box(line.top, line.size * 1.3, width)
        painter.drawText(box, side | Flag.AlignVCenter, shown)

    def _box(self, top: float, height: float, width: float | None = None) -> QRectF:
        """A box at the left margin; top and height in parts of the height."""
        found = self._width if width is None else width
        return QRectF(self._left, self._height * top, found, self._height * height)

    def _total(self, board: Board) -> None:
        """The total: its digits are as high as `DIGITS`, less only where it is too wide."""
        words = total_words(board)
        probe = self._font(0.1, Weight.Bold)
        tall = QFontMetricsF(probe).tightBoundingRect("0").height() / self._height
        size = 0.1 * DIGITS / tall
        wide = QFontMetricsF(self._font(size, Weight.Bold)).horizontalAdvance(words)
        size *= min(1.0, self._width / wide)
        self._painter.setFont(self._font(size, Weight.Bold))
        self._painter.setPen(self._theme.color("ink"))
        box = self._box(0.125, 0.19)
        self._painter.drawText(box, Flag.AlignLeft | Flag.AlignVCenter, words)

    def _apart(self, board: Board) -> float:
        """What is in no figure above, each in a frame: interim totals, orders, who may order.

        Returns where the last frame ends. Two frames are as low as their type allows, so that the
        pages below keep their room.
        """
        lines = [(words, "look_tint", "look") for words in board.interim]
        lines += [(words, "raised", "ink") for words in board.orders]
        lines += [(words, "raised", "soft") for words in filter(None, (board.potential,))]
        high, step = (0.066, 0.082) if len(lines) < 2 else (0.054, 0.060)
        edge = self._height * 0.015
        font = self._font(self._size_apart([words for words, *_ in lines], edge), Weight.DemiBold)
        top = 0.385
        for words, ground, ink in lines:
            frame = self._box(top + 0.006, high)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.color(ground))
            self._painter.drawRoundedRect(frame, 12, 12)
            inner = frame.adjusted(edge, 0, -edge, 0)
            self._painter.setFont(font)
            self._painter.setPen(self._theme.color(ink))
            # Shortened in the middle: the amount at the end stays whole.
            shown = QFontMetricsF(font).elidedText(
                words, Qt.TextElideMode.ElideMiddle, inner.width()
            )
            self._painter.drawText(inner, Flag.AlignLeft | Flag.AlignVCenter, shown)
            top += step
        return top

    def _size_apart(self, lines: list[str], edge: float) -> float:
        """The largest type in which all these lines fit their frames."""
        probe = QFontMetricsF(self._font(LARGEST_APART, Weight.DemiBold))
        widest = max((probe.horizontalAdvance(words) for words in lines), default=1.0)
        room = (self._width - 2 * edge) * 0.98  # sizes are whole pixels
        return max(SMALLEST, LARGEST_APART * min(1.0, room / widest))

    def _target(self, board: Board, top: float) -> float:
        """A bar towards the target, and the pace beside it."""
        if board.target:
            self._bar(self._box(top + 0.012, 0.018), board.total / board.target, "accent")
            top += 0.036
        parts = list(filter(None, (board.target_words, board.pace)))
        metrics = QFontMetricsF(self._font(SMALLEST, Weight.Medium))
        if metrics.horizontalAdvance(" · ".join(parts)) <= self._width:
            parts = [" · ".join(parts)] if parts else []
        for words in parts:
            # The name of an earlier fair is in the middle, and what the pace is made of at the end.
            self._text(words, _Line(top, color="soft"), cut=Qt.TextElideMode.ElideMiddle)
            top += 0.05
        return top

    def _bar(self, box: QRectF, part: float, token: str) -> None:
        painter, round_ = self._painter, box.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hairline"))
        painter.drawRoundedRect(box, round_, round_)
        if part > 0:
            painter.setBrush(self._theme.color(token))
            filled = QRectF(box)
            filled.setWidth(max(box.height(), box.width() * min(1.0, part)))
            painter.drawRoundedRect(filled, round_, round_)

    def _page(self, page: BoardPage, top: float, number: int, count: int) -> None:
        self._text(page.title, _Line(top, weight=Weight.DemiBold))
        self._dots(top, number, count)
        top += 0.06
        bottom = 0.975
        is_noted = bool(page.note) and (
            page.key == "forecast" or any(row.is_open for row in page.rows)
        )
        if is_noted:
            bottom -= 0.055
            self._text(page.note, _Line(bottom, color="soft"))
        if page.key in ("forecast", "orders"):
            self._sentences(page, top)
        else:
            self._rows(page.rows[:_ROWS], top, bottom)

    def _dots(self, top: float, number: int, count: int) -> None:
        """Which of the pages this is."""
        radius, step = self._height * 0.006, self._height * 0.03
        for each in range(count):
            self._painter.setPen(Qt.PenStyle.NoPen)
            token = "accent" if each == number else "edge"
            self._painter.setBrush(self._theme.color(token))
            x = self._left + self._width - (count - each) * step + step / 2
            y = self._height * (top + 0.025)
            self._painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))

    def _sentences(self, page: BoardPage, top: float) -> None:
        """One below the other; the first of an estimate says that it is one."""
        for number, row in enumerate(page.rows):
            marks = page.key == "forecast" and number == 0
            line = _Line(top, SMALLEST, "look") if marks else _Line(top, 1 / 24)
            self._text(row.name, replace(line, weight=Weight.DemiBold))
            top += 0.06 if marks else 0.07

    def _rows(self, rows: tuple[BoardRow, ...], top: float, bottom: float) -> None:
        """Names, bars and amounts: in one column, or in two where the rows would be too many."""
        room = max(1, int((bottom - top) / _LEAST_ROW))
        columns = 2 if len(rows) > room else 1
        rows = rows[: room * columns]
        most = max((row.amount for row in rows), default=0) or 1
        each = -(-len(rows) // columns) or 1
        step = min(0.1, (bottom - top) / each)
        self._size = min(1 / 20, max(SMALLEST, step * 0.45))
        gap = self._height * 0.05
        width = (self._width - gap * (columns - 1)) / columns
        names, amounts = self._widest(rows)
        names = min(names, width - amounts - self._height * 0.12)
        for number, row in enumerate(rows):
            column, line = divmod(number, each)
            left = self._left + column * (width + gap)
            box = QRectF(left, self._height * (top + line * step), width, self._height * step)
            self._row(row, box, names, amounts, row.amount / most)

    def _widest(self, rows: tuple[BoardRow, ...]) -> tuple[float, float]:
        """The widths of the longest name and of the longest amount, in pixels."""
        metrics = QFontMetricsF(self._font(self._size, Weight.Medium))
        names = max((metrics.horizontalAdvance(f"{row.name}*") for row in rows), default=0.0)
        amounts = max((metrics.horizontalAdvance(row.words) for row in rows), default=0.0)
        return names, amounts

    def _row(self, row: BoardRow, box: QRectF, names: float, amounts: float, part: float) -> None:
        painter, font = self._painter, self._font(self._size, Weight.Medium)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink"))
        name = f"{row.name}*" if row.is_open else row.name
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, names + 1)
        painter.drawText(box, Flag.AlignLeft | Flag.AlignVCenter, shown)
        painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, row.words)
        space = self._height * 0.025
        left = box.left() + names + space
        room = box.right() - amounts - space - left
        if room > self._height * 0.03:
            bar = QRectF(left, box.center().y() - self._height * 0.008, room, self._height * 0.016)
            self._bar(bar, part, "edge" if row.is_open else "accent")
