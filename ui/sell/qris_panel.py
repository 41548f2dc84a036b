"""The QRIS panel: the stand's code with the amount in it, until the cashier confirms payment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.qris import check_limit, parse_qris, with_amount
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.selling import qris_code
from ui.buyer_view import QrisRequest
from ui.off_thread import off_thread
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.payload_edit import PayloadEdit, ask_for_photo
from ui.widgets.qr_view import QrView
from ui.widgets.restyle import label


class QrisPanel(QWidget):
    """Shows the QRIS code, or asks for the stand's code while none is stored.

    Emits `paid` only when the cashier says so: the till is offline and cannot see the payment.
    """

    paid = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._due: Rupiah = 0
        self.view = QrView()
        self.amount = FitLabel(44)
        self.merchant = label(kind="title", wrap=True)
        self.nmid = label(kind="hint")
        self.changed_today = label(kind="error", wrap=True)
        self.in_words = label(kind="strong", wrap=True)
        self.refused = KeyButton("", "F8", "small")
        self._static = False  # whether the stand's static code is shown, without the amount
        self.payload = PayloadEdit()
        self.error_label = label(kind="error", wrap=True)
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self.confirm = KeyButton(self.tr("Money is in"), "Enter", "primary")
        self.unconfirmed = KeyButton(self.tr("Not seen yet"), "F9", "small")
        self.reference = QLineEdit()
        self.photo = KeyButton(self.tr("From a photo of the sticker…"), kind="small")
        self.keep_code = KeyButton(self.tr("Keep this code"), "Enter", "primary")
        self._pages = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 8)
        column.setSpacing(6)
        self._pages.addWidget(self._build_code())
        self._pages.addWidget(self._build_code_entry())
        column.addWidget(self._pages, 1)
        column.addWidget(self.error_label)
        self.error_label.hide()
        self.reference.setPlaceholderText(self.tr("Reference"))
        self.reference.setAccessibleName(self.tr("Reference"))
        self.reference.setMaxLength(60)
        extra = QHBoxLayout()
        extra.setSpacing(8)
        extra.addWidget(self.reference, 1)
        extra.addWidget(self.unconfirmed)
        column.addLayout(extra)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.refused)
        row.addWidget(self.confirm, 1)
        row.addWidget(self.keep_code, 1)
        column.addLayout(row)

    def _build_code(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        for each in (self.amount, self.in_words, self.merchant, self.nmid, self.changed_today):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        self._advice = label(kind="look", wrap=True)
        column.addWidget(self._advice)
        self.view.setAccessibleName(self.tr("QRIS code"))
        return page

    def _build_code_entry(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        words = self.tr(
            "This till does not know the stand's QRIS code yet. Scan the QRIS sticker into the"
            " field, or paste its text. It starts with 000201."
        )
        column.addWidget(label(words, "look", wrap=True))
        self.payload.setAccessibleName(self.tr("Text of the stand's QRIS code"))
        self.payload.setPlaceholderText("000201…")
        self.payload.setTabChangesFocus(True)
        column.addWidget(self.payload, 1)
        column.addWidget(self.photo)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.back.clicked.connect(self.cancelled)
        self.confirm.clicked.connect(self._confirm)
        self.unconfirmed.clicked.connect(self._pay_unconfirmed)
        self.refused.clicked.connect(self._change_code)
        self.photo.clicked.connect(self._read_photo)
        self.keep_code.clicked.connect(self._store_code)
        self.payload.textChanged.connect(self.error_label.hide)
        self.payload.entered.connect(self._store_code)
        self.payload.cancelled.connect(self.cancelled)

    def start(self, due: Rupiah) -> None:
        """Shows the code for `due` rupiah, or asks for the stand's code."""
        self._due, self._static = due, False
        self.error_label.hide()
        self.reference.clear()
        stored = qris_code.stand_code(self._session.shop)
        self._show_page(bool(stored))
        if not stored:
            if qris_code.is_replaced(self._session.shop):
                self._show_error(PosError("qris_replaced"))
            self.payload.clear()
            self.payload.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.reference.setFocus(Qt.FocusReason.OtherFocusReason)
        self.warn_of_change(qris_code.changed_today(self._session.shop))
        try:
            check_limit(due)
            self._show_code(stored)
        except PosError as error:
            self.view.show_code("")
            self._show_error(error)
            self.confirm.setEnabled(False)
            self.unconfirmed.setEnabled(False)
        self.amount.setText(format_rupiah(due))

    def _show_code(self, stored: str) -> None:
        """Shows the stand's code with the amount in it, or as it is with the amount in words."""
        code = parse_qris(stored)
        payload = stored if self._static else with_amount(stored, self._due)
        words = qris_code.spelled(self._due) if self._static else {}
        self.view.show_code(payload)
        self._session.show_to_buyer(
            QrisRequest(payload, self._due, code.merchant_name, code.nmid, tuple(words.values()))
        )
        self.merchant.setText(code.merchant_name)
        self.nmid.setText(self.tr("NMID {0}").format(code.nmid))
        self.in_words.setText(words.get(self._session.language, ""))
        self.in_words.setVisible(self._static)
        self._advice.setText(
            self.tr("The buyer types this amount. Look for it in the merchant's own app.")
            if self._static
            else self.tr(
                "Look for the money in the merchant's own app. A buyer's screenshot is no proof."
            )
        )
        self.nmid.setVisible(not self._static)  # the words take its place on a small screen
        self.refused.set_words(self.tr("Amount") if self._static else self.tr("Static"))
        self.refused.setToolTip(
            self.tr("Back to the code with the amount")
            if self._static
            else self.tr("The wallet refuses the code: show the stand's own, without an amount")
        )

    def _change_code(self) -> None:
        """Shows the static code to a wallet that refused the one with the amount, and back."""
        stored = qris_code.stand_code(self._session.shop)
        if stored and self.confirm.isEnabled():
            self._static = not self._static
            self._show_code(stored)

    def warn_of_change(self, changed: bool) -> None:
        """Says whether the code was replaced today, since who replaced it may get the money.

        The words take the place of the advice, because a small screen has no room for both.
        """
        words = self.tr("This code was changed today. Compare the name with the stand's sticker.")
        self.changed_today.setText(words if changed else "")
        self.changed_today.setVisible(changed)
        self._advice.setVisible(not changed)

    def _show_page(self, known: bool) -> None:
        self._pages.setCurrentIndex(0 if known else 1)
        for each in (self.confirm, self.unconfirmed, self.reference, self.refused):
            each.setVisible(known)
            each.setEnabled(known)
        self.keep_code.setVisible(not known)

    def _show_error(self, error: PosError) -> None:
        self.error_label.setText(sentence(error, self._session.language))
        self.error_label.show()

    def _store_code(self) -> None:
        """Stores the stand's code if it is valid, and shows the code to pay by."""
        text = self.payload.toPlainText()
        words = self.tr("Store the stand's QRIS code")
        lead = authorisation.ask_lead(self._session, words, self.window())
        if lead is None:
            return
        try:
            self._session.away(lambda: qris_code.set_stand_code(self._session.shop, text, by=lead))
        except PosError as error:
            self._show_error(error)
            return
        self.start(self._due)

    def _read_photo(self) -> None:
        """Reads the stand's code from a photo of its sticker."""
        name = ask_for_photo(self.window())
        if not name:
            return
        try:
            text = off_thread(lambda: qris_code.read_code_from_photo(Path(name)))
        except PosError as error:
            self._show_error(error)
            return
        self.payload.setPlainText(text)
        self._store_code()

    def _confirm(self) -> None:
        self._pay(confirmed=True)

    def _pay_unconfirmed(self) -> None:
        """Sells although the payment was not seen yet; the close asks for it again."""
        self._pay(confirmed=False)

    def _pay(self, *, confirmed: bool) -> None:
        if not self.confirm.isEnabled():
            return
        self._lock(True)
        note = qris_code.STATIC_REFERENCE if self._static else ""
        reference = f"{note} {self.reference.text().strip()}".strip()
        self.paid.emit(Payment(Method.QRIS, self._due, reference, confirmed=confirmed))
        self._lock(False)

    def _lock(self, locked: bool) -> None:
        for button in (self.confirm, self.unconfirmed, self.back):
            button.setEnabled(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in ENTER_KEYS:
            self._enter(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_F9 and self.unconfirmed.isVisible():
            self._pay_unconfirmed()
        elif event.key() == Qt.Key.Key_F8 and not event.isAutoRepeat():
            self._change_code()
        elif event.key() == Qt.Key.Key_F10 or (event.text().isprintable() and event.text()):
            return  # a scan must not change the cart that the buyer is paying
        else:
            event.ignore()

    def _enter(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or self._session.keys.is_echo():
            return
        focused = self.focusWidget()
        if isinstance(focused, KeyButton):
            focused.click()
        elif self._pages.currentIndex() == 0:
            self._confirm()
        else:
            self._store_code()
