"""The sounds of the counter: one for trouble, so that the eyes can stay on the goods."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def trouble() -> None:
    """What was scanned is not known, or was refused."""
    QApplication.beep()
