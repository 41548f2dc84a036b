"""The box that scans and searches: home, where the focus comes back to after everything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from pos_app.domain.pricing import MAX_QTY
from ui import theme as themes
from ui.key_timing import KeyTiming
from ui.session import Session
from ui.widgets.number_edit import ENTER_KEYS

_QUANTITY = re.compile(r"([0-9]{1,5})\*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CodeInput:
    """What is in the box: how many, of what, and whether a scanner wrote it."""

    qty: int
    text: str
    scanned: bool = False


def parse_code_input(box_text: str, scanned: bool = False) -> CodeInput:
    """`3*DST-0501` as three of DST-0501; without a number, one."""
    match = _QUANTITY.fullmatch(box_text.strip())
    if match is None:
        return CodeInput(1, box_text.strip(), scanned)
    return CodeInput(min(max(int(match[1]), 1), MAX_QTY), match[2].strip(), scanned)


class ScanBox(QLineEdit):
    """Says what its keys mean; it changes nothing itself."""

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
        """Takes the focus and empties itself."""
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
        """Keys that steer the cart while nothing is being typed."""
        if event.text() in ("+", "-"):
            self.stepped.emit(1 if event.text() == "+" else -1)
            return True
        if event.text() == "?":
            event.ignore()  # the window shows all keys
            return True
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
            return True
        return False

    def _enter(self) -> None:
        if not self.text().strip():
            self.pay_wanted.emit()
            return
        self._key_timing.reset()
        self._session.keys.note_scan()
        if (typed := parse_code_input(self.text())).text:
            self.entered.emit(typed)

    @property
    def is_scanning(self) -> bool:
        """Whether a scanner seems to be writing: what it writes is not worth searching for yet."""
        return self._key_timing.quick

    @property
    def qty(self) -> int:
        """How many the next piece stands for: three after `3*`."""
        return parse_code_input(self.text()).qty
