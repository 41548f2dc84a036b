"""A row of buttons of which one is checked, each with a value of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

HEIGHT = 44  # pixels


class ChoiceRow(QWidget):
    """Emits `chosen` with the value of the pressed button. Left and Right go from one to the next.

    Args:
        name: The accessible name, said before the words of each button.
        words: The words of each value; the first value is checked.
    """

    chosen = Signal(str)

    def __init__(self, name: str, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for value, text in words.items():
            button = QPushButton(text)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._press, value))
            button.ensurePolished()
            button.setMinimumSize(max(HEIGHT, button.sizeHint().width()), HEIGHT)
            self._group.addButton(button)
            row.addWidget(button)
            self.buttons[value] = button
        row.addStretch(1)
        self.set_value(next(iter(words)))

    @property
    def value(self) -> str:
        """The value of the checked button; empty where none is checked."""
        return next((value for value, each in self.buttons.items() if each.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Check the button of a value; no button where there is none of it."""
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)

    def _press(self, value: str, _checked: bool = False) -> None:
        self.chosen.emit(value)
