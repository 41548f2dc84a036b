"""Answers a modal dialog: `exec` blocks the test, so the answer comes from a timer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
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

    def reply(dialog: QWidget) -> None:
        act()
        assert not dialog.isVisible(), "the dialog is still up"

    _once_up(counter, QWidget, reply, faults)
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
    _once_up(counter, kind, lambda _: act(), faults)
    return faults


def _once_up(
    counter: Counter,
    kind: type,
    act: Callable[[QWidget], None],
    faults: list[BaseException],
) -> None:
    """Call `act` with the modal dialog of that kind once it is up; what it raises ends the dialog.

    Nothing can be raised out of a timer, so it is appended to `faults`.
    """

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not isinstance(dialog, kind):
            QTimer.singleShot(5, counter.app, look)
            return
        try:
            dialog.activateWindow()
            counter.app.processEvents()
            act(dialog)
        except BaseException as fault:
            faults.append(fault)
            dialog.close()

    QTimer.singleShot(5, counter.app, look)
