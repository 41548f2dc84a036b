"""Before the count: QRIS payments not seen yet, compared with the merchant's app."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.services.day import business_day
from pos_app.services.selling.unconfirmed_qris import UnconfirmedQris, confirm, list_unconfirmed
from ui.session import Session
from ui.texts import difference_words
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label


class UnconfirmedQrisPanel(QFrame):
    """A check box for each payment; those not checked stay unconfirmed on the slip."""

    done = Signal()
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self._recorded: Rupiah = 0
        self.boxes: list[tuple[QCheckBox, UnconfirmedQris]] = []
        self.app_total = MoneyEdit(session.ticks, self.tr("Total in the merchant's app"))
        self.recorded = label(kind="strong")
        self.difference = label(kind="strong")
        self.next = KeyButton(self.tr("On to the count"), "Enter", "primary")
        self.back = KeyButton(self.tr("Back"), "Esc")
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._build()
        self.app_total.textChanged.connect(self._compare)
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self.cancelled)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("QRIS that was not seen yet"), "title"))
        words = self.tr("Look into the merchant's app. Tick what has come; leave the others.")
        column.addWidget(label(words, "hint", wrap=True))
        self._list.setObjectName("page")
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        area = QScrollArea()
        area.setWidget(self._list)
        area.setWidgetResizable(True)
        column.addWidget(area, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.recorded)
        self.app_total.setPlaceholderText(self.tr("Total in the merchant's app"))
        row.addWidget(self.app_total, 1)
        row.addWidget(self.difference)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.next, 1)
        column.addLayout(foot)

    def start(self, waiting: list[UnconfirmedQris]) -> None:
        """Shows the unconfirmed payments, none of them checked."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes = []
        for found in waiting:
            at = found.at[11:16].replace(":", ".")
            parts = (found.number, at, format_rupiah(found.amount), found.reference)
            box = QCheckBox("  ·  ".join(filter(None, parts)))
            self._rows.addWidget(box)
            self.boxes.append((box, found))
        self._rows.addStretch(1)
        total = business_day.today_totals(self._session.shop).paid_by(Method.QRIS)
        self._recorded = total
        self.recorded.setText(self.tr("QRIS today: {0}").format(format_rupiah(total)))
        self.app_total.clear()
        self._compare()
        self.boxes[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _compare(self) -> None:
        amount = self.app_total.amount
        words = "" if amount is None else difference_words(amount - self._recorded)
        self.difference.setText(words)

    def _go_on(self) -> None:
        session = self._session
        for box, found in self.boxes:
            if box.isChecked():
                session.store(partial(self._confirmed, found))
        session.refresh()
        left = list_unconfirmed(session.shop)
        if left:
            words = self.tr("%n QRIS payment(s) stay unconfirmed; the slip says so.", "", len(left))
            session.say(words)
        self.done.emit()

    def _confirmed(self, found: UnconfirmedQris) -> bool:
        confirm(self._session.shop, found, cashier=self._session.cashier)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                focused = self.focusWidget()
                (self.back if focused is self.back else self.next).click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
            else:
                self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            event.ignore()
