"""What the buyer is shown instead of the cart."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale


@dataclass(frozen=True, slots=True)
class QrisRequest:
    """A code to pay by: its text, what it asks for, and whose it is."""

    payload: str
    amount: Rupiah
    merchant: str
    nmid: str


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A sale that is on disk."""

    sale: Sale


BuyerView = QrisRequest | ThankYou
