"""Giving back at the counter: what is due, how it goes back, and the sale that records it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import Return, pick_returns, refund_lines
from pos_app.domain.refund_tenders import cash_refund, propose_tenders
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.selling import sales
from pos_app.services.selling.sales import Asked
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store


@dataclass(frozen=True, slots=True)
class Returnable:
    """A stored sale and what of it may still come back: pieces by line number.

    `voidable` is empty when it can be voided; else it is the code of why not.
    """

    sale: Sale
    left: dict[int, int]
    voidable: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What giving those pieces back costs, and the two ways it may go back (often one)."""

    amount: Rupiah
    by_the_way_it_came: tuple[Payment, ...]
    in_cash: tuple[Payment, ...]


def returnable(shop: Shop, number: str) -> Returnable:
    """What may still be done about that sale. Raises PosError `sale_unknown`, `other_till`."""
    sale = sales.get_sale(shop, number)
    if sale.kind is not SaleKind.SALE:
        return Returnable(sale, {}, "not_a_sale")
    corrections = sale_store.corrections_of(shop.database, sale.id)
    if any(correction.kind is SaleKind.VOID for correction in corrections):
        return Returnable(sale, {}, "already_voided")
    already = sales.given_back_of(shop, sale)
    left = {line.line: line.qty - already.get(line.line, 0) for line in sale.lines}
    day = till_store.open_day(shop.database)
    if corrections:
        voidable = "has_refunds"
    elif day is None:
        voidable = "till_not_open"
    elif sale_store.day_of_sale(shop.database, sale.id) != day.day:
        voidable = "void_other_day"
    else:
        voidable = ""
    return Returnable(sale, left, voidable)


def quote(shop: Shop, number: str, returns: Sequence[Return]) -> Quote:
    """What is due for those pieces. Raises what `sales.refund` raises for them."""
    sale = sales.get_sale(shop, number)
    if sale.kind is not SaleKind.SALE:
        raise PosError("not_a_sale", number=number, kind=str(sale.kind))
    already = sales.given_back_of(shop, sale)
    lines = refund_lines(sale, pick_returns(sale, returns, already), already)
    amount = -sum(line.amount for line in lines)
    corrections = sale_store.corrections_of(shop.database, sale.id)
    unit = shop.identity.cash_rounding
    same = tuple(propose_tenders(amount, sale, corrections, unit))
    return Quote(amount, same, tuple(cash_refund(amount, unit)))


def give_back(
    shop: Shop,
    number: str,
    returns: Sequence[Return],
    payments: Sequence[Payment],
    reason: str,
    *,
    sale_id: str,
    cashier: str = "",
    paper: str = "",
) -> Sale:
    """Records the refund; asked again with the same `sale_id`, it returns the same one.

    Raises PosError `reason_missing` and what `sales.refund` raises.
    """
    asked = _asked(shop, reason, sale_id, cashier, paper)
    return sales.once(shop, sale_id, lambda: sales.refund(shop, number, returns, payments, asked))


def take_back(
    shop: Shop, number: str, reason: str, *, sale_id: str, cashier: str = "", paper: str = ""
) -> Sale:
    """Voids the sale; asked again with the same `sale_id`, it returns the same void."""
    asked = _asked(shop, reason, sale_id, cashier, paper)
    return sales.once(shop, sale_id, lambda: sales.void(shop, number, asked))


def _asked(shop: Shop, reason: str, sale_id: str, cashier: str, paper: str) -> Asked:
    keep = sales.with_paper(shop, paper)
    return Asked(sale_id, note=_reason(reason), cashier=cashier, remember=keep)


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise PosError("reason_missing")
    return reason[:200]
