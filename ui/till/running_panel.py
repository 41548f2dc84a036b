"""The panel of the open till: cash in and out, the drawer, and the start of the close."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pos_app.clock import parse_stamp
from pos_app.domain.money import format_rupiah
from pos_app.services import staff
from pos_app.services.catalogue import maker_cards, product_lookup
from pos_app.services.day import business_day, cash_drawer, handover, payouts, shifts
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.shop.shop import random_id
from ui.alerts import Level
from ui.once import Once
from ui.session import Session
from ui.staff import authorisation
from ui.texts import day_and_time, difference_words
from ui.till.payout_dialog import PayoutDialog
from ui.till.wrong_date_bar import WrongDateBar
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label, rule

IN, OUT, PAYOUT = "in", "out", "payout"


class RunningPanel(QFrame):
    """Shows no sum of cash, so that the count at the close stays blind."""

    close_wanted = Signal()
    handover_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drawer_once = Once()
        self._asked: tuple[int, str, str] | None = None  # the movement tried last, unless noted
        self._ref = ""
        self._sure_out = 0  # cash out that the drawer should not hold, and was asked about
        self.setObjectName("card")
        self.wrong_date = WrongDateBar(session)
        self.since = label(kind="hint", wrap=True)
        self.sales = label(kind="heading")
        self.earlier_days = KeyButton(self.tr("Hand over earlier days"), kind="small")
        self.kind = OUT
        self.kinds: dict[str, QPushButton] = {}
        self.presets: dict[str, list[QPushButton]] = {}
        self.amount = MoneyEdit(session.ticks, self.tr("Amount"))
        self.maker = QComboBox()
        self.reason = QLineEdit()
        self.movements = QListWidget()
        self.record = KeyButton(self.tr("Note it"), "Enter")
        self.drawer = KeyButton(self.tr("Open the drawer"), "F8")
        self.shift = KeyButton(self.tr("Hand the drawer over"), "F6")
        self.interim = KeyButton(self.tr("Interim total"), "F7", "small")
        self.count = KeyButton(self.tr("Count and close the till"), "F9", "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("The till is open"), "title"))
        head.addStretch(1)
        head.addWidget(self.sales)
        head.addSpacing(12)
        head.addWidget(self.interim)
        column.addLayout(head)
        column.addWidget(self.wrong_date)
        column.addWidget(self.since)
        column.addWidget(rule())
        column.addWidget(label(self.tr("Cash in or out of the drawer"), "heading"))
        column.addLayout(self._build_kinds())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.amount.setPlaceholderText(self.tr("Amount"))
        self.maker.setPlaceholderText(self.tr("To which maker?"))
        self.maker.setAccessibleName(self.tr("Maker"))
        self.reason.setPlaceholderText(self.tr("What for (must be given)"))
        self.reason.setAccessibleName(self.tr("What for"))
        self.reason.setMaxLength(200)
        row.addWidget(self.amount, 2)
        row.addWidget(self.maker, 2)
        row.addWidget(self.reason, 3)
        row.addWidget(self.record)
        column.addLayout(row)
        column.addLayout(self._build_presets())
        self.movements.setProperty("kind", "quiet")
        self.movements.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.movements.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.movements.setAccessibleName(self.tr("Cash in or out today"))
        column.addWidget(self.movements, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.drawer)
        foot.addWidget(self.shift)
        foot.addWidget(self.earlier_days)
        foot.addWidget(self.count, 1)
        column.addLayout(foot)
        for each in (self.drawer, self.shift, self.earlier_days):
            each.setMinimumHeight(60)
        locks = staff.uses_pins(self._session.shop)
        self.drawer.show_lock(locks)

    def _build_kinds(self) -> QHBoxLayout:
        words = {
            OUT: self.tr("Cash out"),
            IN: self.tr("Cash in"),
            PAYOUT: self.tr("Payout to a maker"),
        }
        self.kinds = choice_buttons(self, words, self.choose)
        return button_row(*self.kinds.values())

    def _build_presets(self) -> QHBoxLayout:
        """Buttons for the usual reasons; those of the chosen kind are shown."""
        row = QHBoxLayout()
        row.setSpacing(8)
        words = {
            OUT: [
                self.tr("bags"),
                self.tr("meals"),
                self.tr("transport"),
                self.tr("to the safe"),
            ],
            IN: [self.tr("small change"), self.tr("more float")],
            PAYOUT: [self.tr("advance"), self.tr("settlement")],
        }
        for kind, reasons in words.items():
            self.presets[kind] = []
            for reason in reasons:
                button = QPushButton(reason)
                button.setProperty("kind", "chip")
                button.clicked.connect(partial(self._use_reason, reason))
                row.addWidget(button)
                self.presets[kind].append(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.record.clicked.connect(self.move_cash)
        self.reason.returnPressed.connect(self.move_cash)
        self.drawer.clicked.connect(self.open_drawer)
        self.shift.clicked.connect(self.hand_over_drawer)
        self.interim.clicked.connect(self.show_interim)
        self.count.clicked.connect(self.close_wanted)
        self.wrong_date.corrected.connect(self.start)
        self.earlier_days.clicked.connect(self.handover_wanted)
        self.amount.scanned.connect(self._session.scanned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from the amount to what it is for; at the button it notes both."""
        at_amount, at_button = self.amount.hasFocus(), self.record.hasFocus()
        if event.key() not in ENTER_KEYS or not (at_amount or at_button):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            if at_amount and not self.reason.text().strip():
                self.reason.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.move_cash()

    def start(self) -> None:
        """Shows the current day."""
        day = self._session.day
        if day is None:
            return
        at = day_and_time(parse_stamp(day.opened_at), self._session.language)
        self.wrong_date.refresh()
        shop = self._session.shop
        since = [self.tr("Since {0}, cashier {1}").format(at, day.cashier)]
        for shift in self._session.attempt(lambda: shifts.shifts_today(shop)) or []:
            time = shift.at[11:16].replace(":", ".")
            since.append(self.tr("the drawer with {0} from {1}").format(shift.to, time))
        self.since.setText("  ·  ".join(since))
        totals = self._session.attempt(lambda: business_day.today_totals(shop))
        self.sales.setText(self.tr("%n sale(s) so far", "", totals.sales if totals else 0))
        days = self._session.attempt(lambda: handover.day_handovers(shop)) or []
        self.earlier_days.setVisible(any(not day.received_at for day in days))
        self.maker.clear()
        cards = maker_cards.all_cards(shop)
        for maker in product_lookup.all_makers(shop):
            phone = cards[maker.code].phone if maker.code in cards else ""
            self.maker.addItem("  ·  ".join(filter(None, (maker.name, phone))), maker.code)
        self.maker.setCurrentIndex(-1)
        self.choose(OUT)
        self._show_movements()
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_movements(self) -> None:
        """Shows the cash movements, the newest first; a sum would spoil the blind count."""
        shop = self._session.shop
        names = {maker.code: maker.name for maker in product_lookup.all_makers(shop)}
        self.movements.clear()
        for row in reversed(self._session.attempt(lambda: cash_drawer.cash_moves(shop)) or []):
            whom = f"  ·  {names.get(row.maker, row.maker)}" if row.maker else ""
            time = row.at[11:16].replace(":", ".")
            self.movements.addItem(f"{time}   {format_rupiah(row.amount)}   {row.reason}{whom}")

    def choose(self, kind: str, _checked: bool = False) -> None:
        """Chooses the kind of cash movement to record."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self.maker.setVisible(kind == PAYOUT)
        for each, buttons in self.presets.items():
            for button in buttons:
                button.setVisible(each == kind)
        locked = kind != IN and staff.uses_pins(self._session.shop)
        self.record.show_lock(locked)
        if _checked:
            self.amount.setFocus()

    def _use_reason(self, reason: str) -> None:
        self.reason.setText(reason)
        (self.reason if self.amount.amount else self.amount).setFocus()

    def move_cash(self) -> None:
        """Records cash in or out of the drawer; cash out needs a lead."""
        session, kind, reason = self._session, self.kind, self.reason.text()
        maker = str(self.maker.currentData() or "") if kind == PAYOUT else ""
        if not self._may_move(kind, maker):
            return
        amount = (self.amount.amount or 0) * (1 if kind == IN else -1)
        if self._store_once(amount, reason, maker):
            self._sure_out = 0
            self.amount.clear()
            self.reason.clear()
            session.say(self.tr("Noted."))
            session.refresh()
            self._show_movements()
            self.count.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_move(self, kind: str, maker: str) -> bool:
        """Whether the cash may move: what is doubtful is asked about, and a lead allows it."""
        if kind == IN:
            return True
        if kind == PAYOUT and not maker:
            self._session.say(self.tr("Choose the maker who gets the money."))
            self.maker.setFocus()
            return False
        if not (self._is_sure(maker) if kind == PAYOUT else self._is_in_drawer()):
            return False
        words = self.kinds[kind].text()
        return authorisation.ask_lead(self._session, words, self.window()) is not None

    def _store_once(self, amount: int, reason: str, maker: str) -> bool:
        """Note a movement; one that is tried again after an error is not noted twice."""
        session = self._session
        if self._asked != (amount, reason, maker):
            self._asked, self._ref = (amount, reason, maker), random_id()
        if not session.store(lambda: _record_movement(session, amount, reason, maker, self._ref)):
            return False
        self._asked = None
        return True

    def _is_sure(self, maker: str) -> bool:
        """Ask whether to pay out what is more than is owed here, or than the drawer should hold."""
        session, amount = self._session, self.amount.amount or 0
        doubt = session.attempt(lambda: payouts.payout_doubt(session.shop, amount, maker))
        return not doubt or PayoutDialog.ask(amount, doubt, self.window())

    def _is_in_drawer(self) -> bool:
        """Whether the drawer should hold the amount; one that it should not is asked about once."""
        from ui.till.safe_dialog import is_more_than_drawer, too_much_words

        session, amount = self._session, self.amount.amount or 0
        if amount == self._sure_out or not is_more_than_drawer(session, amount):
            return True
        self._sure_out = amount
        session.say(too_much_words(), Level.WARNING)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def hand_over_drawer(self) -> None:
        """Counts the drawer and hands it to the next person; the day stays open."""
        from ui.till.shift_dialog import ShiftDialog

        session = self._session
        shift = ShiftDialog.ask(session, self.window())
        if shift is not None:
            words = self.tr("Drawer handed over: {0} to {1}. {2}")
            session.say(words.format(shift.by, shift.to, difference_words(shift.difference)))
            self.start()

    def show_interim(self) -> None:
        """Makes the interim total of this moment and shows it."""
        from ui.till.interim_dialog import InterimDialog

        InterimDialog.show_new(self._session, self.window())

    def open_drawer(self) -> None:
        """Opens the drawer without a sale; needs a lead and a reason, and is recorded."""
        from ui.widgets.reason_dialog import ReasonDialog

        session = self._session
        words = self.tr("Open the drawer")
        if authorisation.ask_lead(session, words, self.window()) is None:
            return
        reason = ReasonDialog.ask(
            self.tr("Open the drawer without a sale"),
            words,
            [self.tr("change a note"), self.tr("look into it")],
            self.window(),
        )
        if reason is None:
            return
        if self._drawer_once.store(
            session, {"drawer": reason}, lambda: _record_drawer_opening(session, reason)
        ):
            if printer_settings.printer(session.shop) is None:
                session.say(self.tr("Noted. Open the drawer with its key."))
                return
            session.store(lambda: print_queue.queue_job(session.shop, JobKind.DRAWER))
            session.print_queued.emit()


def _record_movement(session: Session, amount: int, reason: str, maker: str, ref: str) -> bool:
    """Note a movement once: tried again, it has the same `ref`."""
    by = session.cashier
    cash_drawer.move_cash(session.shop, amount, reason, maker, cashier=by, ref=ref)
    return True


def _record_drawer_opening(session: Session, reason: str) -> bool:
    cash_drawer.note_drawer_opened(session.shop, reason, cashier=session.cashier)
    return True
