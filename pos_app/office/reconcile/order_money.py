"""What an order adds to its maker's account. Amounts are in rupiah."""

from __future__ import annotations

from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import OrderMoney, share_of
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.orders import BookOrder, BookOrderState


def share_of_order(plan: EventPlan, order: BookOrder) -> Rupiah:
    """The stand's share of an order that no till delivered: the planned one of its whole price."""
    planned = plan.maker(order.maker, order.maker_name)
    return share_of(order.total, planned.share_bp if planned else order.share_bp)


def order_money(order: BookOrder, share: Rupiah) -> OrderMoney:
    """What an order adds; a delivery at a till has its lines in the sales already.

    For a delivery after the fair the maker is owed the deposit and the balance that the office
    took, less the stand's share. What was handed over for an order in a dispute is a payment.
    """
    if order.state in (BookOrderState.OPEN, BookOrderState.DISPUTED):
        return OrderMoney(held=order.open, held_handed=order.paid)
    late = 0
    if order.state is BookOrderState.DELIVERED and order.by_office:
        late = order.used + order.balance_taken - share
    return OrderMoney(kept=order.kept, late=late, handed=order.paid)
