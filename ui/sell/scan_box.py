"""The search box of the sell screen, for scans and typed text. It has the focus by default."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from pos_app.domain.pricing import MAX_QTY
from ui import theme as themes
from ui.key_timing import TAKES_BLANKS, KeyTiming
from ui.session import Session
from ui.widgets.number_edit import ENTER_KEYS

_QUANTITY = re.compile(r"([0-9]{1,5})\*(.*)", re.DOTALL)


class CodeInput(NamedTuple):
    """A quantity, a code or search text, and whether a scanner typed it."""

    qty: int
    text: str
    scanned: bool = False


def parse_code_input(box_text: str, scanned: bool = False) -> CodeInput:
    """Splits `3*DST-0501` into quantity 3 and `DST-0501`; quantity 1 without a number."""
    match = _QUANTITY.fullmatch(box_text.strip())
    if match is None:
        return CodeInput(1, box_text.strip(), scanned)
    return CodeInput(min(max(int(match[1]), 1), MAX_QTY), match[2].strip(), scanned)


class ScanBox(QLineEdit):
    """Reports its keys by signals. It changes nothing but its own text."""

    entered = Signal(object)
    pay_wanted = Signal()
    moved = Signal(int)
    stepped = Signal(int)
    removal_wanted = Signal()
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key_timing = KeyTiming()
        self.setProperty("kind", "scan")
        self.setProperty(TAKES_BLANKS, True)
        self.setMaxLength(600)
        self.setPlaceholderText(self.tr("Scan, or search: name, code, maker…  3* = three"))
        self.setAccessibleName(self.tr("Scan or search"))
        self._glass = QLabel(self)
        pixmap = themes.icon(session.theme, "search", "soft").pixmap(20, 20)
        self._glass.setPixmap(pixmap)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._glass.move(16, 15)
        self._glass.setFixedSize(20, 20)

    def go_home(self) -> None:
        """Empties the box and gives it the focus."""
        self.clear()
        self._key_timing.reset()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self._enter()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self._key_timing.reset()
            self.cancelled.emit()
        elif not self.text() and self._run_command(event):
            pass
        else:
            if event.text() and event.text().isprintable():
                self._key_timing.key(event.text(), self._session.keys.key_time())
            super().keyPressEvent(event)

    def _run_command(self, event: QKeyEvent) -> bool:
        """Handles the keys that act on the cart while the box is empty; False for any other."""
        if event.text() in ("+", "-"):
            self.stepped.emit(1 if event.text() == "+" else -1)
            return True
        if event.text() == "?":
            event.ignore()  # passed on: the window shows the list of keys
            return True
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
            return True
        return False

    def _enter(self) -> None:
        if not self.text().strip():
            self._session.keys.note_bare_enter()
            self.pay_wanted.emit()
            return
        self._key_timing.reset()
        self._session.keys.note_scan()
        if (typed := parse_code_input(self.text())).text:
            self.entered.emit(typed)

    @property
    def is_scanning(self) -> bool:
        """Whether keys come as fast as from a scanner; the search waits until they pause."""
        return self._key_timing.quick

    @property
    def qty(self) -> int:
        """The quantity typed before the code: 3 for `3*`, 1 without a number."""
        return parse_code_input(self.text()).qty
