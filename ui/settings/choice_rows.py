"""Rows of choices in a card of settings; a choice is stored at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPushButton, QWidget

from ui.session import Session
from ui.staff import authorisation
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
        lead: str = "",
    ) -> None:
        """Add a row for the setting `key`; `words` are its values, `first` is what it is unset.

        With `lead`, the name of the change, a stand lead has to allow it.
        """
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
            change = partial(self._set_by_lead, lead, first) if lead else self.set
            button.clicked.connect(partial(change, key, value))
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

    def _set_by_lead(
        self, words: str, first: str, key: str, value: str, _checked: bool = False
    ) -> None:
        """Store a value if a lead allows it, else show the stored one again."""
        session = self._session
        if session.shop.settings.get(key, first) == value:
            return
        if authorisation.ask_lead(session, words, self._card.window()) is None:
            self.show(key, first)
        else:
            self.set(key, value)

    def set(self, key: str, value: str, _checked: bool = False) -> None:
        """Store a value."""
        session = self._session
        session.store(lambda: session.shop.settings.set(key, value))
        session.settings_changed.emit()
