"""The page without a book: open one or make one; language and look of the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pos_app.languages import LANGUAGE_NAMES
from ui.office.ask_files import ask_book, ask_event_file
from ui.office.office_session import OfficeSession
from ui.theme import theme_names
from ui.widgets.buttons import KeyButton
from ui.widgets.help_card import HelpDialog, HelpFacts
from ui.widgets.key_actions import KeyActions
from ui.widgets.restyle import card, label


class StartPage(QWidget):
    """Emits `form_wanted` for a new book by form, `event_chosen` (path) for one by event file."""

    form_wanted = Signal()
    event_chosen = Signal(object)

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.open = KeyButton(self.tr("Open a book…"), "F2", "primary")
        self.last = KeyButton("", "Enter", "primary")
        self.form = KeyButton(self.tr("New book: describe the event…"), "F3", "amount")
        self.from_file = KeyButton(self.tr("New book from an event file (TOML)…"), "F4", "amount")
        self.help = KeyButton(self.tr("Help from afar…"), kind="small")
        self.looks: dict[tuple[str, str], QPushButton] = {}
        self._build()
        self.open.clicked.connect(self._open)
        self.last.clicked.connect(self.open_last)
        self.form.clicked.connect(self.form_wanted)
        self.from_file.clicked.connect(self._choose_event)
        self.help.clicked.connect(self.show_help)

    def _build(self) -> None:
        frame, column = card(24, 12)
        frame.setMaximumWidth(620)
        column.addWidget(label(self.tr("The total of the fair, tonight"), "title"))
        words = self.tr(
            "The office keeps one book for each event. Day files of the stands are added to it; the"
            " book says what the total is, and what is still missing."
        )
        column.addWidget(label(words, "hint", wrap=True))
        for button in (self.last, self.open, self.form, self.from_file):
            column.addWidget(button)
        hint = self.tr("A book or an event file can also be dropped here.")
        last = QHBoxLayout()
        last.addWidget(label(hint, "soft"), 1)
        last.addWidget(self.help)
        column.addLayout(last)
        column.addLayout(self._build_looks())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 6, 24, 8)
        outer.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        outer.addLayout(middle, 20)
        outer.addStretch(1)

    def _build_looks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for code, words in LANGUAGE_NAMES.items():
            row.addWidget(self._look("language", code, words, self._session.language))
        row.addStretch(1)
        for code, words in theme_names(self._session.language).items():
            row.addWidget(self._look("theme", code, words, self._session.theme.name))
        return row

    def _look(self, key: str, value: str, words: str, now: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setChecked(value == now)
        button.clicked.connect(partial(self._session.set_look, key, value))
        self.looks[key, value] = button
        return button

    def start(self) -> None:
        """Refresh the buttons: the last book comes first, if its file still exists."""
        path = self._session.settings.last_book
        self.last.setVisible(path is not None)
        if path is not None:
            self.last.set_words(self.tr("Go on with {0}").format(path.name))
        self._show_first(self.last if path is not None else self.open)

    def _show_first(self, first: KeyButton) -> None:
        self.open.setProperty("kind", "primary" if first is self.open else "amount")
        self.open.style().unpolish(self.open)
        self.open.style().polish(self.open)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_last(self) -> None:
        """Open the book of last time, if its file still exists."""
        path = self._session.settings.last_book
        if path is not None:
            self._session.open_book(path)

    def take(self, paths: list[Path]) -> None:
        """Open the first dropped path as a book; a TOML file is an event to make a book of."""
        for path in paths[:1]:
            if path.suffix.lower() == ".toml":
                self.event_chosen.emit(path)
            else:
                self._session.open_book(path)

    def _open(self) -> None:
        path = ask_book(self.window(), self.tr("Open a book"))
        if path is not None:
            self._session.open_book(path)

    def _choose_event(self) -> None:
        path = ask_event_file(self.window(), self.tr("Event file"))
        if path is not None:
            self.event_chosen.emit(path)

    def show_help(self) -> None:
        """Show the bundle for help; the book of last time is checked for it too."""
        session = self._session
        HelpDialog.show_over(
            HelpFacts(
                session.settings.path.parent,
                session.clock,
                session.language,
                lambda: session.settings.last_book,
            ),
            self.window(),
        )

    def key_actions(self) -> KeyActions:
        """The keys of the buttons, for the window's `keyPressEvent`."""
        return {
            Qt.Key.Key_F2: self.open.click,
            Qt.Key.Key_F3: self.form.click,
            Qt.Key.Key_F4: self.from_file.click,
        }
