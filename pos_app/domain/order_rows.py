"""The events of orders as the day's table has them."""

from __future__ import annotations

from typing import NamedTuple


class OrderRow(NamedTuple):
    """One event of an order. `deposit` is what it adds to the deposits held, in rupiah, signed.

    `event` is deposit, delivery, void (of a delivery), deposit_return or change. `sale_id` is the
    document of the event, empty for a change; `origin` is the till (its till_id) that took the
    order and `from_number` its receipt of the deposit. `reason` is that of a return, or the note
    of a change. `contact` is the hash of the sealed box that holds name and contact, or empty.
    """

    row: int
    at: str
    order_number: str
    event: str
    sale_id: str
    origin: str
    from_number: str
    maker: str
    what: str
    qty: int
    total: int
    deposit: int
    kept: int
    sku: str
    size: str
    colour: str
    due: str
    deliver: str
    country: str
    lang: str
    contact: str
    consent_at: str
    reason: str
    cashier: str
