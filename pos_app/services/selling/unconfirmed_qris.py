"""QRIS payments that nobody has seen arrive: listed before the close, confirmed one by one."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store


@dataclass(frozen=True, slots=True)
class UnconfirmedQris:
    """One QRIS tender of the newest day whose money was not seen when the sale was made."""

    number: str
    sale_id: str
    at: str
    tender: int
    amount: Rupiah
    reference: str


def list_unconfirmed(shop: Shop) -> list[UnconfirmedQris]:
    """Returns the unconfirmed tenders of the newest day, without those of voided sales."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return [UnconfirmedQris(*row) for row in sale_store.unconfirmed(shop.database, first)]


def confirm(shop: Shop, tender: UnconfirmedQris, *, cashier: str = "") -> None:
    """Notes that the money was seen in the merchant's own app; this cannot be taken back.

    Raises PosError `till_not_open`, `already_confirmed`.
    """
    wanted = (tender.sale_id, tender.tender)
    with shop.transaction():
        shop.require_open()
        if not any((item.sale_id, item.tender) == wanted for item in list_unconfirmed(shop)):
            raise PosError("already_confirmed", number=tender.number)
        fact = {"sale_id": tender.sale_id, "tender": tender.tender}
        seq = shop.record("confirm", fact, at=shop.now(), by=cashier)
        sale_store.insert_confirmation(shop.database, tender.sale_id, tender.tender, seq)
