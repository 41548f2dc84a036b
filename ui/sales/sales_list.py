"""The list of sales, voids and refunds: number, time, ways of paying, amount and status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelection, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.services.selling.sale_search import SaleListRow
from ui import theme as themes
from ui.models.sales import SALE_ROLE, SalesModel
from ui.session import Session
from ui.texts import day_words, method_words
from ui.widgets.drawing import draw_pill
from ui.widgets.row_list import RowDelegate, RowList

ROW_SIZE = QSize(240, 60)  # pixels
Weight = QFont.Weight


def status_of(row: SaleListRow) -> tuple[str, str]:
    """The status that a row shows and its tone; both empty for a plain sale."""
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


class SalesDelegate(RowDelegate):
    """Draws one sale, void or refund."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, SALE_ROLE, ROW_SIZE)
        self._language = session.language

    def draw(
        self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: SaleListRow
    ) -> None:
        """Draws the row `item` into `box`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.fill_chosen(painter, box, state)
        inner = box.adjusted(20, 9, -20, -9)
        self._draw_texts(painter, inner, item)
        painter.setPen(self._theme.color("hairline"))
        painter.drawLine(inner.left(), box.bottom(), inner.right(), box.bottom())

    def _draw_texts(self, painter: QPainter, box: QRect, row: SaleListRow) -> None:
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
        words, tone = status_of(row)
        if words:
            draw_pill(painter, self._theme, box.right() + 1, box.top() + 32, words, tone)


class SalesList(RowList):
    """Emits `chosen` with the row that was chosen, None when the list became empty."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.documents = SalesModel()
        super().__init__(self.documents, SalesDelegate(session), parent, Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(QCoreApplication.translate("SalesList", "Sales"))

    def show_rows(self, rows: Sequence[SaleListRow], number: str = "") -> None:
        """Shows `rows` and chooses the one with that number, or else the first."""
        self.documents.set_rows(rows)
        if rows:
            self.choose(max(self.documents.row_of(number), 0))
        else:
            self.chosen.emit(None)

    def current(self) -> SaleListRow | None:
        """The chosen row."""
        found: SaleListRow | None = self.currentIndex().data(SALE_ROLE)
        return found

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self.chosen.emit(self.current())
