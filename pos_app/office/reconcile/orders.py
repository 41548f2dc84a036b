"""Orders as the files of all tills and days tell of them: what became of each and of its deposit.

Whatever was taken as a deposit is used by a delivery, returned, kept by the maker, or still open:
`deposit = used + returned + kept + open`. What the files leave unexplained is named. Amounts are in
rupiah; none of them is part of a total of sales.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.orders import OrderEvent
from pos_app.office.book_day import BookDay
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions
from pos_app.office.decide.order_decisions import DepositPaid, HowClosed, OrderClosed
from pos_app.office.reconcile.order_trails import OrderTrail, Told, order_trails


class BookOrderState(StrEnum):
    """What became of an order.

    Attributes:
        OPEN: It is still to be delivered.
        DELIVERED: The buyer has the pieces, and the deposit was used.
        CANCELLED: At least part of the deposit went back; the maker keeps the rest.
        KEPT: It was cancelled, and the maker keeps all of the deposit.
        DISPUTED: Several documents close it; its deposit is held until the office chooses one.
        UNCONFIRMED: It stands in files only that are not counted, because they are in dispute.
    """

    OPEN = "open"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    KEPT = "kept"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"


_HELD = (BookOrderState.OPEN, BookOrderState.DISPUTED)


class OrderDocument(NamedTuple):
    """A document of an order: its receipt number, id, till and day; empty where there is none."""

    number: str = ""
    sale: str = ""
    till: str = ""
    day: str = ""


class BookOrder(NamedTuple):
    """One order as the office knows it.

    Attributes:
        number: As people read it: `P-A07-1-0001`.
        maker: The maker's code at the till, with the name there.
        taken: The document of the deposit; without one its file has not come.
        closed: The delivery or the return, at whichever till.
        deposit: What was taken; with `used`, `returned`, `kept` and `open` as in the module.
        paid: What the office handed to the maker of the deposit.
        balance_taken: The balance that the office took for a delivery after the fair.
        by_office: Whether a decision of the office closed it, and no till.
        contact: The hash of the sealed contact, or empty.
        share_bp: The stand's share of the maker's sales, as the till noted it in basis points.
    """

    number: str
    maker: str
    maker_name: str
    what: str
    qty: int
    total: Rupiah
    state: BookOrderState
    taken: OrderDocument = OrderDocument()
    closed: OrderDocument = OrderDocument()
    deposit: Rupiah = 0
    used: Rupiah = 0
    returned: Rupiah = 0
    kept: Rupiah = 0
    paid: Rupiah = 0
    balance_taken: Rupiah = 0
    by_office: bool = False
    sku: str = ""
    size: str = ""
    colour: str = ""
    due: str = ""
    deliver: str = ""
    country: str = ""
    lang: str = ""
    contact: str = ""
    share_bp: int = 0

    @property
    def open(self) -> Rupiah:
        """What of the deposit is still held for the order."""
        return self.deposit if self.state in _HELD else 0

    @property
    def balance(self) -> Rupiah:
        """What the buyer still has to pay."""
        return self.total - self.deposit if self.state is BookOrderState.OPEN else 0

    @property
    def unexplained(self) -> Rupiah:
        """What was taken less what became of it; not 0 where a file is missing or contradicts."""
        return self.deposit - self.used - self.returned - self.kept - self.open

    @property
    def is_open(self) -> bool:
        """Whether it is still to be delivered."""
        return self.state is BookOrderState.OPEN

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not be delivered any more."""
        return self.state in (BookOrderState.CANCELLED, BookOrderState.KEPT)

    def as_json(self) -> dict[str, Any]:
        """The order as `office orders --json` prints it; nothing of it says who the buyer is."""
        names = (
            *("number", "maker", "maker_name", "what", "qty", "total", "deposit", "used"),
            *("returned", "kept", "open", "balance", "paid", "balance_taken", "unexplained"),
            *("by_office", "sku", "size", "colour", "due", "deliver", "country", "lang"),
        )
        found = {name: getattr(self, name) for name in names}
        documents = {"taken": self.taken._asdict(), "closed": self.closed._asdict()}
        return {"order": found.pop("number"), "state": str(self.state), **found, **documents}


class OrderFigures(NamedTuple):
    """The orders of a fair in figures. They stand beside the sales and are never added to them.

    `written` orders of together `total` rupiah were not cancelled; for them, `deposits` were
    received. `delivered` of them, of together `delivered_total`, are in the sales as well.
    """

    written: int = 0
    total: Rupiah = 0
    deposits: Rupiah = 0
    delivered: int = 0
    delivered_total: Rupiah = 0
    cancelled: int = 0
    taken: Rupiah = 0
    used: Rupiah = 0
    returned: Rupiah = 0
    kept: Rupiah = 0
    open: Rupiah = 0
    unexplained: Rupiah = 0


def figures_of(orders: Iterable[BookOrder]) -> OrderFigures:
    """The figures of some orders; those that are not confirmed are in none."""
    found = [each for each in orders if each.state is not BookOrderState.UNCONFIRMED]
    live = [each for each in found if not each.is_cancelled and each.taken.sale]
    done = [each for each in live if each.state is BookOrderState.DELIVERED]
    cancelled = [each for each in found if each.is_cancelled]
    written = (len(live), _sum(live, "total"), _sum(live, "deposit"))
    delivered = (len(done), _sum(done, "total"))
    names = ("deposit", "used", "returned", "kept", "open")
    deposits = [_sum(found, name) for name in names]
    left = sum(each.unexplained for each in found)
    return OrderFigures._make((*written, *delivered, len(cancelled), *deposits, left))


def _sum(orders: Iterable[BookOrder], name: str) -> Rupiah:
    return sum(getattr(each, name) for each in orders)


def orders_of(
    counted: Iterable[BookDay],
    days: Iterable[BookDay] = (),
    effective: EffectiveDecisions = NO_DECISIONS,
    disputed: Collection[str] = (),
) -> tuple[BookOrder, ...]:
    """Every order, by its number.

    Args:
        counted: The files that count.
        days: All files that may count; orders that only these hold are not confirmed.
        effective: The decisions in force.
        disputed: The numbers of the orders that several documents close; `counted` are without
            these documents.
    """
    trails = order_trails(counted)
    closed = {each.order: each for _, each in effective.decided(OrderClosed)}
    paid: dict[str, Rupiah] = defaultdict(int)
    for _, each in effective.decided(DepositPaid):
        paid[each.order] += each.amount
    found = {
        number: _order(number, trail, closed.get(number), paid[number])
        for number, trail in trails.items()
        if trail.deposits or trail.live("")
    }
    found |= {number: _disputed(found[number]) for number in found.keys() & set(disputed)}
    for number, trail in order_trails(days).items():
        if number not in found and (trail.deposits or trail.live("")):
            order = _order(number, trail, None, paid[number])
            order = order._replace(deposit=0, used=0, returned=0, kept=0)
            found[number] = order._replace(state=BookOrderState.UNCONFIRMED)
    return tuple(found[number] for number in sorted(found))


def _disputed(order: BookOrder) -> BookOrder:
    """The order in dispute; what the office decided of it before the files came holds."""
    return order._replace(state=BookOrderState.DISPUTED) if order.is_open else order


def _order(number: str, trail: OrderTrail, decided: OrderClosed | None, paid: Rupiah) -> BookOrder:
    live = trail.live("")
    first = min(trail.deposits.values(), key=_in_order, default=None)
    told = first or live[0]
    row = told.note.row
    maker = told.day.makers.get(row.maker)
    order = BookOrder(
        number=number,
        maker=row.maker,
        maker_name=maker.name if maker else row.maker,
        what=row.what,
        qty=row.qty,
        total=row.total,
        state=BookOrderState.OPEN,
        taken=_document(first),
        deposit=sum(each.note.row.deposit for each in trail.deposits.values()),
        paid=paid,
        share_bp=(maker.share_bp or 0) if maker else 0,
        **{name: getattr(row, name) for name in _TERMS},
    )
    for change in sorted(trail.changes, key=_in_order):
        new = change.note.row
        order = order._replace(due=new.due or order.due, deliver=new.deliver or order.deliver)
    if live:
        return _closed(order, live[-1])
    return order if decided is None else _closed_by_office(order, decided)


_TERMS = ("sku", "size", "colour", "due", "deliver", "country", "lang", "contact")


def _in_order(told: Told) -> tuple[str, int, int]:
    return told.day.day, told.day.seat, told.note.row.row


def _document(told: Told | None) -> OrderDocument:
    if told is None:
        return OrderDocument()
    return OrderDocument(told.note.number, told.note.row.sale_id, told.place, told.day.day)


def _closed(order: BookOrder, told: Told) -> BookOrder:
    row = told.note.row
    if row.event == OrderEvent.DELIVERY:
        done = order._replace(state=BookOrderState.DELIVERED, used=-row.deposit)
    else:
        state = BookOrderState.CANCELLED if row.deposit else BookOrderState.KEPT
        done = order._replace(state=state, returned=-row.deposit, kept=row.kept)
    return done._replace(closed=_document(told))


def _closed_by_office(order: BookOrder, decided: OrderClosed) -> BookOrder:
    closed = OrderDocument(day=decided.day)
    if decided.how == HowClosed.DELIVERED:
        done = order._replace(state=BookOrderState.DELIVERED, used=order.deposit)
        return done._replace(balance_taken=decided.taken, closed=closed, by_office=True)
    state = BookOrderState.CANCELLED if decided.taken else BookOrderState.KEPT
    back = min(decided.taken, order.deposit)
    done = order._replace(state=state, returned=back, kept=order.deposit - back)
    return done._replace(closed=closed, by_office=True)
