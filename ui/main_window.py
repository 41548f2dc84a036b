"""The main window of a till: a rail of screens, a header with the till's state, the screens."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.services import staff
from pos_app.services.paper import print_queue
from ui.alerts import AlertBar
from ui.application import encode_geometry
from ui.customer_display.second_screen import SecondScreen
from ui.event_errors import told_not_raised
from ui.guide.places import screen_anchor
from ui.key_tables import DESK, WINDOW
from ui.nav_rail import NavRail
from ui.practice_bar import PracticeBar
from ui.safety_sign import show_safety
from ui.saving_sign import SavingSign
from ui.scanner import ScanCatcher
from ui.screen_list import make_screen
from ui.sell.sell_screen import SellScreen
from ui.session import Session
from ui.staff import authorisation
from ui.texts import day_and_time
from ui.till.interim_clock import InterimClock
from ui.till_timer import IDLE_MS, TillTimer, soon
from ui.widgets.buttons import KeyButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fit_screen import fit_screen
from ui.widgets.float_over import FloatOver
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.page_stack import PageStack
from ui.widgets.restyle import label, set_state
from ui.widgets.take_back_keys import TakeBackKeys

if TYPE_CHECKING:
    from ui.orders.order_desk import OrderDesk
    from ui.printing.print_runner import PrintRunner
    from ui.safety_offer import SafetyOffer
    from ui.staff.lock_screen import LockScreen
    from ui.till.till_screen import TillScreen

CLOCK_MS = 10_000
GEOMETRY_KEY = "window_geometry"


class MainWindow(QWidget):
    """All screens of one till; built again over the same session for another language or theme.

    A screen is made when it is first shown. `ui.screen_list` has their names.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self._session = session
        self.place = label(kind="strong")
        self.event_name = ElidedLabel("hint")
        self.state = label(kind="pill")
        self.not_handed_over = label(kind="pill")
        self.safety = label(kind="pill")
        self.paper = KeyButton(self.tr("Printer"), kind="small")
        self.clock = label(kind="hint")
        self.cashier = KeyButton("", "Ctrl+K", "small")
        self.help = KeyButton("?", kind="help")
        self.practice = PracticeBar(session)
        self.alerts = AlertBar(session.theme)
        self._facts = QWidget()
        self.screens = PageStack()
        self.rail = NavRail(session.theme, self)
        self._made: dict[str, QWidget] = {}
        self._timer = TillTimer(session, self, self._show_clock, CLOCK_MS)
        self._scanner = ScanCatcher(session, self)
        self._scanner.watch(self)
        TakeBackKeys(self)
        self.buyer = SecondScreen(session, self)
        self._build()
        self.saving = SavingSign(session, self)
        self._connect()
        self.refresh()
        self.show_screen("sell" if session.day is not None else "till")
        if not session.cashier:
            self.lock_till()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Till {0}").format(self._session.shop.identity.place))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.practice)
        column.addLayout(self._build_header())
        column.addWidget(self.screens, 1)
        row.addLayout(column, 1)
        FloatOver(self.alerts, self._facts, self)
        fit_screen(self)

    def _build_header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(20, 10, 16, 0)
        header.setSpacing(10)
        header.addWidget(self._build_facts(), 1)
        self.help.setAccessibleName(self.tr("All keys"))
        self.help.setToolTip(self.tr("All keys"))
        for each in (self.paper, self.cashier, self.help):
            header.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        return header

    def _build_facts(self) -> QWidget:
        """The part of the header with nothing to press; alerts are shown over it."""
        row = QHBoxLayout(self._facts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.place)
        row.addWidget(self.event_name, 1)
        for each in (self.state, self.safety, self.not_handed_over, self.clock):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._facts

    def _connect(self) -> None:
        self.rail.wanted.connect(self.show_screen)
        self._session.changed.connect(self.refresh)
        self._session.settings_changed.connect(self.buyer.update_window)
        self._session.alert_raised.connect(self.alerts.show_alert)
        self._session.scanned.connect(self._take_scan)
        self._scanner.caught.connect(self._session.scanned)
        self._scanner.bounced.connect(self._session.report_double_scan)
        self.alerts.closed.connect(self._focus_home)
        self.cashier.clicked.connect(self.switch_cashier)
        self.help.clicked.connect(self.show_help)
        self.paper.clicked.connect(self._show_jobs)
        self.paper.hide()
        self._session.print_queued.connect(self._print)
        for entry in WINDOW:
            QShortcut(QKeySequence(entry.key), self, getattr(self, entry.action))
        for entry in DESK:
            QShortcut(QKeySequence(entry.key), self, partial(self._at_desk, entry.action))
        InterimClock(self._session, self)
        self._timer.start()

    @cached_property
    def desk(self) -> OrderDesk:
        """What is done with orders and inquiries, made on first use."""
        from ui.orders.order_desk import OrderDesk

        return OrderDesk(self._session, self)

    def _at_desk(self, action: str) -> None:
        if not self.locked and not self.sell.paying:
            self.desk.run_action(action)

    def show_maker(self) -> None:
        """Shows the card of the maker of the chosen line."""
        self.sell.show_maker()

    def take_stick(self) -> None:
        """Makes the stick that is offered the safety folder; without an offer, nothing."""
        if not self.locked and "stick_offer" in self.__dict__:
            self.stick_offer.take()

    @cached_property
    def stick_offer(self) -> SafetyOffer:
        """The offer of a stick as safety folder, made after the first paint."""
        from ui.safety_offer import SafetyOffer

        made = SafetyOffer(self._session)
        self.rail.add_offer(made.button)
        FloatOver(made, self._facts, self)
        self.alerts.raise_()
        return made

    def _watch_sticks(self) -> None:
        if not self._session.closing:
            self.stick_offer.start()

    def put_into_safe(self) -> None:
        """Notes money that goes from the drawer into the safe."""
        from ui.till import safe_dialog

        safe_dialog.put_into_safe(self._session, self)

    def page(self, name: str) -> QWidget:
        """Return the screen `name`, and make it if it is the first time."""
        if name not in self._made:
            self._made[name] = made = make_screen(name, self._session)
            self.screens.addWidget(made)
        return self._made[name]

    @cached_property
    def sell(self) -> SellScreen:
        """The sell screen."""
        screen = self.page("sell")
        assert isinstance(screen, SellScreen)
        screen.till_wanted.connect(partial(self.show_screen, "till"))
        screen.desk_wanted.connect(self._at_desk)
        return screen

    @cached_property
    def till(self) -> TillScreen:
        """The till screen."""
        from ui.till.till_screen import TillScreen

        screen = self.page("till")
        assert isinstance(screen, TillScreen)
        screen.opened.connect(self._show_sell)
        return screen

    def refresh(self) -> None:
        """Show the current state of the till in the header."""
        identity, day = self._session.shop.identity, self._session.day
        self.place.setText(self.tr("Stand {0}").format(identity.stand))
        words = self.tr("{0} · Till {1}").format(identity.event, identity.till)
        self.event_name.setText(f"{identity.name} · {words}" if identity.name else words)
        self.practice.setVisible(identity.training)
        is_open = day is not None
        self.state.setText(self.tr("● Open") if is_open else self.tr("○ Till not open"))
        set_state(self.state, "tone", "good" if is_open else "look")
        waiting = self._session.not_handed_over
        self.not_handed_over.setText(self.tr("Not yet handed over: %n sale(s)", "", waiting))
        self.not_handed_over.setVisible(waiting > 0)
        set_state(self.not_handed_over, "tone", "look")
        self.cashier.set_words(self._session.cashier_name or self.tr("Who?"))
        self.cashier.setVisible(staff.uses_pins(self._session.shop))
        self._show_clock()

    def switch_cashier(self) -> None:
        """Ask who stands at the till now; without people, or while it is locked, do nothing."""
        if self.locked or not self.cashier.isVisible():
            return
        authorisation.switch_cashier(self._session, self)
        self._focus_home()

    @cached_property
    def lock(self) -> LockScreen:
        """The lock screen."""
        from ui.staff.lock_screen import LockScreen

        made = LockScreen(self)
        made.unlock_requested.connect(self._unlock)
        return made

    def _watch_idle(self) -> None:
        from ui.staff.idle_watch import IdleWatch

        if self.findChild(IdleWatch) is None:
            IdleWatch(self._session, self).idle.connect(self.lock_till)

    @property
    def locked(self) -> bool:
        """Whether the lock screen covers the window."""
        return "lock" in self.__dict__ and not self.lock.isHidden()

    def lock_till(self) -> None:
        """Show the lock screen, unless no PIN is set, a payment runs or a dialog is open."""
        paying = self.selling and self.sell.paying
        dialog = QApplication.activeModalWidget()
        if staff.uses_pins(self._session.shop) and not paying and dialog is None:
            self.lock.show_lock()

    def _unlock(self) -> None:
        if authorisation.switch_cashier(self._session, self, back=True):
            self.lock.hide()
            self._focus_home()

    @cached_property
    def _printer(self) -> PrintRunner:
        made = self._session.printer
        made.changed.connect(self._show_paper)
        return made

    def _print(self) -> None:
        """Send the waiting print jobs, of this run or an earlier one."""
        if self._session.closing:
            return
        self._printer.send_next()
        self._show_paper()

    def _show_paper(self) -> None:
        """Show the number of pending print jobs, if several wait or one failed."""
        owed = self._session.attempt(lambda: print_queue.unfinished_jobs(self._session.shop)) or []
        failed = any(job.state is print_queue.State.FAILED for job in owed)
        words = self.tr("Printer: %n wait(s)", "", len(owed))
        self.paper.set_words(f"! {words}" if failed else words)
        self.paper.setVisible(len(owed) > 1 or failed)

    def _show_jobs(self) -> None:
        from ui.papers.jobs_dialog import JobsDialog

        JobsDialog(self._session, self._session.printer, self).confirmed()
        self._focus_home()

    def show_help(self) -> None:
        """Show the page of all keys."""
        from ui.guide.show_guide import show_keys

        show_keys(self, self._guide_anchor, self._session)
        self._focus_home()

    def show_guide(self, dialog: QWidget | None = None) -> None:
        """Open the guide where it tells of the screen or dialog in front."""
        from ui.guide.show_guide import show_guide

        show_guide(self, self._guide_anchor, self._session, dialog=dialog)
        self._focus_home()

    @property
    def _guide_anchor(self) -> str:
        return "locked" if self.locked else screen_anchor(self.screens.currentWidget())

    def _show_clock(self) -> None:
        session = self._session
        self.clock.setText(day_and_time(session.shop.clock.now(), session.language))
        show_safety(self.safety, session.shop)

    def show_screen(self, name: str) -> None:
        """Bring the screen `name` to the front and give it the keyboard focus.

        One that cannot be read now says why, and the screen before it stays.
        """
        if self._session.attempt(lambda: self._bring_to_front(name)) is None:
            self._mark_current()

    def _mark_current(self) -> None:
        current = self.screens.currentWidget()
        for name, page in self._made.items():
            if page is current:
                self.rail.mark(name)

    def _bring_to_front(self, name: str) -> bool:
        page: QWidget = getattr(self, name) if name in ("sell", "till") else self.page(name)
        self.screens.setCurrentWidget(page)
        self.rail.mark(name)
        self._focus_home()
        return True

    @property
    def selling(self) -> bool:
        """Whether the sell screen is in front."""
        return self.screens.currentWidget() is self.__dict__.get("sell")

    def _show_sell(self, _code: str = "") -> None:
        self.show_screen("sell")

    def _take_scan(self, code: str) -> None:
        """Take a scan from any screen: where it belongs, `ui.scan_routes` says."""
        if self.locked:
            self.lock.show_lock()
        else:
            from ui.scan_routes import route_scan

            route_scan(self, self._session, code)

    def _focus_home(self) -> None:
        if self.locked:
            self.lock.unlock.setFocus()
        elif self.selling:
            self.sell.focus_home()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._focus_home()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.locked:
            self.lock.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.locked:
            if event.key() in ENTER_KEYS and not event.isAutoRepeat():
                self._unlock()
            return
        if event.text() == "?" and not (self.selling and self.sell.paying):
            self.show_help()
            return
        if not (self.selling and self.sell.handle_key(event)):
            super().keyPressEvent(event)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # After the window has its place: the customer display takes the other screen.
        soon(self._session, self.buyer, self.buyer.update_window)
        soon(self._session, self, self._print, IDLE_MS)
        soon(self._session, self, self._watch_sticks, IDLE_MS)
        soon(self._session, self, self._watch_idle, IDLE_MS)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.buyer.close_window()
        geometry = encode_geometry(self)
        self._session.attempt(lambda: self._session.shop.settings.set(GEOMETRY_KEY, geometry))
        super().closeEvent(event)
