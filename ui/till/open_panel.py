"""Opening the till: the cashier's code and the opening float."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.services import staff
from pos_app.services.day import business_day
from ui.once import Once
from ui.session import Session
from ui.till.date_dialog import DateDialog
from ui.till.note_counter import NoteCounter
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label


class OpenPanel(QFrame):
    """Opens the day with a float. Emits `opened` after it is stored on disk."""

    opened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self.setObjectName("card")
        self.float_ = MoneyEdit(session.ticks, self.tr("Opening float"))
        self.last_count = label(kind="hint", wrap=True)
        self.cashier = QLineEdit()
        self.counter = NoteCounter(session)
        self.open = KeyButton(self.tr("Open the till"), "Enter", "primary")
        self._build()
        self.open.clicked.connect(self._open)
        self.float_.scanned.connect(session.scanned)
        self.counter.changed.connect(self._take_count)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Open the till"), "title"))
        halves = QHBoxLayout()
        halves.setSpacing(32)
        halves.addLayout(self._build_sum(), 2)
        halves.addLayout(self._build_count(), 3)
        column.addLayout(halves, 1)

    def _build_sum(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        words = self.tr("Count the money that lies in the drawer now and type the sum.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addWidget(label(self.tr("Opening float"), "strong"))
        self.float_.setPlaceholderText("0")
        side.addWidget(self.float_)
        side.addWidget(self.last_count)
        self._who = label(self.tr("Cashier's code"), "strong")
        self.cashier.setMaxLength(12)
        self.cashier.setPlaceholderText(self.tr("may stay empty"))
        self.cashier.setAccessibleName(self.tr("Cashier's code"))
        side.addSpacing(8)
        side.addWidget(self._who)
        side.addWidget(self.cashier)
        side.addStretch(1)
        side.addWidget(self.open)
        return side

    def _build_count(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(label(self.tr("Or note by note"), "hint"))
        side.addWidget(self.counter, 1)
        return side

    def start(self) -> None:
        """Proposes as float what the last count left in the drawer."""
        session = self._session
        self.counter.clear()
        offered = session.attempt(lambda: business_day.suggested_float(session.shop)) or 0
        self.last_count.setText(self.tr("The last count left {0}.").format(format_rupiah(offered)))
        self.last_count.setVisible(offered > 0)
        self.float_.set_amount(offered)
        self.float_.selectAll()
        known = staff.uses_pins(session.shop)
        for each in (self._who, self.cashier):
            each.setVisible(not known)
        self.float_.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_count(self) -> None:
        total = self.counter.total
        if total is not None:
            self.float_.set_amount(total)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._enter(event)
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Opens the till; in a field of the note counter, moves to the next field."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.focusWidget() in self.counter.pieces.values() and not control:
            self.focusNextChild()
        else:
            self._open()

    def _open(self) -> None:
        session = self._session
        if not self.float_.complain():
            return
        cashier = session.cashier or self.cashier.text().strip().upper()
        amount = self.float_.amount or 0
        shop = session.shop
        doubt = session.attempt(lambda: business_day.date_doubt(shop))
        confirmed = doubt is not None and DateDialog.ask(session, doubt, self.window())
        if doubt is not None and not confirmed:
            return
        asked = {"open": amount, "cashier": cashier, "day": shop.now()[:10]}
        if self._once.store(
            session,
            asked,
            lambda: business_day.open_till(shop, amount, cashier, date_confirmed=confirmed),
        ):
            session.refresh()
            words = self.tr("The till is open, with {0} in the drawer.")
            session.say(words.format(format_rupiah(amount)))
            self.opened.emit()
