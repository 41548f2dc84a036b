"""Writing one document (a sale, a refund, a void, a deposit) to the journal and the tables.

A document has its journal row, its lines and its tenders in one transaction. It keeps its id
through every retry, so that a request sent twice writes one document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pos_app.domain.journal import sale_fact
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.tender import Paid
from pos_app.errors import MachineError, NotSaved
from pos_app.services.shop.shop import Shop
from pos_app.store import orders as order_store
from pos_app.store import sales as sale_store
from pos_app.store import unique_goods
from pos_app.store.business_days import OpenDay

AlsoWrite = Callable[[Sale, int], None]
"""Writes more in the transaction of a document: gets the document and its running number."""


class DocumentDetails(NamedTuple):
    """The identity of a document, and what is noted on it besides goods and money.

    `cashier` is who sells; empty for the person who opened the day. `at` is set by a replay only.
    `also_write` runs inside the document's transaction. `order` is what the journal tells of the
    order to which the document belongs, None for other documents.
    """

    sale_id: str
    note: str = ""
    country: str = ""
    cashier: str = ""
    at: str | None = None
    also_write: AlsoWrite | None = None
    order: Mapping[str, Any] | None = None


def write_once(shop: Shop, sale_id: str, write: Callable[[], Sale]) -> Sale:
    """Runs `write` unless a document with that id is stored, and returns the stored document.

    A failed commit is looked up on disk. Raises MachineError `sale_not_saved` when nothing was
    written.
    """
    shop.refuse_trouble()
    known = sale_store.sale_by(shop.database, "id", sale_id)
    if known is not None:
        return known
    try:
        return write()
    except NotSaved as error:
        raise MachineError("sale_not_saved", **error.facts) from error


def write_document(
    shop: Shop,
    kind: SaleKind,
    refers_to: str,
    lines: tuple[SaleLine, ...],
    paid: Paid,
    details: DocumentDetails,
    day: OpenDay,
) -> Sale:
    """Writes a document in the running transaction, under the next receipt number.

    `refers_to` is the id of the sale that a refund or void corrects, else empty.
    """
    tail = sale_store.till_counters(shop.database)
    running, cashier = tail.running + 1, shop.person(details.cashier, day.cashier)
    gross = sum(line.qty * line.list_price for line in lines)
    sale = Sale(
        id=details.sale_id,
        number=shop.identity.number(running),
        kind=kind,
        refers_to=refers_to,
        at=details.at or shop.now(),
        cashier=cashier,
        gross=gross,
        discount=gross - sum(line.amount for line in lines),
        rounding=paid.rounding,
        net=paid.net,
        lines=lines,
        tenders=paid.tenders,
        country=details.country,
        note=details.note,
    )
    running_total = tail.running_total + sale.net
    fact = sale_fact(sale, running_total) | _unique_lines(shop, lines)
    if details.order is not None:
        fact["order"] = details.order
    replayed = details.at is not None
    seq = shop.record(str(kind), fact, at=sale.at, by=cashier, replayed=replayed)
    sale_store.insert_sale(shop.database, sale, running, day.day, seq, running_total)
    if details.order is not None:
        told = {**fact, "kind": str(kind), "at": sale.at, "by": cashier}
        order_store.insert_event(shop.database, told, seq)
    if details.also_write is not None:
        details.also_write(sale, running)
    return sale


def _unique_lines(shop: Shop, lines: tuple[SaleLine, ...]) -> dict[str, list[int]]:
    """Returns which lines are of goods of which there is only one piece, for the journal."""
    unique = unique_goods.unique_among(shop.database, (line.sku for line in lines))
    return {"unique": [line.line for line in lines if line.sku in unique]} if unique else {}
