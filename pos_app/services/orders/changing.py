"""Changing an order that is open: another date, or another way of handing it over."""

from __future__ import annotations

from pos_app.clock import parse_day
from pos_app.domain.orders import CHANGE_KIND, Deliver, Order
from pos_app.errors import PosError
from pos_app.services.orders.lookup import open_order
from pos_app.services.reasons import tidy_reason
from pos_app.services.shop.shop import Shop
from pos_app.store import orders as order_store


def change_order(
    shop: Shop,
    number: str,
    *,
    due: str = "",
    deliver: str = "",
    note: str = "",
    by: str = "",
    at: str | None = None,
) -> Order:
    """Notes the change in one transaction; returns the order as it is now.

    What is empty stays. Only the till that took the order changes it. Nothing about the buyer
    belongs into the note. Raises PosError `order_change_empty`, `order_deliver_invalid`,
    `day_invalid`, and the codes of `open_order`.
    """
    note = tidy_reason(note)
    if not (due or deliver or note):
        raise PosError("order_change_empty", order=number[:40])
    if deliver and deliver not in set(Deliver):
        raise PosError("order_deliver_invalid", text=deliver[:40])
    if due:
        due = parse_day(due).isoformat()
    with shop.transaction():
        order = open_order(shop, number).order
        if not order.own:
            raise PosError("order_unknown", order=order.number)
        changed = {"due": due, "deliver": deliver, "note": note}
        told = {name: value for name, value in changed.items() if value}
        fact = {"order": {"number": order.number, **told}}
        when, who = at or shop.now(), shop.person(by, "")
        seq = shop.record(CHANGE_KIND, fact, at=when, by=who, replayed=at is not None)
        whole = {"kind": CHANGE_KIND, "at": when, "by": who, **fact}
        order_store.insert_event(shop.database, whole, seq)
    return open_order(shop, order.number).order
