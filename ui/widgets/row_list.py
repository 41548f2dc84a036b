"""Lists whose rows are drawn by a delegate, all of one height, with one row chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Theme

MIN_WIDTH = 200  # pixels; the list gives a row its own width


class RowDelegate(QStyledItemDelegate):
    """Draws each row from the object that the model keeps under `role`.

    A subclass overrides `draw`. Every row has the same `size`.
    """

    def __init__(self, theme: Theme, role: int, size: QSize) -> None:
        super().__init__()
        self._theme = theme
        self._role = role
        self.size = size

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        self.draw(painter, option.rect, option.state, index.data(self._role))
        painter.restore()

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: Any) -> None:
        """Draws `item` into `box`; the painter is restored afterwards."""
        raise NotImplementedError

    def fill_chosen(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        """Fills the background of the chosen row, with a bar of 3 pixels at its left edge."""
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("select"))
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, self._theme.color("accent"))


class RowList(QListView):
    """A list for reading in which one row is chosen by click, or by `choose` and `step`."""

    def __init__(
        self,
        model: QAbstractListModel,
        delegate: RowDelegate,
        parent: QWidget | None = None,
        focus: Qt.FocusPolicy = Qt.FocusPolicy.NoFocus,
    ) -> None:
        super().__init__(parent)
        model.setParent(self)
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(focus)

    @property
    def row(self) -> int:
        """The number of the chosen row, -1 when there is none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Chooses that row; does nothing when there is no such row."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def step(self, by: int) -> None:
        """Chooses the row that many below (above when negative), stopping at both ends."""
        self.choose(min(max(self.row + by, 0), self.model().rowCount() - 1))
