"""Finding an order: by its number at the till that took it, at any other till by its slip's code.

A slip is believed where the office's stand pack vouches for the till that signed it. Where the pack
names that till and the key is not its, the slip is forged. Where this till knows nothing of the
other one, a lead may accept the slip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pos_app.dayfile.enrolment import is_enrolled
from pos_app.dayfile.order_slip_code import OrderSlip, read_order_slip
from pos_app.dayfile.till_key import fingerprint
from pos_app.domain.catalogue import Maker
from pos_app.domain.orders import Order, OrderState, is_order_slip
from pos_app.domain.sale import Sale
from pos_app.errors import PosError, Problem
from pos_app.services.catalogue.other_tills import enrolment_key_of
from pos_app.services.catalogue.product_lookup import all_makers, product_of_sku
from pos_app.services.selling.stored_sales import receipt_number_of
from pos_app.services.shop.shop import Shop
from pos_app.store import orders as order_store

BY_LEAD = "lead"


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """An order with its maker, and the stand's share (basis points) of a delivery now.

    `slip` is by what it was found, None for its number. `needs_lead` where nobody vouches for the
    till that signed the slip.
    """

    order: Order
    maker: Maker
    share_bp: int
    slip: OrderSlip | None = None
    needs_lead: bool = False

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Who does not vouch for the till that took the order."""
        if not self.needs_lead or self.slip is None:
            return ()
        facts = {"order": self.order.number, "place": self.slip.place}
        code = fingerprint(self.slip.key)
        return (Problem("order_slip_unverified", "warning", {**facts, "code": code}),)


def list_orders(shop: Shop, *, open_only: bool = True) -> list[Order]:
    """Returns the orders that this till took, those that still have to be delivered or all."""
    found = order_store.orders(shop.database, open_only=open_only)
    return [order for order in found if order.own]


def order_json(order: Order) -> dict[str, Any]:
    """Returns an order as commands print it: what is due, and nothing about the buyer."""
    terms = order.terms
    return {
        "order": order.number,
        "number": order.from_number,
        "state": str(order.state),
        "at": order.at,
        "maker": terms.maker,
        "what": terms.what,
        "qty": terms.qty,
        "total": terms.total,
        "deposit": order.deposit,
        "balance": order.balance if order.state is OrderState.OPEN else 0,
        "held": order.open_deposit,
        "due": terms.due,
        "deliver": str(terms.deliver),
        "country": terms.country,
        "sku": terms.sku,
        "size": terms.size,
        "colour": terms.colour,
    }


def order_of_document(shop: Shop, sale: Sale) -> Order | None:
    """Returns the order to which a document of this till belongs, as it is now, or None."""
    number = order_store.number_of_document(shop.database, sale.id)
    return order_store.order_by_number(shop.database, number) if number else None


def find_order(shop: Shop, text: str) -> FoundOrder:
    """Returns the order with that number, or that a slip's code names, in whatever state.

    Raises PosError `order_unknown`, `order_slip_unreadable`, `order_slip_not_signed`,
    `order_slip_forged`, `order_slip_differs`, `order_other_event`, `order_practice`, `order_real`.
    """
    if is_order_slip(text):
        return _by_slip(shop, read_order_slip(text))
    number = text.strip().upper()
    order = order_store.order_by_number(shop.database, number)
    if order is None:
        raise PosError("order_unknown", order=number[:40])
    return _found(shop, order)


def open_order(shop: Shop, text: str) -> FoundOrder:
    """Returns an order that can still be delivered or cancelled, as far as this till knows.

    Raises PosError `order_delivered`, `order_cancelled`, and as `find_order` does.
    """
    found = find_order(shop, text)
    order = found.order
    if order.state is not OrderState.OPEN:
        code = f"order_{order.state}"
        number = receipt_number_of(shop, order.document)
        raise PosError(code, order=order.number, number=number)
    return found


def _by_slip(shop: Shop, slip: OrderSlip) -> FoundOrder:
    own = shop.identity
    if slip.event != own.event:
        raise PosError("order_other_event", order=slip.order, event=slip.event, own=own.event)
    if slip.training != own.training:
        raise PosError("order_practice" if slip.training else "order_real", order=slip.order)
    known = order_store.order_by_number(shop.database, slip.order)
    if known is not None and not _same(known, slip):
        raise PosError("order_slip_differs", order=slip.order)
    if known is not None and known.own:
        return replace(_found(shop, known), slip=slip)
    order = slip.told
    if known is not None:
        order = order._replace(state=known.state, document=known.document)
    return replace(_found(shop, order, slip), needs_lead=not _is_vouched(shop, slip))


def _same(known: Order, slip: OrderSlip) -> bool:
    here = (known.origin, known.from_number, known.terms.maker, known.terms.total, known.deposit)
    return here == (slip.taken_by, slip.from_number, slip.maker, slip.total, slip.deposit)


def _is_vouched(shop: Shop, slip: OrderSlip) -> bool:
    """Whether the slip's key is that of a till of the event. Raises PosError `order_slip_forged`.

    A till knows its own key, for an order that its database has lost.
    """
    own = shop.identity
    if (slip.stand, slip.till, slip.till_id) == (own.stand, own.till, own.till_id):
        if slip.key != shop.signer().public_hex:
            raise PosError("order_slip_forged", order=slip.order, place=slip.place)
        return True
    key = enrolment_key_of(shop, slip.stand, slip.till)
    if key and not is_enrolled(slip.till_key, slip.enrolled, key):
        raise PosError("order_slip_forged", order=slip.order, place=slip.place)
    return bool(key)


def _found(shop: Shop, order: Order, slip: OrderSlip | None = None) -> FoundOrder:
    """Returns the order with its maker as this till knows them, or else as the slip does."""
    code = order.terms.maker
    maker = next((each for each in all_makers(shop) if each.code == code), None)
    if maker is None:
        name, share = (slip.maker_name, slip.share_bp) if slip is not None else (code, 0)
        maker = Maker(code, name, share)
    product = product_of_sku(shop, order.terms.sku) if order.terms.sku else None
    share = maker.share_bp if product is None or product.maker != code else product.share_bp
    return FoundOrder(order, maker, share, slip)
