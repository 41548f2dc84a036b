"""The till while it is open: since when, cash in and out, and the way to the close."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.clock import parse_stamp
from pos_app.services import tills
from ui.session import Session
from ui.texts import day_and_time
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.polish import label, rule


class RunningPanel(QFrame):
    """Shows no sum of cash: the count that follows has to be blind."""

    close_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self.since = label(kind="hint", wrap=True)
        self.sales = label(kind="heading")
        self.amount = MoneyEdit(session.ticks, self.tr("Amount"))
        self.reason = QLineEdit()
        self.cash_in = KeyButton(self.tr("Cash in"))
        self.cash_out = KeyButton(self.tr("Cash out"))
        self.count = KeyButton(self.tr("Count and close the till"), "F9", "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("The till is open"), "title"))
        column.addWidget(self.since)
        column.addWidget(self.sales)
        column.addWidget(rule())
        column.addWidget(label(self.tr("Cash in or out of the drawer"), "heading"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.amount.setPlaceholderText(self.tr("Amount"))
        self.reason.setPlaceholderText(self.tr("What for (must be given)"))
        self.reason.setAccessibleName(self.tr("What for"))
        self.reason.setMaxLength(200)
        row.addWidget(self.amount, 1)
        row.addWidget(self.reason, 2)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cash_in)
        buttons.addWidget(self.cash_out)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        column.addWidget(self.count)

    def _connect(self) -> None:
        self.cash_in.clicked.connect(self._cash_in)
        self.cash_out.clicked.connect(self._cash_out)
        self.count.clicked.connect(self.close_wanted)
        self.amount.scanned.connect(self._session.scanned)

    def start(self) -> None:
        """Shows the day that is being sold on."""
        day = self._session.day
        if day is None:
            return
        at = day_and_time(parse_stamp(day.opened_at), self._session.language)
        self.since.setText(self.tr("Since {0}, cashier {1}").format(at, day.cashier))
        shop = self._session.shop
        totals = self._session.attempt(lambda: tills.today_totals(shop))
        self.sales.setText(self.tr("%n sale(s) so far", "", totals.sales if totals else 0))
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cash_in(self) -> None:
        self._move(1)

    def _cash_out(self) -> None:
        self._move(-1)

    def _move(self, sign: int) -> None:
        session, reason = self._session, self.reason.text()
        amount = sign * (self.amount.amount or 0)
        moved = session.attempt(lambda: _moved(session, amount, reason))
        if moved:
            self.amount.clear()
            self.reason.clear()
            session.say(self.tr("Noted."))
            session.refresh()


def _moved(session: Session, amount: int, reason: str) -> bool:
    tills.move_cash(session.shop, amount, reason, cashier=session.who)
    return True
