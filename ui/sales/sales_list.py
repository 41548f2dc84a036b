"""The list of what was sold: number, time, ways of paying, amount, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.domain.sale import Method
from pos_app.services.selling.sale_search import SaleListRow
from ui import theme as themes
from ui.models.sales import SOLD_ROLE, SalesModel
from ui.sell.tiles import draw_pill
from ui.session import Session
from ui.texts import day_words, method_words

ROW_HEIGHT = 60
Weight = QFont.Weight


def mark_of(row: SaleListRow) -> tuple[str, str]:
    """The word that a row bears, and its tone; empty for a plain sale."""
    if row.kind == "void":
        return QCoreApplication.translate("SalesList", "VOID"), "wrong"
    if row.kind == "refund":
        return QCoreApplication.translate("SalesList", "RETURN"), "look"
    if "void" in row.corrected:
        return QCoreApplication.translate("SalesList", "voided"), "wrong"
    if "refund" in row.corrected:
        return QCoreApplication.translate("SalesList", "partly returned"), "look"
    if row.unconfirmed:
        return QCoreApplication.translate("SalesList", "QRIS not seen yet"), "look"
    return "", ""


class SoldDelegate(QStyledItemDelegate):
    """Draws one document."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = session.theme
        self._language = session.language

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(240, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: SaleListRow = index.data(SOLD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("select"))
            bar = QRect(box.left(), box.top(), 3, box.height())
            painter.fillRect(bar, self._theme.color("accent"))
        inner = box.adjusted(20, 9, -20, -9)
        self._words(painter, inner, row)
        painter.setPen(self._theme.color("hairline"))
        painter.drawLine(inner.left(), box.bottom(), inner.right(), box.bottom())
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, row: SaleListRow) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        painter.drawText(box, left, row.number)
        painter.drawText(box, right, format_rupiah(row.net))
        painter.setPen(self._theme.color("soft"))
        painter.setFont(themes.font(12))
        ways = ", ".join(method_words(Method(way)) for way in row.ways)
        when = f"{day_words(row.day, self._language)}  ·  {row.at[11:16].replace(':', '.')}"
        below = box.adjusted(0, 23, 0, 0)
        painter.drawText(below, left, f"{when}  ·  {ways}")
        words, tone = mark_of(row)
        if words:
            ink, ground = self._theme.color(tone), self._theme.color(f"{tone}_tint")
            draw_pill(painter, box.right() + 1, box.top() + 32, words, ink, ground)


class SalesList(QListView):
    """Emits `chosen` with the document that is looked at."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.documents = SalesModel(self)
        self.setModel(self.documents)
        self.setItemDelegate(SoldDelegate(session, self))
        self.setAccessibleName(QCoreApplication.translate("SalesList", "Sales"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_rows(self, rows: Sequence[SaleListRow], number: str = "") -> None:
        """Shows the rows, `number` or else the first of them chosen."""
        self.documents.show(rows)
        row = max(self.documents.row_of(number), 0)
        if rows:
            self.setCurrentIndex(self.documents.index(row))
        else:
            self.chosen.emit(None)

    def step(self, by: int) -> None:
        """The one below or above."""
        row = min(max(self.currentIndex().row() + by, 0), len(self.documents.rows) - 1)
        if row >= 0:
            self.setCurrentIndex(self.documents.index(row))

    def current(self) -> SaleListRow | None:
        found: SaleListRow | None = self.currentIndex().data(SOLD_ROLE)
        return found

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self.chosen.emit(self.current())
