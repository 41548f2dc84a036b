"""The card panel: amount, the reference of the terminal's slip, and the cashier's confirmation."""

from __future__ import annotations

from pos_app.domain.payment_methods import Method
from ui.sell.transfer_panel import PanelTexts, TransferPanel


class CardPanel(TransferPanel):
    """Emits `paid` when the cashier confirms that the terminal took the amount."""

    method = Method.CARD

    def _texts(self) -> PanelTexts:
        return PanelTexts(
            self.tr("Card"),
            self.tr("Number on the slip (may stay empty)"),
            self.tr("Type this amount at the terminal, and wait for its “approved”."),
            self.tr("It was approved"),
        )
