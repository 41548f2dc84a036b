"""Pieces that are scanned or typed one after the other, as they go onto a paper."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.services.catalogue import product_lookup
from ui.sell.scan_box import parse_code_input
from ui.session import Session
from ui.widgets.code_edit import CodeEdit
from ui.widgets.restyle import label

MOST_FOUND = 8
_STEPS = {"+": 1, "-": -1}
_MOVES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PieceList(QWidget):
    """`3*` and a scan add three pieces, as on the sell screen. Enter in an empty box is the end.

    In the empty box, `+` and `-` add a piece to the chosen line and take one off, and Up and Down
    choose another line; the line that just came in is chosen.

    A dialog may narrow what is found (`prefers`) and refuse a piece (`refusal`).
    """

    finished = Signal()
    complained = Signal(str)
    added = Signal(object)

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code = CodeEdit(self.tr("Scan, or type a code or name; 3* first for three pieces"))
        self.list = QListWidget()
        self.sum = label(kind="strong")
        self.pieces: dict[str, int] = {}
        self._goods: dict[str, Product] = {}
        self._build(name)

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.list.setAccessibleName(name)
        self.list.setMinimumHeight(132)
        remove = QPushButton(self.tr("Take the line off"))
        remove.setProperty("kind", "small")
        remove.setAutoDefault(False)
        remove.clicked.connect(self.remove_line)
        below = QHBoxLayout()
        below.addWidget(self.sum, 1)
        below.addWidget(remove)
        column.addWidget(self.code)
        column.addWidget(self.list, 1)
        words = self.tr("+ and − change the chosen line, ↑ and ↓ choose another.")
        column.addWidget(label(words, "hint", wrap=True))
        column.addLayout(below)
        self.code.entered.connect(self.add_code)
        self.code.installEventFilter(self)
        self.list.installEventFilter(self)
        self._show()

    def prefers(self, product: Product) -> bool:
        """Returns whether this one of several products found is meant; a dialog may narrow it."""
        return True

    def refusal(self, product: Product) -> str:
        """Returns why a piece cannot be added; empty if it can. A dialog may refuse some."""
        return ""

    def add_code(self, text: str) -> None:
        """Adds a scanned or typed product; empty text is the end."""
        typed = parse_code_input(text)
        if not typed.text:
            self.finished.emit()
            return
        found = self._found(typed.text)
        if len(found) == 1:
            self.add(found[0], typed.qty)
        elif found:
            names = ", ".join(product.sku for product in found[:MOST_FOUND])
            self._complain(self.tr("Several products: {0}. Type more of it.").format(names))
        else:
            self._complain(self.tr("Nothing found for “{0}”.").format(typed.text[:40]))

    def _found(self, text: str) -> list[Product]:
        session = self._session
        found = product_lookup.find_by_code(session.shop, text)
        if not found:
            places = session.index.find(text, MOST_FOUND * 4)
            found = [session.products[at] for at in places]
        meant = [product for product in found if self.prefers(product)]
        return (meant or found)[: MOST_FOUND + 1]

    def add(self, product: Product, qty: int) -> None:
        """Adds pieces of a product, unless they are refused."""
        refused = self.refusal(product)
        if refused:
            self._complain(refused)
            return
        key = sku_key(product.sku)
        self._goods[key] = product
        self.pieces[key] = self.pieces.get(key, 0) + qty
        self.code.clear()
        self.complained.emit("")
        self._show()
        self.list.setCurrentRow(list(self.pieces).index(key))
        self.added.emit(product)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take `+`, `-`, Up and Down for the list while nothing is typed."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = _STEPS.get(event.text())
        if step and not self.code.text():
            self._step(step)
            return True
        by = _MOVES.get(event.key()) if watched is self.code else None
        if by and self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
            return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        """Adds a piece to the chosen line or takes one off; the last one takes the line along."""
        item, row = self.list.currentItem(), self.list.currentRow()
        if item is None:
            return
        key = str(item.data(Qt.ItemDataRole.UserRole))
        refused = self.refusal(self._goods[key]) if by > 0 else ""
        if refused:
            self._complain(refused)
            return
        self.pieces[key] += by
        if not self.pieces[key]:
            del self.pieces[key]
        self.complained.emit("")
        self._show()
        self.list.setCurrentRow(min(row, self.list.count() - 1))

    def _complain(self, words: str) -> None:
        self.complained.emit(words)
        self.code.selectAll()

    def remove_line(self) -> None:
        """Removes the chosen line."""
        item = self.list.currentItem()
        if item is not None:
            self.pieces.pop(str(item.data(Qt.ItemDataRole.UserRole)), None)
            self._show()
        self.code.setFocus()

    def _show(self) -> None:
        self.list.clear()
        value = 0
        for key, qty in self.pieces.items():
            product = self._goods[key]
            value += qty * product.price
            words = f"{group_digits(qty)} ×  {product.name}  ·  {product.sku}"
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.scrollToBottom()
        words = self.tr("%n piece(s), {0} at list prices", "", sum(self.pieces.values()))
        self.sum.setText(words.format(format_rupiah(value)))
