"""The box over the goods: letters search, a small number says how many labels."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.find_box import FindBox

MOST_DIGITS = 3


class CountBox(FindBox):
    """Emits `stepped` with 1 or -1 on + and −."""

    stepped = Signal(int)

    @property
    def number(self) -> int | None:
        """What is typed, when it is a number of labels and no part of a code."""
        text = self.text().strip()
        small = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
        return int(text) if small else None

    @property
    def search_text(self) -> str:
        """What is searched for; nothing while a number is typed."""
        return "" if self.number is not None else self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "-") and not self.text():
            self.stepped.emit(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)
