"""The lock screen: nobody sells in another's name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import card, label


class LockScreen(QWidget):
    """Covers the window until somebody signs in; emits `unlock_requested`. The cart is kept."""

    unlock_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unlock = KeyButton(self.tr("Open"), "Enter", "primary")
        frame, column = card(32)
        column.addWidget(label(self.tr("The till is locked"), "title"))
        column.addWidget(label(self.tr("The cart is kept. Open it with your PIN."), "hint"))
        column.addWidget(self.unlock)
        outer = QVBoxLayout(self)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
        self.unlock.clicked.connect(self.unlock_requested)
        self.hide()

    def show_lock(self) -> None:
        """Cover the whole window and take the keyboard focus."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.unlock.setFocus()
