"""Requests of other programs about orders: what they ask for, and what they are answered."""

from __future__ import annotations

from typing import Any

from pos_app.clock import parse_day, parse_stamp, stamp
from pos_app.dayfile.signed_text import MAX_TEXT as MAX_SLIP
from pos_app.domain.contact import made_contact
from pos_app.domain.orders import Deliver, Order, OrderTerms
from pos_app.domain.sale import Sale, SaleKind
from pos_app.errors import PosError, Problem
from pos_app.services.known_requests import PrivateRequest, private_request
from pos_app.services.orders.cancelling import write_cancellation
from pos_app.services.orders.changing import change_order
from pos_app.services.orders.delivering import write_delivery
from pos_app.services.orders.lookup import find_order, order_of_document
from pos_app.services.orders.taking import Buyer, write_order
from pos_app.services.selling.documents import DocumentDetails
from pos_app.services.selling.ring_values import (
    check_keys,
    payments_of,
    text_of,
    whole_number,
)
from pos_app.services.shop.shop import Shop

Json = dict[str, Any]
ORDER, DELIVER, CANCEL, CHANGE = "order", "deliver_order", "cancel_order", "change_order"
KEYS = {
    ORDER: {"ref", "order", "tenders", "at"},
    DELIVER: {"ref", "deliver_order", "tenders", "at", "note"},
    CANCEL: {"ref", "cancel_order", "return", "reason", "tenders", "at"},
    CHANGE: {"ref", "change_order", "due", "deliver", "note", "at"},
}
"""The kinds of requests, each by the key that names it, and the keys that each may have."""
_TERMS = {"maker", "what", "qty", "total", "due", "deliver", "country"}
_MORE = {"sku", "size", "colour", "lang", "consent_at"}
PERSONAL = ("name", "contact", "note")


def write_request(shop: Shop, kind: str, request: Json, details: DocumentDetails) -> None:
    """Writes the document that a request asks for, in one transaction.

    Raises PosError as the services do, `key_unknown`, `text_invalid`.
    """
    if kind == ORDER:
        buyer = _buyer(request, details.at or shop.now())
        write_order(shop, _terms(request), payments_of(request), details, buyer)
    elif kind == DELIVER:
        text = text_of(request["deliver_order"], "deliver_order", MAX_SLIP)
        write_delivery(shop, text, payments_of(request), details)
    else:
        text = text_of(request["cancel_order"], "cancel_order", MAX_SLIP)
        amount = whole_number(request.get("return"), "order_return_invalid", "amount")
        write_cancellation(shop, text, amount, payments_of(request), details)


def _terms(request: Json) -> OrderTerms:
    asked = request["order"]
    if not isinstance(asked, dict):
        raise PosError("bad_json")
    check_keys(asked, {*_TERMS, *_MORE, *PERSONAL})
    due = text_of(asked.get("due", ""), "due")
    country = text_of(asked.get("country", ""), "country")
    if due:
        due = parse_day(due).isoformat()
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise PosError("country_invalid", country=country[:10])
    more = {name: text_of(asked.get(name, ""), name) for name in ("sku", "size", "colour", "lang")}
    return OrderTerms(
        maker=text_of(asked.get("maker"), "maker"),
        what=text_of(asked.get("what"), "what"),
        qty=whole_number(asked.get("qty"), "qty_invalid", "qty"),
        total=whole_number(asked.get("total"), "order_total_invalid", "total"),
        due=due,
        deliver=text_of(asked.get("deliver", Deliver.PICKUP), "deliver"),
        country=country,
        **more,
    )


def _buyer(request: Json, now: str) -> Buyer:
    """Returns the buyer; a program that names one has asked whether that may be kept.

    Raises PosError `contact_invalid`, `time_invalid`.
    """
    asked = request["order"]
    told = {name: asked.get(name, "") for name in PERSONAL}
    consent = stamp(parse_stamp(asked["consent_at"])) if "consent_at" in asked else now
    return Buyer(made_contact(**told), consent)


def known_by(shop: Shop, kind: str, request: Json) -> PrivateRequest | None:
    """Returns by what a request with personal data is known again; None for any other."""
    asked = request.get(ORDER) if kind == ORDER else None
    if not isinstance(asked, dict) or not any(asked.get(name) for name in PERSONAL):
        return None
    told = {name: value for name, value in asked.items() if name not in PERSONAL}
    personal = [asked.get(name, "") for name in PERSONAL]
    return private_request(shop, {**request, ORDER: told}, personal)


def answer_of_order(shop: Shop, ref: str, sale: Sale) -> Json | None:
    """Returns what the answer to a document of an order says; None for any other document."""
    order = order_of_document(shop, sale)
    if order is None or sale.kind is SaleKind.VOID:
        return None
    head = {"ref": ref, "ok": True, "order": order.number, "number": sale.number}
    if sale.kind is SaleKind.DEPOSIT:
        return {**head, "deposit": order.deposit, "balance": order.balance}
    if sale.kind is SaleKind.DEPOSIT_RETURN:
        return {**head, "returned": -sale.deposit, "kept": order.deposit + sale.deposit}
    return {"order": order.number, "deposit": order.deposit, "balance": sale.net - order.deposit}


def slip_warnings(shop: Shop, request: Json) -> tuple[Problem, ...]:
    """Returns what nobody but a lead vouches for in the slip of a request, before it is done."""
    text = request.get(DELIVER) or request.get(CANCEL)
    return find_order(shop, text).warnings if isinstance(text, str) else ()


def change(shop: Shop, request: Json, at: str | None) -> Order:
    """Changes an order as a request asks for. Raises PosError as `change_order` does."""
    return change_order(
        shop,
        text_of(request["change_order"], "change_order"),
        due=text_of(request.get("due", ""), "due"),
        deliver=text_of(request.get("deliver", ""), "deliver"),
        note=text_of(request.get("note", ""), "note"),
        at=at,
    )


def answer_of_change(ref: str, order: Order) -> Json:
    """Returns the answer to a request that changed an order."""
    terms = order.terms
    return {
        "ref": ref,
        "ok": True,
        "order": order.number,
        "due": terms.due,
        "deliver": str(terms.deliver),
    }
