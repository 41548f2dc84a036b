"""A hand that works by keys alone: it counts its strokes, and may type at a person's pace."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from ui_replies import answer
from ui_robot import Counter

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_TABS = 40
D = TypeVar("D", bound=QDialog)


class Strokes:
    """Each key and each letter is a stroke; a scan is none. `pace`: milliseconds for a stroke."""

    def __init__(self, counter: Counter, pace: int = 0) -> None:
        self.counter, self.pace = counter, pace
        self.count = 0
        self.started = time.monotonic()

    def _wait(self) -> None:
        self.count += 1
        if self.pace:
            QTest.qWait(self.pace)

    def key(self, *keys: Key) -> None:
        """Keys, one after the other."""
        for key in keys:
            self._wait()
            popup = QApplication.activePopupWidget()
            if popup is None:
                self.counter.key(key)
            else:  # a list that has come up gets the keys
                QTest.keyClick(popup, key)
                self.counter.app.processEvents()

    def type(self, text: str) -> None:
        """Letters, one after the other."""
        for letter in text:
            self._wait()
            self.counter.type(letter)
            self.counter.app.processEvents()

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until the box has the focus."""
        for _ in range(MOST_TABS):
            if self.counter.app.focusWidget() is wanted:
                return
            self.key(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {wanted}")

    def in_dialog(
        self, kind: type[D], opens: Key | Callable[[], None], work: Callable[[D], None]
    ) -> None:
        """Open a dialog by Ctrl and a key, or otherwise, and do `work` in it."""

        def act() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, kind), dialog
            try:
                work(dialog)
            finally:
                for _ in range(3):
                    if dialog.isVisible():
                        dialog.reject()

        if isinstance(opens, Key):
            self._wait()
        answer(self.counter, act, opens, CTRL)

    @property
    def seconds(self) -> float:
        """Since the hand began."""
        return time.monotonic() - self.started
