"""The dialog in which a person signs in: a name button, and a PIN by keys or by the pad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.staff import Person
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.pin_edit import PinEdit

PAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "0", "⌫")
VerifyPin = Callable[[Person, str], None]


class PinDialog(AskDialog):
    """Asks for one of `people` and their PIN, until `verify` raises no error or it is cancelled."""

    def __init__(
        self,
        session: Session,
        heading: str,
        people: Sequence[Person],
        verify: VerifyPin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._verify = verify
        self._people = list(people)
        self.person = self._people[0]
        self.set_question(heading, self.tr("This is me"))
        self.names: dict[str, QPushButton] = {}
        self.pin = PinEdit(session.ticks, self.tr("PIN"), "money")
        self.pin.setPlaceholderText(self.tr("PIN"))
        self._build()

    def _build(self) -> None:
        names = QGridLayout()
        names.setSpacing(8)
        group = QButtonGroup(self)
        for n, person in enumerate(self._people):
            button = QPushButton(person.name)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setChecked(person is self.person)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose, person))
            group.addButton(button)
            names.addWidget(button, n // 3, n % 3)
            self.names[person.code] = button
        self.body.addLayout(names)
        self.body.addWidget(self.pin)
        self.body.addLayout(self._build_pad())
        self.pin.setFocus()

    def _build_pad(self) -> QGridLayout:
        pad = QGridLayout()
        pad.setSpacing(8)
        for n, cap in enumerate(PAD):
            key = QPushButton(cap)
            key.setMinimumHeight(48)
            key.setAutoDefault(False)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setAccessibleName(cap)
            key.clicked.connect(partial(self._press, cap))
            pad.addWidget(key, n // 3, n % 3)
        return pad

    def _choose(self, person: Person, _checked: bool = False) -> None:
        self.person = person
        self.pin.clear()
        self.pin.setFocus()

    def _press(self, cap: str, _checked: bool = False) -> None:
        if cap == "C":
            self.pin.clear()
        elif cap == "⌫":
            self.pin.backspace()
        else:
            self.pin.insert(cap)
        self.pin.setFocus()

    def problem(self) -> str:
        """Verify the PIN; return why it was refused, and clear it."""
        try:
            self._verify(self.person, self.pin.text())
        except PosError as error:
            self.pin.clear()
            self.pin.setFocus()
            return sentence(error, self._session.language)
        return ""

    @classmethod
    def ask(
        cls,
        session: Session,
        heading: str,
        people: Sequence[Person],
        verify: VerifyPin,
        parent: QWidget | None = None,
    ) -> Person | None:
        """Return the person whose PIN was right, or None if cancelled."""
        dialog = cls(session, heading, people, verify, parent)
        return dialog.person if dialog.confirmed() else None
