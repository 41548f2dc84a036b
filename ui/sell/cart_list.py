"""The cart's lines as a list, drawn as on a receipt."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.money import format_rupiah
from pos_app.domain.price_steps import next_step
from pos_app.domain.pricing import CartItem
from ui import theme as themes
from ui.models.cart import ITEM_ROLE, CartModel
from ui.theme import Theme
from ui.widgets.row_list import MIN_WIDTH, RowDelegate, RowList

ROW_HEIGHT = 60  # pixels
QUANTITY_WIDTH, AMOUNT_WIDTH = 56, 110  # pixels of a line that are touched to change either
Weight = QFont.Weight


def newest_line(before: Cart, after: Cart) -> int | None:
    """The last line of `after` that `before` did not have in that form; None if it had all."""
    known = Counter(before.items)
    newest = None
    for row, item in enumerate(after.items):
        if known[item]:
            known[item] -= 1
        else:
            newest = row
    return newest


SOON = 3  # pieces that are missing to the next lower price, for the line to name it


class CartDelegate(RowDelegate):
    """Draws one line: quantity, name, maker, unit price and amount."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ITEM_ROLE, QSize(MIN_WIDTH, ROW_HEIGHT))

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: CartItem) -> None:
        """Draws the line `item` into `box`."""
        self.fill_chosen(painter, box, state)
        self._draw_quantity(painter, box, item)
        amount = format_rupiah(item.before_sale_discount)
        width = QFontMetrics(themes.font(14, Weight.DemiBold)).horizontalAdvance(amount)
        self._draw_amount(painter, box, amount)
        self._draw_texts(painter, box.adjusted(56, 9, -20 - width - 12, 0), box.right() - 20, item)

    def _draw_quantity(self, painter: QPainter, row: QRect, ask: CartItem) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        box = QRect(row.left() + 8, row.top() + 9, 40, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"{ask.qty}×".rjust(3))

    def _draw_amount(self, painter: QPainter, row: QRect, amount: str) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        box = row.adjusted(0, 9, -20, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, amount)

    def _draw_texts(self, painter: QPainter, box: QRect, right: int, ask: CartItem) -> None:
        """Draws the name over unit price and maker; a bargained line names its list price too."""
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14))
        metrics = QFontMetrics(themes.font(14))
        name = metrics.elidedText(ask.product.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, name)
        below = QRect(box.left(), box.top() + 22, right - box.left(), 18)
        if ask.price < ask.list_price:
            below.setRight(right - self._draw_list_price(painter, below, ask))
        painter.setPen(self._theme.color("soft"))
        painter.setFont(themes.font(12))
        maker = ask.product.maker_name or ask.product.maker
        several = f"@ {format_rupiah(ask.price)}" if ask.qty > 1 else ""
        detail = "  ·  ".join(filter(None, (several, _of_several(ask), maker)))
        words = QFontMetrics(themes.font(12)).elidedText(
            detail, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, words)

    def _draw_list_price(self, painter: QPainter, box: QRect, ask: CartItem) -> int:
        """Draws the list price, struck out, with "bargained" at the right; returns the width."""
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


def _of_several(ask: CartItem) -> str:
    """Says that the price is that of several pieces, or from how many there is a lower one."""
    step = next_step(ask.product.steps, ask.qty)
    if ask.unit_price is not None:
        return ""
    if step is not None and step.qty - ask.qty <= SOON:
        words = QCoreApplication.translate("CartList", "from {0} pieces {1}")
        return words.format(step.qty, format_rupiah(step.price))
    if ask.listed_price < ask.product.price:
        return QCoreApplication.translate("CartList", "price for several")
    return ""


class CartList(RowList):
    """The lines of the cart, one of them chosen. A click leaves the keyboard focus where it was."""

    edit_wanted = Signal()
    quantity_tapped = Signal()
    amount_tapped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._lines = CartModel()
        self._cart = Cart()
        self._pressed_at = 0  # pixels from the left
        super().__init__(self._lines, CartDelegate(theme), parent)
        self.setAccessibleName(QCoreApplication.translate("CartList", "Cart"))
        self.doubleClicked.connect(self._edit)
        self.clicked.connect(self._tap)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint().x()
        super().mousePressEvent(event)

    def _tap(self, _index: QModelIndex) -> None:
        """The line is chosen: its number of pieces is at the left, its amount at the right."""
        if self._pressed_at < QUANTITY_WIDTH:
            self.quantity_tapped.emit()
        elif self._pressed_at > self.viewport().width() - AMOUNT_WIDTH:
            self.amount_tapped.emit()

    def _edit(self) -> None:
        self.edit_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def show_cart(self, cart: Cart) -> None:
        """Shows the lines and chooses the one that just came in or changed, from any door.

        The keys act on the chosen line: it must be the piece that the cashier has in hand. Where
        nothing came in, the line chosen before stays, or the nearest one that is left.
        """
        newest, row = newest_line(self._cart, cart), self.row
        self._cart = cart
        self._lines.set_rows(cart)
        self.choose(min(max(row, 0), len(cart) - 1) if newest is None else newest)
        if newest is not None:
            self.scrollTo(self.currentIndex())
