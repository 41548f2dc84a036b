"""What the buyer's display shows instead of the cart."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale
from pos_app.services.catalogue.maker_cards import ToldMaker


@dataclass(frozen=True, slots=True)
class QrisRequest:
    """A QRIS payload to pay by, its amount in rupiah, and the merchant's name and NMID.

    `words` spell the amount out in each language where the code does not hold it: the buyer types
    it into the wallet.
    """

    payload: str
    amount: Rupiah
    merchant: str
    nmid: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThankYou:
    """A sale that is stored on disk, to be thanked for."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class MakerShown:
    """A maker whose card is shown."""

    maker: ToldMaker


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """What a guest is asked to agree to, in the guest's language."""

    words: str


BuyerView = QrisRequest | ThankYou | MakerShown | ConsentAsked
