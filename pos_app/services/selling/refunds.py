"""Refunds and voids: what can still be refunded, what is due, and the document that records it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.domain.money import Rupiah
from pos_app.domain.order_facts import delivery_facts
from pos_app.domain.pricing import Return, pick_returns, refund_lines, void_lines
from pos_app.domain.refund_due import RefundDue, refund_due
from pos_app.domain.refund_tenders import cash_refund, propose_tenders
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.tender import Paid, Payment, settle_refund, void_tenders
from pos_app.errors import PosError, Problem
from pos_app.services.reasons import checked_reason
from pos_app.services.selling.documents import (
    AlsoWrite,
    DocumentDetails,
    write_document,
    write_once,
)
from pos_app.services.selling.maker_debts import MakerDebt, debts_after
from pos_app.services.selling.sale_search import not_here
from pos_app.services.selling.stored_sales import (
    corrections_of,
    find_document,
    get_sale,
    refunded_pieces,
)
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import earlier_documents
from pos_app.store import orders as order_store
from pos_app.store import sales as sale_store


@dataclass(frozen=True, slots=True)
class Refundable:
    """A stored sale and what can still be done about it.

    `remaining` is the pieces that can be refunded, by line number. `void_refusal` is the code of
    the error that a void would raise, or empty when the sale can be voided.
    """

    sale: Sale
    remaining: dict[int, int]
    void_refusal: str


@dataclass(frozen=True, slots=True)
class RefundQuote:
    """What the refund of some pieces comes to, in rupiah, and the two ways to pay it back.

    `same_methods` pays back as the sale was paid, `in_cash` all in cash; often they are equal.
    `debts` are the makers who were paid out already and owe the stand then; `unseen` is what was
    paid for the sale by QRIS and nobody has seen arrive.
    """

    amount: Rupiah
    same_methods: tuple[Payment, ...]
    in_cash: tuple[Payment, ...]
    debts: tuple[MakerDebt, ...] = ()
    unseen: Rupiah = 0

    @property
    def problems(self) -> list[Problem]:
        """Warnings to read before the money is handed over."""
        return [*unseen_problems(self.unseen), *(debt.problem for debt in self.debts)]


def unseen_qris(sale: Sale) -> Rupiah:
    """Returns what was paid by QRIS and nobody has seen arrive."""
    return sum(tender.amount for tender in sale.tenders if not tender.confirmed)


def unseen_problems(amount: Rupiah) -> list[Problem]:
    """A warning that this money may never have come; none for 0."""
    return [Problem("qris_unseen_back", "warning", {"amount": amount})] if amount else []


_NO_SALE = {
    SaleKind.DEPOSIT: "deposit_no_void",
    SaleKind.DEPOSIT_RETURN: "deposit_return_final",
}


def refundable(shop: Shop, number: str) -> Refundable:
    """Returns what can still be refunded of a document. Raises PosError `sale_unknown`."""
    sale = get_sale(shop, number)
    if sale.kind is not SaleKind.SALE:
        return Refundable(sale, {}, _NO_SALE.get(sale.kind, "not_a_sale"))
    corrections = corrections_of(shop, sale.id)
    if any(correction.kind is SaleKind.VOID for correction in corrections):
        return Refundable(sale, {}, "already_voided")
    already = refunded_pieces(shop, sale)
    remaining = {line.line: line.qty - already.get(line.line, 0) for line in sale.lines}
    return Refundable(sale, remaining, _void_refusal(shop, sale, bool(corrections)))


def _void_refusal(shop: Shop, sale: Sale, has_refunds: bool) -> str:
    day = till_store.open_day(shop.database)
    if has_refunds:
        return "has_refunds"
    if day is None:
        return "till_not_open"
    return "" if _sold_in(shop, sale) == (day.day, True) else "void_other_day"


def _sold_in(shop: Shop, sale: Sale) -> tuple[str, bool]:
    """Returns the business day of a sale, and whether it is one of this laptop's own days."""
    earlier = earlier_documents.day_of(shop.database, sale.id)
    return (earlier, False) if earlier else (sale_store.day_of_sale(shop.database, sale.id), True)


def quote_refund(shop: Shop, number: str, returns: Sequence[Return]) -> RefundQuote:
    """Returns what is due for those pieces.

    Raises PosError `sale_unknown`, `not_a_sale`, and the codes of `pick_returns`.
    """
    sale = get_sale(shop, number)
    _check_is_sale(shop, sale)
    corrections = corrections_of(shop, sale.id)
    due, lines = _due_for(shop, sale, corrections, returns)
    same = tuple(propose_tenders(due, sale, corrections))
    debts = debts_after(shop, lines)
    return RefundQuote(due.amount, same, tuple(cash_refund(due)), debts, unseen_qris(sale))


def _due_for(
    shop: Shop, sale: Sale, corrections: Sequence[Sale], returns: Sequence[Return]
) -> tuple[RefundDue, tuple[SaleLine, ...]]:
    """What is due for the pieces that come back, and the lines of their refund."""
    already = refunded_pieces(shop, sale)
    lines = refund_lines(sale, pick_returns(sale, returns, already), already)
    amount, pieces = -sum(line.amount for line in lines), -sum(line.qty for line in lines)
    due = refund_due(sale, corrections, amount, pieces, shop.identity.cash_rounding)
    return due, lines


def refund(
    shop: Shop,
    number: str,
    returns: Sequence[Return],
    payments: Sequence[Payment],
    reason: str,
    *,
    sale_id: str,
    cashier: str = "",
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Refunds pieces of a sale; called again with the same `sale_id`, it returns the same refund.

    Raises PosError `reason_missing` and the codes of `write_refund`.
    """
    details = _details(reason, sale_id, cashier, also_write)
    return write_once(shop, sale_id, lambda: write_refund(shop, number, returns, payments, details))


def void(
    shop: Shop,
    number: str,
    reason: str,
    *,
    sale_id: str,
    cashier: str = "",
    also_write: AlsoWrite | None = None,
) -> Sale:
    """Voids a sale; called again with the same `sale_id`, it returns the same void.

    Raises PosError `reason_missing` and the codes of `write_void`.
    """
    details = _details(reason, sale_id, cashier, also_write)
    return write_once(shop, sale_id, lambda: write_void(shop, number, details))


def _details(
    reason: str, sale_id: str, cashier: str, also_write: AlsoWrite | None
) -> DocumentDetails:
    note = checked_reason(reason)
    return DocumentDetails(sale_id, note=note, cashier=cashier, also_write=also_write)


def write_refund(
    shop: Shop,
    number: str,
    returns: Sequence[Return],
    payments: Sequence[Payment],
    details: DocumentDetails,
) -> Sale:
    """Writes the refund of pieces of an older sale of this till, in one transaction.

    Raises PosError `till_not_open`, `other_till`, `other_laptop`, `sale_unknown`, `not_a_sale`,
    `already_voided`, `line_unknown`, `refund_too_many`, `refund_tenders`.
    """
    with shop.transaction():
        day = shop.require_open()
        sale = _correctable(shop, number)
        corrections = corrections_of(shop, sale.id)
        due, lines = _due_for(shop, sale, corrections, returns)
        paid = settle_refund(due, payments)
        return write_document(shop, SaleKind.REFUND, sale.id, lines, paid, details, day)


def write_void(shop: Shop, number: str, details: DocumentDetails) -> Sale:
    """Voids a whole sale of the open day, in one transaction; the reason is the note.

    Raises PosError `till_not_open`, `other_till`, `other_laptop`, `sale_unknown`, `not_a_sale`,
    `already_voided`, `has_refunds`, `void_other_day`.
    """
    with shop.transaction():
        day = shop.require_open()
        sale = _correctable(shop, number)
        if corrections_of(shop, sale.id):
            raise PosError("has_refunds", number=sale.number)
        sold_on, here = _sold_in(shop, sale)
        if sold_on != day.day or not here:
            raise PosError("void_other_day", number=sale.number, day=sold_on)
        paid = Paid(-sale.net, -sale.rounding, void_tenders(sale))
        details = details._replace(order=_order_of(shop, sale))
        return write_document(shop, SaleKind.VOID, sale.id, void_lines(sale), paid, details, day)


def _order_of(shop: Shop, sale: Sale) -> dict[str, Any] | None:
    """Returns the order that a void of its delivery opens again; None for other sales."""
    number = order_store.number_of_document(shop.database, sale.id)
    order = order_store.order_by_number(shop.database, number) if number else None
    return None if order is None else delivery_facts(order)


def _check_is_sale(shop: Shop, sale: Sale) -> None:
    """Raises PosError `not_a_sale`, `deposit_no_void`, `deposit_return_final` for another one."""
    if sale.kind is SaleKind.DEPOSIT:
        order = order_store.number_of_document(shop.database, sale.id)
        raise PosError("deposit_no_void", number=sale.number, order=order)
    if sale.kind is SaleKind.DEPOSIT_RETURN:
        raise PosError("deposit_return_final", number=sale.number)
    if sale.kind is not SaleKind.SALE:
        raise PosError("not_a_sale", number=sale.number, kind=str(sale.kind))


def _correctable(shop: Shop, number: str) -> Sale:
    """Returns the sale that a refund or void corrects, unless it was voided already."""
    sale = find_document(shop, "number", number)
    if sale is None:
        raise not_here(shop, number)
    _check_is_sale(shop, sale)
    corrections = corrections_of(shop, sale.id)
    if any(correction.kind is SaleKind.VOID for correction in corrections):
        raise PosError("already_voided", number=number)
    return sale
