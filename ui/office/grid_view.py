"""The view of the grid: a coloured cell with sign and text for every till and day."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pos_app.services.office.book_view import TillDayGrid, TillDayState, TillDayStatus
from ui import theme as themes
from ui.office.grid_model import CELL_ROLE, GridModel, Index
from ui.office.till_day_words import cell_text, colors, short_drawer_words
from ui.texts import short_range
from ui.theme import Theme
from ui.widgets.number_edit import ENTER_KEYS

ROW_HEIGHT, MAX_ROW_HEIGHT = 40, 52  # pixels
# Font size and side margin (pixels), tried in this order before the text is cut.
FITS = ((13, 8), (12, 8), (12, 3))
SMALL = 10  # font size of what is below the amount
MIN_DAY_WIDTH = 86  # pixels
GAP = 3  # pixels around a cell


class CellPainter(QStyledItemDelegate):
    """Draws a cell; the current one has a frame while the view has the focus."""

    def __init__(self, theme: Theme, language: str, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._language = language
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        status: TillDayStatus = index.data(CELL_ROLE)
        box = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        found = colors(status.state, self._theme)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._frame(index, found.ground))
        painter.setBrush(found.ground)
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(found.ink)
        self._write(painter, status, box)
        if status.made_by:
            self._mark(painter, box)
        painter.restore()

    def _write(self, painter: QPainter, status: TillDayStatus, box: QRectF) -> None:
        """Write the cell's text, and below it what its drawer held too much or too little."""
        words, below = self._fit(painter, status, box), short_drawer_words(status, self._language)
        if not below:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            return
        upper = box.adjusted(0, 1, 0, -box.height() * 0.42)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(themes.font(SMALL, QFont.Weight.DemiBold))
        painter.setPen(self._theme.color("look"))
        lower = box.adjusted(4, box.height() * 0.52, -4, -2)
        fitted = painter.fontMetrics().elidedText(
            below, Qt.TextElideMode.ElideRight, int(lower.width())
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, fitted)

    @staticmethod
    def _mark(painter: QPainter, box: QRectF) -> None:
        """Draw the dot of a decision in the upper right corner."""
        painter.setBrush(painter.pen().color())
        painter.drawEllipse(box.topRight() + QPointF(-8, 8), 2.5, 2.5)

    def _fit(self, painter: QPainter, status: TillDayStatus, box: QRectF) -> str:
        """Return the cell's text and set the font: smaller in a narrow cell before it is cut."""
        words = ""
        for size, pad in FITS:
            room = int(box.width()) - 2 * pad
            font = themes.font(size, QFont.Weight.DemiBold)
            painter.setFont(font)
            words = self._words(status, QFontMetrics(font), room)
            if "…" not in words[1:]:
                break
        return words

    def _frame(self, index: Index, ground: QColor) -> QPen:
        if index == self._view.currentIndex() and self._view.hasFocus():
            return QPen(self._theme.color("ink"), 2)
        if self._theme.draw_edges:
            return QPen(self._theme.color("hairline"), 1)
        return QPen(ground, 0)

    def _words(self, status: TillDayStatus, metrics: QFontMetrics, room: int) -> str:
        """Return the text cut to `room` pixels; for a dispute both amounts if they fit."""
        if status.state is TillDayState.DISPUTED and status.disputed.low != status.disputed.high:
            words = f"≠ {short_range(status.disputed.low, status.disputed.high, self._language)}"
            if metrics.horizontalAdvance(words) <= room:
                return words
        words = cell_text(status, self._language)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


class GridView(QTableView):
    """Emits `moved` when the current cell changes, `opened` on Enter, Space or a click."""

    opened = Signal(int, int)  # row and column
    moved = Signal(int, int)

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(language, self)
        self.setModel(self.grid)
        self.setItemDelegate(CellPainter(theme, language, self))
        self._build()
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._moved)

    def _build(self) -> None:
        self.setProperty("kind", "grid")
        self.setAccessibleName(self.tr("Tills and days"))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        days, tills = self.horizontalHeader(), self.verticalHeader()
        days.setMinimumSectionSize(MIN_DAY_WIDTH)
        days.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        tills.setDefaultSectionSize(ROW_HEIGHT)
        tills.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (days, tills):
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setSectionsClickable(False)

    def show_grid(self, grid: TillDayGrid) -> None:
        """Show another grid; the first cell becomes current if none was."""
        self.grid.show_grid(grid)
        self._divide_space()
        if not self.currentIndex().isValid() and grid.statuses:
            self.go_to(0, 0)
        self.viewport().update()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.grid.index(row, column), flag)

    def _open(self, index: Index) -> None:
        self.opened.emit(index.row(), index.column())

    def _moved(self, index: Index, _before: Index) -> None:
        if index.isValid():
            self.moved.emit(index.row(), index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F6) or event.text():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._divide_space()
        super().resizeEvent(event)

    def _divide_space(self) -> None:
        """Divide the space: names get what the days leave, few rows become higher."""
        tills, days = self.verticalHeader(), self.grid.columnCount()
        spare = self.width() - days * MIN_DAY_WIDTH - self.verticalScrollBar().sizeHint().width()
        tills.setMaximumWidth(max(104, int(self.width() * 0.24), min(200, spare)))
        room = self.viewport().height() // max(1, self.grid.rowCount())
        tills.setDefaultSectionSize(min(MAX_ROW_HEIGHT, max(ROW_HEIGHT, room)))
