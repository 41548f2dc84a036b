"""The evening's message to each maker: what sold today, what is theirs, and what is left.

The figures are those of the maker's statement, so that all messages of an evening add up to the
settlement. Nothing is sent from here: a person does that, from a chat that opens by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pos_app.domain.catalogue import sku_key
from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.settlement import Settlement
from pos_app.languages import LanguageCode
from pos_app.office.reconcile.maker_accounts import Accounts
from pos_app.office.reconcile.status import Status
from pos_app.office.report.day_words import day_words
from pos_app.office.report.order_words import order_line, to_make
from pos_app.office.report.statements import Statement, statements_of
from pos_app.texts import text


@dataclass(frozen=True, slots=True)
class MakerMessage:
    """One message; `phone` is empty where the plan has none.

    `pieces` and `due` are of the last day, in pieces and rupiah; `settlement` is of all days.
    """

    settlement: Settlement
    phone: str
    text: str
    pieces: int
    due: Rupiah
    provisional: bool

    @property
    def maker(self) -> str:
        """The maker's code."""
        return self.settlement.maker


def maker_messages(status: Status, lang: LanguageCode) -> tuple[MakerMessage, ...]:
    """The messages to all makers: those who sold first, as settled, then the others of the plan.

    The status must be made of days that were read with their goods.
    """
    unseen = unseen_by_maker(status)
    found = [
        _message(status, each, lang, unseen.get(sku_key(each.settlement.maker), 0))
        for each in statements_of(status)
    ]
    return (*found, *_to_the_others(status, lang))


def unseen_by_maker(status: Status) -> dict[str, Rupiah]:
    """What was paid for each maker's goods by QRIS that nobody saw arrive, by the account's key."""
    accounts, found = Accounts(status.plan), dict[str, Rupiah]()
    for day in status.confirmed.days:
        for code, flow in day.breakdown.unseen.items():
            key = accounts.key(day, code)
            found[key] = found.get(key, 0) + flow.net
    return found


def _message(
    status: Status, statement: Statement, lang: LanguageCode, unseen: Rupiah
) -> MakerMessage:
    settlement = statement.settlement
    today = [line for line in statement.lines if line.day == status.through]
    pieces, due = sum(line.qty for line in today), sum(line.due for line in today)
    words = _text(status, settlement, pieces, due, statement.provisional, lang, unseen)
    words = "\n".join([words, *_orders(statement, lang)])
    phone = _phone(status, settlement.maker)
    return MakerMessage(settlement, phone, words, pieces, due, statement.provisional)


def _orders(statement: Statement, lang: LanguageCode) -> Iterator[str]:
    """The maker's open orders: what is to be delivered when, and the deposits held for them."""
    orders = to_make(statement.orders)
    if orders:
        money = statement.settlement.orders
        held = format_rupiah(money.held - money.held_handed)
        yield text("maker_message", "orders", lang).format(count=len(orders), held=held)
        yield from (order_line(each, lang) for each in orders)


def _to_the_others(status: Status, lang: LanguageCode) -> Iterator[MakerMessage]:
    """The messages to planned makers of whom nothing was sold or paid."""
    settled = {sku_key(each.maker) for each in status.confirmed.settlements}
    for maker in status.plan.makers:
        if sku_key(maker.code) not in settled:
            nothing = Settlement(maker.code, maker.name)
            waits = bool(status.doubtful)
            words = _text(status, nothing, 0, 0, waits, lang)
            yield MakerMessage(nothing, _phone(status, maker.code), words, 0, 0, waits)


def _phone(status: Status, maker: str) -> str:
    return status.plan.maker_phones.get(maker, "")


def _text(
    status: Status,
    settlement: Settlement,
    pieces: int,
    due: Rupiah,
    provisional: bool,
    lang: LanguageCode,
    unseen: Rupiah = 0,
) -> str:
    """The message in short lines, as people read them in a chat."""

    def say(key: str, **facts: object) -> str:
        return text("maker_message", key, lang).format(**facts)

    day = day_words(status.through, lang)
    lines = [say("hello", name=settlement.name), say("of", event=status.plan.name, day=day)]
    if pieces or due:
        sums = {"pieces": group_digits(pieces), "due": format_rupiah(due)}
        lines.append(say("today", **sums))
    else:
        lines.append(say("nothing_yet" if provisional else "nothing"))
    if settlement.due or settlement.paid_out or settlement.office_paid:
        paid = settlement.paid_out + settlement.office_paid
        whole = {"due": format_rupiah(settlement.due), "paid": format_rupiah(paid)}
        lines.append(say("whole", pieces=group_digits(settlement.qty), **whole))
        if unseen > 0:
            lines.append(say("unseen", unseen=format_rupiah(unseen)))
        lines.append(_left(status, settlement.payable, lang))
    lines.append(say("provisional" if provisional else "complete"))
    return "\n".join(lines)


def _left(status: Status, left: Rupiah, lang: LanguageCode) -> str:
    """Who owes whom, and what happens to it."""
    last_day = status.through >= status.plan.end
    key = "left" if left > 0 else "even" if left == 0 else "back" if last_day else "carried"
    return text("maker_message", key, lang).format(left=format_rupiah(abs(left)))
