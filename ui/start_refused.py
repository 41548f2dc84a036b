"""The window of a till that cannot be opened now: what is wrong, and what leads on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import click_focused_button, run_key_action
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import card, label


class StartRefused(QWidget):
    """Says why the till in `folder` cannot be opened. Emits `again` to have it tried once more."""

    again = Signal()

    def __init__(self, words: str, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setObjectName("window")
        self.setWindowTitle(self.tr("The till cannot be opened"))
        self.resize(720, 400)
        self.retry = KeyButton(self.tr("Try again"), "Enter", "primary")
        self.show_folder = KeyButton(self.tr("Show the till's folder"), "F4")
        frame, column = card(32)
        column.addWidget(label(self.windowTitle(), "title", wrap=True))
        column.addWidget(label(words, "strong", wrap=True))
        column.addWidget(label(str(folder), "hint", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_folder)
        row.addWidget(self.retry, 1)
        column.addLayout(row)
        QVBoxLayout(self).addWidget(frame)
        self.retry.clicked.connect(self.again, Qt.ConnectionType.QueuedConnection)
        self.show_folder.clicked.connect(self.open_folder)
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_folder(self) -> None:
        """Show the till's folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            if not click_focused_button(self):
                self.again.emit()
        elif not run_key_action(event, {Qt.Key.Key_F4: self.open_folder}):
            super().keyPressEvent(event)
