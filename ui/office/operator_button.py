"""The button that says who decides at the office, and the dialog that asks for the name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.services.office.operator import store_name, stored_name
from ui.office.office_session import OfficeSession
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label

LONGEST = 60  # characters


class OperatorDialog(AskDialog):
    """Asks for the name of the person at this laptop; an empty one signs no name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Who decides at this laptop?"), self.tr("Save"))
        hint = self.tr(
            "The name is signed in every decision from now on, and stands in the report's list."
        )
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(self.tr("Name"))
        self.body.addWidget(self.name)
        self.name.setFocus()

    @classmethod
    def ask(cls, name: str, parent: QWidget) -> str | None:
        """Return the name, or None if cancelled."""
        dialog = cls(name, parent)
        return " ".join(dialog.name.text().split()) if dialog.confirmed() else None


class OperatorButton(KeyButton):
    """Shows the name that decisions are signed with; a click asks for another one."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__("", kind="small", parent=parent)
        self._session = session
        self.clicked.connect(self.ask)
        self.show_name()

    def show_name(self) -> None:
        """Show the stored name, or that there is none."""
        name = stored_name(self._session.settings)
        words = self.tr("Decided by: {0}").format(name)
        self.set_words(words if name else self.tr("Decided by: name not given"))

    def ask(self) -> None:
        """Ask for the name, and store it."""
        name = OperatorDialog.ask(stored_name(self._session.settings), self.window())
        if name is not None:
            self._session.attempt(lambda: store_name(self._session.settings, name))
            self.show_name()
