"""The base of the small dialogs: a heading, a body, a button to confirm and one to cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label


class AskDialog(QDialog):
    """Enter confirms unless `problem` returns a text; Esc cancels.

    A subclass puts its controls into `body`, and checks them in `problem`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(kind="heading", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.error_label = label(kind="error", wrap=True)
        self.ok = KeyButton("", "Enter", "primary")
        self.cancel = KeyButton(self.tr("Never mind"), "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(self.body)
        column.addWidget(self.error_label)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel)
        row.addWidget(self.ok, 1)
        column.addLayout(row)
        self.error_label.hide()
        self.setMinimumWidth(440)
        self.cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.try_to_accept)

    def set_question(self, heading: str, yes: str) -> None:
        """Set the heading, and the text of the button that confirms."""
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.ok.set_words(yes)

    def problem(self) -> str:
        """Return why the input cannot be accepted yet; an empty text if it can."""
        return ""

    def try_to_accept(self) -> None:
        """Close as confirmed, or show what is wrong with the input."""
        if not all(edit.complain() for edit in self.findChildren(MoneyEdit)):
            return
        wrong = self.problem()
        self.error_label.setText(wrong)
        self.error_label.setVisible(bool(wrong))
        if not wrong:
            self.accept()

    def confirmed(self) -> bool:
        """Show the dialog until it is closed; return whether it was confirmed."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return accepted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused is not self.ok:
            focused.click()
        else:
            self.try_to_accept()
