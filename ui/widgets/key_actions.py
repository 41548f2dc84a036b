"""Tables of keys and actions for `keyPressEvent`, and Enter on the focused button."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

KeyActions = Mapping[Qt.Key, Callable[[], object]]


def run_key_action(event: QKeyEvent, actions: KeyActions) -> bool:
    """Run the action of the pressed key; return whether there was one.

    A repeat of a held key runs nothing and returns False, so that the caller passes it on.
    """
    action = actions.get(Qt.Key(event.key()))
    if action is None or event.isAutoRepeat():
        return False
    event.accept()
    action()
    return True


def click_focused_button(widget: QWidget) -> bool:
    """Click the push button in `widget` that has the focus; return whether there was one."""
    focused = widget.focusWidget()
    if not isinstance(focused, QPushButton):
        return False
    focused.click()
    return True
