"""The till screen: open the till, move cash, count, close and hand over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.services.day import business_day
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.selling import carts
from pos_app.services.selling.unconfirmed_qris import list_unconfirmed
from ui.alerts import Level
from ui.event_errors import told_not_raised
from ui.key_tables import TILL_RUNNING, run_key_table
from ui.session import Session
from ui.till.closed_panel import ClosedPanel
from ui.till.count_panel import CountPanel
from ui.till.open_panel import OpenPanel
from ui.till.running_panel import RunningPanel
from ui.till.unconfirmed_qris_panel import UnconfirmedQrisPanel
from ui.widgets.page_stack import PageStack
from ui.widgets.step_strip import StepStrip


class TillScreen(QWidget):
    """Shows the panel of the current step."""

    opened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.open = OpenPanel(session)
        self.running = RunningPanel(session)
        self.unconfirmed_qris = UnconfirmedQrisPanel(session)
        self.count = CountPanel(session)
        self.closed = ClosedPanel(session)
        self.pages = PageStack()
        for panel in (self.open, self.running, self.unconfirmed_qris, self.count, self.closed):
            self.pages.addWidget(panel)
        self.steps = StepStrip([self.tr("QRIS"), self.tr("Count"), self.tr("Hand over")])
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 8)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.steps)
        column.addWidget(self.pages, 1)
        self.pages.setMaximumWidth(1040)
        row.addLayout(column, 20)
        row.addStretch(1)
        self.pages.currentChanged.connect(self._show_step)
        self._show_step()
        self._connect()

    def _connect(self) -> None:
        self.open.opened.connect(self.opened)
        self.running.close_wanted.connect(self.start_close)
        self.unconfirmed_qris.done.connect(self.start_count)
        self.unconfirmed_qris.cancelled.connect(self.start)
        self.count.cancelled.connect(self.start)
        self.count.closed.connect(self.show_closed)
        self.closed.new_day_wanted.connect(self.leave_closed)
        self.running.handover_wanted.connect(self.show_handover)
        self.closed.reopened.connect(self.start)

    @told_not_raised
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.pages.currentWidget() not in (self.count, self.unconfirmed_qris):
            self.start()

    def start(self) -> None:
        """Shows the panel that fits: the open till, the last close, or the opening."""
        session = self._session
        if session.day is not None:
            self.pages.setCurrentWidget(self.running)
            self.running.start()
            return
        last = session.attempt(lambda: business_day.last_closed(session.shop))
        today = session.shop.now()[:10]
        if last is not None and (last.day == today or session.not_handed_over):
            self.show_closed(last)
        else:
            self.start_open()

    def _show_step(self) -> None:
        """Shows which step of the close this is; hides the steps outside a close."""
        order = (self.unconfirmed_qris, self.count, self.closed)
        current = self.pages.currentWidget()
        at = next((n for n, panel in enumerate(order) if panel is current), None)
        if current is self.closed and self._session.day is not None:
            at = None  # an earlier day is handed over while the current one is open
        self.steps.setVisible(at is not None)
        if at is not None:
            self.steps.show_step(at)

    def start_open(self) -> None:
        """Shows the panel for opening the till."""
        self.pages.setCurrentWidget(self.open)
        self.open.start()

    def leave_closed(self) -> None:
        """Opens the next day, or returns to the day that is open."""
        if self._session.day is None:
            self.start_open()
        else:
            self.start()

    def show_handover(self) -> None:
        """Shows the day closed last, with the handover of all days."""
        last = self._session.attempt(lambda: business_day.last_closed(self._session.shop))
        if last is not None:
            self.show_closed(last)

    def record_receipt(self, code: str) -> None:
        """Records the office's receipt that was scanned; a count stays on the screen."""
        if self.pages.currentWidget() not in (self.count, self.unconfirmed_qris):
            self.show_handover()
        self.closed.handover.record_receipt(code)

    def start_close(self) -> None:
        """Starts the close: unconfirmed QRIS payments if there are any, then the count."""
        session = self._session
        held = len(carts.held_carts(session.shop)) + bool(len(session.cart))
        if held:
            words = self.tr("%n cart(s) are not paid yet. They stay for tomorrow.", "", held)
            session.say(words, Level.WARNING)
        waiting = session.attempt(lambda: list_unconfirmed(session.shop))
        if waiting:
            self.pages.setCurrentWidget(self.unconfirmed_qris)
            self.unconfirmed_qris.start(waiting)
        else:
            self.start_count()

    def start_count(self) -> None:
        """Shows an empty count of the drawer."""
        self.pages.setCurrentWidget(self.count)
        self.count.start()

    def show_closed(self, day: ClosedDay) -> None:
        """Shows the closed `day`."""
        self.pages.setCurrentWidget(self.closed)
        self.closed.start(day)

    def hand_over_drawer(self) -> None:
        """Hands the drawer to the next person, while the till is open."""
        self.running.hand_over_drawer()

    def open_drawer(self) -> None:
        """Opens the drawer, while the till is open."""
        self.running.open_drawer()

    def show_interim(self) -> None:
        """Makes and shows an interim total, while the till is open."""
        self.running.show_interim()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        running = self.pages.currentWidget() is self.running
        if not running or not run_key_table(event, self, TILL_RUNNING):
            event.ignore()
