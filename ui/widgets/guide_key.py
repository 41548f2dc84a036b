"""F1 in a dialog: the window below it opens the guide at the dialog's place."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget


@runtime_checkable
class HasGuide(Protocol):
    """A window that opens the guide."""

    def show_guide(self, dialog: QWidget | None = None) -> None:
        """Open the guide over `dialog` where it tells of it, else where it tells of the window."""


class GuidedDialog(QDialog):
    """A dialog in which F1 opens the guide, whatever has the focus."""

    def event(self, event: QEvent) -> bool:
        """Take F1 before the dialog's own keys."""
        if isinstance(event, QKeyEvent) and _is_f1(event):
            if not event.isAutoRepeat():
                self.open_guide()
            return True
        return super().event(event)

    def open_guide(self) -> None:
        """Open the guide where it tells of this dialog, if a window here has one."""
        window = _window_with_guide(self)
        if window is not None:
            window.show_guide(self)


def _is_f1(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F1


def _window_with_guide(dialog: QWidget) -> HasGuide | None:
    """Return the window over which the dialog stands; one in sight, if it stands over none."""
    below = dialog.parentWidget()
    while below is not None:
        window = below.window()
        if isinstance(window, HasGuide):
            return window
        below = window.parentWidget()
    shown = (each for each in QApplication.topLevelWidgets() if each.isVisible())
    return next((each for each in shown if each is not dialog and isinstance(each, HasGuide)), None)
