"""Walks a dialog by keyboard alone, and tells which controls the keys reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.widgets.ask_dialog import AskDialog
from ui.widgets.form_table import FormTable

MOST_KEYS = 90  # Tabs from the first control around to it again
NEEDS_FOCUS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)


def controls(dialog: QWidget) -> set[QWidget]:
    """What a person has to reach: each choice of a group counts as its checked one."""
    found = {each for kind in (QAbstractButton, *NEEDS_FOCUS) for each in dialog.findChildren(kind)}
    return {
        each
        for each in found
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)
    }


def walk(dialog: QDialog) -> tuple[list[QWidget], str]:
    """The controls that Tab reaches, and what is wrong with the walk."""
    first = dialog.focusWidget()
    seen: list[QWidget] = []
    for _ in range(MOST_KEYS):
        at = dialog.focusWidget()
        if at is None or (seen and at is seen[0]):
            break
        seen.append(at)
        if isinstance(at, FormTable):
            return seen, ""  # Tab goes through its cells, as in a spreadsheet
        QTest.keyClick(at, Qt.Key.Key_Tab)
    else:
        return seen, "Tab does not come around"
    if isinstance(dialog, AskDialog) and first is dialog.cancel and len(controls(dialog)) > 2:
        return seen, "the focus is on the button that gives up"
    if isinstance(dialog, AskDialog):
        lost = [
            each for each in controls(dialog) if isinstance(each, NEEDS_FOCUS) and each not in seen
        ]
        return seen, f"Tab does not reach {lost}" if lost else ""
    return seen, ""
