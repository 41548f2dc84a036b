"""The cash panel: the exact amount by Enter, a note by a function key, any other by digits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.cash_offers import cash_offers
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.sell.way_buttons import WAY_KEYS, WayButtons
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label, set_state

AMOUNT_KEYS = (
    Qt.Key.Key_F4,
    Qt.Key.Key_F5,
    Qt.Key.Key_F6,
    Qt.Key.Key_F7,
    Qt.Key.Key_F8,
    Qt.Key.Key_F9,
)


def amounts_offered(due: Rupiah) -> list[Rupiah]:
    """Amounts in rupiah that buyers hand over for `due`, besides the exact one."""
    return [amount for amount in cash_offers(due) if amount != due]


class PayPanel(QWidget):
    """Asks for the cash received. Emits `paid` with the payment, `cancelled` on Esc."""

    paid = Signal(object)
    cancelled = Signal()
    way_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._due: Rupiah = 0
        self._offered: list[Rupiah] = []
        self.total = FitLabel(44)
        self.exact = KeyButton(self.tr("Exact"), "Enter", "first")
        self.amounts = [KeyButton("", f"F{n}", "amount") for n in range(4, 10)]
        self.received = MoneyEdit(session.ticks, self.tr("Cash received"))
        self.received.setPlaceholderText(self.tr("Another amount: type it"))
        self.error_label = label(kind="error", wrap=True)
        self.rounding = label(kind="soft")
        self.back = KeyButton(self.tr("Back"), "Esc")
        self.ways = WayButtons()
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Pay cash"), "heading"))
        column.addWidget(self.total)
        column.addWidget(self.rounding)
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, button in enumerate((self.exact, *self.amounts)):
            grid.addWidget(button, n // 2, n % 2)
        column.addLayout(grid)
        column.addWidget(self.received)
        column.addWidget(self.error_label)
        column.addStretch(1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        self.back.setProperty("kind", "small")
        ways.addWidget(self.back, 6)
        ways.addWidget(self.ways, 19)
        column.addLayout(ways)

    def _connect(self) -> None:
        self.exact.clicked.connect(self._pay_exact)
        for n, button in enumerate(self.amounts):
            button.clicked.connect(partial(self._pay_offered, n))
        self.back.clicked.connect(self.cancelled)
        self.ways.wanted.connect(self.way_wanted)
        self.received.scanned.connect(self._session.scanned)
        self.received.textChanged.connect(self._clear_error)

    def start(self, due: Rupiah, cart_total: Rupiah) -> None:
        """Shows `due` (rounded for cash) and the rounding; both amounts are in rupiah."""
        self._due = due
        self._offered = amounts_offered(due)
        self.total.setText(format_rupiah(due))
        self.rounding.setText(self.tr("Rounding {0}").format(group_digits(due - cart_total)))
        self.rounding.setVisible(due != cart_total)
        for n, button in enumerate(self.amounts):
            shown = n < len(self._offered)
            button.setVisible(shown)
            if shown:
                button.set_words(group_digits(self._offered[n]))
        self.received.clear()
        self._clear_error()
        self.lock(False)
        self.received.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, locked: bool) -> None:
        """Disables all buttons while the sale is being stored."""
        for button in (self.exact, *self.amounts, self.back):
            button.setEnabled(not locked)
        self.ways.set_ready(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        event.accept()
        if event.isAutoRepeat() and (key in ENTER_KEYS or key in AMOUNT_KEYS):
            return
        if key in ENTER_KEYS:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in AMOUNT_KEYS:
            self._pay_offered(AMOUNT_KEYS.index(key))
        elif key in WAY_KEYS:
            self.way_wanted.emit(WAY_KEYS[key])
        else:
            event.ignore()

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, KeyButton):
            focused.click()
        else:
            self.take_received()

    def take_received(self) -> None:
        """Pays with the amount in the box, or the exact one while it is empty."""
        if not self.received.complain():
            return
        amount = self.received.amount
        self._pay(self._due if amount is None else amount)

    def _pay_exact(self) -> None:
        self._pay(self._due)

    def _pay_offered(self, n: int) -> None:
        if n < len(self._offered):
            self._pay(self._offered[n])

    def _pay(self, amount: Rupiah) -> None:
        if not self.exact.isEnabled():
            return
        if amount < self._due:
            missing = format_rupiah(self._due - amount)
            self.error_label.setText(self.tr("{0} short.").format(missing))
            self.error_label.show()
            set_state(self.received, "wrong", "true")
            self.received.selectAll()
            return
        self.lock(True)
        self.paid.emit(Payment(Method.CASH, amount))
        self.lock(False)

    def _clear_error(self) -> None:
        self.error_label.hide()
        set_state(self.received, "wrong", "false")
