"""Rows of choices in a card of settings; a choice is stored at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from ui.session import Session
from ui.widgets.restyle import label


class ChoiceRows:
    """Adds rows of buttons to a grid; `buttons` has them by setting and value."""

    def __init__(self, session: Session, card: QWidget) -> None:
        self._session = session
        self._card = card
        self.buttons: dict[str, dict[str, QPushButton]] = {}

    def add(
        self,
        grid: QGridLayout,
        row: int,
        title: str,
        key: str,
        words: Mapping[str, str],
        first: str,
    ) -> None:
        """Add a row for the setting `key`; `words` are its values, `first` is what it is unset."""
        grid.addWidget(label(title, "hint"), row, 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        group = QButtonGroup(self._card)
        self.buttons[key] = {}
        for value, text in words.items():
            button = QPushButton(text)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setAccessibleName(f"{title}: {text}")
            button.clicked.connect(partial(self.set, key, value))
            group.addButton(button)
            line.addWidget(button)
            self.buttons[key][value] = button
        line.addStretch(1)
        grid.addLayout(line, row, 1, 1, 2)
        self.show(key, first)

    def show(self, key: str, first: str) -> None:
        """Check the button of the stored value, or of `first`."""
        buttons = self.buttons[key]
        stored = self._session.shop.settings.get(key, first)
        buttons[stored if stored in buttons else first].setChecked(True)

    def set(self, key: str, value: str, _checked: bool = False) -> None:
        """Store a value."""
        session = self._session
        session.store(lambda: session.shop.settings.set(key, value))
        session.settings_changed.emit()
