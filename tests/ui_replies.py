"""Answers a modal dialog: `exec` blocks the test, so the answer comes from a timer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

Key = Qt.Key


def answer(
    counter: Counter,
    act: Callable[[], None],
    key: Key | Callable[[], None],
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press `key`, or do it, and call `act` in the dialog that comes; raise what `act` raises."""
    faults: list[BaseException] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, counter.app, reply)
            return
        try:
            dialog.activateWindow()
            counter.app.processEvents()
            act()
        except BaseException as fault:
            faults.append(fault)
        if dialog.isVisible():
            faults.append(AssertionError("the dialog is still up"))
            dialog.close()

    QTimer.singleShot(5, counter.app, reply)
    if isinstance(key, Key):
        counter.key(key, modifiers=modifiers)
    else:
        key()
    counter.window.activateWindow()
    counter.app.processEvents()
    if faults:
        raise faults[0]


def typed(counter: Counter, text: str) -> Callable[[], None]:
    def act() -> None:
        counter.type(text)
        counter.enter()

    return act


def later(counter: Counter, kind: type, act: Callable[[], None]) -> list[BaseException]:
    """Do `act` once a dialog of that kind is up, which the code opens after the present one."""
    faults: list[BaseException] = []

    def look() -> None:
        found = QApplication.activeModalWidget()
        if not isinstance(found, kind):
            QTimer.singleShot(5, counter.app, look)
            return
        try:
            found.activateWindow()
            counter.app.processEvents()
            act()
        except BaseException as fault:
            faults.append(fault)
            found.close()

    QTimer.singleShot(5, counter.app, look)
    return faults
