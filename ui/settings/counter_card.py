"""Settings of the counter: sounds, customer display, bargaining limit, time until the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos_app.domain.discount_limit import DEFAULT_LIMIT_PCT
from pos_app.services import staff
from pos_app.services.day.cash_drawer import DEFAULT_DRAWER_LIMIT
from pos_app.services.shop.setting_keys import DRAWER_LIMIT, INTERIM_HOURLY, UNLISTED_FLOOR
from ui.customer_display.second_screen import AUTO, WINDOW
from ui.customer_display.second_screen import MODE_KEY as DISPLAY_KEY
from ui.customer_display.second_screen import OFF as NO_DISPLAY
from ui.sell.cart_actions import LIMIT_KEY
from ui.session import OFF, ON, SOUNDS_KEY, Session
from ui.settings.choice_rows import ChoiceRows
from ui.staff import authorisation
from ui.staff.idle_watch import DEFAULT_MINUTES, LOCK_KEY
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import NumberEdit
from ui.widgets.restyle import label


class CounterCard(QWidget):
    """Stores choices at once; the limits by a button, with a lead's permission if PINs are set."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._choices = ChoiceRows(session, self)
        self.choices = self._choices.buttons
        self.limit = NumberEdit(session.ticks, self.tr("Bargaining limit in %"), digits=3)
        self.floor = NumberEdit(session.ticks, self.tr("Least price without a code"), digits=9)
        self.most_cash = NumberEdit(session.ticks, self.tr("Most money in the drawer"), digits=9)
        self.minutes = NumberEdit(session.ticks, self.tr("Minutes until it locks"), digits=3)
        self.keep = KeyButton(self.tr("Keep"))
        self._build()
        self.keep.clicked.connect(self._keep)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(label(self.tr("At the counter"), "strong"), 0, 0, 1, 3)
        sounds = {ON: self.tr("On"), OFF: self.tr("Off")}
        self._choices.add(grid, 1, self.tr("Sounds"), SOUNDS_KEY, sounds, ON)
        display = {
            AUTO: self.tr("By itself"),
            WINDOW: self.tr("As a window"),
            NO_DISPLAY: self.tr("Off"),
        }
        self._choices.add(grid, 2, self.tr("Buyer's screen"), DISPLAY_KEY, display, AUTO)
        interim = {ON: self.tr("Every hour"), OFF: self.tr("When asked for")}
        words = self.tr("Interim total")
        self._choices.add(grid, 3, words, INTERIM_HOURLY, interim, OFF, lead=words)
        rows = (
            (self.tr("Bargaining"), self.limit, self.tr("% off without a lead")),
            (self.tr("Without a code"), self.floor, self.tr("Rp at least, 0 = maker's cheapest")),
            (self.tr("In the drawer"), self.most_cash, self.tr("Rp at the most, 0 = any")),
            (self.tr("Lock after"), self.minutes, self.tr("minutes, 0 = never")),
        )
        for row, (title, edit, words) in enumerate(rows, 4):
            grid.addWidget(label(title, "hint"), row, 0)
            edit.setFixedWidth(120 if edit in (self.floor, self.most_cash) else 84)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(edit)
            line.addWidget(label(words, "hint"))
            line.addStretch(1)
            grid.addLayout(line, row, 1)
        self.keep.show_lock(staff.uses_pins(self._session.shop))
        grid.addWidget(self.keep, 7, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(2, 1)

    def refresh(self) -> None:
        """Show the stored limits."""
        settings = self._session.shop.settings
        for edit, key, first in (
            (self.limit, LIMIT_KEY, DEFAULT_LIMIT_PCT),
            (self.floor, UNLISTED_FLOOR, 0),
            (self.minutes, LOCK_KEY, DEFAULT_MINUTES),
            (self.most_cash, DRAWER_LIMIT, DEFAULT_DRAWER_LIMIT),
        ):
            stored = settings.get(key)
            edit.set_number(int(stored) if stored.isdigit() else first)

    def _keep(self) -> None:
        session = self._session
        if authorisation.ask_lead(session, self.tr("Change the limits"), self.window()) is None:
            self.refresh()
            return
        self._choices.set(LIMIT_KEY, str(min(self.limit.number or 0, 100)))
        self._choices.set(UNLISTED_FLOOR, str(self.floor.number or 0))
        self._choices.set(DRAWER_LIMIT, str(self.most_cash.number or 0))
        self._choices.set(LOCK_KEY, str(self.minutes.number or 0))
        self.refresh()
        session.say(self.tr("Kept."))
