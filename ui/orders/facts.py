"""The facts of an order as rows of a caption and words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.orders import Order
from ui.orders.words import deliver_choices, due_words, state_words, today_of
from ui.sell.country_dialog import country_words
from ui.session import Session
from ui.widgets.restyle import label


def order_facts(session: Session, order: Order, maker: str) -> list[tuple[str, str]]:
    """Return captions and words of an order; nothing about who ordered but the country."""
    terms = order.terms
    details = " · ".join(filter(None, (terms.size, terms.colour)))
    due = due_words(terms.due, today_of(session), session.language)
    handed = deliver_choices().get(str(terms.deliver), "")
    country = country_words(terms.country) if terms.country else ""
    paid = QCoreApplication.translate("OrderFacts", "{0}, deposit {1}")
    rows = [
        (QCoreApplication.translate("OrderFacts", "Maker"), maker),
        (QCoreApplication.translate("OrderFacts", "What"), f"{terms.qty} × {terms.what}"),
        (QCoreApplication.translate("OrderFacts", "Size, colour"), details),
        (QCoreApplication.translate("OrderFacts", "By when"), due),
        (
            QCoreApplication.translate("OrderFacts", "Handed over"),
            " · ".join(filter(None, (handed, country))),
        ),
        (
            QCoreApplication.translate("OrderFacts", "Price"),
            paid.format(format_rupiah(terms.total), format_rupiah(order.deposit)),
        ),
        (QCoreApplication.translate("OrderFacts", "State"), state_words(order.state)),
    ]
    return [(caption, words) for caption, words in rows if words]


class FactsView(QWidget):
    """Shows captions and words in two columns."""

    MOST = 10

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.rows = [(label(kind="hint"), label(wrap=True)) for _ in range(self.MOST)]
        for n, (caption, words) in enumerate(self.rows):
            grid.addWidget(caption, n, 0)
            grid.addWidget(words, n, 1)
        self.show_facts([])

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Shows up to ten facts."""
        for n, (caption, words) in enumerate(self.rows):
            told = facts[n] if n < len(facts) else ("", "")
            caption.setText(told[0])
            words.setText(told[1])
            caption.setVisible(bool(told[0]))
            words.setVisible(bool(told[0]))
