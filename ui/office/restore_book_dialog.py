"""Offers to make a damaged book anew, from what is whole in it and what a person adds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.services.office.book_restore import RestoredBook, restore_book
from ui.office.ask_files import ask_day_files
from ui.office.office_session import OfficeSession
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.file_dialogs import ask_folder
from ui.widgets.restyle import label


class RestoreBookDialog(AskDialog):
    """Asks for the places that hold day files; `sources` are those that were added."""

    def __init__(self, book: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: list[Path] = []
        self.set_question(self.tr("The book is damaged"), self.tr("Make the book anew"))
        words = self.tr(
            "No figure of {0} is shown, because it could be wrong. The day files hold as before."
            " A new book is made from what is whole in this one, with its decisions and its key,"
            " and from what you add here. The damaged book is kept."
        )
        self.body.addWidget(label(words.format(book.name), wrap=True))
        self.added = label(self.tr("Add the sticks and folders with day files."), "hint", wrap=True)
        self.body.addWidget(self.added)
        row = QHBoxLayout()
        self.add_folder = QPushButton(self.tr("Add a stick or folder…"))
        self.add_files = QPushButton(self.tr("Add files…"))
        for button in (self.add_folder, self.add_files):
            row.addWidget(button)
        self.body.addLayout(row)
        self.add_folder.clicked.connect(self._ask_folder)
        self.add_files.clicked.connect(self._ask_files)
        self.ok.setFocus()

    def add(self, paths: list[Path]) -> None:
        """Take more places."""
        self.sources += [path for path in paths if path not in self.sources]
        if self.sources:
            self.added.setText("\n".join(path.name or str(path) for path in self.sources))

    def _ask_folder(self) -> None:
        folder = ask_folder(self, self.add_folder.text())
        self.add([folder] if folder else [])

    def _ask_files(self) -> None:
        self.add(ask_day_files(self, self.add_files.text()))

    @classmethod
    def ask(cls, book: Path, parent: QWidget) -> list[Path] | None:
        """Return the places that were added, or None if cancelled."""
        dialog = cls(book, parent)
        return dialog.sources if dialog.confirmed() else None


class BookRestorer(QObject):
    """Asks about a damaged book, makes it anew on a worker thread, and opens it."""

    def __init__(self, session: OfficeSession, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def offer(self, book: Path) -> None:
        """Show the dialog for `book`, and do what it was told."""
        sources = RestoreBookDialog.ask(book, self._window)
        if sources is None:
            return
        self._session.say(self.tr("The book is made anew…"))
        work = partial(restore_book, book, sources, self._session.clock)
        self._session.run(work, partial(self._opened, book))

    def _opened(self, book: Path, found: RestoredBook) -> None:
        self._session.open_book(book)
        words = self.tr("The book was made anew: {0} files, {1}. The damaged one is {2}.")
        kept = found.kept_damaged.name if found.kept_damaged else "–"
        self._session.say(words.format(found.files, format_rupiah(found.net), kept))
