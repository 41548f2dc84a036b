"""A card that writes files of the book into a folder that the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from pos_app.errors import Problem
from ui.alerts import Level
from ui.office.office_session import OfficeSession
from ui.widgets.buttons import KeyButton
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.restyle import label

ONE_ROW = 44  # pixels


@dataclass(frozen=True, slots=True)
class Written:
    """The files written, the problems found, and whether the book grew by it."""

    paths: Sequence[Path]
    problems: Sequence[Problem] = ()
    book_grew: bool = False


WriteFiles = Callable[[Path, Path], Written]
"""Writes files of a book (first path) into a folder (second path); runs on a worker thread."""


class ExportCard(QFrame):
    """Shows a heading, a hint, the button that writes, and the list of written files.

    `wrote` is emitted when files were written.
    """

    wrote = Signal()

    def __init__(
        self,
        session: OfficeSession,
        heading: str,
        hint: str,
        write: KeyButton,
        write_files: WriteFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._write_files = write_files
        self._folder: Path | None = None
        self._heading = heading
        self.write = write
        self.open = KeyButton(self.tr("Open the folder"), kind="small")
        self._buttons = QHBoxLayout()
        self.files = QListWidget()
        self.status_label = label(kind="hint", wrap=True)
        self._build(hint)
        self.write.clicked.connect(self.ask_and_write)
        self.open.clicked.connect(self._open_folder)
        session.book_changed.connect(self.clear)

    def _build(self, hint: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(label(self._heading, "heading"))
        self._hint = label(hint, "hint", wrap=True)
        column.addWidget(self._hint)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.write, 1)
        column.addLayout(self._buttons)
        row = QHBoxLayout()
        row.addWidget(self.status_label, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.files.setProperty("kind", "quiet")
        self.files.setAccessibleName(self._heading)
        self.files.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.files.setMinimumHeight(ONE_ROW)  # a low window is not made higher
        column.addWidget(self.files, 100)
        column.addStretch(1)
        self.clear()

    def add_beside(self, button: KeyButton) -> None:
        """Put another button beside the one that writes."""
        self._buttons.addWidget(button)

    def clear(self) -> None:
        """Clear the list of written files."""
        self._folder = None
        self.files.clear()
        self.files.hide()
        self._hint.show()
        self.status_label.setText("")
        self.open.hide()

    def fold(self) -> None:
        """Leave the room to another card, which lists what it wrote."""
        self.clear()
        self._hint.hide()

    def ask_and_write(self) -> None:
        """Ask for a folder and write the files on a worker thread."""
        book = self._session.book
        folder = ask_folder(self.window(), self._heading)
        if book is None or folder is None:
            return
        self.write.setEnabled(False)
        self.status_label.setText(self.tr("Writing…"))
        work = partial(self._write_files, book, folder)
        self._session.run(work, partial(self._written, folder), self._not_written)

    def _written(self, folder: Path, written: Written) -> None:
        self.write.setEnabled(True)
        self._folder = folder
        count = self.tr("%n file(s) written to {0}", "", len(written.paths))
        self.status_label.setText(count.format(str(folder)))
        self.files.clear()
        self.files.addItems([_short(path, folder) for path in written.paths])
        self._hint.hide()  # what is told now takes its room
        self.files.show()
        self.open.show()
        self.wrote.emit()
        if written.book_grew:
            self._session.refresh()  # or the watch would take it for another program's work
        if written.problems:
            self._session.show_problems(written.problems)
            self._session.say(self.tr("Written, with something to look at."), Level.WARNING)

    def _not_written(self) -> None:
        self.write.setEnabled(True)
        self.status_label.setText(self.tr("It was not written."))

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _short(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else path.name
