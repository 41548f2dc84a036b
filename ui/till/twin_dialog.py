"""The dialog of a till whose records do not match their copy: a lead decides what is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import format_rupiah
from pos_app.messages import sentence
from pos_app.services.shop.twin_difference import RESTORED, TwinDifference
from pos_app.services.twin_decision import decide
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.restyle import label


class TwinDialog(AskDialog):
    """Says what was found in rupiah and receipts, and what the one button does about it."""

    def __init__(
        self, session: Session, found: TwinDifference, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(560)
        restored = found.choice == RESTORED
        yes = self.tr("Put them back") if restored else self.tr("Go on without them")
        self.set_question(self.tr("The till's records do not match their copy"), yes)
        self.cancel.set_words(self.tr("Decide later"))
        words = self.tr("Transactions: {0}, together {1}. Rows of the journal: {2}.")
        amount = format_rupiah(found.net)
        self.body.addWidget(
            label(words.format(found.sales, amount, len(found.rows)), "strong", wrap=True)
        )
        self.body.addWidget(label(self._meaning(session, found), wrap=True))
        self.ok.setEnabled(bool(found.choice))

    def _meaning(self, session: Session, found: TwinDifference) -> str:
        if found.choice == RESTORED:
            return self.tr(
                "They are missing from the database or differ there. They can be put back as they"
                " were, with their numbers. Until then this till records no sale. The decision is"
                " noted for the office."
            )
        if found.choice:
            return self.tr(
                "Other sales have taken their numbers, so they cannot be put back. The copy is"
                " kept in the till's folder, and the till goes on as it is. The decision is noted"
                " for the office."
            )
        return sentence(found.error(), session.language)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> bool:
        """Let a lead decide on what differs; return whether that was done."""
        found = session.shop.difference
        if found is None:
            return False
        dialog = cls(session, found, parent)
        if not dialog.confirmed():
            return False
        lead = authorisation.ask_lead(session, dialog.windowTitle(), parent)
        if lead is None:
            return False
        done = session.store(lambda: decide(session.shop, lead))
        session.reload_catalogue()
        session.refresh()
        return done is not None
