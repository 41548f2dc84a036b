"""Money from the drawer into the safe, and the warning that there is too much in the drawer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day import cash_drawer
from pos_app.services.shop.shop import random_id
from ui.alerts import Level
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog, AskedFrom
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label

KEY = "Ctrl+B"


class SafeDialog(AskDialog):
    """Takes the amount that goes into the safe; it does not say what is in the drawer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ref = random_id()
        self._sure: Rupiah | None = None  # more than the drawer should hold, and asked about
        self.amount = MoneyEdit(session.ticks, self.tr("Amount"))
        self.set_question(self.tr("From the drawer into the safe"), self.tr("Note it"))
        words = self.tr("Count it out with a second person, and note it here.")
        self.body.addWidget(label(words, "hint", wrap=True))
        self.body.addWidget(self.amount)
        self.amount.setFocus()

    def problem(self) -> str:
        """Notes the movement; returns the reason when it is refused."""
        session, amount = self._session, self.amount.amount
        if not amount:
            return self.tr("Type how much goes into the safe.")
        if amount != self._sure and is_more_than_drawer(session, amount):
            self._sure = amount
            return too_much_words()
        reason = QCoreApplication.translate("RunningPanel", "to the safe")
        by = session.cashier
        try:
            session.away(
                lambda: cash_drawer.move_cash(
                    session.shop, -amount, reason, cashier=by, ref=self._ref
                )
            )
        except PosError as error:
            return sentence(error, session.language)
        return ""


def is_more_than_drawer(session: Session, amount: Rupiah) -> bool:
    """Return whether the drawer should hold less than `amount`; nobody is told how much less."""
    held = session.attempt(lambda: cash_drawer.expected_cash_now(session.shop))
    return held is not None and amount > max(held, 0)


def too_much_words() -> str:
    """The sentence that asks once about such an amount."""
    return QCoreApplication.translate(
        "SafeDialog", "By the records there is not so much in the drawer. Enter again notes it."
    )


def put_into_safe(session: Session, parent: QWidget) -> bool:
    """Ask for an amount that goes into the safe, with a lead; return whether it was noted."""
    words = QCoreApplication.translate("SafeDialog", "Money into the safe")
    if session.day is None or authorisation.ask_lead(session, words, parent) is None:
        return False
    dialog = SafeDialog(session, parent)
    dialog.offer_pad(session.shop.settings, dialog.amount, AskedFrom(parent))
    if not dialog.confirmed():
        return False
    session.drawer_warned = False
    session.refresh()
    session.say(QCoreApplication.translate("SafeDialog", "Noted: it lies in the safe."))
    return True


def warn_of_full_drawer(session: Session) -> None:
    """Say once that the drawer holds more than the stand wants in it."""
    limit = session.attempt(lambda: cash_drawer.drawer_limit_passed(session.shop)) or 0
    if limit and not session.drawer_warned:
        words = QCoreApplication.translate(
            "SafeDialog", "More than {0} lie in the drawer. Put some of it into the safe: {1}."
        )
        session.say(words.format(format_rupiah(limit), KEY), Level.WARNING)
    session.drawer_warned = bool(limit)
