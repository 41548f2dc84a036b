"""Boxes for numbers. A scan typed into one is passed on and never becomes a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.money import Rupiah, group_digits
from ui.key_timing import KeyTiming, Ticks

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NumberEdit(QLineEdit):
    """Accepts digits only; passes Enter to its parent; emits `scanned` with a scan.

    Args:
        ticks: The clock of the keys in milliseconds, for events without a time.
        name: The accessible name.
        kind: The `kind` property for the style sheet.
        digits: How many digits can be typed.
    """

    scanned = Signal(str)

    def __init__(
        self,
        ticks: Ticks,
        name: str,
        kind: str = "",
        digits: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_timing = KeyTiming()
        self._ticks = ticks
        self._digits = digits
        self._before = ""
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        if kind:
            self.setProperty("kind", kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self._enter(event)
            return
        text = event.text()
        if text and text.isprintable():
            if self._key_timing.key(text, event.timestamp() or self._ticks()):
                self._before = self.text()
            if self._takes(text):
                super().keyPressEvent(event)
            return
        self._key_timing.reset()
        super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        if self._key_timing.is_scan(event.timestamp() or self._ticks()):
            code = self._key_timing.run
            self._key_timing.reset()
            self.set_text(self._before)
            self.scanned.emit(code)
            event.accept()
            return
        self._key_timing.reset()
        event.ignore()

    def _takes(self, text: str) -> bool:
        if not (text.isascii() and text.isdigit()):
            return False
        typed = sum(char.isdigit() for char in self.text()) - len(self.selectedText())
        return typed < self._digits

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self.setText(text)

    @property
    def number(self) -> int | None:
        """The number in the box; None while it is empty."""
        digits = "".join(char for char in self.text() if char.isascii() and char.isdigit())
        return int(digits[: self._digits + 3]) if digits else None

    def set_number(self, number: int | None) -> None:
        """Show `number`; None clears the box."""
        self.set_text("" if number is None else str(number))


class MoneyEdit(NumberEdit):
    """The box for amounts in whole rupiah, with dots between groups of digits while typing."""

    def __init__(self, ticks: Ticks, name: str, parent: QWidget | None = None) -> None:
        super().__init__(ticks, name, "money", 12, parent)
        self.textEdited.connect(self._regroup)

    def _regroup(self, _text: str) -> None:
        from_end = len(self.text()) - self.cursorPosition()
        amount = self.number
        self.setText("" if amount is None else group_digits(amount))
        self.setCursorPosition(max(0, len(self.text()) - from_end))

    @property
    def amount(self) -> Rupiah | None:
        """The amount in rupiah; None while the box is empty."""
        return self.number

    def set_amount(self, amount: Rupiah | None) -> None:
        """Show `amount` (rupiah); None clears the box."""
        self.setText("" if amount is None else group_digits(amount))
