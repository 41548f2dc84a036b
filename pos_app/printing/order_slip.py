"""The slips of an order, for the buyer and for the maker, and the paper of its return.

Each slip has the conditions, lines to sign, and the code by which any till of the event delivers
the order. Who ordered is not printed: there is a line to write it on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pos_app.clock import parse_stamp
from pos_app.domain.money import format_rupiah, group_digits
from pos_app.domain.orders import Deliver, Order
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.goods_names import english_of, names_on_paper
from pos_app.languages import LanguageCode, languages_on_paper
from pos_app.printing.blocks import Align, Block, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text, paper_texts
from pos_app.printing.receipt import ReceiptHead


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """An order with the document of its deposit or return, and what is printed with it.

    `signed` is the text of the order's code, empty on the paper of a return. `for_maker` makes the
    maker's slip of it.
    """

    order: Order
    sale: Sale
    maker_name: str
    signed: str = ""
    for_maker: bool = False


def order_blocks(
    paper: OrderPaper, head: ReceiptHead, lang: LanguageCode, copy: bool = False
) -> Layout:
    """Return the layout of a slip, in the buyer's language or in both."""
    key = "order_for_maker" if paper.for_maker else "order_for_buyer"
    return (
        *_top(head, "order_slip", key, lang, copy),
        *_facts(paper, head, lang),
        Rule(),
        *_goods(paper, head, lang),
        Rule(),
        *_money(paper, lang),
        Rule(),
        *_conditions(lang),
        Feed(),
        Qr(paper.signed, paper.order.number),
        *_signatures(paper, lang),
        *_training(head, lang),
    )


def return_blocks(
    paper: OrderPaper, head: ReceiptHead, lang: LanguageCode, copy: bool = False
) -> Layout:
    """Return the layout of the paper of a cancelled order: what went back, what the maker keeps."""
    order, sale = paper.order, paper.sale
    return (
        *_top(head, "order_return", "", lang, copy),
        *_facts(paper, head, lang),
        Text(f"{paper_text('reason', lang)}: {sale.note}"),
        Rule(),
        *_goods(paper, head, lang),
        Rule(),
        Pair(paper_text("deposit", lang), group_digits(order.deposit)),
        Pair(paper_text("order_returned", lang), format_rupiah(sale.paid), bold=True, size=2),
        *(
            Pair(paper_text(str(t.method), lang), group_digits(-t.amount), indent=2)
            for t in sale.tenders
            if t.method is not Method.DEPOSIT
        ),
        Pair(paper_text("order_kept", lang), group_digits(order.deposit - sale.paid)),
        *_signatures(paper, lang),
        *_training(head, lang),
    )


def _training(head: ReceiptHead, lang: LanguageCode) -> Iterator[Block]:
    if head.training:
        yield Rule()
        for words in paper_texts("training", lang):
            yield Text(words, Align.CENTER, bold=True)
        yield Rule()


def _top(
    head: ReceiptHead, title: str, whose: str, lang: LanguageCode, copy: bool
) -> Iterator[Block]:
    yield from _training(head, lang)
    if head.logo:
        yield Logo(head.logo)
    yield Text(head.stand_name, Align.CENTER, bold=True, size=2)
    event = " · ".join(filter(None, (head.event_name, head.place)))
    if event:
        yield Text(event, Align.CENTER)
    yield Feed()
    first, *others = paper_texts(title, lang)
    yield Text(first, Align.CENTER, bold=True, size=2)
    yield from (Text(other, Align.CENTER, bold=True) for other in others)
    if whose:
        yield Text(paper_text(whose, lang), Align.CENTER)
    if copy:
        yield Text(paper_text("copy", lang), Align.CENTER, bold=True)
    yield Rule()


def _facts(paper: OrderPaper, head: ReceiptHead, lang: LanguageCode) -> Iterator[Block]:
    sale = paper.sale
    at = parse_stamp(sale.at)
    yield Text(f"{paper_text('order_number', lang)} {paper.order.number}", bold=True)
    yield Text(f"{paper_text('number', lang)} {sale.number}")
    yield Pair(format_day(at.date(), lang), format_time(at))
    yield Text(f"{paper_text('cashier', lang)}: {head.cashier_name or sale.cashier}")


def _goods(paper: OrderPaper, head: ReceiptHead, lang: LanguageCode) -> Iterator[Block]:
    terms = paper.order.terms
    english = english_of(head.english, paper.order.number, terms.what)
    name, *others = names_on_paper(terms.what, english, lang)
    yield Text(name, bold=True)
    yield from (Text(other) for other in others)
    yield Pair(paper_text("pieces", lang), group_digits(terms.qty))
    for key, value in (("order_size", terms.size), ("order_colour", terms.colour)):
        if value:
            yield Text(f"{paper_text(key, lang)}: {value}")
    yield Text(f"{paper_text('maker', lang)}: {paper.maker_name}")
    if terms.due:
        day = format_day(date.fromisoformat(terms.due), lang)
        yield Pair(paper_text("order_due", lang), day, bold=True)
    way = "order_send" if terms.deliver == Deliver.SEND else "order_pickup"
    yield Text(paper_text(way, lang))


def _money(paper: OrderPaper, lang: LanguageCode) -> Iterator[Block]:
    order = paper.order
    yield Pair(paper_text("total", lang), format_rupiah(order.terms.total), bold=True)
    yield Pair(paper_text("deposit", lang), group_digits(order.deposit))
    for tender in paper.sale.tenders:
        if tender.method is not Method.DEPOSIT:
            words = paper_text(str(tender.method), lang)
            yield Pair(words, group_digits(tender.amount), indent=2)
            if not tender.confirmed:
                yield Text(paper_text("unconfirmed", lang), bold=True, indent=2)
    yield Pair(paper_text("balance", lang), format_rupiah(order.balance), bold=True, size=2)


def _conditions(lang: LanguageCode) -> Iterator[Block]:
    for language in languages_on_paper(lang):
        for key in ("order_rule_balance", "order_rule_cancelled", "order_rule_maker"):
            yield Text(paper_text(key, language), note=True)


def _signatures(paper: OrderPaper, lang: LanguageCode) -> Iterator[Block]:
    other = "maker" if paper.for_maker else "order_buyer"
    for key in (other, "for_stand"):
        yield Feed(3)
        yield Rule()
        yield Text(paper_text(key, lang), note=True)
