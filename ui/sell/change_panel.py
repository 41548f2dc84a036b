"""The panel after a sale is stored: the change in large figures, until the next scan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import break_down, format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from ui.session import Session
from ui.texts import method_words
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import label

# The second half of a double click on a payment button must not close this panel.
IGNORE_CLICKS_MS = 400


class ChangePanel(QWidget):
    """Shows a sale that is stored on disk, with the change due."""

    done = Signal()
    receipt_wanted = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_at = 0
        self.sale: Sale | None = None
        self.saved = label(kind="pill")
        self.number = label(kind="strong")
        self.paid = label(kind="hint", wrap=True)
        self.caption = label(kind="hint")
        self.change = FitLabel(56)
        self.denominations = label(kind="heading", wrap=True)
        self.next = KeyButton(self.tr("New sale"), self.tr("just scan"), "primary")
        self.receipt = KeyButton(self.tr("Receipt PDF"), kind="small")
        self.receipt_en = KeyButton(self.tr("In English"), kind="small")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.saved.setText(self.tr("✓ Saved"))
        self.saved.setProperty("tone", "good")
        head.addWidget(self.saved)
        head.addWidget(self.number)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.paid)
        column.addStretch(1)
        self.change.setProperty("kind", "change")
        for each in (self.caption, self.change, self.denominations):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each)
        column.addStretch(2)
        papers = QHBoxLayout()
        papers.setSpacing(8)
        papers.addWidget(self.receipt)
        papers.addWidget(self.receipt_en)
        column.addLayout(papers)
        column.addWidget(self.next)

    def _connect(self) -> None:
        self.next.clicked.connect(self._next)
        self.receipt.clicked.connect(self._receipt)
        self.receipt_en.clicked.connect(self._receipt_en)

    def show_sale(self, sale: Sale) -> None:
        """Shows the change of `sale`, or its total when no change is due."""
        self.sale = sale
        self._shown_at = self._session.ticks()
        self.number.setText(sale.number)
        self.paid.setText(self._paid_words(sale))
        self.caption.setText(self.tr("Change") if sale.change else self.tr("Paid"))
        amount = sale.change if sale.change else sale.net
        self.change.setText(format_rupiah(amount))
        self.denominations.setText(_denominations(sale.change))

    def _paid_words(self, sale: Sale) -> str:
        ways = [
            f"{method_words(t.method)} {group_digits(t.amount)}"
            for t in sale.tenders
            if t.method is not Method.CHANGE
        ]
        return f"{format_rupiah(sale.net)}  ·  {', '.join(ways)}"

    def _accepts_clicks(self) -> bool:
        """Whether the panel is shown for long enough that a click is meant for it."""
        return self._session.ticks() - self._shown_at >= IGNORE_CLICKS_MS

    def _next(self) -> None:
        if self._accepts_clicks():
            self.done.emit()

    def _receipt(self) -> None:
        if self.sale is not None and self._accepts_clicks():
            self.receipt_wanted.emit(self.sale, "id")

    def _receipt_en(self) -> None:
        if self.sale is not None and self._accepts_clicks():
            self.receipt_wanted.emit(self.sale, "en")


def _denominations(change: int) -> str:
    """The change in the fewest notes and coins: `1 × 10.000    1 × 2.000    1 × 500`."""
    return "    ".join(f"{pieces} × {group_digits(note)}" for note, pieces in break_down(change))
