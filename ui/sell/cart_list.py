"""The cart's lines, drawn as on a receipt."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.domain.cart import Cart
from pos_app.domain.money import format_rupiah
from pos_app.domain.pricing import CartItem
from ui import theme as themes
from ui.models.cart import ASK_ROLE, CartModel
from ui.theme import Theme

ROW_HEIGHT = 60
Weight = QFont.Weight


class CartDelegate(QStyledItemDelegate):
    """Draws one line: pieces, name, maker and price each, and what it comes to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ask: CartItem = index.data(ASK_ROLE)
        painter.save()
        row: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, self._theme.color("select"))
            painter.fillRect(
                QRect(row.left(), row.top(), 3, row.height()),
                self._theme.color("accent"),
            )
        self._pieces(painter, row, ask)
        amount = format_rupiah(ask.before_sale_discount)
        width = QFontMetrics(themes.font(14, Weight.DemiBold)).horizontalAdvance(amount)
        self._amount(painter, row, ask, amount)
        self._words(painter, row.adjusted(56, 9, -20 - width - 12, 0), row.right() - 20, ask)
        painter.restore()

    def _pieces(self, painter: QPainter, row: QRect, ask: CartItem) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        box = QRect(row.left() + 8, row.top() + 9, 40, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"{ask.qty}×".rjust(3))

    def _amount(self, painter: QPainter, row: QRect, ask: CartItem, amount: str) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        box = row.adjusted(0, 9, -20, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, amount)

    def _words(self, painter: QPainter, box: QRect, right: int, ask: CartItem) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14))
        metrics = QFontMetrics(themes.font(14))
        name = metrics.elidedText(ask.product.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, name)
        below = QRect(box.left(), box.top() + 22, right - box.left(), 18)
        if ask.price < ask.list_price:
            below.setRight(right - self._bargain(painter, below, ask))
        painter.setPen(self._theme.color("soft"))
        painter.setFont(themes.font(12))
        maker = ask.product.maker_name or ask.product.maker
        detail = f"@ {format_rupiah(ask.price)}  ·  {maker}" if ask.qty > 1 else maker
        words = QFontMetrics(themes.font(12)).elidedText(
            detail, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, words)

    def _bargain(self, painter: QPainter, box: QRect, ask: CartItem) -> int:
        """The list price struck out and the word for it, at the right; returns the width used."""
        plain, struck = themes.font(12, Weight.DemiBold), themes.font(12)
        struck.setStrikeOut(True)
        word = " " + QCoreApplication.translate("CartList", "bargained")
        width = QFontMetrics(plain).horizontalAdvance(word)
        price = format_rupiah(ask.list_price)
        painter.setPen(self._theme.color("look"))
        painter.setFont(plain)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, word)
        painter.setFont(struck)
        painter.drawText(box.adjusted(0, 0, -width, 0), Qt.AlignmentFlag.AlignRight, price)
        return width + QFontMetrics(struck).horizontalAdvance(price) + 8


class CartList(QListView):
    """The lines with one of them chosen; a tap chooses, the keyboard stays where it was."""

    edit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = CartModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(CartDelegate(theme, self))
        self.setAccessibleName(QCoreApplication.translate("CartList", "Cart"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(self._edit)

    def _edit(self) -> None:
        self.edit_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @property
    def row(self) -> int:
        """The chosen line, -1 without lines."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        if 0 <= row < self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(row))

    def show_cart(self, cart: Cart) -> None:
        """Shows the lines; the chosen one stays chosen while there is one."""
        row = self.row
        self._lines.show(cart)
        self.choose(min(max(row, 0), len(cart) - 1))
