"""F1 in a dialog: the window below it opens the guide."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class HasGuide(Protocol):
    """A window that opens the guide."""

    def show_guide(self) -> None:
        """Open the guide where it tells of what is in front."""


def open_guide_of(dialog: QWidget) -> None:
    """Open the guide from the window over which the dialog stands, if that window has one."""
    below = dialog.parentWidget()
    while below is not None:
        window = below.window()
        if isinstance(window, HasGuide):
            window.show_guide()
            return
        below = window.parentWidget()
