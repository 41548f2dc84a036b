"""Asks for another date or another way of handing an order over."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.orders import Order
from ui.orders.words import deliver_choices, today_of
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.due_row import DueRow
from ui.widgets.restyle import label

MAX_NOTE = 200


@dataclass(frozen=True, slots=True)
class OrderChange:
    """What is different now; an empty text stays as it was."""

    due: str
    deliver: str
    note: str


class ChangeOrderDialog(AskDialog):
    """The date, collected or sent, and a note without anything about the buyer."""

    def __init__(self, session: Session, order: Order, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.set_question(self.tr("Change {0}").format(order.number), self.tr("Change"))
        today = today_of(session)
        self.due = DueRow(today, self.tr("By when"), due=order.terms.due, open_too=False)
        self.deliver = ChoiceRow(self.tr("How it is handed over"), deliver_choices())
        self.deliver.set_value(str(order.terms.deliver))
        self.note = QLineEdit()
        self.note.setMaxLength(MAX_NOTE)
        self.note.setPlaceholderText(self.tr("Note, nothing about the buyer"))
        self.note.setAccessibleName(self.tr("Note, nothing about the buyer"))
        for each in (label(self.tr("By when"), "hint"), self.due, self.deliver, self.note):
            self.body.addWidget(each)
        self.due.setFocus()

    @property
    def change(self) -> OrderChange:
        """What is different from the order as it was."""
        terms = self._order.terms
        due = "" if self.due.due == terms.due else self.due.due
        deliver = "" if self.deliver.value == str(terms.deliver) else self.deliver.value
        return OrderChange(due, deliver, self.note.text().strip())

    def problem(self) -> str:
        """Refuses a change of nothing."""
        change = self.change
        if change.due or change.deliver or change.note:
            return ""
        return self.tr("Nothing is changed yet.")

    @classmethod
    def ask(
        cls, session: Session, order: Order, parent: QWidget | None = None
    ) -> OrderChange | None:
        """Asks; None where the order stays."""
        dialog = cls(session, order, parent)
        return dialog.change if dialog.confirmed() else None
