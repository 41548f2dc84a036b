"""The list of open orders or of inquiries: what and by when, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from pos_app.domain.inquiry import Inquiry
from pos_app.domain.orders import Order
from ui import theme as themes
from ui.models.numbered_rows import ROW_ROLE, NumberedRows
from ui.session import Session
from ui.widgets.drawing import draw_pill
from ui.widgets.row_list import RowDelegate, RowList

ROW_SIZE = QSize(240, 60)  # pixels
LISTED_ROLE = ROW_ROLE
Weight = QFont.Weight
GAP = 12  # pixels between the texts of a line


@dataclass(frozen=True, slots=True)
class Listed:
    """A row: `title` and `amount` above `below`, and a mark with its tone.

    It is an order or an inquiry; `found_by` is what a search looks at, case-folded.
    """

    number: str
    title: str
    amount: str
    below: str
    mark: str
    tone: str
    found_by: str
    order: Order | None = None
    inquiry: Inquiry | None = None


class ListedModel(NumberedRows):
    """The rows in their order; `LISTED_ROLE` gives the `Listed`."""

    def words(self, row: Listed) -> str:
        return ", ".join(filter(None, (row.number, row.title, row.amount, row.below, row.mark)))


class ListedDelegate(RowDelegate):
    """Draws one order or inquiry."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, LISTED_ROLE, ROW_SIZE)

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: Listed) -> None:
        """Draws the row `item` into `box`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.fill_chosen(painter, box, state)
        inner = box.adjusted(20, 9, -20, -9)
        title, small = themes.font(14, Weight.DemiBold), themes.font(12)
        room = inner.width() - QFontMetrics(title).horizontalAdvance(item.amount) - GAP
        painter.setPen(self._theme.color("ink"))
        painter.setFont(title)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight, item.amount)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, _elided(title, item.title, room))
        painter.setPen(self._theme.color("soft"))
        painter.setFont(small)
        mark = QFontMetrics(small).horizontalAdvance(item.mark) + 24 if item.mark else 0
        below = inner.adjusted(0, 23, 0, 0)
        words = _elided(small, item.below, inner.width() - mark - GAP)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, words)
        if item.mark:
            right, middle = inner.right() + 1, inner.top() + 32
            draw_pill(painter, self._theme, right, middle, item.mark, item.tone)
        painter.setPen(self._theme.color("hairline"))
        painter.drawLine(inner.left(), box.bottom(), inner.right(), box.bottom())


def _elided(font: QFont, words: str, room: int) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)


class OrdersList(RowList):
    """Emits `chosen` with the chosen row, None when the list became empty."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.listed = ListedModel()
        super().__init__(self.listed, ListedDelegate(session), parent, Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(QCoreApplication.translate("OrdersList", "Orders"))

    def show_rows(self, rows: Sequence[Listed], number: str = "") -> None:
        """Shows `rows` and chooses the one with that number, or else the first."""
        self.listed.set_rows(rows)
        if rows:
            self.choose(max(self.listed.row_of(number), 0))
        else:
            self.chosen.emit(None)

    def current(self) -> Listed | None:
        """The chosen row."""
        found: Listed | None = self.currentIndex().data(LISTED_ROLE)
        return found

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self.chosen.emit(self.current())
