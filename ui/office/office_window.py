"""The office's window: one book, files dropped anywhere into it, and its pages."""

from __future__ import annotations

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
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.services.office import event_book
from pos_app.services.office.desk import Taken
from ui.alerts import Alert, AlertBar, Level
from ui.application import encode_geometry
from ui.office.ask_files import ask_day_files, ask_new_book, dropped_paths
from ui.office.charts_page import ChartsPage
from ui.office.code_taker import CodeTaker
from ui.office.grid_page import GridPage
from ui.office.merge_strip import MergeStrip
from ui.office.merge_words import merged_words
from ui.office.new_book_page import NewBookPage
from ui.office.office_session import OfficeSession
from ui.office.problems_dialog import ProblemsDialog
from ui.office.report_page import ReportPage
from ui.office.settlement_page import SettlementPage
from ui.office.start_page import StartPage
from ui.scanner import ScanCatcher
from ui.texts import days_words
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label

GEOMETRY_KEY = "window_geometry"
PAGES = ("board", "charts", "settlement", "report")


class OfficeWindow(QWidget):
    """Doors without a book; with one, its pages. Another look builds a new window."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self._session = session
        self.event_name = ElidedLabel("hint")
        self.add = KeyButton(self.tr("Add files…"), "Ctrl+O")
        self.other = KeyButton(self.tr("Book…"), kind="small")
        self.nav: dict[str, QPushButton] = {}
        self.alerts = AlertBar(session.theme)
        self.look = KeyButton("", "F6", "small")
        self.strip = MergeStrip(session)
        self.pages = QStackedWidget()
        self.doors, self.form = StartPage(session), NewBookPage(session)
        self.board, self.charts = GridPage(session), ChartsPage(session)
        self.settlement, self.report = SettlementPage(session), ReportPage(session)
        self.codes = CodeTaker(session, self)
        self.scanner = ScanCatcher(session, self)
        self._drop = QFrame(self)
        self._build()
        self._connect()
        self._follow_book()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Office"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_header())
        column.addSpacing(4)
        bar = QHBoxLayout()
        bar.setContentsMargins(20, 0, 16, 0)
        bar.setSpacing(8)
        bar.addWidget(self.alerts, 1)
        bar.addWidget(self.look, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(bar)
        strip = QHBoxLayout()
        strip.setContentsMargins(20, 0, 16, 0)
        strip.addWidget(self.strip)
        column.addLayout(strip)
        for page in (self.doors, self.form, *self._pages().values()):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        self._build_drop()

    def _pages(self) -> dict[str, QWidget]:
        found = (self.board, self.charts, self.settlement, self.report)
        return dict(zip(PAGES, found, strict=True))

    def _build_header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 16, 0)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Office"), "title"))
        row.addWidget(self.event_name, 1)
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
        row.addWidget(self.add)
        row.addWidget(self.other)
        return row

    def _page_words(self) -> dict[str, str]:
        return {
            "board": self.tr("Overview"),
            "charts": self.tr("Charts"),
            "settlement": self.tr("Settlement"),
            "report": self.tr("Report"),
        }

    def _build_drop(self) -> None:
        self._drop.setObjectName("drop")
        column = QVBoxLayout(self._drop)
        words = QLabel(self.tr("Let go: the files are checked and added"))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        column.addWidget(words)
        self._drop.hide()
        for edit in self.findChildren(QLineEdit):
            edit.setAcceptDrops(False)  # files dropped on a box are files all the same

    def _connect(self) -> None:
        session = self._session
        session.alert_raised.connect(self._tell)
        session.merged.connect(self._tell_merged)
        session.problems_changed.connect(self._show_look)
        session.book_changed.connect(self._follow_book)
        session.view_changed.connect(self._name_event)
        self.add.clicked.connect(self.ask_files)
        self.other.clicked.connect(session.close_book)
        self.look.clicked.connect(self.show_problems)
        self.doors.form_wanted.connect(self._show_form)
        self.doors.event_chosen.connect(self.make_book)
        self.form.left.connect(self._show_doors)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.ask_files)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        self.scanner.watch(self)
        self.scanner.caught.connect(self.codes.take)
        self._show_look()

    def _follow_book(self) -> None:
        """Doors or pages, as there is a book or none."""
        has_book = self._session.book is not None
        self.scanner.paused = not has_book  # a QRIS code may be scanned into the form
        for button in (self.add, self.other, *self.nav.values()):
            button.setVisible(has_book)
        self._name_event()
        if has_book:
            self.show_page("board")
        else:
            self._show_doors()

    def _name_event(self) -> None:
        view, book = self._session.view, self._session.book
        if view is None:
            self.event_name.setText(book.name if book else "")
            return
        plan = view.status.plan
        days = days_words(plan.start, plan.end, self._session.language)
        self.event_name.setText(f"{plan.name}  ·  {days}")
        self.setWindowTitle(f"{plan.name} – {self.tr('Office')}")

    def show_page(self, name: str, _checked: bool = False) -> None:
        """Brings a page of the book to the front."""
        if self._session.book is None:
            return
        page = self._pages()[name]
        self.nav[name].setChecked(True)
        self.pages.setCurrentWidget(page)
        self.focus_home()

    def focus_home(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, GridPage | ChartsPage | SettlementPage | ReportPage):
            page.focus_home()

    def _show_doors(self) -> None:
        self.pages.setCurrentWidget(self.doors)
        self.doors.start()

    def _show_form(self) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.begin()

    def make_book(self, event_file: Path) -> None:
        """A new book for an event's file, where the person wants it."""
        path = ask_new_book(self, self.tr("New book"), event_file.stem)
        if path is None:
            return
        warnings = self._session.attempt(lambda: event_book.init_book(path, event_file))
        if warnings is not None:
            self._session.open_book(path)
            self._session.show_problems(warnings)

    def ask_files(self) -> None:
        """Day files that the person chooses."""
        if self._session.book is not None:
            self._session.merge(ask_day_files(self, self.tr("Add day files")))

    def paste(self) -> None:
        """Files that were copied in the file manager, or the code of a slip or of a till's key."""
        text = QGuiApplication.clipboard().text().strip()
        if self.codes.knows(text):
            self.codes.take(text)
        else:
            self.take(dropped_paths(QGuiApplication.clipboard().mimeData()))

    def take(self, paths: list[Path]) -> None:
        """Dropped or pasted: into the book that is open, or as a book to open."""
        if not paths:
            self._session.say(self.tr("There is no file among what was pasted or dropped."))
        elif self._session.book is not None:
            self._session.merge(paths)
        else:
            self.doors.take(paths)

    def _tell(self, alert: Alert) -> None:
        self.alerts.show_alert(alert)

    def _tell_merged(self, taken: Taken) -> None:
        files, paper = taken.files, taken.paper
        bad = files.rejected or files.conflicts or paper.rejected or paper.conflicts
        level = Level.ERROR if bad else Level.WARNING if taken.problems else Level.INFO
        if files.cancelled:
            level = max(level, Level.WARNING, key=list(Level).index)
        self.alerts.show_alert(Alert(merged_words(taken), level))

    def _show_look(self) -> None:
        count = len(self._session.problems)
        self.look.set_words(self.tr("See %n problem(s)", "", count))
        self.look.setVisible(count > 0)

    def show_problems(self) -> None:
        """Each file's trouble with what to do about it."""
        session = self._session
        if session.problems:
            ProblemsDialog.tell(session.problems, session.theme, session.language, self)
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
        key, page = event.key(), self.pages.currentWidget()
        if event.isAutoRepeat():
            return
        if key == Qt.Key.Key_Escape and self._session.merging is not None:
            self.strip.stop()
        elif key == Qt.Key.Key_F6:
            self.show_problems()
        elif page is self.form and key in ENTER_KEYS and event.modifiers():
            self.form.try_to_make()
        elif key in ENTER_KEYS and isinstance(self.focusWidget(), QPushButton):
            self._press_focused()
        elif page is self.doors and self.doors.press(key):
            event.accept()
        elif page is self.form and key == Qt.Key.Key_Escape:
            self._show_doors()
        else:
            super().keyPressEvent(event)

    def _press_focused(self) -> None:
        """Enter on a button is a click; the Enter of a scanner that sends two is none."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and not self._session.keys.is_echo():
            focused.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.setGeometry(self.rect().adjusted(12, 12, -12, -12))

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = encode_geometry(self)
        self._session.attempt(lambda: self._session.settings.set(GEOMETRY_KEY, geometry))
        super().closeEvent(event)
