"""Taking a whole sale back: asked once, with a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.sale import Sale
from ui.sales.reason_row import ReasonRow
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.polish import label


class VoidDialog(AskDialog):
    """Asks why the sale is taken back."""

    def __init__(self, sale: Sale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Void {0}, {1}?")
        heading = words.format(sale.number, format_rupiah(sale.net))
        self.say(heading, self.tr("Void the sale"))
        hint = self.tr("The goods come back, and the money goes back the way it came.")
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.reasons = ReasonRow(
            [self.tr("wrong piece"), self.tr("buyer left"), self.tr("typing error")]
        )
        self.body.addWidget(self.reasons)
        self.reasons.setFocus()

    @classmethod
    def ask(cls, sale: Sale, parent: QWidget | None = None) -> str | None:
        """The reason, or None."""
        dialog = cls(sale, parent)
        return dialog.reasons.reason if dialog.answered() else None

    def answer(self) -> str:
        return "" if self.reasons.reason else self.tr("Say why.")
