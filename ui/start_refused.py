"""The window of a till that cannot be opened now: what is wrong, and what leads on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError
from pos_app.languages import LanguageCode
from pos_app.messages import sentence
from pos_app.services.day.usb_sticks import find_sticks
from ui.tasks import Outcome, PoolRunner, Runner
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.fit_screen import fit_screen
from ui.widgets.key_actions import click_focused_button, run_key_action
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import card, label

if TYPE_CHECKING:
    from pos_app.services.safety.rescue_copy import StickCopy

WITHOUT_ROOM = frozenset(("disk_full", "folder_read_only"))
"""The errors of a start after which the till can still be read, and so be copied to a stick."""


class StartRefused(QWidget):
    """Says why the till in `folder` cannot be opened. Emits `again` to have it tried once more.

    A till that only lacks room on the laptop's disk can be copied to a stick from here.
    """

    again = Signal()

    def __init__(self, error: PosError, folder: Path, language: LanguageCode) -> None:
        super().__init__()
        self._folder, self._language = folder, language
        self.runner: Runner = PoolRunner(self)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("The till cannot be opened"))
        self.resize(720, 400)
        self.retry = KeyButton(self.tr("Try again"), "Enter", "primary")
        self.show_folder = KeyButton(self.tr("Show the till's folder"), "F4")
        self.copy = KeyButton(self.tr("Copy everything to a stick"), "F5")
        self.copy.setVisible(error.code in WITHOUT_ROOM)
        self.outcome = label(wrap=True)
        frame, column = card(32)
        column.addWidget(label(self.windowTitle(), "title", wrap=True))
        column.addWidget(label(self._words(error), "strong", wrap=True))
        column.addWidget(label(str(folder), "hint", wrap=True))
        column.addWidget(self.outcome)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_folder)
        row.addWidget(self.copy)
        row.addWidget(self.retry, 1)
        column.addLayout(row)
        QVBoxLayout(self).addWidget(frame)
        fit_screen(self)
        self.retry.clicked.connect(self.again, Qt.ConnectionType.QueuedConnection)
        self.show_folder.clicked.connect(self.open_folder)
        self.copy.clicked.connect(self.copy_to_stick)
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, error: PosError) -> str:
        """Say why; on a full disk in words of its own, because nothing was to be saved here."""
        full = error.code == "disk_full"
        return sentence(PosError("start_disk_full") if full else error, self._language)

    def open_folder(self) -> None:
        """Show the till's folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def copy_to_stick(self) -> None:
        """Write what is owed and copies of the till to a stick, or a folder that is asked for."""
        from pos_app.services.safety.rescue_copy import copy_to_stick  # seldom needed

        if not self.copy.isVisible() or not self.copy.isEnabled():
            return
        stick = self._stick()
        if stick is None:
            return
        self.copy.setEnabled(False)
        self.outcome.setText(self.tr("Writing to {0}…").format(stick))
        work = partial(copy_to_stick, self._folder, stick)
        self.runner.run(work, partial(self._copied, stick))

    def _stick(self) -> Path | None:
        """Return the one stick that can be written to; else ask where to copy to."""
        sticks = [stick.path for stick in find_sticks() if stick.writable]
        if len(sticks) == 1:
            return sticks[0]
        return ask_folder(self, self.copy.text())

    def _copied(self, stick: Path, outcome: Outcome[StickCopy]) -> None:
        self.copy.setEnabled(True)
        if outcome.value is None:
            raise outcome.error or AssertionError("no outcome")
        self.show_copy(stick, outcome.value)

    def show_copy(self, stick: Path, copied: StickCopy) -> None:
        """Say what the stick got, in day files, receipts and rupiah, and what it did not."""
        words = []
        if copied.days:
            words.append(
                self.tr("%n day file(s) for the office: hand them over.", "", len(copied.days))
            )
        if copied.copies and copied.sales:
            words.append(
                self.tr(
                    "A copy of the till, read back: %n sale(s), {0}. Another laptop can carry on"
                    " from it.",
                    "",
                    copied.sales,
                ).format(format_rupiah(copied.net))
            )
        if copied.error is not None:
            words.append(sentence(copied.error, self._language))
        elif not words:
            words.append(self.tr("The till is copied; nothing is owed."))
        self.outcome.setText("\n".join([self.tr("On {0}:").format(stick), *words]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {Qt.Key.Key_F4: self.open_folder, Qt.Key.Key_F5: self.copy_to_stick}
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            if not click_focused_button(self):
                self.again.emit()
        elif not run_key_action(event, actions):
            super().keyPressEvent(event)
