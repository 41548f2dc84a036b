"""Checks the orders of a day: their deposits, deliveries and returns against each other.

A delivery or return of an order that another day took is held against its own document only; the
office knows the other day. Every check raises DayFileError.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.parse import NO_RECEIPT
from pos_app.domain.day import DayTables, LineRow, SaleRow, TenderRow
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import Deliver, OrderEvent, is_order_number
from pos_app.domain.payment_methods import DEPOSIT_TENDER, METHOD_OF_TENDER, Method
from pos_app.domain.sale import DEPOSIT_KINDS

_KIND_OF: dict[str, str] = {
    OrderEvent.DEPOSIT: "deposit",
    OrderEvent.DELIVERY: "sale",
    OrderEvent.VOID: "void",
    OrderEvent.DEPOSIT_RETURN: "deposit_return",
}


def check_deposit_document(
    sale: SaleRow, lines: Sequence[LineRow], tenders: Sequence[TenderRow]
) -> None:
    """Check a document of a deposit: no goods, no net, and as much money as on the account."""
    if lines or sale.refers_to or any((sale.gross, sale.discount, sale.rounding, sale.net)):
        raise DayFileError("sale_kind", number=sale.number)
    if sum(tender.amount for tender in tenders):
        raise DayFileError("tender_sum", number=sale.number)
    taken = sale.kind == "deposit"
    sound = all(_is_of_deposit(tender, 1 if taken else -1) for tender in tenders)
    accounts = [tender.method for tender in tenders].count(DEPOSIT_TENDER)
    if not sound or accounts != (taken or bool(tenders)):
        raise DayFileError("tender_wrong", number=sale.number)


def _is_of_deposit(tender: TenderRow, sign: int) -> bool:
    """Return whether a tender of a deposit (`sign` 1) or return (−1) moves as it should."""
    if tender.method == DEPOSIT_TENDER:
        return tender.amount * sign < 0
    money = tender.method in METHOD_OF_TENDER and tender.method != Method.CHANGE
    return money and tender.amount * sign > 0


def check_account_tender(sale: SaleRow, tenders: Sequence[TenderRow]) -> None:
    """Check that only a delivery, or its void, uses a deposit: once, and first."""
    places = [n for n, tender in enumerate(tenders) if tender.method == DEPOSIT_TENDER]
    if places and (sale.kind == "refund" or places != [0] or not tenders[0].amount):
        raise DayFileError("tender_wrong", number=sale.number)


def order_part(tables: DayTables) -> DayTables:
    """Return the events of orders, and the documents that belong to them or move a deposit."""
    wanted = {row.sale_id for row in tables.orders}
    wanted |= {row.sale_id for row in tables.tenders if row.method == DEPOSIT_TENDER}
    wanted |= {row.sale_id for row in tables.sales if row.kind in DEPOSIT_KINDS}
    return DayTables(
        sales=tuple(row for row in tables.sales if row.sale_id in wanted),
        lines=tuple(row for row in tables.lines if row.sale_id in wanted),
        tenders=tuple(row for row in tables.tenders if row.sale_id in wanted),
        orders=tables.orders,
    )


def check_orders(tables: DayTables) -> None:
    """Check the orders of a whole day. The documents themselves are checked elsewhere."""
    part = order_part(tables)
    if not (part.orders or part.sales):
        return
    makers = {maker.maker for maker in tables.makers}
    _check_documents(part)
    events: dict[str, list[OrderRow]] = defaultdict(list)
    for row in part.orders:
        if row.event == OrderEvent.DEPOSIT and row.maker not in makers:
            raise DayFileError("line_maker_unknown")
        events[row.order_number].append(row)
    for rows in events.values():
        _check_order(rows)


def _check_documents(part: DayTables) -> None:
    """Check that each document has one event, which says of it what it says itself."""
    documents = [row for row in part.orders if row.event != OrderEvent.CHANGE]
    sales = {sale.sale_id: sale for sale in part.sales}
    told = [row.sale_id for row in documents]
    if len(set(told)) != len(told) or set(told) != sales.keys():
        number = next((sales[i].number for i in sales.keys() - set(told)), NO_RECEIPT)
        raise DayFileError("order_document", number=number)
    lines: dict[str, list[LineRow]] = defaultdict(list)
    for line in part.lines:
        lines[line.sale_id].append(line)
    held = _held(part.tenders)
    for row in documents:
        sale = sales[row.sale_id]
        if not _fits(row, sale, lines[row.sale_id]) or row.deposit != held[row.sale_id]:
            raise DayFileError("order_document", number=sale.number)


def _held(tenders: Sequence[TenderRow]) -> dict[str, int]:
    """Return what each document adds to the deposits held, by its id."""
    held: dict[str, int] = defaultdict(int)
    for tender in tenders:
        if tender.method == DEPOSIT_TENDER:
            held[tender.sale_id] -= tender.amount
    return held


def _fits(row: OrderRow, sale: SaleRow, lines: Sequence[LineRow]) -> bool:
    if _KIND_OF.get(row.event) != sale.kind or not is_order_number(row.order_number):
        return False
    if row.event == OrderEvent.DEPOSIT:
        return _is_whole(row) and row.from_number == sale.number
    return all((line.sku, line.maker) == (row.order_number, row.maker) for line in lines)


def _is_whole(row: OrderRow) -> bool:
    """Return whether the event of a deposit has sound terms."""
    terms = bool(row.what) and row.qty > 0 and row.deliver in set(Deliver)
    return terms and 0 < row.deposit <= row.total


def _check_order(rows: Sequence[OrderRow]) -> None:
    """Check the events of one order in their order: nothing is used, or returned, twice."""
    taken: OrderRow | None = None
    before = ""
    for row in rows:
        if row.event == OrderEvent.CHANGE:
            continue
        agrees = taken is None or _agrees(row, taken)
        if before not in _MAY_FOLLOW[row.event] or not agrees:
            raise DayFileError("order_wrong", order=row.order_number)
        taken = row if row.event == OrderEvent.DEPOSIT else taken
        before = row.event


# What may have happened last; empty for nothing on that day.
_MAY_FOLLOW: dict[str, tuple[str, ...]] = {
    OrderEvent.DEPOSIT: ("",),
    OrderEvent.DELIVERY: ("", OrderEvent.DEPOSIT, OrderEvent.VOID),
    OrderEvent.VOID: (OrderEvent.DELIVERY,),
    OrderEvent.DEPOSIT_RETURN: ("", OrderEvent.DEPOSIT, OrderEvent.VOID),
}


def _agrees(row: OrderRow, taken: OrderRow) -> bool:
    """Return whether an event says the same of its order as the deposit of the same day."""
    told = (abs(row.deposit) + row.kept, row.maker, row.total, row.from_number, row.origin)
    return told == (taken.deposit, taken.maker, taken.total, taken.from_number, taken.origin)
