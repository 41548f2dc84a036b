"""What the office writes to buyers: about an order, or about what an inquiry was promised."""

from __future__ import annotations

from pos_app.domain.inquiry import Inquiry
from pos_app.domain.money import format_rupiah
from pos_app.languages import LanguageCode
from pos_app.office.reconcile.orders import BookOrder
from pos_app.office.report.day_words import day_words
from pos_app.texts import text


def order_message(order: BookOrder, maker: str, event: str, name: str, lang: LanguageCode) -> str:
    """Returns the message to the buyer of an order, ready to be sent. `name` may be empty."""

    def say(key: str, **facts: object) -> str:
        return text("buyer_message", key, lang).format(**facts)

    what = ", ".join(filter(None, (order.what, order.size, order.colour)))
    money = {"total": format_rupiah(order.total), "deposit": format_rupiah(order.deposit)}
    balance = format_rupiah(order.total - order.deposit)
    return "\n".join(
        (
            say("hello", name=name) if name else say("hello_nobody"),
            say("order", event=event, number=order.number),
            say("what", qty=order.qty, what=what, maker=maker),
            say("money", **money, balance=balance),
            say("due", due=day_words(order.due, lang)) if order.due else say("no_day"),
            say(order.deliver if order.deliver in ("pickup", "send") else "pickup"),
        )
    )


def inquiry_message(inquiry: Inquiry, event: str, name: str, lang: LanguageCode) -> str:
    """Returns the message to who may order later: what they looked at, and by when."""

    def say(key: str, **facts: object) -> str:
        return text("buyer_message", key, lang).format(**facts)

    pieces = [piece.name for piece in inquiry.pieces] or list(inquiry.makers)
    lines = [
        say("hello", name=name) if name else say("hello_nobody"),
        say("inquiry", event=event, pieces=", ".join(pieces)),
    ]
    if inquiry.about_qty:
        lines.append(say("about", qty=inquiry.about_qty))
    if inquiry.due:
        lines.append(say("due", due=day_words(inquiry.due, lang)))
    return "\n".join((*lines, say("ask")))
