"""The rail at the left of the till's window: one button for each screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import theme as themes
from ui.screen_list import NAMES, screen_title
from ui.theme import Theme


class NavRail(QFrame):
    """Emits `wanted` with the name of a screen whose button or key was pressed.

    The keys Ctrl+1, Ctrl+2, … are bound in `window`, in the order of the buttons.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._build()

    def _build(self) -> None:
        self.setObjectName("rail")
        column = self._column
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        for number, name in enumerate(NAMES, 1):
            if name == NAMES[-1]:
                column.addStretch(1)
            column.addWidget(self._build_button(name, number))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def _build_button(self, name: str, number: int) -> QToolButton:
        words = screen_title(name)
        button = rail_button(self._theme, name, words)
        button.setToolTip(f"{words} (Ctrl+{number})")
        button.setCheckable(True)
        button.clicked.connect(partial(self._want, name))
        self._group.addButton(button)
        self.buttons[name] = button
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self._window)
        shortcut.activated.connect(partial(self._want, name))
        return button

    def add_offer(self, button: QToolButton) -> None:
        """Put a button into the free room above the last one: no other moves for it."""
        self._column.insertWidget(self._column.count() - 1, button)

    def _want(self, name: str, _checked: bool = False) -> None:
        self.wanted.emit(name)

    def mark(self, name: str) -> None:
        """Show that the screen `name` is in front."""
        button = self.buttons[name]
        button.setIcon(themes.icon(self._theme, name, "soft", "accent"))
        button.setChecked(True)


def rail_button(theme: Theme, icon: str, words: str) -> QToolButton:
    """Return a button of the rail: an icon over words, as wide as they need."""
    button = QToolButton()
    button.setObjectName("nav")
    button.setText(words)
    button.setAccessibleName(words)
    button.setIcon(themes.icon(theme, icon, "soft"))
    button.setIconSize(QSize(24, 24))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setMinimumSize(68, 60)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
