"""The question before a payout that is more than a maker is owed, or than the drawer holds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.services.day.payouts import PayoutDoubt
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.restyle import label


class PayoutDialog(AskDialog):
    """Says what speaks against a payout, but not what is in the drawer: the count stays blind.

    "Never mind" has the focus, so that Enter alone pays nothing.
    """

    def __init__(self, amount: Rupiah, doubt: PayoutDoubt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = self.tr("Really pay {0} to {1}?").format(format_rupiah(amount), doubt.maker)
        self.set_question(heading, self.tr("Pay it"))
        if doubt.over_due:
            words = self.tr("{0} is owed {1} at this till. That is {2} more.")
            due, more = format_rupiah(doubt.due), format_rupiah(doubt.over_due)
            self.body.addWidget(label(words.format(doubt.maker, due, more), "look", wrap=True))
        if doubt.over_drawer:
            words = self.tr("By the records there is not so much in the drawer.")
            self.body.addWidget(label(words, "look", wrap=True))
        hint = self.tr("What is paid too much stands in the journal, and the office sees it.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.cancel.setFocus()

    @classmethod
    def ask(cls, amount: Rupiah, doubt: PayoutDoubt, parent: QWidget) -> bool:
        """Return whether the payout is made."""
        return cls(amount, doubt, parent).confirmed()
