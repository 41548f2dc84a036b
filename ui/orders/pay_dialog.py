"""The base of the dialogs in which an order's money is taken: facts at the left, pay at the right.

Nothing is stored twice: while a document is being written nothing else is taken, and one whose
outcome nobody knows is asked for again under the same id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.messages import sentence
from pos_app.services.selling import sales
from pos_app.services.shop.start_check import FAULTS, as_machine_error
from ui.once import Once
from ui.orders.amount_pages import AmountPages
from ui.orders.form_pad import DialogPads
from ui.sell.way_buttons import WAY_KEYS
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label
from ui.widgets.take_back_keys import TakeBackKeys

PAY_WIDTH = 372  # pixels


class PayDialog(FittingDialog):
    """Enter on the first page begins a payment in cash, F9 to F12 one in another way.

    A subclass fills `left`, checks in `problem`, sets the amount in `prepare` and writes in
    `write`, which runs on another thread.
    """

    def __init__(self, session: Session, pages: AmountPages, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once(lambda: sales.new_sale_id(session.shop))
        self._busy = False
        self.stored: Sale | None = None
        self.heading = label(kind="title", wrap=True)
        self.left = QVBoxLayout()
        self.left.setSpacing(8)
        self.error_label = label(kind="error", wrap=True)
        self.error_label.hide()
        self.leave = KeyButton(self.tr("Never mind"), "Esc", "small")
        self.pages = pages
        self._arrange()
        TakeBackKeys(self)
        pages.paid.connect(self._pay)
        pages.done.close_.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 20, 12)
        row.setSpacing(20)
        column = QVBoxLayout()
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.leave)
        column.addLayout(head)
        column.addLayout(self.left)
        column.addStretch(1)
        column.addWidget(self.error_label)
        row.addLayout(column, 1)
        frame = QFrame()
        frame.setObjectName("card")
        frame.setFixedWidth(PAY_WIDTH)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.pages)
        row.addWidget(frame)
        self.pads = DialogPads(self._session, self, frame, self.pages)

    def fixed_buttons(self) -> list[QPushButton]:
        return [self.leave]

    def problem(self) -> str:
        """Returns why nothing can be paid yet; an empty text if it can."""
        return ""

    def prepare(self) -> None:
        """Sets the amount to pay; what the form says now is what will be stored."""

    def write(self, payments: Sequence[Payment], new_id: str, asked: object) -> Sale:
        """Stores the document, on another thread. Raises PosError."""
        raise NotImplementedError

    def asked(self) -> dict[str, object]:
        """By what the same document is known when it is tried again; it holds for the payment."""
        raise NotImplementedError

    def completed(self, sale: Sale, payments: Sequence[Payment]) -> None:
        """Shows what was stored."""
        raise NotImplementedError

    def begin(self, start: Callable[[], None]) -> None:
        """Begins a payment by `start` unless something is missing."""
        if self._busy or self.stored is not None:
            return
        wrong = self.problem()
        self.show_error(wrong)
        if not wrong:
            self.prepare()
            start()

    def begin_cash(self) -> None:
        """Begins a payment in cash."""
        self.begin(self.pages.start_cash)

    def begin_split(self) -> None:
        """Begins a payment in several ways."""
        self.begin(self.pages.start_split)

    def begin_way(self, method: Method) -> None:
        """Begins a payment that is not cash."""
        self.begin(lambda: self.pages.start(method))

    def show_error(self, words: str) -> None:
        """Shows a sentence below the form; an empty one hides it."""
        self.error_label.setText(words)
        self.error_label.setVisible(bool(words))
        if words:
            self.make_room()

    def _pay(self, payments: list[Payment]) -> None:
        if self._busy or self.stored is not None:
            return
        self._busy = True
        try:
            asked = self.asked()
            new_id = self._once.ref(asked)
            sale = self._session.away(lambda: self.write(payments, new_id, asked))
        except FAULTS as error:
            self.show_error(sentence(as_machine_error(error), self._session.known_language))
            return
        finally:
            self._busy = False
        self._once.done()
        self.stored = sale
        self.show_error("")
        self.completed(sale, payments)
        self.pages.show_done()
        self.leave.hide()
        self._session.print_queued.emit()
        self._session.refresh()
        self._session.sounds.paid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.pages.paying:
            event.accept()
            return
        if event.isAutoRepeat():
            return
        key = Qt.Key(event.key())
        if key in ENTER_KEYS:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.reject()
        elif key == Qt.Key.Key_F9:
            self.begin_split()
        elif key in WAY_KEYS:
            self.begin_way(WAY_KEYS[key])
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = self.focusWidget()
        if self.stored is not None:
            self.accept()
        elif isinstance(focused, QPushButton) and focused.isVisible():
            focused.click()
        else:
            self.begin_cash()

    def reject(self) -> None:
        """Closes, unless a payment is under way: that is left first."""
        if self._busy:
            return
        if self.pages.paying:
            self.pages.show_first()
            return
        if self.stored is not None:
            self.accept()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Leaves the buyer's screen to the cart."""
        self._session.show_to_buyer(None)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy or self.pages.paying:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)
