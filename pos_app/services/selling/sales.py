"""Selling, giving back and voiding: each one transaction, on disk before anyone is told."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_app.domain.cart import Cart
from pos_app.domain.journal import sale_fact
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import (
    CartItem,
    Return,
    pick_returns,
    price_lines,
    refund_lines,
    void_lines,
)
from pos_app.domain.sale import Method, Sale, SaleKind, SaleLine
from pos_app.domain.tender import Paid, Payment, due, settle_refund, settle_sale, void_tenders
from pos_app.errors import MachineError, PosError, UnknownOutcome
from pos_app.services.shop.shop import Shop
from pos_app.store import sales as sale_store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What surrounds a sale: its identity, and what the buyer or the request adds to it.

    `cashier` is who sells; without one, who opened the day. `at` is set only by a replay.
    `remember` runs inside the sale's transaction.
    """

    sale_id: str
    note: str = ""
    country: str = ""
    cashier: str = ""
    at: str | None = None
    remember: Callable[[Sale, int], None] | None = None


def new_sale_id(shop: Shop) -> str:
    """A sale's identity, taken when payment begins and kept through every retry."""
    return shop.new_id()


def amount_due(shop: Shop, cart: Cart, methods: Sequence[Method]) -> Rupiah:
    """What the cart costs when it is paid by `methods`."""
    return due(cart.total, methods, shop.identity.cash_rounding)


def sell(
    shop: Shop,
    cart: Cart,
    payments: Sequence[Payment],
    *,
    sale_id: str,
    note: str = "",
    country: str = "",
    cashier: str = "",
    paper: str = "",
) -> Sale:
    """Sells the cart with its notes and country. When it returns, the sale is on disk; asked again
    with the same `sale_id`, it returns the same sale. `paper` is the language of the receipt that
    is queued with it, where a printer prints receipts; empty: none.

    Raises PosError `till_not_open`, `no_lines`, the tenders' own codes, `disk_full` and the like;
    an unknown outcome is looked up before anything is said.
    """
    asked = Asked(
        sale_id,
        note or cart.sale_note,
        country or cart.country,
        cashier,
        remember=with_paper(shop, paper),
    )
    return once(shop, sale_id, lambda: sell_lines(shop, cart.items, cart.discount, payments, asked))


def with_paper(shop: Shop, language: str) -> Callable[[Sale, int], None] | None:
    """Queues the receipt in the transaction that writes the document; None without a language."""
    if not language:
        return None
    from pos_app.services.paper.print_queue import queue_receipt

    return lambda sale, _running: queue_receipt(shop, sale.number, sale.at, language)


def once(shop: Shop, sale_id: str, act: Callable[[], Sale]) -> Sale:
    """`act` unless that sale exists; after an unknown outcome the disk decides.

    Raises MachineError `sale_not_saved` when the disk shows that nothing was written.
    """
    known = sale_store.sale_by(shop.database, "id", sale_id)
    if known is not None:
        return known
    try:
        return act()
    except UnknownOutcome as error:
        shop.recover()
        known = sale_store.sale_by(shop.database, "id", sale_id)
        if known is None:
            raise MachineError("sale_not_saved", reason=str(error)) from error
        return known


def sell_lines(
    shop: Shop,
    items: Sequence[CartItem],
    discount: Rupiah,
    payments: Sequence[Payment],
    asked: Asked,
) -> Sale:
    """One sale of `items` in one transaction."""
    with shop.transaction():
        day = shop.require_open()
        lines = price_lines(items, discount)
        amount = sum(line.amount for line in lines)
        paid = settle_sale(amount, payments, shop.identity.cash_rounding)
        return _write(shop, SaleKind.SALE, "", lines, paid, asked, day.day, day.cashier)


def refund(
    shop: Shop, number: str, returns: Sequence[Return], payments: Sequence[Payment], asked: Asked
) -> Sale:
    """Gives pieces of an older sale of this till back, in one transaction.

    Raises PosError `other_till`, `sale_unknown`, `not_a_sale`, `already_voided`, `line_unknown`,
    `refund_too_many`, `refund_tenders`.
    """
    with shop.transaction():
        day = shop.require_open()
        sale = _correctable(shop, number)
        already = given_back_of(shop, sale)
        picked = pick_returns(sale, returns, already)
        lines = refund_lines(sale, picked, already)
        amount = -sum(line.amount for line in lines)
        paid = settle_refund(amount, payments, shop.identity.cash_rounding)
        return _write(shop, SaleKind.REFUND, sale.id, lines, paid, asked, day.day, day.cashier)


def void(shop: Shop, number: str, asked: Asked) -> Sale:
    """Takes a sale of the open day back whole, in one transaction. The reason is the note.

    Raises PosError `other_till`, `sale_unknown`, `not_a_sale`, `already_voided`, `has_refunds`,
    `void_other_day`.
    """
    with shop.transaction():
        day = shop.require_open()
        sale = _correctable(shop, number)
        if sale_store.corrections_of(shop.database, sale.id):
            raise PosError("has_refunds", number=sale.number)
        sold_on = sale_store.day_of_sale(shop.database, sale.id)
        if sold_on != day.day:
            raise PosError("void_other_day", number=sale.number, day=sold_on)
        paid = Paid(-sale.net, -sale.rounding, void_tenders(sale))
        return _write(
            shop, SaleKind.VOID, sale.id, void_lines(sale), paid, asked, day.day, day.cashier
        )


def _correctable(shop: Shop, number: str) -> Sale:
    sale = sale_store.sale_by(shop.database, "number", number)
    if sale is None:
        if not shop.identity.owns(number) and "-" in number:
            raise PosError("other_till", number=number, place=number.rpartition("-")[0])
        raise PosError("sale_unknown", number=number)
    if sale.kind is not SaleKind.SALE:
        raise PosError("not_a_sale", number=number, kind=str(sale.kind))
    corrections = sale_store.corrections_of(shop.database, sale.id)
    if any(correction.kind is SaleKind.VOID for correction in corrections):
        raise PosError("already_voided", number=number)
    return sale


def given_back_of(shop: Shop, sale: Sale) -> Counter[int]:
    """The pieces of that sale that came back already, by line number."""
    pieces: Counter[int] = Counter()
    for correction in sale_store.corrections_of(shop.database, sale.id):
        for line in correction.lines:
            pieces[line.line] -= line.qty
    return pieces


def _write(
    shop: Shop,
    kind: SaleKind,
    refers_to: str,
    lines: tuple[SaleLine, ...],
    paid: Paid,
    asked: Asked,
    day: str,
    cashier: str,
) -> Sale:
    tail = sale_store.till_counters(shop.database)
    running, who = tail.running + 1, asked.cashier or cashier
    gross = sum(line.qty * line.list_price for line in lines)
    sale = Sale(
        id=asked.sale_id,
        number=shop.identity.number(running),
        kind=kind,
        refers_to=refers_to,
        at=asked.at or shop.now(),
        cashier=who,
        gross=gross,
        discount=gross - sum(line.amount for line in lines),
        rounding=paid.rounding,
        net=paid.net,
        lines=lines,
        tenders=paid.tenders,
        country=asked.country,
        note=asked.note,
    )
    running_total = tail.running_total + sale.net
    fact = sale_fact(sale, running_total)
    replayed = asked.at is not None
    seq = shop.record(str(kind), fact, at=sale.at, by=who, replayed=replayed)
    sale_store.insert_sale(shop.database, sale, running, day, seq, running_total)
    if asked.remember is not None:
        asked.remember(sale, running)
    return sale


def get_sale(shop: Shop, number: str) -> Sale:
    """The stored sale with that number. Raises PosError `sale_unknown`."""
    sale = sale_store.sale_by(shop.database, "number", number)
    if sale is None:
        raise PosError("sale_unknown", number=number)
    return sale


def number_of(shop: Shop, sale_id: str) -> str:
    """The receipt number of the sale with that id, or an empty text."""
    sale = sale_store.sale_by(shop.database, "id", sale_id)
    return "" if sale is None else sale.number


def list_sales(shop: Shop, day: str | None = None) -> list[sale_store.SaleSummary]:
    """The sales of `day`, or all of them, in the order of their numbers."""
    return list(sale_store.summaries(shop.database, day))
