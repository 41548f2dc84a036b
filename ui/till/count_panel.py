"""Closing the till: a blind count of the drawer, after which the difference is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.day import business_day, closing
from pos_app.services.day.closing import Witness
from pos_app.services.shop.folder_kind import space_problems
from ui.alerts import Level
from ui.key_tables import TILL_COUNT, run_key_table
from ui.once import Once
from ui.session import Session
from ui.staff import authorisation
from ui.till.note_counter import NoteCounter
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label, rule


class CountPanel(QFrame):
    """Counts by denomination, or by the sum alone. Emits `closed` with the closed day."""

    closed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self.setObjectName("card")
        self.counter = NoteCounter(session)
        self.total = FitLabel(44)
        self.sum_edit = MoneyEdit(session.ticks, self.tr("The sum, if you counted it already"))
        self.reason = QLineEdit()
        self.witness: Witness | None = None
        self.second_person = KeyButton(self.tr("A second person counts"), "F7")
        self.witness_hint = label(kind="hint", wrap=True)
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self.close_day = KeyButton(self.tr("Close the till"), "Ctrl+Enter", "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(label(self.tr("Count the drawer"), "title"))
        words = self.tr("Type how many of each lie in the drawer. Every count is accepted.")
        head.addWidget(label(words, "hint", wrap=True), 1)
        column.addLayout(head)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(self.counter, 3)
        halves.addLayout(self._build_side(), 2)
        column.addLayout(halves, 1)

    def _build_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addWidget(label(self.tr("Counted"), "soft"))
        side.addWidget(self.total)
        side.addWidget(rule())
        side.addWidget(label(self.tr("Or only the sum"), "soft"))
        side.addWidget(self.sum_edit)
        side.addWidget(label(self.tr("A note for the lead, if you know of a difference"), "soft"))
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(self.tr("Note on the count"))
        side.addWidget(self.reason)
        side.addWidget(self.second_person)
        side.addWidget(self.witness_hint)
        side.addStretch(1)
        self.close_day.show_lock(staff.uses_pins(self._session.shop))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.back.setMinimumHeight(60)
        foot.addWidget(self.back)
        foot.addWidget(self.close_day, 1)
        side.addLayout(foot)
        return side

    def _connect(self) -> None:
        self.counter.changed.connect(self._update_total)
        self.sum_edit.textChanged.connect(self._update_total)
        self.sum_edit.scanned.connect(self._session.scanned)
        self.second_person.clicked.connect(self.ask_witness)
        self.back.clicked.connect(self.cancelled)
        self.close_day.clicked.connect(self._close)

    def start(self) -> None:
        """Starts an empty count, with the focus on the largest note."""
        self.counter.clear()
        self.sum_edit.clear()
        self.reason.clear()
        self._set_witness(None)
        for found in space_problems(self._session.shop.folder):
            self._session.say(sentence(found, self._session.language), Level.WARNING)
        self._update_total()
        self.counter.focus_first()

    def _counted(self) -> Rupiah | None:
        total = self.counter.total
        return self.sum_edit.amount if total is None else total

    def _update_total(self) -> None:
        self.sum_edit.setEnabled(self.counter.total is None)
        self.total.setText(format_rupiah(self._counted() or 0))
        self.close_day.setEnabled(self._counted() is not None)

    def ask_witness(self) -> None:
        """Asks for the count of a second person."""
        from ui.till.witness_dialog import WitnessDialog

        found = WitnessDialog.ask(self._session, self.window())
        if found is not None:
            self._set_witness(found)

    def _set_witness(self, witness: Witness | None) -> None:
        self.witness = witness
        if witness is None:
            self.witness_hint.setText("")
        elif witness.pieces is None:
            self.witness_hint.setText(self.tr("{0} stands by this count.").format(witness.code))
        else:
            total = sum(note * pieces for note, pieces in witness.pieces.items())
            words = self.tr("{0} counted {1}.").format(witness.code, format_rupiah(total))
            if self._counted() is not None and total != self._counted():
                words += " " + self.tr("Not the same: count again together.")
            self.witness_hint.setText(words)
        self.witness_hint.setVisible(witness is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if run_key_table(event, self, TILL_COUNT):
            return
        if event.key() in ENTER_KEYS:
            self._enter(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if event.key() == Qt.Key.Key_Down:
                self.focusNextChild()
            else:
                self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Moves to the next field; Ctrl+Enter, or Enter on the button, closes the till."""
        if event.isAutoRepeat():
            return
        focused = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._close()
        elif isinstance(focused, KeyButton):
            focused.click()
        else:
            self.focusNextChild()

    def _close(self) -> None:
        if not self.close_day.isEnabled():
            return
        if authorisation.ask_lead(self._session, self.tr("Close the till"), self.window()) is None:
            return
        self.close_day.setEnabled(False)
        session, pieces = self._session, self.counter.counts
        counted, reason = self._counted(), self.reason.text()
        asked = {"close": counted, "pieces": sorted(pieces.items()), "reason": reason}
        stored = self._once.store(
            session,
            asked,
            lambda: closing.close_till(
                session.shop,
                counted=counted,
                pieces=pieces or None,
                reason=reason,
                cashier=session.cashier,
                witness=self.witness,
            ),
        )
        self.close_day.setEnabled(True)
        if stored:
            session.refresh()
            self.closed.emit(business_day.last_closed(session.shop))
        elif session.shop.difference is not None:
            from ui.till.twin_dialog import TwinDialog  # seldom needed

            TwinDialog.ask(session, self.window())
