"""Orders and inquiries as rows of a list, in the order in which they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from pos_app.domain.inquiry import WARMTHS, Inquiry
from pos_app.domain.money import format_rupiah
from pos_app.domain.orders import Order
from ui.orders.orders_list import Listed
from ui.orders.words import business_choices, due_state, due_words, warm_choices
from ui.sell.country_dialog import country_words
from ui.texts import day_words

NEVER = "9999-12-31"


def order_rows(
    orders: Iterable[Order], makers: Mapping[str, str], today: date, language: str
) -> list[Listed]:
    """Return a row for each order, those wanted first at the top."""
    found = sorted(orders, key=lambda order: (order.terms.due or NEVER, order.number))
    return [_order_row(order, makers, today, language) for order in found]


def by_maker(rows: Iterable[Listed], makers: Mapping[str, str]) -> list[Listed]:
    """Return the rows of orders by the names of their makers, in the same order for each."""
    return sorted(rows, key=lambda row: _maker(row.order, makers).casefold())


def _maker(order: Order | None, makers: Mapping[str, str]) -> str:
    return "" if order is None else makers.get(order.terms.maker, order.terms.maker)


def _order_row(order: Order, makers: Mapping[str, str], today: date, language: str) -> Listed:
    terms, maker = order.terms, _maker(order, makers)
    mark, tone = due_state(order, today)
    title = f"{terms.qty} × {terms.what}"
    due = due_words(terms.due, today, language)
    day = day_words(terms.due, language) if terms.due else due
    found_by = " ".join((order.number, title, maker, terms.size, terms.colour, due))
    return Listed(
        number=order.number,
        title=title,
        amount=format_rupiah(order.balance),
        below="  ·  ".join((day, maker, order.number)),
        mark=mark,
        tone=tone,
        found_by=found_by.casefold(),
        order=order,
    )


def inquiry_rows(
    inquiries: Iterable[Inquiry], makers: Mapping[str, str], language: str
) -> list[Listed]:
    """Return a row for each inquiry, the newest at the top."""
    return [_inquiry_row(each, makers, language) for each in reversed(list(inquiries))]


def _inquiry_row(inquiry: Inquiry, makers: Mapping[str, str], language: str) -> Listed:
    names = [makers.get(code, code) for code in inquiry.all_makers]
    title = ", ".join([piece.name for piece in inquiry.pieces] or names)
    business = business_choices()[inquiry.business]
    country = country_words(inquiry.country) if inquiry.country else ""
    warmth = warm_choices()[str(inquiry.warm)]
    at = day_words(inquiry.at[:10], language)
    told = (at, country, business, "" if inquiry.warm == WARMTHS[-1] else warmth, inquiry.number)
    about = QCoreApplication.translate("OrdersList", "about {0}").format(inquiry.about_qty)
    return Listed(
        number=inquiry.number,
        title=title,
        amount=about if inquiry.about_qty else "",
        below="  ·  ".join(filter(None, told)),
        mark=warmth if inquiry.warm == WARMTHS[-1] else "",
        tone="accent",
        found_by=" ".join((*told, title, *names)).casefold(),
        inquiry=inquiry,
    )


def matching(rows: Iterable[Listed], text: str) -> list[Listed]:
    """Return the rows that have every word of a search."""
    words = text.casefold().split()
    return [row for row in rows if all(word in row.found_by for word in words)]
