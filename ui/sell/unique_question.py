"""Asks before a piece that there is only one of is sold a second time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.clock import parse_stamp
from pos_app.domain.catalogue import Product
from pos_app.services.selling.unique_pieces import SoldTwice, asked_about, sold_before
from ui.session import Session
from ui.texts import day_and_time
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.restyle import label


class UniqueQuestion(AskDialog):
    """Says what is known of the piece. The focus is on leaving it: an Enter too many sells none."""

    def __init__(self, session: Session, twice: SoldTwice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(twice.name, self.tr("Sell it all the same"))
        self.heading.setProperty("kind", "piece")
        self.ok.set_key("F2")
        words = label(self._words(session, twice), wrap=True)
        self.body.addWidget(words)
        hint = self.tr("If it came back, note the return first: then nothing is asked.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.setMinimumWidth(520)

    def _words(self, session: Session, twice: SoldTwice) -> str:
        if not twice.number:
            return self.tr("There is only one of this. Sell more than one all the same?")
        at = parse_stamp(twice.at)
        if session.shop.now()[:10] == twice.at[:10]:
            words = self.tr("There is only one of this, and it was sold at {0} ({1}). Sell it?")
            return words.format(f"{at:%H.%M}", twice.number)
        words = self.tr("There is only one of this, and it was sold on {0} ({1}). Sell it?")
        return words.format(day_and_time(at, session.language), twice.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and not event.isAutoRepeat():
            self.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @classmethod
    def ask(cls, session: Session, twice: SoldTwice, parent: QWidget | None = None) -> bool:
        """Returns whether it is to be sold all the same."""
        return cls(session, twice, parent).confirmed()


def may_sell(session: Session, product: Product, qty: int, parent: QWidget) -> bool:
    """Returns whether `qty` more pieces may enter the cart; asks about a unique one sold before."""
    if not product.unique:
        return True
    twice = session.attempt(lambda: asked_about(session.shop, session.cart, product, qty))
    return twice is None or UniqueQuestion.ask(session, twice, parent)


def leave_out_sold(session: Session, parent: QWidget) -> None:
    """Takes unique pieces out of the cart that were sold while it was put aside, unless allowed."""
    for row in reversed(range(len(session.cart))):
        product = session.cart.items[row].product
        twice = session.attempt(partial(sold_before, session.shop, product))
        if twice is not None and not UniqueQuestion.ask(session, twice, parent):
            # A scan during the question only adds lines or pieces: `row` stays valid.
            session.set_cart(session.cart.without(row))
