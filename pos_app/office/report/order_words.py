"""The orders of a fair in words and tables: beside the sales, and never added to them.

Nothing here says who a buyer is.
"""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.orders import BookOrder, BookOrderState, figures_of
from pos_app.office.reconcile.potential import potential_of
from pos_app.office.reconcile.status import Status
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Cell, Table
from pos_app.texts import text, texts_in


def orders_text(status: Status, lang: LanguageCode) -> str:
    """`Orders: 12, Rp… (deposits received Rp…) · delivered: 3, Rp…`; empty without orders."""
    figures = figures_of(status.orders)
    if not (figures.written or figures.cancelled):
        return ""
    return text("orders", "figures", lang).format(
        written=group_digits(figures.written),
        total=format_rupiah(figures.total),
        deposits=format_rupiah(figures.deposits),
        delivered=group_digits(figures.delivered),
        delivered_total=format_rupiah(figures.delivered_total),
    )


def potential_text(status: Status, lang: LanguageCode, *, brief: bool = False) -> str:
    """`Potential, in no total: 4 inquiries, about 120 pieces, 2 very warm`; empty without.

    A `brief` text does not say how many are very warm.
    """
    found = potential_of(status.inquiries)
    if not found.inquiries:
        return ""
    words = texts_in("potential", lang)
    parts = [words["inquiries"].format(count=group_digits(found.inquiries))]
    if found.about_qty:
        parts.append(words["about"].format(pieces=group_digits(found.about_qty)))
    if found.very_warm and not brief:
        parts.append(words["very_warm"].format(count=group_digits(found.very_warm)))
    return words["figures"].format(parts=", ".join(parts))


def inquiry_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """Every inquiry without who made it; none for a fair without inquiries."""
    rows = [
        (
            *(note.number, ", ".join(note.makers), text("business", note.business, lang)),
            *(note.about_qty, note.due, note.country, note.warm),
            f"{told.stand}-{told.till} {told.day}",
        )
        for told in status.inquiries
        for note in [told.note]
    ]
    if not rows:
        return []
    columns = (
        "number:text makers:text business:text about_qty:count due_on:text country:text warm:count"
        " taken_at:text"
    )
    return [made_table("inquiries", columns, rows, lang, note=text("potential", "note", lang))]


def order_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """Every order with its deposit; none for a fair without orders."""
    if not status.orders:
        return []
    rows = [_row(each, lang) for each in status.orders]
    columns = (
        "order:text state:text maker:text what:text qty:count total deposit used returned kept"
        " open:money due_on:text taken_at:text closed_at:text"
    )
    return [made_table("orders", columns, rows, lang, note=text("orders", "note", lang))]


def _row(order: BookOrder, lang: LanguageCode) -> tuple[Cell, ...]:
    taken, closed = order.taken, order.closed
    return (
        *(order.number, state_words(order, lang), order.maker, order.what, order.qty),
        *(order.total, order.deposit, order.used, order.returned, order.kept, order.open),
        *(order.due, f"{taken.till} {taken.day}".strip(), f"{closed.till} {closed.day}".strip()),
    )


def state_words(order: BookOrder, lang: LanguageCode) -> str:
    """What became of an order, in words."""
    return text("order_states", str(order.state), lang)


def to_make(orders: Iterable[BookOrder]) -> list[BookOrder]:
    """The orders still to be delivered, by their day; those without a day last."""
    found = [each for each in orders if each.state is BookOrderState.OPEN]
    return sorted(found, key=lambda each: (not each.due, each.due, each.number))


def order_line(order: BookOrder, lang: LanguageCode) -> str:
    """One order for its maker: `2023-11-20: 6 × Kalung manik, … (P-A07-1-0001)`."""
    return text("orders", "line", lang).format(
        due=order.due or text("orders", "no_day", lang),
        qty=order.qty,
        what=", ".join(filter(None, (order.what, order.size, order.colour))),
        number=order.number,
        total=format_rupiah(order.total),
        deposit=format_rupiah(order.deposit),
    )


def maker_orders_table(orders: Iterable[BookOrder], lang: LanguageCode) -> Table:
    """One maker's open orders: what to deliver when, and the deposits held for them."""
    rows = [
        (
            *(each.due, each.number, ", ".join(filter(None, (each.what, each.size, each.colour)))),
            *(each.qty, each.total, each.open, each.paid),
        )
        for each in to_make(orders)
    ]
    columns = "due_on:text order:text what:text qty:count total deposits_held deposits_handed"
    return made_table("open_orders", columns, rows, lang)
