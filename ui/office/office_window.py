"""The office's window: one open book, its pages, and files dropped anywhere into it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos_app.services.office import event_book
from pos_app.services.office.file_intake import AddedFiles
from ui.alerts import Alert, AlertBar, Level
from ui.application import encode_geometry
from ui.guide.places import OFFICE_PAGES, anchor_of
from ui.off_thread import off_thread
from ui.office.ask_files import ask_day_files, ask_new_book, dropped_paths
from ui.office.book_tools import BookTools
from ui.office.code_handler import CodeHandler
from ui.office.merge_strip import MergeStrip
from ui.office.merge_words import merged_words
from ui.office.office_pages import PAGES, OfficePages, leave_drops_to_window
from ui.office.office_session import OfficeSession
from ui.office.pasted_picture import pasted_picture
from ui.office.problems_dialog import ProblemsDialog
from ui.scanner import ScanCatcher
from ui.texts import days_words
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fit_screen import fit_screen
from ui.widgets.float_over import FloatOver
from ui.widgets.key_actions import KeyActions, click_focused_button, run_key_action
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label
from ui.widgets.take_back_keys import TakeBackKeys

GEOMETRY_KEY = "window_geometry"


class OfficeWindow(OfficePages):
    """The start page without a book, else the book's pages; built anew for another look."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.event_name = ElidedLabel("hint")
        self.add = KeyButton(self.tr("Add files…"), "Ctrl+O")
        self.folders = KeyButton(self.tr("Folders…"), kind="small")
        self.other = KeyButton(self.tr("Book…"), kind="small")
        self.nav: dict[str, QPushButton] = {}
        self.alerts = AlertBar(session.theme)
        self.problems_button = KeyButton("", "F6", "small")
        self.merge_strip = MergeStrip(session)
        self._facts = QWidget()
        self.others = label(kind="hint")
        self.tools = BookTools(session, self)
        self.code_handler = CodeHandler(session, self)
        self.scanner = ScanCatcher(session, self)
        self._drop = QFrame(self)
        self._build()
        self._connect()
        self._show_book_or_start()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Office"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_header())
        column.addLayout(self._build_strip())
        column.addWidget(self.pages, 1)
        for floating in (self.merge_strip, self.alerts):
            FloatOver(floating, self._facts, self)
        self._build_drop()
        fit_screen(self)

    def _build_header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 16, 0)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Office"), "title"), 1)
        group = QButtonGroup(self)
        for number, (name, words) in enumerate(self._page_words().items(), 1):
            button = QPushButton(words)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{words} (Ctrl+{number})")
            button.clicked.connect(partial(self.show_page, name))
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self.show_page, name))
            group.addButton(button)
            self.nav[name] = button
            row.addWidget(button)
        for each in (self.add, self.tools.board_button, self.other):
            row.addWidget(each)
        return row

    def _build_strip(self) -> QHBoxLayout:
        """The strip below the header: facts, over which alerts are shown, and small buttons."""
        row = QHBoxLayout()
        row.setContentsMargins(20, 4, 16, 0)
        row.setSpacing(8)
        facts = QHBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(12)
        facts.addWidget(self.event_name, 1)
        facts.addWidget(self.others)
        row.addWidget(self._facts, 1)
        row.addWidget(self.problems_button)
        row.addWidget(self.folders)
        row.addWidget(self.tools)
        return row

    def _page_words(self) -> dict[str, str]:
        return {
            "board": self.tr("Overview"),
            "charts": self.tr("Charts"),
            "settlement": self.tr("Settlement"),
            "report": self.tr("Report"),
            "fairs": self.tr("Fairs"),
            "buyers": self.tr("Orders"),
        }

    def _build_drop(self) -> None:
        self._drop.setObjectName("drop")
        column = QVBoxLayout(self._drop)
        words = QLabel(self.tr("Let go: the files are checked and added"))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        column.addWidget(words)
        self._drop.hide()
        leave_drops_to_window(self)

    def _connect(self) -> None:
        session = self._session
        session.alert_raised.connect(self.alerts.show_alert)
        session.merged.connect(self._show_merge_result)
        session.problems_changed.connect(self._show_problem_count)
        session.book_changed.connect(self._show_book_or_start)
        session.view_changed.connect(self._show_event_name)
        session.others_changed.connect(self._show_others)
        session.book_damaged.connect(self._offer_to_restore, Qt.ConnectionType.QueuedConnection)
        self.add.clicked.connect(self.ask_files)
        self.folders.clicked.connect(self.choose_folders)
        self.other.clicked.connect(session.close_book)
        self.problems_button.clicked.connect(self.show_problems)
        self.grid_page.packs_wanted.connect(self.write_packs)
        self.form_cancelled.connect(self._show_start_page)
        self.start_page.form_wanted.connect(self._show_new_book_page)
        self.start_page.event_chosen.connect(self.make_book)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.ask_files)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self.scanner.watch(self)
        TakeBackKeys(self)
        self.scanner.caught.connect(self.code_handler.handle)
        self.pages.currentChanged.connect(self._note_guide_anchor)
        QShortcut(QKeySequence("F1"), self, self.show_guide)
        self._show_problem_count()

    def show_guide(self, dialog: QWidget | None = None) -> None:
        """Open the guide where it tells of the page or dialog in front."""
        self.tools.show_guide(dialog)

    def _note_guide_anchor(self, _at: int) -> None:
        page = self.pages.currentWidget()
        self.tools.guide_anchor = anchor_of(page, OFFICE_PAGES, "office")

    def _show_book_or_start(self) -> None:
        """Show the start page or the book's pages, and the buttons that belong to them."""
        has_book = self._session.book is not None
        self.scanner.paused = not has_book  # a QRIS code may be scanned into the form
        for button in (self.add, self.folders, self.other, *self.nav.values()):
            button.setVisible(has_book)
        self.tools.show_book(has_book)
        self._show_event_name()
        if has_book:
            self.show_page("board")
        else:
            self._show_start_page()

    def _show_event_name(self) -> None:
        view, book = self._session.view, self._session.book
        if view is None:
            self.event_name.setText(book.name if book else "")
            return
        plan = view.status.plan
        days = days_words(plan.start, plan.end, self._session.language)
        self.event_name.setText(f"{plan.name}  ·  {days}")
        self.setWindowTitle(f"{plan.name} – {self.tr('Office')}")

    def _offer_to_restore(self, book: Path) -> None:
        from ui.office.restore_book_dialog import BookRestorer  # seldom needed

        BookRestorer(self._session, self).offer(book)

    def _show_others(self) -> None:
        """Say beside the event's name that other windows have this book open."""
        count = len(self._session.others)
        self.others.setText(self.tr("also open in %n other window(s)", "", count) if count else "")
        self.others.setToolTip(", ".join(self._session.others))

    def show_page(self, name: str, _checked: bool = False) -> None:
        """Bring the page called `name` (of PAGES) to the front."""
        if self._session.book is None:
            return
        page: QWidget = getattr(self, PAGES[name])
        self.nav[name].setChecked(True)
        self.pages.setCurrentWidget(page)
        self.focus_home()

    def write_packs(self) -> None:
        """Go to the report page and write the stand packs from there."""
        self.show_page("report")
        self.report.packs.ask_and_write()

    def focus_home(self) -> None:
        """Give the page in front the keyboard focus."""
        take_focus = getattr(self.pages.currentWidget(), "focus_home", None)
        if take_focus is not None:
            take_focus()

    def _show_start_page(self) -> None:
        self.pages.setCurrentWidget(self.start_page)
        self.start_page.start()

    def _show_new_book_page(self) -> None:
        self.pages.setCurrentWidget(self.new_book_page)
        self.new_book_page.focus_first()

    def make_book(self, event_file: Path) -> None:
        """Ask where to save a new book, make it from the event file and open it."""
        path = ask_new_book(self, self.tr("New book"), event_file.stem)
        if path is None:
            return
        warnings = self._session.attempt(
            lambda: off_thread(lambda: event_book.init_book(path, event_file))
        )
        if warnings is not None:
            self._session.open_book(path)
            self._session.show_problems(warnings)

    def ask_files(self) -> None:
        """Ask for day files and merge them into the open book."""
        if self._session.book is not None:
            self._session.merge(ask_day_files(self, self.tr("Add day files")))

    def choose_folders(self) -> None:
        """Ask which folders to watch: what arrives there is added by itself."""
        from ui.office.folders_dialog import FoldersDialog

        chosen = FoldersDialog.ask(self._session.folders.folders, self)
        if chosen is not None:
            self._session.watch_folders(chosen)
        self.focus_home()

    def paste(self) -> None:
        """Take the clipboard: copied files, a picture, or the code of a slip or of a till's key."""
        mime = QGuiApplication.clipboard().mimeData()
        text, paths, picture = mime.text().strip(), dropped_paths(mime), pasted_picture(mime)
        if self.code_handler.knows(text):
            self.code_handler.handle(text)
        elif picture is not None and not paths and self._session.book is not None:
            self._session.take_picture(picture)
        else:
            self.take(paths)

    def take(self, paths: list[Path]) -> None:
        """Merge dropped or pasted paths into the open book; without one, open them as a book."""
        if not paths:
            self._session.say(self.tr("There is no file among what was pasted or dropped."))
        elif self._session.book is not None:
            self._session.merge(paths)
        else:
            self.start_page.take(paths)

    def _show_merge_result(self, taken: AddedFiles) -> None:
        level = Level.WARNING if taken.problems else Level.INFO
        level = Level.ERROR if taken.refused_any else level
        if taken.files.cancelled:
            level = max(level, Level.WARNING, key=list(Level).index)
        self.alerts.show_alert(Alert(merged_words(taken, self._session.language), level))

    def _show_problem_count(self) -> None:
        count = len(self._session.problems)
        self.problems_button.set_words(self.tr("See %n problem(s)", "", count))
        self.problems_button.setVisible(count > 0)

    def show_problems(self) -> None:
        """Show the problems of each file, with what to do about them."""
        session = self._session
        if session.problems:
            ProblemsDialog.show_problems(session.problems, session.theme, session.language, self)
            self.focus_home()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._drop.setGeometry(self.rect().adjusted(12, 12, -12, -12))
            self._drop.raise_()
            self._drop.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        event.acceptProposedAction()
        self.take(dropped_paths(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in ENTER_KEYS and self._press_enter(event):
            return
        if event.text() == "?" and not self._is_form_in_front:
            self.tools.show_help()
            self.focus_home()
        elif not run_key_action(event, self._key_actions()):
            super().keyPressEvent(event)

    def _key_actions(self) -> KeyActions:
        """The keys of the window and of the page in front, besides Enter."""
        page = self.pages.currentWidget()
        actions: dict[Qt.Key, Callable[[], object]] = {}
        if page is self.start_page:
            actions.update(self.start_page.key_actions())
        if self._is_form_in_front:
            actions.update(self.new_book_page.key_actions())
            actions[Qt.Key.Key_Escape] = self._show_start_page
        if self._session.merging is not None:
            actions[Qt.Key.Key_Escape] = self.merge_strip.stop
        actions[Qt.Key.Key_F6] = self.show_problems
        if self._session.book is not None:
            actions[Qt.Key.Key_F2] = self._session.reload
        return actions

    def _press_enter(self, event: QKeyEvent) -> bool:
        """Ctrl+Enter submits the form, Enter clicks the focused button; False for neither.

        The second Enter of a scanner that sends CR and LF clicks nothing.
        """
        if self._is_form_in_front and event.modifiers():
            self.new_book_page.try_to_make()
            return True
        if not isinstance(self.focusWidget(), QPushButton):
            return False
        return self._session.keys.is_echo() or click_focused_button(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.setGeometry(self.rect().adjusted(12, 12, -12, -12))

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = encode_geometry(self)
        self._session.attempt(lambda: self._session.settings.set(GEOMETRY_KEY, geometry))
        super().closeEvent(event)
