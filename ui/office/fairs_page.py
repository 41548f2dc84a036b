"""The page of several fairs: their books side by side, and the makers over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import Problem
from pos_app.services.office import fairs
from pos_app.services.office.fairs import FairsRead, MakerName, MakerOverFairs
from ui.alerts import Level
from ui.event_errors import told_not_raised
from ui.office.ask_files import ask_books, ask_workbook
from ui.office.fairs_table import FairsTable
from ui.office.office_session import OfficeSession
from ui.widgets.button_rows import choice_buttons
from ui.widgets.buttons import KeyButton
from ui.widgets.key_actions import run_key_action
from ui.widgets.restyle import card, label

SIDE_BY_SIDE = "fairs"
BY_MAKER = "fair_makers"


class FairsPage(QWidget):
    """Shows the open book beside the books that were added; these are read and never changed."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.read = FairsRead(fairs.Fairs())
        self.total = label(kind="heading", wrap=True)
        self.trouble = label(kind="look", wrap=True)
        self.table = FairsTable()
        self.note = label(kind="hint", wrap=True)
        self.add = KeyButton(self.tr("Add books…"), "F3", "small")
        self.remove = KeyButton(self.tr("Only this book"), "F4", "small")
        self.join = KeyButton(self.tr("The same person"), "F5", "small")
        self.part = KeyButton(self.tr("Not the same"), "F7", "small")
        self.save = KeyButton(self.tr("Save the workbook…"), "F10", "small")
        self.tabs = choice_buttons(self, self._tab_words(), self._show_tab)
        self._build()
        self._connect()

    def _tab_words(self) -> dict[str, str]:
        return {
            SIDE_BY_SIDE: self.tr("Fairs"),
            "fair_days": self.tr("Days"),
            "fair_stands": self.tr("Stands"),
            BY_MAKER: self.tr("Makers"),
            "fair_countries": self.tr("Countries"),
            "maker_months": self.tr("Months"),
            "maker_years": self.tr("Years"),
        }

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 10, 16, 14)
        frame, column = card(12, 8)
        outer.addWidget(frame)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.total, 1)
        for button in (self.add, self.remove, self.save):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(6)
        for tab in self.tabs.values():
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self.part)
        row.addWidget(self.join)
        column.addLayout(row)
        self.table.setAccessibleName(self.tr("Several fairs"))
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        self.trouble.hide()
        self.tabs[SIDE_BY_SIDE].setChecked(True)

    def _connect(self) -> None:
        session = self._session
        session.view_changed.connect(self._refresh_when_seen)
        self.add.clicked.connect(self.ask_books)
        self.remove.clicked.connect(self.keep_only_this)
        self.save.clicked.connect(self.save_workbook)
        self.join.clicked.connect(self.join_chosen)
        self.part.clicked.connect(self.part_chosen)
        self.table.itemSelectionChanged.connect(self._show_joining)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the other books again on a worker thread."""
        session, view, book = self._session, self._session.view, self._session.book
        if view is None or book is None:
            return
        ours = fairs.fair_of_status(view.status, book)
        others = [path for path in fairs.fair_books(session.settings) if str(path) != ours.source]
        joined = fairs.joined_makers(session.settings)
        work = partial(fairs.read_fairs, others, session.clock, joined, [ours])
        session.run(work, self.show_read)

    def show_read(self, read: FairsRead) -> None:
        """Show the fairs that were read."""
        self.read = read
        language = self._session.language
        self.total.setText(fairs.total_words(read.fairs, language))
        self._show_trouble(read.problems)
        self.remove.setVisible(bool(fairs.fair_books(self._session.settings)))
        self._show_tab(self._tab)

    def _show_trouble(self, problems: Sequence[Problem]) -> None:
        """Name the books that are not added up; the window's list of problems says why."""
        names = dict.fromkeys(Path(each.file or "").name for each in problems)
        words = self.tr("%n book(s) are not added up: {0}. F6 says why.", "", len(names))
        self.trouble.setText(words.format(", ".join(names)))
        self.trouble.setVisible(bool(names))
        if names:
            self._session.show_problems(problems)

    @property
    def _tab(self) -> str:
        return next(key for key, tab in self.tabs.items() if tab.isChecked())

    def _show_tab(self, key: str, _checked: bool = True) -> None:
        """Show one of the tables."""
        found = fairs.fair_tables(self.read.fairs, self._session.language)
        table = next(each for each in found if each.name == key)
        if key == SIDE_BY_SIDE:
            self.table.show_beside(table)
        else:
            self.table.show_rows(table)
        self.note.setText(self._hint() if key == BY_MAKER else table.note)
        self.note.setVisible(bool(self.note.text()))
        self._show_joining()

    def _hint(self) -> str:
        """The first makers who may be one person, or how two are made one."""
        found = fairs.may_be_one(self.read.fairs.makers)
        if found:
            one, other = found[0]
            words = self.tr("{0} ({1}) and {2} ({3}) may be one person: choose both rows, then F5.")
            return words.format(one.name, one.code, other.name, other.code)
        return self.tr("Makers are one person where code and name agree, or where you say so.")

    @property
    def _chosen(self) -> list[MakerOverFairs]:
        if self._tab != BY_MAKER:
            return []
        makers = self.read.fairs.makers
        return [makers[row] for row in self.table.chosen_rows if row < len(makers)]

    def _show_joining(self) -> None:
        chosen = self._chosen
        self.join.setVisible(self._tab == BY_MAKER)
        self.join.setEnabled(len(chosen) > 1)
        self.part.setVisible(any(len(maker.names) > 1 for maker in chosen))

    def ask_books(self) -> None:
        """Ask for further books, and remember them."""
        self.add_books(ask_books(self.window(), self.tr("Books of other fairs")))

    def add_books(self, books: Sequence[Path]) -> None:
        """Show these books beside the others, also after the next start."""
        settings = self._session.settings
        if books:
            known = [*fairs.fair_books(settings), *books]
            self._session.attempt(lambda: fairs.set_fair_books(settings, known))
            self.refresh()

    def keep_only_this(self) -> None:
        """Forget the other books; their files stay where they are."""
        settings = self._session.settings
        self._session.attempt(lambda: fairs.set_fair_books(settings, []))
        self.refresh()

    def join_chosen(self) -> None:
        """Remember that the chosen makers are one person."""
        names = [name for maker in self._chosen for name in maker.names]
        self._remember(partial(fairs.join_makers, self._session.settings, names), len(names) > 1)

    def part_chosen(self) -> None:
        """Forget that the names of the chosen makers are one person."""
        names = [name for maker in self._chosen for name in maker.names]
        self._remember(partial(self._part, names), bool(names))

    def _part(self, names: Sequence[MakerName]) -> None:
        for name in names:
            fairs.part_makers(self._session.settings, name)

    def _remember(self, store: Callable[[], None], is_any: bool) -> None:
        session = self._session
        if is_any:
            session.attempt(store)
            joined = fairs.joined_makers(session.settings)
            self.show_read(replace(self.read, fairs=replace(self.read.fairs, joined=joined)))

    def save_workbook(self) -> None:
        """Ask where to save the tables as a workbook, and write it on a worker thread."""
        path = ask_workbook(self.window(), self.tr("Save the workbook"), self.tr("fairs"))
        if path is not None:
            write = fairs.write_fairs_workbook
            work = partial(write, self.read.fairs, path, self._session.language)
            self._session.run(work, partial(self._saved, path))

    def _saved(self, path: Path, _nothing: None) -> None:
        self._session.say(self.tr("{0} is written.").format(str(path)), Level.INFO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F3: self.add.click,
            Qt.Key.Key_F4: self.remove.click,
            Qt.Key.Key_F5: self.join.click,
            Qt.Key.Key_F7: self.part.click,
            Qt.Key.Key_F10: self.save.click,
        }
        if not run_key_action(event, actions):
            super().keyPressEvent(event)

    def focus_home(self) -> None:
        """Give the table the keyboard focus."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
