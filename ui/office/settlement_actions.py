"""The row below the settlements: what was decided on the chosen maker, and the buttons for more."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.settlement import Settlement
from pos_app.services.office import decisions, settlement_decisions
from pos_app.services.office.settlement_decisions import MakerDecision
from ui.office.office_session import OfficeSession
from ui.office.settlement_dialogs import (
    SHARE,
    CorrectionDialog,
    Payment,
    PaymentDialog,
    TakeBackDialog,
)
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label

_SHOWN = 2


class SettlementActions(QWidget):
    """Notes payments and corrections of the chosen maker, and takes them back."""

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settlement: Settlement | None = None
        self._decided: tuple[MakerDecision, ...] = ()
        self.words = label(kind="hint", wrap=True)
        self.pay = KeyButton(self.tr("Note a payment"), "F5", "small")
        self.correct = KeyButton(self.tr("Correct share or price"), "F7", "small")
        self.take_back = KeyButton(self.tr("Take back"), kind="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(button_row(self.pay, self.correct, self.take_back))
        self.pay.clicked.connect(self.ask_for_payment)
        self.correct.clicked.connect(self.ask_for_correction)
        self.take_back.clicked.connect(self.ask_to_take_back)
        self.hide()

    def show_settlement(self, settlement: Settlement) -> None:
        """Show what was decided on a maker."""
        view = self._session.view
        if view is None:
            return
        self._settlement = settlement
        language = self._session.language
        self._decided = settlement_decisions.decisions_on(view.status, settlement.maker, language)
        shown = [each.words for each in reversed(self._decided[-_SHOWN:])]
        if len(self._decided) > _SHOWN:
            shown.append(self.tr("and %n earlier decision(s)", "", len(self._decided) - _SHOWN))
        self.words.setText("\n".join(shown))
        self.words.setVisible(bool(shown))
        self.take_back.setVisible(bool(self._decided))
        self.show()

    def show_nobody(self) -> None:
        """Hide the row: no maker is chosen, and no key decides about one."""
        self._settlement = None
        self.hide()

    def ask_for_payment(self) -> None:
        """Ask what was paid to the maker, and record it."""
        book, found = self._session.book, self._settlement
        if book is None or found is None:
            return
        session = self._session
        today = session.clock.now().date()
        paid = PaymentDialog.ask(found.name, found.payable, today, session.ticks, self.window())
        if paid is not None:
            self._record_payment(found.maker, paid)

    def _record_payment(self, maker: str, paid: Payment) -> None:
        book, clock = self._session.book, self._session.operator
        assert book is not None
        work = partial(
            settlement_decisions.record_payment,
            book,
            maker,
            paid.amount,
            clock,
            day=paid.day,
            way=paid.way,
            proof=paid.proof,
        )
        self._session.run(work, self._done)

    def ask_for_correction(self) -> None:
        """Ask for a share or a price, and record it."""
        session, found, view = self._session, self._settlement, self._session.view
        if session.book is None or found is None or view is None:
            return
        days = view.grid.days
        asked = CorrectionDialog.ask(
            found.name, days, session.language, session.ticks, self.window()
        )
        if asked is None:
            return
        if asked.kind == SHARE:
            decide = settlement_decisions.correct_share
            share = (session.book, found.maker, asked.share_pct, session.operator, asked.reason)
            session.run(partial(decide, *share, asked.days), self._done)
            return
        price = (session.book, asked.sku, asked.price, session.operator, asked.reason)
        work = partial(
            settlement_decisions.correct_price, *price, maker=found.maker, days=asked.days
        )
        session.run(work, self._done)

    def ask_to_take_back(self) -> None:
        """Ask which decision on the maker is taken back, and why."""
        book = self._session.book
        if book is None or not self._decided:
            return
        chosen = TakeBackDialog.ask(self._decided, self.window())
        if chosen is not None:
            identity, reason = chosen
            work = partial(decisions.revoke, book, [identity], self._session.operator, reason)
            self._session.run(work, self._done)

    def _done(self, _decided: object) -> None:
        self._session.say(self.tr("Decided and signed. It can be taken back."))
        self._session.refresh()
