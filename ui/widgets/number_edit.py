"""Boxes for numbers. A scan typed into one is passed on and never becomes a number."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from pos_app.domain.money import Rupiah, group_digits, parse_rupiah
from pos_app.errors import PosError
from ui.key_timing import KeyTiming, Ticks
from ui.widgets.restyle import set_state

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
UNIT_CHARS = frozenset("., ribujtakmly")  # of rb, ribu, k, jt, juta, mlr, miliar, milyar
MAX_TYPED = 999_999_999_999


class NumberEdit(QLineEdit):
    """Accepts digits only; passes Enter to its parent; emits `scanned` with a scan.

    Emits `pointed` when it is touched or clicked, and `typed` with a key of the keyboard.

    Args:
        ticks: The clock of the keys in milliseconds, for events without a time.
        name: The accessible name.
        kind: The `kind` property for the style sheet.
        digits: How many digits can be typed.
    """

    scanned = Signal(str)
    pointed = Signal()
    typed = Signal()

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
            self.typed.emit()
            if self._key_timing.key(text, event.timestamp() or self._ticks()):
                self._before = self.text()
            if self._takes(text):
                super().keyPressEvent(event)
            return
        self._key_timing.reset()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pointed.emit()

    def press(self, digits: str) -> None:
        """Type digits as a key on the screen does; zeros alone begin no number."""
        if not digits.strip("0") and len(digits) > 1 and not self.text():
            return
        self._key_timing.reset()
        for digit in digits:
            if self._takes(digit):
                self.insert(digit)

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
    """The box for amounts in whole rupiah, with dots between groups of digits while typing.

    `25rb` and `1,5 jt` become 25.000 and 1.500.000 as soon as the unit is typed. What cannot be
    read is never taken for a smaller amount: `amount` is None then, `is_readable` false, and Enter
    does not leave the box.
    """

    def __init__(self, ticks: Ticks, name: str, parent: QWidget | None = None) -> None:
        super().__init__(ticks, name, "money", 12, parent)
        self._dot_typed = False  # a dot that a person typed may be a decimal point
        self._shown = ""  # what this box showed last, with its own dots
        self._hint: QLabel | None = None
        self.textEdited.connect(self._regroup)
        self.textChanged.connect(self._hide_hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == ".":
            self._dot_typed = True
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._dot_typed = False
        super().keyPressEvent(event)

    def _takes(self, text: str) -> bool:
        if text.isascii() and text.isdigit():
            return super()._takes(text)
        return text.lower() in UNIT_CHARS and any(char.isdigit() for char in self.text())

    def _enter(self, event: QKeyEvent) -> None:
        super()._enter(event)
        if not event.isAccepted() and not self.complain():
            event.accept()

    def complain(self) -> bool:
        """Return whether the amount can be read; say beside the box how to type it if not."""
        if self.is_readable:
            return True
        set_state(self, "wrong", "true")
        words = self.tr("“{0}” is no amount. Type it in full, or as 25rb or 1,5 jt.")
        self._show_hint(words.format(self.text()))
        self.setFocus()
        self.selectAll()
        return False

    def _show_hint(self, words: str) -> None:
        """Show a sentence over what is below the box, until the text changes."""
        window = self.window()
        if self._hint is None:
            self._hint = QLabel(window)
            self._hint.setObjectName("bubble")
            self._hint.setWordWrap(True)
        self._hint.setText(words)
        self._hint.setFixedWidth(min(max(self.width(), 300), window.width() - 24))
        self._hint.adjustSize()
        at = self.mapTo(window, self.rect().bottomLeft() + QPoint(0, 4))
        left = max(12, min(at.x(), window.width() - self._hint.width() - 12))
        self._hint.move(left, min(at.y(), window.height() - self._hint.height() - 4))
        self._hint.raise_()
        self._hint.show()
        self.setAccessibleDescription(words)

    def _hide_hint(self) -> None:
        if self._hint is not None:
            self._hint.deleteLater()
            self._hint = None
            self.setAccessibleDescription("")
            set_state(self, "wrong", "false")

    def hideEvent(self, event: QHideEvent) -> None:
        self._hide_hint()
        super().hideEvent(event)

    def _regroup(self, _text: str) -> None:
        text = self._without_own_dots()
        amount = _amount_in(text)
        if amount is None and text:
            return
        from_end = len(self.text()) - self.cursorPosition()
        self._dot_typed = False
        self._shown = "" if amount is None else group_digits(amount)
        self.setText(self._shown)
        self.setCursorPosition(max(0, len(self.text()) - from_end))

    def _without_own_dots(self) -> str:
        """Return the text without the dots that this box put between groups of digits."""
        text, shown = self.text(), self._shown
        if not self._dot_typed and all(char in "0123456789." for char in text):
            return text.replace(".", "")
        if shown and text.startswith(shown) and "." not in text[len(shown) :]:
            return shown.replace(".", "") + text[len(shown) :]
        return text

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self._dot_typed, self._shown = False, text
        super().set_text(text)

    @property
    def is_readable(self) -> bool:
        """Whether the box is empty or holds an amount."""
        return not self.text().strip() or self.amount is not None

    @property
    def number(self) -> int | None:
        """The amount in rupiah; None while the box is empty or cannot be read."""
        return _amount_in(self.text())

    @property
    def amount(self) -> Rupiah | None:
        """The amount in rupiah; None while the box is empty or cannot be read."""
        return self.number

    def set_amount(self, amount: Rupiah | None) -> None:
        """Show `amount` (rupiah); None clears the box."""
        self.set_text("" if amount is None else group_digits(amount))


def _amount_in(text: str) -> Rupiah | None:
    """Return the amount in a text; None for a text that is none, or that is negative."""
    try:
        amount = parse_rupiah(text)
    except PosError:
        return None
    return amount if 0 <= amount <= MAX_TYPED else None
