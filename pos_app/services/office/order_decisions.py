"""What the office decides on orders and inquiries, signed by the key beside the book."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pos_app.clock import Clock, parse_day
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import OrderEvent, is_order_number
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.decide.decision_values import PAYMENT_WAYS
from pos_app.office.decide.order_decisions import (
    DepositPaid,
    HowClosed,
    OrderClosed,
    OrderCounts,
    OrderProgress,
    Progress,
)
from pos_app.office.order_events import OrderNote
from pos_app.office.reconcile.order_trails import Told, order_trails
from pos_app.services.office.decisions import RecordedDecision, decide


class Closing(NamedTuple):
    """A document that delivers or cancels an order; `amount` is the price, or what went back.

    `sale` is its id, `till` its place (`A07-1`).
    """

    sale: str
    number: str
    till: str
    day: str
    delivered: bool
    amount: Rupiah


def closings_of(path: Path, order: str) -> list[Closing]:
    """Returns the documents that close an order, by day and till; voided ones are left out.

    Raises PosError `office_order_unknown`, and as `Book.open` does.
    """
    number = _number(order)
    with Book.open(path, writing=False) as book:
        days = book.days()
    trail = order_trails(days).get(number)
    return [] if trail is None else [_closing(told) for told in trail.live("")]


def _closing(told: Told) -> Closing:
    note, row = told.note, told.note.row
    delivered = row.event == OrderEvent.DELIVERY
    amount = row.total if delivered else -row.deposit
    return Closing(row.sale_id, note.number, told.place, told.day.day, delivered, amount)


def choose_closing(
    path: Path, order: str, document: str, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Chooses which of several documents closes an order: by its receipt number, or its id.

    Raises PosError `office_order_unknown`, `order_document_unknown`, and as `decide`.
    """
    number, text = _number(order), document.strip()
    closings = [note for note in _notes(path, number) if note.is_closing]
    found = {
        note.row.sale_id
        for note in closings
        if text.upper() == note.number or (len(text) >= 8 and note.row.sale_id.startswith(text))
    }
    if len(found) != 1:
        raise PosError("order_document_unknown", order=number, document=text[:40])
    return decide(path, OrderCounts(number, found.pop()), clock, reason)


def close_order(
    path: Path, order: str, how: str, day: str, amount: Rupiah, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Closes an order that no till closed: delivered after the fair, or its deposit returned.

    `amount` is the balance that the office took, or what went back to the buyer. Raises PosError
    `office_order_unknown`, `order_closed_at_till`, `order_return_too_large`, `order_balance_wrong`,
    `payment_invalid`, and as `decide`.
    """
    number = _number(order)
    deposit = _open_deposit(number, _notes(path, number))
    _check_amount(deposit, how, amount)
    content = OrderClosed(number, str(HowClosed(how)), parse_day(day).isoformat(), amount)
    return decide(path, content, clock, reason)


def _open_deposit(number: str, notes: list[OrderNote]) -> OrderRow:
    """The deposit of an order that no till closed."""
    voided = {note.refers_to for note in notes}
    closed = [n for n in notes if n.is_closing and n.row.sale_id not in voided]
    if closed:
        raise PosError("order_closed_at_till", order=number, number=closed[0].number)
    deposits = [note.row for note in notes if note.row.event == OrderEvent.DEPOSIT]
    if not deposits:
        raise PosError("office_order_unknown", order=number)
    return deposits[0]


def _check_amount(row: OrderRow, how: str, amount: Rupiah) -> None:
    """At most the deposit goes back, at most the balance was taken."""
    facts = {"order": row.order_number, "amount": amount}
    if amount < 0:
        raise PosError("payment_invalid")
    if how == HowClosed.RETURNED and amount > row.deposit:
        raise PosError("order_return_too_large", deposit=row.deposit, **facts)
    balance = row.total - row.deposit
    if how == HowClosed.DELIVERED and amount > balance:
        raise PosError("order_balance_wrong", balance=balance, **facts)


def hand_over_deposit(
    path: Path,
    order: str,
    amount: Rupiah,
    clock: Clock,
    *,
    day: str,
    way: str,
    proof: str,
    reason: str = "",
) -> RecordedDecision:
    """Records that the office handed an order's deposit, or part of it, to the maker.

    Raises PosError `office_order_unknown`, `payment_invalid`, `order_deposit_handed`, and as
    `decide`.
    """
    number = _number(order)
    deposit = sum(n.row.deposit for n in _notes(path, number) if n.row.event == OrderEvent.DEPOSIT)
    if not 0 < amount <= MAX_PRICE or way not in PAYMENT_WAYS or not proof.strip():
        raise PosError("payment_invalid")
    content = DepositPaid(number, amount, parse_day(day).isoformat(), way, proof.strip())
    with Book.open(path, writing=False) as book:
        decided = book.effective_decisions().decided(DepositPaid)
    before = sum(
        each.amount
        for _, each in decided
        if each.order == number and each.subject != content.subject
    )
    if before + amount > deposit:
        raise PosError("order_deposit_handed", order=number, deposit=deposit, paid=before)
    return decide(path, content, clock, reason)


def set_progress(
    path: Path, ref: str, state: str, clock: Clock, reason: str = ""
) -> RecordedDecision:
    """Notes how far the office has come with an order or inquiry.

    Raises PosError `office_order_unknown` for an order that the book does not know, and as
    `decide`.
    """
    number = ref.strip().upper()
    if is_order_number(number):
        _notes(path, number)
    elif not number.startswith("M-"):
        raise PosError("office_order_unknown", order=number[:40])
    return decide(path, OrderProgress(number, str(Progress(state))), clock, reason)


def _number(text: str) -> str:
    number = text.strip().upper()
    if not is_order_number(number):
        raise PosError("office_order_unknown", order=number[:40])
    return number


def _notes(path: Path, order: str) -> list[OrderNote]:
    """The events of an order in all files of a book. Raises PosError `office_order_unknown`."""
    with Book.open(path, writing=False) as book:
        found = _of_order(order, (note for day in book.days() for note in day.notes.orders))
    if not found:
        raise PosError("office_order_unknown", order=order)
    return found


def _of_order(order: str, notes: Iterable[OrderNote]) -> list[OrderNote]:
    """The events of one order, each document once: revisions of a day repeat it."""
    found = {}
    for note in notes:
        if note.order == order:
            found[note.row.sale_id or note.row.at] = note
    return list(found.values())
