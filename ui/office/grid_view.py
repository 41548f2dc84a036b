"""The grid on the screen: a coloured cell with sign and words for every till and day."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pos_app.services.office.desk import TillDayGrid, TillDayState, TillDayStatus
from ui import theme as themes
from ui.office.grid_model import CELL_ROLE, GridModel, Index
from ui.office.till_day_words import cell_text, colors
from ui.texts import short_range
from ui.theme import Theme
from ui.widgets.number_edit import ENTER_KEYS

ROW, HIGHEST = 40, 52  # pixels
# Size of the letters and room at their sides, tried in turn before words are cut.
FITS = ((13, 8), (12, 8), (12, 3))
NARROWEST = 86  # pixels of a day
GAP = 3


class CellPainter(QStyledItemDelegate):
    """Draws a cell; the one with the cursor has a frame."""

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
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._fit(painter, status, box))
        painter.restore()

    def _fit(self, painter: QPainter, status: TillDayStatus, box: QRectF) -> str:
        """The words of the cell; a narrow one has them a little smaller before they are cut."""
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
        """As much as fits: both sides of a dispute rather than its name."""
        if status.state is TillDayState.DISPUTED and status.disputed.low != status.disputed.high:
            words = f"≠ {short_range(status.disputed.low, status.disputed.high, self._language)}"
            if metrics.horizontalAdvance(words) <= room:
                return words
        words = cell_text(status, self._language)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


class GridView(QTableView):
    """Arrows move the cursor, Enter or a click opens a cell."""

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
        days.setMinimumSectionSize(NARROWEST)
        days.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        tills.setDefaultSectionSize(ROW)
        tills.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (days, tills):
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
            header.setSectionsClickable(False)

    def show_grid(self, grid: TillDayGrid) -> None:
        self.grid.show_grid(grid)
        self._share_room()
        if not self.currentIndex().isValid() and grid.statuses:
            self.go_to(0, 0)
        self.viewport().update()

    def go_to(self, row: int, column: int) -> None:
        """Puts the cursor on a cell."""
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
        self._share_room()
        super().resizeEvent(event)

    def _share_room(self) -> None:
        """The names get what the days can spare; few rows are a little higher."""
        tills, days = self.verticalHeader(), self.grid.columnCount()
        spare = self.width() - days * NARROWEST - self.verticalScrollBar().sizeHint().width()
        tills.setMaximumWidth(max(104, int(self.width() * 0.24), min(200, spare)))
        room = self.viewport().height() // max(1, self.grid.rowCount())
        tills.setDefaultSectionSize(min(HIGHEST, max(ROW, room)))
