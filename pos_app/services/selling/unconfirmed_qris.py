"""QRIS money that nobody saw arrive: listed before the close, confirmed one by one."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store


@dataclass(frozen=True, slots=True)
class Unseen:
    """One QRIS tender of the open day whose money was not seen when it was sold."""

    number: str
    sale_id: str
    at: str
    tender: int
    amount: Rupiah
    reference: str


def unseen(shop: Shop) -> list[Unseen]:
    """What of the open day still waits; a voided sale's money does not."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return [Unseen(*row) for row in sale_store.unconfirmed(shop.database, first)]


def confirm(shop: Shop, found: Unseen, *, cashier: str = "") -> None:
    """The money of that tender was seen in the merchant's own app; once said it stays said.

    Raises PosError `till_not_open`, `already_confirmed`.
    """
    with shop.transaction():
        shop.require_open()
        if not any(
            (item.sale_id, item.tender) == (found.sale_id, found.tender) for item in unseen(shop)
        ):
            raise PosError("already_confirmed", number=found.number)
        fact = {"sale_id": found.sale_id, "tender": found.tender}
        seq = shop.record("confirm", fact, at=shop.now(), by=cashier)
        sale_store.insert_confirmation(shop.database, found.sale_id, found.tender, seq)
