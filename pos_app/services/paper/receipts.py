"""Receipts made from stored sales: as text for a screen, as a file, or in blocks for a device."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.catalogue import sku_key
from pos_app.domain.maker_card import code_texts
from pos_app.domain.orders import CATEGORY
from pos_app.domain.sale import DEPOSIT_KINDS, SaleKind
from pos_app.errors import PosError
from pos_app.goods_names import EnglishNames, english_words
from pos_app.languages import DEFAULT_LANGUAGE, PAPER_LANGUAGES, LanguageCode
from pos_app.services.catalogue.maker_cards import ToldMaker, told_makers
from pos_app.services.orders.lookup import order_of_document
from pos_app.services.paper.order_slip_paper import order_layout
from pos_app.services.paper.receipt_style import receipt_style
from pos_app.services.selling.stored_sales import get_sale, receipt_number_of
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.printing.blocks import Layout
    from pos_app.printing.receipt import ReceiptHead


MOST_MAKERS = 3  # on one receipt; each takes some 4 cm of paper
MOST_IN_CODE = 250  # bytes: 57 modules, of six dots each on paper of 58 mm


def as_language(text: str) -> LanguageCode:
    """Returns the language of paper of that name; the default one for any other name."""
    return text if text in PAPER_LANGUAGES else DEFAULT_LANGUAGE


def receipt_text(
    shop: Shop, number: str, columns: int = 42, lang: LanguageCode = "id", copy: bool = False
) -> str:
    """Returns the receipt in lines of `columns` characters. Raises PosError `sale_unknown`."""
    from pos_app.printing.plain_text import to_text

    return to_text(receipt_layout(shop, number, lang, copy), columns)


def save_receipt(
    shop: Shop,
    number: str,
    path: Path,
    width_mm: int = 80,
    lang: LanguageCode = "id",
    copy: bool = False,
    in_words: bool = False,
) -> Path:
    """Writes the receipt as .pdf, .txt or .bin, for paper of 58 or 80 mm; returns the path.

    Raises PosError `sale_unknown`, `file_kind_unknown`; MachineError `file_not_written`.
    """
    from pos_app.printing.render import render

    render(receipt_layout(shop, number, lang, copy, in_words), path, width_mm)
    return path


def save_maker_slip(
    shop: Shop, number: str, path: Path, width_mm: int = 80, lang: LanguageCode = "id"
) -> Path:
    """Writes the maker's slip of the deposit `number` as `save_receipt` does a receipt.

    Raises PosError `sale_unknown`, `file_kind_unknown`; MachineError `file_not_written`.
    """
    from pos_app.printing.render import render

    render(maker_slip_layout(shop, number, lang), path, width_mm)
    return path


def receipt_pdf(shop: Shop, number: str, lang: LanguageCode = "id", width_mm: int = 80) -> bytes:
    """Returns the receipt as a PDF. Raises PosError `sale_unknown`."""
    from pos_app.printing.pdf import to_pdf

    return to_pdf(receipt_layout(shop, number, lang), width_mm)


def receipt_layout(
    shop: Shop, number: str, lang: LanguageCode, copy: bool = False, in_words: bool = False
) -> Layout:
    """Returns the receipt in blocks that suit any device; of a deposit, the buyer's slip.

    The amount is also given in words with `in_words`, or where the stand has set it so. Raises
    PosError `sale_unknown`.
    """
    from pos_app.printing.receipt import receipt_blocks

    sale = get_sale(shop, number)
    head = _head(shop, sale, in_words)
    if sale.kind in DEPOSIT_KINDS:
        return order_layout(shop, sale, head, lang, copy=copy)
    refers_number = receipt_number_of(shop, sale.refers_to) if sale.refers_to else ""
    return receipt_blocks(sale, head, lang, copy, refers_number)


def maker_slip_layout(shop: Shop, number: str, lang: LanguageCode) -> Layout:
    """Returns the maker's slip of an order, by the receipt number of its deposit.

    Raises PosError `sale_unknown`.
    """
    sale = get_sale(shop, number)
    if sale.kind is not SaleKind.DEPOSIT:
        raise PosError("sale_unknown", number=number)
    return order_layout(shop, sale, _head(shop, sale), lang, for_maker=True)


def _head(shop: Shop, sale: Sale, in_words: bool = False) -> ReceiptHead:
    from pos_app.printing.receipt import ReceiptHead

    identity, style = shop.identity, receipt_style(shop)
    return ReceiptHead(
        stand_name=identity.name or f"Stan {identity.stand}",
        event_name=identity.event,
        place=identity.place,
        cashier_name=sale.cashier,
        training=identity.training,
        maker_names={maker.code: maker.name for maker in catalogue_store.makers(shop.database)},
        english=_english(shop, sale),
        maker_codes=_maker_codes(shop, sale) if style.maker_codes else (),
        footer=style.footer,
        logo=style.logo,
        in_words=in_words or style.in_words,
    )


def _english(shop: Shop, sale: Sale) -> EnglishNames:
    """Returns the English names of what was sold, or ordered: an order goes by its number."""
    found = catalogue_store.english_names(shop.database, [line.sku for line in sale.lines])
    ordered = [
        (each.sku, each.maker, each.name) for each in sale.lines if each.category == CATEGORY
    ]
    if sale.kind in DEPOSIT_KINDS and (order := order_of_document(shop, sale)):
        ordered.append((order.number, order.terms.maker, order.terms.what))
    for number, maker, what in ordered:
        names = catalogue_store.english_of_maker(shop.database, maker)
        if english := english_words(names, what):
            found[sku_key(number)] = (what, english)
    return found


def _maker_codes(shop: Shop, sale: Sale) -> list[tuple[str, str]]:
    """Returns the first makers of the sale of whom something is told, each with a short vCard."""
    sold = list(dict.fromkeys(line.maker for line in sale.lines))
    told = {each.card.code: each for each in told_makers(shop)}
    found = [told[code] for code in sold if code in told][:MOST_MAKERS]
    return [(each.name, _short_code(each)) for each in found]


def _short_code(maker: ToldMaker) -> str:
    """Returns the fullest text that the narrowest paper still prints large enough."""
    *longer, least = code_texts(maker.card, maker.name)
    return next((text for text in longer if len(text.encode()) <= MOST_IN_CODE), least)
