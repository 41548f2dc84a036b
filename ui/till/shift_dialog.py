"""The hand-over of the drawer inside a day: counted blind, and given to the next person."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.shift import Shift
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.day import shifts
from pos_app.services.shop.shop import random_id
from pos_app.services.staff import Person
from ui.session import Session
from ui.till.note_counter import NoteCounter
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label, show_whole_hint


class ShiftDialog(AskDialog):
    """Takes the count and the person who takes over; what should be there is not shown.

    Where people have PINs, who takes over types theirs afterwards.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ref = random_id()
        self.shift: Shift | None = None
        self.new_person: Person | None = None
        self.counter = NoteCounter(session)
        self.sum_edit = MoneyEdit(session.ticks, self.tr("Or only the sum"))
        self.total = label(kind="heading")
        self.to = QComboBox()
        self.note = QLineEdit()
        self._build()
        self.counter.changed.connect(self._show)
        self.sum_edit.textChanged.connect(self._show)
        self._show()
        self.counter.focus_first()

    def _build(self) -> None:
        self.set_question(self.tr("Hand the drawer over"), self.tr("Hand over"))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.counter)
        side = QVBoxLayout()
        side.setSpacing(8)
        words = self.tr("Count what lies in the drawer. The day stays open, and selling goes on.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addWidget(self.total)
        self.sum_edit.setPlaceholderText(self.tr("Or only the sum"))
        self.sum_edit.scanned.connect(self._session.scanned)
        side.addWidget(self.sum_edit)
        side.addWidget(label(self.tr("Who takes over"), "soft"))
        self.to.setEditable(True)
        self.to.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)  # Enter would add what is typed
        self.to.setAccessibleName(self.tr("Who takes over"))
        for person in self._others():
            self.to.addItem(f"{person.name} ({person.code})", person.code)
        self.to.setCurrentIndex(-1)
        self.to.setVisible(not self._asks_pin)
        edit = self.to.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("their code, as BUDI"))
        if self._asks_pin:
            side.addWidget(label(self.tr("They type their PIN next."), "hint", wrap=True))
        side.addWidget(self.to)
        self.note.setMaxLength(200)
        self.note.setPlaceholderText(self.tr("A note, if you know of a difference"))
        show_whole_hint(self.note)
        self.note.setAccessibleName(self.tr("Note on the count"))
        side.addWidget(self.note)
        side.addStretch(1)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.setMinimumWidth(900)
        fields = (*self.counter.pieces.values(), self.sum_edit, self.to, self.note, self.ok)
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    @property
    def _asks_pin(self) -> bool:
        return bool([person for person in self._others() if person.has_pin])

    def _others(self) -> list[Person]:
        mine = self._session.cashier
        people = staff.people(self._session.shop)
        return [person for person in people if person.active and person.code != mine]

    def _counted(self) -> Rupiah | None:
        total = self.counter.total
        return self.sum_edit.amount if total is None else total

    def _show(self) -> None:
        self.sum_edit.setEnabled(self.counter.total is None)
        counted = self._counted()
        self.total.setText("" if counted is None else format_rupiah(counted))

    def problem(self) -> str:
        """Hands the drawer over; returns the reason when it is refused."""
        if self._counted() is None:
            return self.tr("Count the drawer first; 0 is a count too.")
        to = self._person_with_pin() if self._asks_pin else self._typed_person()
        if not to:
            return self.tr("Say who takes the drawer over.")
        session, counted = self._session, self._counted()
        pieces, note = self.counter.counts or None, self.note.text()
        by = session.cashier
        try:
            self.shift = session.away(
                lambda: shifts.hand_over_drawer(
                    session.shop,
                    to,
                    counted=counted,
                    pieces=pieces,
                    reason=note,
                    cashier=by,
                    ref=self._ref,
                )
            )
        except PosError as error:
            return sentence(error, session.language)
        return ""

    def _typed_person(self) -> str:
        typed = self.to.currentText().strip()
        index = self.to.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.to.itemData(index)) if index >= 0 else typed.upper()

    def _person_with_pin(self) -> str:
        from ui.staff.pin_dialog import PinDialog

        people = [person for person in self._others() if person.has_pin]
        heading = self.tr("Who takes the drawer over?")
        verify = partial(_sign_in, self._session)
        found = PinDialog.ask(self._session, heading, people, verify, self)
        self.new_person = found
        return found.code if found else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves through the fields on Enter; on the button, or with Ctrl, hands over."""
        inside = self.focusWidget() is not self.ok
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER_KEYS and inside and plain:
            if not event.isAutoRepeat():
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> Shift | None:
        """Hands the drawer over with the person; None when cancelled.

        Who took over by PIN stands at the till from then on.
        """
        dialog = cls(session, parent)
        if not dialog.confirmed():
            return None
        if dialog.new_person is not None:
            session.set_cashier(dialog.new_person)
        elif dialog.shift is not None:
            session.cashier, session.cashier_name = dialog.shift.to, dialog.shift.to
            session.changed.emit()
        return dialog.shift


def _sign_in(session: Session, person: Person, pin: str) -> None:
    session.away(lambda: staff.sign_in(session.shop, person.code, pin))
