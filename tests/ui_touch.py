"""Taps on the lines of a cart, and the keys for numbers that come up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

from ui.sell.cart_list import ROW_HEIGHT
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_pad import NumberPad

LEFT = Qt.MouseButton.LeftButton


def tap_line(counter: Counter, at_left: bool, act: Callable[[AskDialog], None]) -> bool:
    """Tap the first line at its quantity or its amount; return whether a dialog came."""
    came: list[AskDialog] = []
    faults: list[BaseException] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, AskDialog):
            came.append(dialog)
            try:
                act(dialog)
            except BaseException as fault:
                faults.append(fault)
                dialog.reject()

    lines = counter.sell.cart.list.viewport()
    x = 20 if at_left else lines.width() - 40
    QTimer.singleShot(30, counter.app, reply)
    QTest.mouseClick(lines, LEFT, pos=QPoint(x, ROW_HEIGHT // 2))
    QTest.qWait(60)
    if faults:
        raise faults[0]
    return bool(came)


def press(pad: NumberPad, *caps: str) -> None:
    for cap in caps:
        QTest.mouseClick(pad.keys[cap], LEFT)


def pad_of(dialog: AskDialog) -> NumberPad:
    assert dialog.pad is not None
    return dialog.pad
