"""The dialogs on an order: which document counts, and what became of it after the fair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QButtonGroup, QFormLayout, QPushButton, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.languages import LanguageCode
from pos_app.services.office.order_decisions import Closing
from ui.key_timing import Ticks
from ui.texts import day_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.button_rows import button_row, choice_buttons
from ui.widgets.day_edit import DayEdit
from ui.widgets.names import name_control
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

DELIVERED, RETURNED = "delivered", "returned"
_TWO_LINES = 60  # pixels


class CountsDialog(AskDialog):
    """Asks which of several documents that close an order counts; none is chosen beforehand."""

    def __init__(
        self,
        order: str,
        closings: Sequence[Closing],
        language: LanguageCode,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._closings = tuple(closings)
        self.setMinimumWidth(580)
        self.set_question(self.tr("Which counts for {0}?").format(order), self.tr("Decide"))
        words = self.tr(
            "Phone both stands first. The other document is in no total then; ask where its money"
            " went."
        )
        self.body.addWidget(label(words, wrap=True))
        self._group = QButtonGroup(self)
        self.choices = [QPushButton(self._words(each)) for each in self._closings]
        for number, button in enumerate(self.choices):
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(_TWO_LINES)
            self._group.addButton(button, number)
            self.body.addWidget(button)
        self.reasons = ReasonRow([self.tr("both stands asked"), self.tr("the buyer asked")])
        self.body.addWidget(self.reasons)
        self.choices[0].setFocus()

    def _words(self, closing: Closing) -> str:
        day = day_words(closing.day, self._language)
        found = (closing.number, closing.till, day, format_rupiah(closing.amount))
        delivered = self.tr("Delivered: {0}\ntill {1} · {2} · {3}")
        returned = self.tr("Cancelled: {0}\ntill {1} · {2} · {3} went back")
        return (delivered if closing.delivered else returned).format(*found)

    def problem(self) -> str:
        """Require a choice."""
        return "" if self._group.checkedId() >= 0 else self.tr("Choose one.")

    @classmethod
    def ask(
        cls, order: str, closings: Sequence[Closing], language: LanguageCode, parent: QWidget
    ) -> tuple[Closing, str] | None:
        """Return the document that counts and the reason, or None if cancelled."""
        dialog = cls(order, closings, language, parent)
        if not dialog.confirmed():
            return None
        return dialog._closings[dialog._group.checkedId()], dialog.reasons.reason


class Closed(NamedTuple):
    """What became of an order after the fair: `how` is `delivered` or `returned`, on a day.

    `amount` is the balance that the office took, or what went back to the buyer, in rupiah.
    """

    how: str
    day: str
    amount: Rupiah
    reason: str


class CloseOrderDialog(AskDialog):
    """Asks what became of an order that no till closed; the balance is filled in."""

    def __init__(
        self,
        order: str,
        balance: Rupiah,
        deposit: Rupiah,
        today: date,
        ticks: Ticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._limits = {DELIVERED: balance, RETURNED: deposit}
        self.set_question(self.tr("What became of {0}?").format(order), self.tr("Decide"))
        words = {
            DELIVERED: self.tr("The buyer has it"),
            RETURNED: self.tr("It was cancelled"),
        }
        self.how = DELIVERED
        self.ways = choice_buttons(self, words, self.choose)
        self.day = DayEdit(QDate(today.year, today.month, today.day))
        name_control(self.day, self.tr("Day"))
        self.amount = MoneyEdit(ticks, self.tr("Amount"))
        self.meaning = label(kind="soft", wrap=True)
        self.reasons = ReasonRow([])
        self._build()
        self.choose(DELIVERED)

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("What happened"), button_row(*self.ways.values()))
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("Amount"), self.amount)
        self.body.addLayout(form)
        self.body.addWidget(self.meaning)
        self.body.addWidget(self.reasons)

    def choose(self, how: str, _checked: bool = False) -> None:
        """Choose what happened: `delivered` or `returned`; the amount is filled in anew."""
        self.how = how
        self.ways[how].setChecked(True)
        self.amount.set_amount(self._limits[how])
        words = {
            DELIVERED: self.tr("The balance that the office took, at most {0}."),
            RETURNED: self.tr(
                "What of the deposit went back to the buyer, at most {0}; the maker keeps the rest."
            ),
        }
        self.meaning.setText(words[how].format(format_rupiah(self._limits[how])))
        self.amount.setFocus()

    def problem(self) -> str:
        """Require an amount; it may be 0, and not more than there is."""
        amount, most = self.amount.amount, self._limits[self.how]
        if amount is None:
            return self.tr("Type the amount; 0 is one too.")
        return self.tr("At most {0}.").format(format_rupiah(most)) if amount > most else ""

    @property
    def closed(self) -> Closed:
        """What was typed in."""
        found = self.day.date()
        day = date(found.year(), found.month(), found.day()).isoformat()
        return Closed(self.how, day, self.amount.amount or 0, self.reasons.reason)

    @classmethod
    def ask(
        cls,
        order: str,
        balance: Rupiah,
        deposit: Rupiah,
        today: date,
        ticks: Ticks,
        parent: QWidget,
    ) -> Closed | None:
        """Return what became of the order, or None if cancelled."""
        dialog = cls(order, balance, deposit, today, ticks, parent)
        return dialog.closed if dialog.confirmed() else None
