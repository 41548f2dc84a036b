"""The cart with its total and the buttons of the ways of paying."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from ui import theme as themes
from ui.sell.cart_list import CartList
from ui.sell.way_buttons import WayButtons
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import label, rule


class CartView(QWidget):
    """Shows the session's cart. Signals report what was pressed; the screen acts on them."""

    stepped = Signal(int)
    removal_wanted = Signal()
    price_wanted = Signal()
    quantity_tapped = Signal()
    amount_tapped = Signal()
    price_pressed = Signal()
    total_tapped = Signal()
    pay_wanted = Signal()
    way_wanted = Signal(object)
    more_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.list = CartList(session.theme)
        self.count = label(kind="soft")
        self.total = FitLabel(44)
        self._empty = label(self.tr("Nothing here yet. Scan the first piece."), "hint", wrap=True)
        self._sums: list[QLabel] = []
        self._sum_box = QWidget()
        self.pay = KeyButton(self.tr("Pay cash"), "Enter", "primary")
        self.ways = WayButtons()
        self.qris = self.ways.buttons[Method.QRIS]
        self.decrease, self.increase, self.remove = (QPushButton() for _ in range(3))
        self.price = KeyButton(self.tr("Bargain"), "F3", "small")
        self.more = KeyButton(self.tr("More…"), kind="small")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 20)
        foot.setSpacing(8)
        foot.addLayout(self._build_tools())
        foot.addWidget(rule())
        self._sum_box.setLayout(self._build_sums())
        foot.addWidget(self._sum_box)
        foot.addLayout(self._build_total())
        foot.addWidget(self.ways)
        foot.addWidget(self.pay)
        column.addLayout(foot)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 8)
        head.setSpacing(12)
        head.addWidget(label(self.tr("Cart"), "heading"))
        head.addStretch(1)
        head.addWidget(self.count)
        head.addWidget(self.more)
        return head

    def _build_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        tools = (
            (self.decrease, "minus", self.tr("One piece less (-)")),
            (self.increase, "plus", self.tr("One piece more (+)")),
            (self.remove, "remove", self.tr("Remove the line (Del)")),
        )
        for button, icon, name in tools:
            token = "wrong" if icon == "remove" else "ink"
            button.setIcon(themes.icon(self._session.theme, icon, token))
            button.setIconSize(QSize(20, 20))
            button.setProperty("kind", "small")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumWidth(48)
            row.addWidget(button, 1)
        row.insertWidget(2, self.price, 2)
        return row

    def _build_sums(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for words in (self.tr("Subtotal"), self.tr("Bargained and discounts")):
            row = QHBoxLayout()
            amount = label(kind="soft")
            row.addWidget(label(words, "soft"))
            row.addStretch(1)
            row.addWidget(amount)
            column.addLayout(row)
            self._sums.append(amount)
        return column

    def _build_total(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Total"), "heading"))
        row.addWidget(self.total, 1)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.total.setAccessibleName(self.tr("Total"))
        return row

    def _connect(self) -> None:
        self.decrease.clicked.connect(self._decrease)
        self.increase.clicked.connect(self._increase)
        self.remove.clicked.connect(self.removal_wanted)
        self.price.clicked.connect(self._price_pressed)
        self.list.quantity_tapped.connect(self.quantity_tapped)
        self.list.amount_tapped.connect(self.amount_tapped)
        for amounts in (self.total, self._sum_box):
            amounts.installEventFilter(self)
        self.more.clicked.connect(self.more_wanted)
        self.list.edit_wanted.connect(self.price_wanted)
        self.pay.clicked.connect(self.pay_wanted)
        self.ways.wanted.connect(self.way_wanted)

    def _price_pressed(self) -> None:
        """A press by the keyboard is one on the button that has the focus."""
        (self.price_wanted if self.price.hasFocus() else self.price_pressed).emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and len(self._session.cart):
            self.total_tapped.emit()
        return False

    def _decrease(self) -> None:
        self.stepped.emit(-1)

    def _increase(self) -> None:
        self.stepped.emit(1)

    def refresh(self) -> None:
        """Shows the cart as it is now."""
        cart = self._session.cart
        self.list.show_cart(cart)
        self.list.setVisible(len(cart) > 0)
        self._empty.setVisible(len(cart) == 0)
        lines = self.tr("%n line(s)", "", len(cart))
        pieces = self.tr("%n piece(s)", "", cart.pieces)
        self.count.setText(f"{lines} · {pieces}" if len(cart) else "")
        self.total.setText(format_rupiah(cart.total))
        reduction = cart.list_total - cart.total
        self._sums[0].setText(group_digits(cart.list_total))
        self._sums[1].setText(f"−{group_digits(reduction)}")
        self._sum_box.setVisible(reduction > 0)
        ready = len(cart) > 0 and self._session.day is not None
        self.pay.setEnabled(ready)
        self.ways.set_ready(ready)
        for tool in (self.decrease, self.increase, self.remove, self.price):
            tool.setEnabled(len(cart) > 0)
