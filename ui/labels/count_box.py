"""The search box of the labels screen: text searches, a small number is a label count."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.find_box import FindBox

MOST_DIGITS = 3


class CountBox(FindBox):
    """Emits `stepped` with 1 on + and -1 on −."""

    stepped = Signal(int)

    @property
    def number(self) -> int | None:
        """The label count typed; None for text and for longer numbers, which are codes."""
        text = self.text().strip()
        small = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
        return int(text) if small else None

    @property
    def search_text(self) -> str:
        """The text to search for; empty while a label count is typed."""
        return "" if self.number is not None else self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "-") and not self.text():
            self.stepped.emit(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)
