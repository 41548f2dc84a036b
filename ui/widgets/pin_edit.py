"""The box for a PIN: what is typed is hidden, until a button beside it shows it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.key_timing import Ticks
from ui.widgets.number_edit import NumberEdit

DIGITS = 8


class PinEdit(NumberEdit):
    """Takes up to `DIGITS` digits, and shows dots: there are guests at a counter."""

    def __init__(
        self, ticks: Ticks, name: str, kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(ticks, name, kind, DIGITS, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def show_button(self) -> QPushButton:
        """Return a button that shows the PIN while it is pressed in, for who chooses a new one."""
        button = QPushButton(QCoreApplication.translate("PinEdit", "Show"))
        button.setProperty("kind", "choice")
        button.setAccessibleName(QCoreApplication.translate("PinEdit", "Show the PIN"))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(self._show)
        return button

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
