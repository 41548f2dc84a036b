"""Help from afar: the bundle to send to whoever helps, and what a code on the screen was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.clock import Clock
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from ui.off_thread import off_thread
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.restyle import label

LONGEST_CODE = 12  # characters


class HelpFacts(NamedTuple):
    """What a bundle is made from: the folder of the till or office, and the book that is open."""

    folder: Path
    clock: Clock
    language: LanguageCode
    book: Callable[[], Path | None] = lambda: None


def screen_facts(window: QWidget) -> dict[str, object]:
    """Return figures of the screen that a window is on, of Qt and of its fonts."""
    screen, font = window.screen(), QFontInfo(QApplication.font())
    whole, free = screen.size(), screen.availableSize()
    return {
        "width": whole.width(),
        "height": whole.height(),
        "free_width": free.width(),
        "free_height": free.height(),
        "scale": round(screen.devicePixelRatio(), 3),
        "dots_per_inch": round(screen.logicalDotsPerInch(), 1),
        "screens": len(QGuiApplication.screens()),
        "window": [window.window().width(), window.window().height()],
        "font": font.family(),
        "font_pixels": font.pixelSize(),
        "fonts": len(QFontDatabase.families()),
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "style": QApplication.style().name(),
    }


class HelpCard(QWidget):
    """Writes the bundle where a person says, and looks codes up in this laptop's log."""

    def __init__(self, facts: HelpFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.heading = label(self.tr("Help from afar"), "strong")
        self.bundle = KeyButton(self.tr("Bundle for help…"))
        self.code = QLineEdit()
        self.look_up = KeyButton(self.tr("Look it up"))
        self.answer = label(kind="hint", wrap=True)
        self._build()
        self.bundle.clicked.connect(self.write)
        self.look_up.clicked.connect(self.show_crash)
        self.code.returnPressed.connect(self.show_crash)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        words = self.tr(
            "One file for whoever helps you: versions, checks, settings, the log and figures of"
            " this laptop. No PIN, key, name, contact or amount is in it."
        )
        column.addWidget(label(words, "hint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.bundle)
        self.code.setMaxLength(LONGEST_CODE)
        self.code.setPlaceholderText(self.tr("Code on the screen"))
        self.code.setAccessibleName(self.tr("Code on the screen"))
        row.addWidget(self.code, 1)
        row.addWidget(self.look_up)
        column.addLayout(row)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        column.addWidget(self.answer)

    def write(self) -> None:
        """Ask for a folder and write the bundle there."""
        from pos_app.services.support.bundle import write_bundle  # on first use

        where = ask_folder(self.window(), self.tr("Where should the bundle lie?"))
        if where is None:
            return
        facts, screen = self._facts, screen_facts(self)
        book = facts.book()
        try:
            made = off_thread(
                lambda: write_bundle(
                    facts.folder, where, facts.clock, facts.language, book=book, screen=screen
                )
            )
        except PosError as error:
            self._say(sentence(error, facts.language))
            return
        self._say(self.tr("The bundle is there, send it: {0}").format(made.path))

    def show_crash(self) -> None:
        """Show what the code that was typed stands for."""
        from pos_app.services.support.crashes import find_crash  # on first use

        facts, code = self._facts, self.code.text().strip()
        if not code:
            self.code.setFocus()
            return
        try:
            found = off_thread(lambda: find_crash(facts.folder, code))
        except PosError as error:
            self._say(sentence(error, facts.language))
            return
        self._say(found.text)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.show()


class HelpDialog(AskDialog):
    """The card in a dialog of its own."""

    def __init__(self, facts: HelpFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Help from afar"), self.tr("Done"))
        self.card = HelpCard(facts)
        self.card.heading.hide()
        self.body.addWidget(self.card)
        self.cancel.hide()
        self.setMinimumWidth(560)

    @classmethod
    def show_over(cls, facts: HelpFacts, parent: QWidget) -> None:
        """Show it until it is closed."""
        cls(facts, parent).confirmed()
