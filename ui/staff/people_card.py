"""The settings card of the staff: add people, change their state and their PINs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.staff import format_recovery_code
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.staff import NewPin, Person, Role
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.pin_edit import PinEdit
from ui.widgets.restyle import card, label


class PersonDialog(AskDialog):
    """Asks for a new person: name, code, role and PIN; stores the person on confirmation."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.set_question(self.tr("A new person at the till"), self.tr("Add"))
        self.name = QLineEdit()
        self.code = QLineEdit()
        self.role = QComboBox()
        self.pin = PinEdit(session.ticks, self.tr("PIN"))
        self.new_pin: NewPin | None = None
        self._build()

    def _build(self) -> None:
        self.name.setMaxLength(staff.MAX_NAME)
        self.code.setMaxLength(12)
        self.code.setPlaceholderText(self.tr("short, as ANI"))
        self.pin.setPlaceholderText(self.tr("4 to 8 digits"))
        self.role.addItems([self.tr("Cashier"), self.tr("Stand lead")])
        grid = QGridLayout()
        grid.setSpacing(12)
        rows = (
            (self.tr("Name"), self.name),
            (self.tr("Code"), self.code),
            (self.tr("May"), self.role),
            (self.tr("PIN"), self.pin),
        )
        for row, (words, control) in enumerate(rows):
            grid.addWidget(label(words, "strong"), row, 0)
            grid.addWidget(control, row, 1)
            control.setAccessibleName(words)
        grid.addWidget(self.pin.show_button(), len(rows) - 1, 2)
        self.body.addLayout(grid)
        self.name.textChanged.connect(self._propose_code)
        self.name.setFocus()

    def _propose_code(self, name: str) -> None:
        if not self.code.isModified():
            letters = (c for c in name.upper() if c.isascii() and c.isalnum())
            self.code.setText("".join(letters)[:12])

    def problem(self) -> str:
        """Store the person and the PIN; return why that was refused."""
        role = Role.LEAD if self.role.currentIndex() else Role.CASHIER
        pin = self.pin.text()
        try:
            person = Person(self.code.text().strip().upper(), self.name.text(), role)
            staff.check_pin(pin)
            self.new_pin = self._session.away(lambda: self._stored(person, pin))
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    def _stored(self, person: Person, pin: str) -> NewPin:
        shop, by = self._session.shop, self._session.cashier
        staff.save_person(shop, person, by=by)
        return staff.set_pin(shop, person.code, pin, by=by)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> NewPin | None:
        """Return the PIN that was set for the new person, or None if cancelled."""
        dialog = cls(session, parent)
        return dialog.new_pin if dialog.confirmed() else None


class NewPinDialog(AskDialog):
    """Asks for a new PIN of `person`; with `lost` also for the recovery code of a lead."""

    def __init__(
        self, session: Session, person: Person, lost: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._person = person
        self.new_pin: NewPin | None = None
        self.set_question(self.tr("New PIN for {0}").format(person.name), self.tr("Set the PIN"))
        self.recovery = QLineEdit()
        self.recovery.setPlaceholderText(self.tr("Recovery code, as ABCD-EFGH-JKLM"))
        self.recovery.setAccessibleName(self.tr("Recovery code"))
        self.pin = PinEdit(session.ticks, self.tr("New PIN"), "money")
        self.pin.setPlaceholderText(self.tr("4 to 8 digits"))
        if lost:
            self.body.addWidget(self.recovery)
        self._lost = lost
        row = QHBoxLayout()
        row.addWidget(self.pin, 1)
        row.addWidget(self.pin.show_button())
        self.body.addLayout(row)
        (self.recovery if lost else self.pin).setFocus()

    def problem(self) -> str:
        """Store the PIN; return why that was refused."""
        pin, recovery = self.pin.text(), self.recovery.text()
        try:
            self.new_pin = self._session.away(lambda: self._stored(pin, recovery))
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    def _stored(self, pin: str, recovery: str) -> NewPin:
        shop, code = self._session.shop, self._person.code
        if self._lost:
            return staff.reset_pin(shop, code, recovery, pin)
        return staff.set_pin(shop, code, pin, by=self._session.cashier)

    @classmethod
    def ask(
        cls, session: Session, person: Person, lost: bool, parent: QWidget | None = None
    ) -> NewPin | None:
        """Return the PIN that was set, or None if cancelled."""
        dialog = cls(session, person, lost, parent)
        return dialog.new_pin if dialog.confirmed() else None


class RecoveryDialog(AskDialog):
    """Shows a recovery code, the only time that it can be read."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Write this code down"), self.tr("I wrote it down"))
        self.code = label(format_recovery_code(code), "code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.code)
        words = self.tr(
            "It is the way back when a lead forgets the PIN. It is shown only now. Keep it away"
            " from the till, with the office for example."
        )
        self.body.addWidget(label(words, "look", wrap=True))
        self.cancel.hide()

    @classmethod
    def show_code(cls, code: str, parent: QWidget | None = None) -> None:
        """Show `code` until the person confirms."""
        cls(code, parent).confirmed()


class PeopleCard(QFrame):
    """One row for each person, with buttons for PIN and state."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.add = KeyButton(self.tr("Add a person"), kind="small")
        frame, column = card(0)
        frame.setObjectName("plain")
        self._rows = QGridLayout()
        self._rows.setSpacing(8)
        column.addWidget(label(self.tr("People at the till"), "strong"))
        column.addLayout(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.add.clicked.connect(self._add)

    def refresh(self) -> None:
        """Show the people as they are stored now."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, person in enumerate(staff.people(self._session.shop)):
            self._show(row, person)

    def _show(self, row: int, person: Person) -> None:
        role = self.tr("Stand lead") if person.is_lead else self.tr("Cashier")
        state = role if person.active else self.tr("{0}, inactive").format(role)
        self._rows.addWidget(label(person.name, "strong"), row, 0)
        self._rows.addWidget(label(f"{person.code}  ·  {state}", "hint"), row, 1)
        actions = [(self.tr("New PIN"), self._new_pin)]
        if person.is_lead:
            actions.append((self.tr("Forgot the PIN"), self._lost_pin))
        word = self.tr("Deactivate") if person.active else self.tr("Activate")
        actions.append((word, self._toggle_active))
        for column, (words, act) in enumerate(actions, 2):
            button = KeyButton(words, kind="small")
            button.setAccessibleName(f"{words}: {person.name}")
            button.clicked.connect(partial(act, person))
            self._rows.addWidget(button, row, column)

    def _lead_allows(self) -> bool:
        words = self.tr("Change the people")
        return authorisation.ask_lead(self._session, words, self.window()) is not None

    def _add(self) -> None:
        if self._lead_allows():
            self._pin_set(PersonDialog.ask(self._session, self.window()))

    def _new_pin(self, person: Person, _checked: bool = False) -> None:
        if self._lead_allows():
            self._pin_set(NewPinDialog.ask(self._session, person, False, self.window()))

    def _lost_pin(self, person: Person, _checked: bool = False) -> None:
        self._pin_set(NewPinDialog.ask(self._session, person, True, self.window()))

    def _toggle_active(self, person: Person, _checked: bool = False) -> None:
        session = self._session
        if self._lead_allows():
            toggled = Person(
                person.code, person.name, person.role, person.has_pin, not person.active
            )
            session.store(lambda: staff.save_person(session.shop, toggled, by=session.cashier))
            self.refresh()

    def _pin_set(self, made: NewPin | None) -> None:
        if made is not None and made.recovery:
            RecoveryDialog.show_code(made.recovery, self.window())
        self.refresh()
        self._session.changed.emit()
