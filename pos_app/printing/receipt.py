"""The layout of the receipt of a stored sale, refund or void.

All figures come from the stored sale, so that a copy printed later shows the same. Amounts of
refunds and voids are shown positive, under a heading that names the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.clock import parse_stamp
from pos_app.domain.money import Rupiah, format_rupiah, group_digits, spread
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import NOTE_MARK, Sale, SaleKind, SaleLine, SaleTender
from pos_app.errors import PosError
from pos_app.goods_names import EnglishNames, english_of, names_on_paper
from pos_app.languages import LanguageCode, languages_on_paper
from pos_app.printing.amount_words import amount_in_words
from pos_app.printing.blocks import Align, Block, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.paper_texts import format_day, format_time, paper_text, paper_texts

# UU 8/1999 art. 18 forbids sellers to state that goods cannot be returned or exchanged.
_FORBIDDEN_CLAUSE = re.compile(
    r"\b(tidak|tak|tdk|nggak|gak)\s+(dapat|bisa|boleh)\s+(di)?\s*-?(tukar|kembali|retur)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReceiptHead:
    """The parts of a receipt that are not in the sale.

    `place` is stand and till, as `A07-1`. `maker_names` maps maker codes to names; a maker in it is
    printed below the line. `english` are the goods' English names. `logo` is a PNG.
    `maker_codes` are names of makers, each with the text of a QR code that tells of them.
    """

    stand_name: str
    event_name: str = ""
    place: str = ""
    contact: tuple[str, ...] = ()
    cashier_name: str = ""
    training: bool = False
    maker_names: Mapping[str, str] = field(default_factory=dict)
    english: EnglishNames = field(default_factory=dict)
    footer: str = ""
    logo: bytes = b""
    in_words: bool = False
    maker_codes: Sequence[tuple[str, str]] = ()


def check_footer(footer: str) -> str:
    """Return `footer`. Raises PosError `footer_forbidden` if it excludes returns or exchanges."""
    if _FORBIDDEN_CLAUSE.search(footer):
        raise PosError("footer_forbidden", text=footer[:80])
    return footer


def receipt_code(sale: Sale) -> str:
    """Return the text of the receipt's QR code: the number and the start of the sale's id."""
    return f"{sale.number} {sale.id[:8].upper()}"


def receipt_blocks(
    sale: Sale, head: ReceiptHead, lang: LanguageCode, copy: bool = False, refers_number: str = ""
) -> Layout:
    """Return the layout of the receipt of `sale`.

    `copy` marks it as a copy; `refers_number` is the receipt that a refund or void corrects.
    """
    sign = 1 if sale.kind is SaleKind.SALE else -1
    return (
        *_warnings(head, lang),
        *_top(head),
        *_kind(sale, refers_number, lang),
        *(_banner(paper_text("copy", lang)) if copy else ()),
        Rule(),
        *_facts(sale, head, lang),
        Rule(),
        *_lines(sale, head, sign, lang),
        Rule(),
        *_sums(sale, sign, lang),
        *(_in_words(sign * sale.net, lang) if head.in_words else ()),
        Rule(),
        *_tenders(sale, sign, lang),
        *_bottom(sale, head, lang),
        *_warnings(head, lang),
    )


def _banner(text: str) -> tuple[Block, ...]:
    return (Text(text, Align.CENTER, bold=True),)


def _warnings(head: ReceiptHead, lang: LanguageCode) -> tuple[Block, ...]:
    """Yield the practice warning; it is printed first and last, in case one end is torn off."""
    if not head.training:
        return ()
    words = [block for text in paper_texts("training", lang) for block in _banner(text)]
    return (Rule(), *words, Rule())


def _top(head: ReceiptHead) -> Iterator[Block]:
    if head.logo:
        yield Logo(head.logo)
    yield Text(head.stand_name, Align.CENTER, bold=True, size=2)
    event = " · ".join(filter(None, (head.event_name, head.place)))
    if event:
        yield Text(event, Align.CENTER)
    for line in head.contact:
        yield Text(line, Align.CENTER, note=True)


def _kind(sale: Sale, refers_number: str, lang: LanguageCode) -> Iterator[Block]:
    if sale.kind is SaleKind.SALE:
        return
    yield Feed()
    first, *others = paper_texts(str(sale.kind), lang)
    yield Text(first, Align.CENTER, bold=True, size=2)
    yield from (block for other in others for block in _banner(other))
    undone = refers_number or sale.refers_to
    yield Text(f"{paper_text('for_number', lang)} {undone}", Align.CENTER)


def _facts(sale: Sale, head: ReceiptHead, lang: LanguageCode) -> Iterator[Block]:
    at = parse_stamp(sale.at)
    yield Text(f"{paper_text('number', lang)} {sale.number}", bold=True)
    yield Pair(format_day(at.date(), lang), format_time(at))
    yield Text(f"{paper_text('cashier', lang)}: {head.cashier_name or sale.cashier}")
    if sale.note:
        key = "note" if sale.kind is SaleKind.SALE else "reason"
        yield Text(f"{paper_text(key, lang)}: {_note(sale, head.english, lang)}")


def _note(sale: Sale, english: EnglishNames, lang: LanguageCode) -> str:
    """Return the note; the goods that notes on single lines name are called as on their lines."""
    parts = sale.note.split(NOTE_MARK)
    for line in sale.lines:
        names = names_on_paper(line.name, english_of(english, line.sku, line.name), lang)
        head = f"{line.name}: "
        parts = [
            f"{' / '.join(names)}: {part.removeprefix(head)}" if part.startswith(head) else part
            for part in parts
        ]
    return NOTE_MARK.join(parts)


def _lines(sale: Sale, head: ReceiptHead, sign: int, lang: LanguageCode) -> Iterator[Block]:
    own_discounts = not _spread_evenly(sale.lines, sign)
    for line in sale.lines:
        qty = sign * line.qty
        english = english_of(head.english, line.sku, line.name)
        name, *others = names_on_paper(line.name or line.sku, english, lang)
        yield Text(name)
        yield from (Text(other, note=True, indent=2) for other in others)
        amount = group_digits(qty * line.unit_price)
        yield Pair(f"{group_digits(qty)} x {group_digits(line.unit_price)}", amount, indent=2)
        if line.unit_price < line.list_price:
            list_price = group_digits(line.list_price)
            yield Text(f"{paper_text('list_price', lang)} {list_price}", note=True, indent=2)
        if line.discount and own_discounts:
            discount = group_digits(sign * line.discount)
            yield Text(f"{paper_text('discount', lang)} {discount}", note=True, indent=2)
        if head.maker_names.get(line.maker):
            yield Text(head.maker_names[line.maker], note=True, indent=2)


def _spread_evenly(lines: Sequence[SaleLine], sign: int) -> bool:
    """Return whether the discounts are those of the whole sale, which are shown below the lines."""
    weights = [line.qty * line.unit_price * sign for line in lines]
    discounts = [line.discount * sign for line in lines]
    return sum(discounts) <= sum(weights) and discounts == spread(sum(discounts), weights)


def _sums(sale: Sale, sign: int, lang: LanguageCode) -> Iterator[Block]:
    pieces = sum(sign * line.qty for line in sale.lines)
    subtotal = sum(sign * line.qty * line.unit_price for line in sale.lines)
    discount = sum(sign * line.discount for line in sale.lines)
    yield Pair(
        f"{paper_text('subtotal', lang)} ({group_digits(pieces)} pcs)", group_digits(subtotal)
    )
    if discount:
        yield Pair(paper_text("discount", lang), group_digits(-discount))
    if sale.rounding:
        yield Pair(paper_text("rounding", lang), _signed(sign * sale.rounding))
    key = "total" if sale.kind is SaleKind.SALE else f"total_{sale.kind}"
    yield Pair(paper_text(key, lang), format_rupiah(sign * sale.net), bold=True, size=2)


def _in_words(amount: Rupiah, lang: LanguageCode) -> Iterator[Block]:
    for language in languages_on_paper(lang):
        yield Text(f"({amount_in_words(amount, language)})", note=True)


def _signed(amount: Rupiah) -> str:
    return f"+{group_digits(amount)}" if amount > 0 else group_digits(amount)


def _tenders(sale: Sale, sign: int, lang: LanguageCode) -> Iterator[Block]:
    for tender in _shown_tenders(sale):
        yield Pair(paper_text(str(tender.method), lang), group_digits(sign * tender.amount))
        if not tender.confirmed:
            yield Text(paper_text("unconfirmed", lang), bold=True, indent=2)
        if tender.method is Method.DEPOSIT:
            balance = sign * (sale.net - tender.amount)
            yield Pair(paper_text("balance", lang), group_digits(balance), bold=True)
        if tender.reference:
            yield Text(f"{paper_text('reference', lang)} {tender.reference}", note=True, indent=2)
    if sale.change:
        yield Pair(paper_text("change", lang), group_digits(sale.change), bold=True)


def _shown_tenders(sale: Sale) -> Iterable[SaleTender]:
    """Return the payments to show; a refund or void shows its cash less the change as one."""
    paid = [tender for tender in sale.tenders if tender.method is not Method.CHANGE]
    if sale.kind is SaleKind.SALE:
        return paid
    change = sum(t.amount for t in sale.tenders if t.method is Method.CHANGE)
    cash = sum(t.amount for t in paid if t.method is Method.CASH) + change
    rest = [tender for tender in paid if tender.method is not Method.CASH]
    return [SaleTender(0, Method.CASH, cash), *rest] if cash else rest


def _bottom(sale: Sale, head: ReceiptHead, lang: LanguageCode) -> Iterator[Block]:
    yield Feed()
    if sale.kind is SaleKind.SALE:
        # Every receipt thanks in both languages, because the buyer may be from abroad.
        yield Text(" · ".join(paper_texts("thanks", "both")), Align.CENTER)
        if head.footer and not _FORBIDDEN_CLAUSE.search(head.footer):
            yield Text(head.footer, Align.CENTER, note=True)
        for name, code in head.maker_codes:
            yield Feed()
            yield Text(name, Align.CENTER, bold=True)
            yield Qr(code, name)
    yield Qr(receipt_code(sale))
