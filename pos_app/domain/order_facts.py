"""What journal rows tell of orders, and the events that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pos_app.domain.money import Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import CHANGE_KIND, Order, OrderEvent
from pos_app.domain.payment_methods import DEPOSIT_TENDER


def deposit_facts(order: Order) -> dict[str, Any]:
    """Return what the journal row of a deposit tells of its order."""
    terms = order.terms
    return {
        "number": order.number,
        "till_id": order.origin,
        "maker": terms.maker,
        "what": terms.what,
        "qty": terms.qty,
        "total": terms.total,
        "sku": terms.sku,
        "size": terms.size,
        "colour": terms.colour,
        "due": terms.due,
        "deliver": str(terms.deliver),
        "country": terms.country,
        "lang": terms.lang,
        "contact": order.contact,
        "consent_at": order.consent_at,
    }


def delivery_facts(order: Order) -> dict[str, Any]:
    """Return what the journal rows of a delivery and of its void tell of the order."""
    return {
        "number": order.number,
        "deposit": order.deposit,
        "from": order.from_number,
        "till_id": order.origin,
    }


def return_facts(order: Order, returned: Rupiah, reason: str) -> dict[str, Any]:
    """Return what the journal row of a cancelled order tells of it."""
    kept = order.deposit - returned
    terms = order.terms
    told = {"maker": terms.maker, "what": terms.what, "qty": terms.qty, "total": terms.total}
    return {**delivery_facts(order), "returned": returned, "kept": kept, "reason": reason, **told}


def order_row(fact: Mapping[str, Any], row: int) -> OrderRow:
    """Return the event that a journal fact with the key `order` tells.

    Raises KeyError, TypeError or ValueError if the fact lacks a value of its kind.
    """
    return _ROWS[fact["kind"]](fact, row)


_NUMBERS = frozenset(("row", "qty", "total", "deposit", "kept"))
_EMPTY = OrderRow._make(0 if name in _NUMBERS else "" for name in OrderRow._fields)
_TERMS = ("maker", "what", "qty", "total", "sku", "size", "colour", "due", "deliver")
_TOLD_OF_DEPOSIT = (*_TERMS, "country", "lang", "contact", "consent_at")
_TOLD_OF_RETURN = ("maker", "what", "qty", "total", "kept", "reason")


def _row_of_deposit(fact: Mapping[str, Any], row: int) -> OrderRow:
    order, sale = fact["order"], fact["sale"]
    told = {name: order[name] for name in _TOLD_OF_DEPOSIT}
    return _row(fact, row, OrderEvent.DEPOSIT)._replace(
        sale_id=sale["id"],
        origin=order["till_id"],
        from_number=sale["number"],
        deposit=added_deposit(fact),
        **told,
    )


def _row_of_delivery(fact: Mapping[str, Any], row: int) -> OrderRow:
    lines, back = fact["lines"], fact["kind"] != "sale"
    event, sign = (OrderEvent.VOID, -1) if back else (OrderEvent.DELIVERY, 1)
    return _row_of_document(fact, row, event)._replace(
        maker=lines[0]["maker"],
        what=lines[0]["name"],
        qty=sign * sum(line["qty"] for line in lines),
        total=sign * sum(line["amount"] for line in lines),
    )


def _row_of_return(fact: Mapping[str, Any], row: int) -> OrderRow:
    told = {name: fact["order"][name] for name in _TOLD_OF_RETURN}
    return _row_of_document(fact, row, OrderEvent.DEPOSIT_RETURN)._replace(**told)


def _row_of_change(fact: Mapping[str, Any], row: int) -> OrderRow:
    order = fact["order"]
    changed = {name: order.get(name, "") for name in ("due", "deliver")}
    return _row(fact, row, OrderEvent.CHANGE)._replace(reason=order.get("note", ""), **changed)


def _row(fact: Mapping[str, Any], row: int, event: OrderEvent) -> OrderRow:
    number = fact["order"]["number"]
    return _EMPTY._replace(
        row=row, at=fact["at"], order_number=number, event=event.value, cashier=fact["by"]
    )


def _row_of_document(fact: Mapping[str, Any], row: int, event: OrderEvent) -> OrderRow:
    order = fact["order"]
    return _row(fact, row, event)._replace(
        sale_id=fact["sale"]["id"],
        origin=order["till_id"],
        from_number=order["from"],
        deposit=added_deposit(fact),
    )


def added_deposit(fact: Mapping[str, Any]) -> Rupiah:
    """Return what the tenders of a document add to the deposits held."""
    tenders = fact["tenders"]
    held: Rupiah = sum(t["amount"] for t in tenders if t["method"] == DEPOSIT_TENDER)
    return -held


_ROWS = {
    "deposit": _row_of_deposit,
    "sale": _row_of_delivery,
    "void": _row_of_delivery,
    "deposit_return": _row_of_return,
    CHANGE_KIND: _row_of_change,
}
