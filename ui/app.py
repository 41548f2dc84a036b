"""Starts the till program: the wizard of the first start, or the main window."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.clock import SystemClock
from pos_app.errors import PosError
from pos_app.languages import DEFAULT_LANGUAGE, known_language
from pos_app.logs import log_to
from pos_app.messages import sentence
from pos_app.services import staff
from pos_app.services.shop.shop import Shop, is_set_up, open_shop
from pos_app.services.shop.start_check import FAULTS, as_machine_error, till_remains
from ui import theme as themes
from ui.alerts import Alert, Level
from ui.application import make_application, restore_geometry
from ui.crash_reporter import CrashReporter
from ui.gc_on_gui_thread import GuiThreadCollector
from ui.key_timing import Ticks, monotonic_ms
from ui.main_window import GEOMETRY_KEY, MainWindow
from ui.session import Session
from ui.start_checks import StartChecks, warn_at_start
from ui.till_timer import IDLE_MS
from ui.translate import use_language

if TYPE_CHECKING:
    from ui.office.office_app import OfficeApp


RESTORABLE = frozenset(
    (
        "database_damaged",
        "database_gone",
        "files_of_another_till",
        "journal_damaged",
        "safety_knows_more",
    )
)
"""The errors of a start after which a till can be restored from its twin or safety folder."""


class TillApp(QObject):
    """Owns the session and the one window: the wizard, then the main window.

    The main window is built again for another language or theme, and for the practice till.
    """

    def __init__(self, app: QApplication, folder: Path, ticks: Ticks = monotonic_ms) -> None:
        super().__init__()
        self._app = app
        self._folder = folder
        self._ticks = ticks
        self._crash_reporter = CrashReporter(self, self._told_at_once, self._look_for_damage)
        self._crash_reporter.crashed.connect(self._show_crash)
        self._crash_reporter.failed.connect(self._show_fault)
        self.session: Session | None = None
        self._real_folder: Path | None = None  # of the real till, while the practice till is open
        self.window: QWidget | None = None
        self.office: OfficeApp | None = None  # instead of a till, if the wizard was asked for it

    def _told_at_once(self, error: Exception) -> PosError | None:
        from pos_app.services.shop.damage import told_at_once  # no start needs it

        return told_at_once(error)

    def _look_for_damage(self, error: Exception) -> PosError | None:
        """Read the till's files, on another thread."""
        from pos_app.services.shop.damage import damage_behind

        return damage_behind(error, self._folder)

    def report_crashes(self) -> None:
        """From now on log uncaught exceptions and show their code."""
        self._crash_reporter.install()

    def start(self, demo: bool = False) -> None:
        """Open the till in the folder, or the wizard that sets one up there.

        With `demo` make a practice stand there instead of showing the wizard.
        """
        if not demo and not is_set_up(self._folder):
            if till_remains(self._folder):
                self.show_rescue()
            else:
                self.show_wizard(DEFAULT_LANGUAGE)
            return
        try:
            self.open(_demo_shop(self._folder) if demo else open_shop(self._folder))
        except FAULTS as fault:
            error = as_machine_error(fault)
            if error.code in RESTORABLE:
                self.show_rescue(error)
            else:
                self._show_refusal(error)

    def show_rescue(self, error: PosError | None = None) -> None:
        """Show what is left of a damaged till, here and on its sticks, and offer to restore it."""
        from ui.setup.rescue_window import RescueWindow  # once in a till's life, at most

        if self.session is not None:
            self.session.stop_printing()
            self.session.shop.close()
            self.session = None
        use_language(DEFAULT_LANGUAGE)
        themes.apply(self._app, themes.load_theme(themes.THEMES[0]))
        window = RescueWindow(self._folder, known_language(DEFAULT_LANGUAGE), error)
        window.page.opened.connect(self.open)
        window.page.cancelled.connect(window.close)
        self._replace(window)
        window.page.search()

    def _show_refusal(self, error: PosError) -> None:
        """Show why the till cannot be opened, with the buttons that lead on."""
        from ui.start_refused import StartRefused  # seldom needed

        use_language(DEFAULT_LANGUAGE)
        themes.apply(self._app, themes.load_theme(themes.THEMES[0]))
        refused = StartRefused(error, self._folder, known_language(DEFAULT_LANGUAGE))
        refused.again.connect(self.start)
        self._replace(refused)

    def show_wizard(self, language: str, step: int = 0) -> None:
        """Show the wizard of the first start in `language`, at page `step`, counted from 0."""
        from ui.setup.wizard import SetupWizard  # once in a till's life

        use_language(language)
        themes.apply(self._app, themes.load_theme(themes.THEMES[0]))
        wizard = SetupWizard(self._folder, known_language(language), step, self._ticks)
        wizard.language_chosen.connect(self._wizard_language)
        wizard.finished.connect(self.open)
        wizard.office_wanted.connect(self.show_office, Qt.ConnectionType.QueuedConnection)
        wizard.resize(1024, 640)
        self._replace(wizard)

    def show_office(self) -> None:
        """Replace the wizard by the office's window, for a laptop that is not a till."""
        from ui.office.office_app import OfficeApp  # no till needs it

        self.office = OfficeApp(self._app, self._folder, SystemClock())
        if sys.excepthook == self._crash_reporter.hook:
            self.office.report_crashes()
        self.office.start()
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    def _wizard_language(self, language: str) -> None:
        self.show_wizard(language, 1)

    def open(self, shop: Shop, cashier: str = "") -> None:
        """Show the main window of `shop`; `cashier` is the code of the person just signed in."""
        log_to(shop.folder)
        try:
            self._show_shop(shop, cashier)
        except FAULTS:
            if self.session is not None and self.session.shop is shop:
                self.session = None
            shop.close()  # its folder is free for another try
            raise

    def _show_shop(self, shop: Shop, cashier: str) -> None:
        session = Session(shop, self._ticks)
        session.practising = self._real_folder is not None
        for person in staff.people(shop) if cashier else []:
            if person.code == cashier:
                session.set_cashier(person)
        later = Qt.ConnectionType.QueuedConnection
        session.look_changed.connect(self._build, later)
        session.practice_wanted.connect(self.practise, later)
        session.practice_ended.connect(self.stop_practising, later)
        self.session = session
        self._note_end_of_practice(session)
        self._build()
        if shop.trouble is not None:
            QTimer.singleShot(0, self, self._show_trouble)
        else:
            self._checks = StartChecks(session, self)
            self._checks.trouble_found.connect(self._show_trouble)
        warn_at_start(session)

    def _note_end_of_practice(self, session: Session) -> None:
        """Note in the real till's journal that it is used again, if it was left for practice."""
        from pos_app.services.practice import note_practice

        if not session.shop.identity.training and session.shop.trouble is None:
            session.attempt(lambda: note_practice(session.shop, begins=False, by=session.cashier))

    def _show_trouble(self) -> None:
        """Show what is damaged, or what the twin knows and the database does not."""
        session = self.session
        if session is None:
            return
        damage = session.shop.damage
        if damage is not None:
            session.say(sentence(damage, session.language), Level.ERROR)
            from ui.setup.rescue_window import ask_to_restore  # seldom needed

            if damage.code in RESTORABLE and ask_to_restore(self.window):
                self.show_rescue(damage)
        elif session.shop.difference is not None:
            from ui.till.twin_dialog import TwinDialog  # seldom needed

            TwinDialog.ask(session, self.window)

    def practise(self) -> None:
        """Open the practice till; the real till stays unchanged on disk."""
        session = self.session
        if session is None or session.shop.identity.training:
            return
        from pos_app.services.practice import (  # no part of an ordinary start
            ensure_practice,
            note_practice,
        )

        folder = session.store(lambda: ensure_practice(session.shop))
        if folder is not None:
            session.store(lambda: note_practice(session.shop, begins=True, by=session.cashier))
            self._real_folder = session.shop.folder
            self._change_shop(folder)

    def stop_practising(self) -> None:
        """Open the real till again."""
        if self._real_folder is not None:
            folder, self._real_folder = self._real_folder, None
            self._change_shop(folder)

    def _change_shop(self, folder: Path) -> None:
        """Open the shop in `folder` and show it, then close the old one.

        If it cannot be opened, the old one stays open and shows why.
        """
        old = self.session
        try:
            shop = open_shop(folder)
        except PosError as error:
            self._real_folder = None
            if old is not None:
                old.say(sentence(error, old.language), Level.ERROR)
            return
        self.open(shop)
        if old is not None:
            old.stop_printing()
            old.shop.close()

    def _build(self) -> None:
        session = self.session
        if session is None:
            return
        use_language(session.language)
        themes.apply(self._app, session.theme)
        self._replace(MainWindow(session))

    def _replace(self, window: QWidget) -> None:
        """Show `window` in the place of the old one and delete that."""
        old, self.window = self.window, window
        if old is not None and isinstance(old, MainWindow):
            window.restoreGeometry(old.saveGeometry())
        elif isinstance(window, MainWindow) and self.session is not None:
            restore_geometry(window, self.session.shop.settings.get(GEOMETRY_KEY))
        window.show()
        window.activateWindow()
        if old is not None:
            if isinstance(old, MainWindow):
                old.buyer.close_window()
            old.hide()
            old.deleteLater()

    def _show_fault(self, error: PosError) -> None:
        """Say what a disk or damaged file did to a read of the window; the screen stays as it is.

        Before there is a till's window, it stands in the place of the start.
        """
        if self.session is not None:
            self.session.say(sentence(error, self.session.known_language), Level.ERROR)
        elif self.window is None:
            self._show_refusal(error)

    def _show_crash(self, code: str) -> None:
        if self.session is not None:
            words = QCoreApplication.translate(
                "TillApp",
                "Something went wrong in the program (code {0}). Sales that show a number are"
                " saved. Go on; if it happens again, start the program anew and tell the office"
                " the code.",
            )
            self.session.alert_raised.emit(Alert(words.format(code), Level.ERROR))

    def close(self) -> None:
        """Close the window and the shop, so that its folder is free."""
        self._crash_reporter.wait()
        if self.office is not None:
            self.office.close()
            self.office = None
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self.session is not None:
            self.session.stop_printing()
            self.session.shop.close()
            self.session = None


def _demo_shop(folder: Path) -> Shop:
    from pos_app.services.demo import ensure_demo_stand  # only a demonstration needs it

    return ensure_demo_stand(folder)


def run_window(folder: Path, demo: bool = False) -> int:
    """Run the till in `folder` until its window is closed; return the exit status.

    With `demo` make a practice stand in the folder first.
    """
    app = make_application()
    till = TillApp(app, folder)
    till.report_crashes()
    try:
        till.start(demo)
        QTimer.singleShot(IDLE_MS, app, partial(GuiThreadCollector, app))
        return app.exec()
    finally:
        till.close()
