"""The bar that marks a practice till, with the button back to the real till."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.session import Session
from ui.widgets.buttons import KeyButton


class PracticeBar(QFrame):
    """Shown above every screen of a practice till."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practice")
        self.words = QLabel(self.tr("PRACTICE: these sales do not count"))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = KeyButton(self.tr("Back to the real till"), kind="bar")
        self.back.setVisible(session.practising)
        self.back.clicked.connect(session.practice_ended)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 16, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
