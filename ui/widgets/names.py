"""Names of controls for those who do not see them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


def name_control(control: QWidget, words: str) -> None:
    """Name a control, and the box inside it that has the focus while somebody types."""
    control.setAccessibleName(words)
    if isinstance(control, QComboBox | QAbstractSpinBox):
        inner = control.lineEdit()
        if inner is not None:
            inner.setAccessibleName(words)
