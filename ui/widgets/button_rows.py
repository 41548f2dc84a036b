"""Rows of buttons: side by side, or as choices of which one is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

K = TypeVar("K")
GAP = 8  # pixels


def button_row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side that share the width evenly."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def choice_buttons(
    parent: QWidget, words: Mapping[K, str], choose: Callable[[K, bool], None]
) -> dict[K, QPushButton]:
    """A checkable button for each key, one of them on; a click calls `choose(key, checked)`."""
    group = QButtonGroup(parent)
    made = {}
    for key, text in words.items():
        made[key] = button = QPushButton(text)
        button.setProperty("kind", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(partial(choose, key))
        group.addButton(button)
    return made
