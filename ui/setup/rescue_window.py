"""The window of a till that cannot be opened: why, and what can be restored."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from ui.setup.rescue_page import RescuePage
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.fit_screen import fit_screen
from ui.widgets.restyle import card, label


class RescueWindow(QWidget):
    """Says what is wrong with the till in `folder` and offers to restore it."""

    def __init__(self, folder: Path, language: LanguageCode, error: PosError | None) -> None:
        super().__init__()
        self.setObjectName("wizard")
        self.setWindowTitle(self.tr("Restore the till"))
        self.page = RescuePage(folder, language)
        self.page.title.setText(self.tr("Restore the till"))
        frame, column = card(20, 12)
        frame.setMaximumSize(720, 560)
        self.reason = label(kind="error", wrap=True)
        self.reason.setText("" if error is None else sentence(error, language))
        self.reason.setVisible(error is not None)
        column.addWidget(self.reason)
        column.addWidget(self.page, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(1)
        outer.addWidget(frame, 20)
        outer.addStretch(1)
        self.resize(1024, 640)
        fit_screen(self)


def ask_to_restore(parent: QWidget | None) -> bool:
    """Ask whether the damaged till is to be restored now."""
    dialog = AskDialog(parent)
    translate = QCoreApplication.translate
    dialog.set_question(
        translate("RescueWindow", "Restore the till now?"),
        translate("RescueWindow", "Look for a copy"),
    )
    words = translate(
        "RescueWindow",
        "The damaged data stay where they are. What the copies know is shown before anything is"
        " changed.",
    )
    dialog.body.addWidget(label(words, wrap=True))
    return dialog.confirmed()
