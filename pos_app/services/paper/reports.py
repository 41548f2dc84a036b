"""The reports and lists of a stand as PDFs, made from what is stored."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import parse_day
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.day import DayTables, expected_cash, totals_of
from pos_app.domain.money import Rupiah
from pos_app.domain.settlement import Settlement
from pos_app.errors import PosError
from pos_app.languages import BOTH, DEFAULT_LANGUAGE, LanguageCode
from pos_app.services.catalogue.maker_cards import maker_cards_pdf
from pos_app.services.catalogue.product_lookup import all_makers, all_products, categories_of
from pos_app.services.day import business_day
from pos_app.services.paper.closing_slip import closing_slip_pdf
from pos_app.services.paper.guide_papers import till_card_pdf
from pos_app.services.paper.pdf_files import save_pdf
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import earlier_documents, earlier_payouts
from pos_app.store import sales as sale_store

if TYPE_CHECKING:
    from pos_app.printing.stand_papers import Drawer, PaperHead

LAST = 1 << 62
_NOBODY = Settlement("", "")
BY_MAKER = DiscountBearer.MAKER


class PaperKind(StrEnum):
    """The papers of a stand.

    DAY and MAKERS are of the newest day, open or closed; CLOSING is of the last close.
    """

    DAY = "day"
    MAKERS = "makers"
    MAKERS_ALL = "makers-all"
    STOCK = "stock"
    PRICES = "prices"
    CLOSING = "closing"
    SCANNER = "scanner"
    CARDS = "cards"
    TILL_CARD = "till-card"


def make_paper(shop: Shop, paper: PaperKind, lang: LanguageCode = DEFAULT_LANGUAGE) -> bytes:
    """Returns the paper as a PDF: price list and till card in `lang`, others in Indonesian.

    Raises PosError `day_none` before the first day.
    """
    makers: dict[PaperKind, Callable[[Shop], bytes]] = {
        PaperKind.DAY: _day,
        PaperKind.MAKERS: _makers,
        PaperKind.MAKERS_ALL: _makers_all,
        PaperKind.STOCK: _stock,
        PaperKind.PRICES: partial(_prices, lang=lang),
        PaperKind.CLOSING: _closing,
        PaperKind.SCANNER: _scanner,
        PaperKind.CARDS: maker_cards_pdf,
        PaperKind.TILL_CARD: partial(
            till_card_pdf, language=DEFAULT_LANGUAGE if lang == BOTH else lang
        ),
    }
    return makers[paper](shop)


def save_paper(
    shop: Shop, paper: PaperKind, path: Path, lang: LanguageCode = DEFAULT_LANGUAGE
) -> Path:
    """Writes the paper as a PDF; returns the path.

    Raises PosError `day_none`, MachineError `file_not_written`.
    """
    return save_pdf(make_paper(shop, paper, lang), path)


def paper_name(shop: Shop, paper: PaperKind) -> str:
    """Returns a file name without its extension: `laporan-A07-1-2023-10-25`."""
    names = {
        PaperKind.DAY: "laporan",
        PaperKind.MAKERS: "setoran",
        PaperKind.MAKERS_ALL: "setoran-semua",
        PaperKind.STOCK: "stok",
        PaperKind.PRICES: "harga",
        PaperKind.CLOSING: "tutup-kasir",
        PaperKind.SCANNER: "pemindai",
        PaperKind.CARDS: "kartu-perajin",
        PaperKind.TILL_CARD: "kartu-kasir",
    }
    newest = till_store.newest_day(shop.database)
    day = newest.day if newest is not None else shop.now()[:10]
    return f"{names[paper]}-{shop.identity.place}-{day}"


def _head(shop: Shop, day: str, lang: LanguageCode = DEFAULT_LANGUAGE) -> PaperHead:
    from pos_app.printing.paper_texts import format_day
    from pos_app.printing.stand_papers import PaperHead

    identity = shop.identity
    when = format_day(parse_day(day), lang) if day else "semua hari"
    name = identity.name or f"Stan {identity.stand}"
    return PaperHead(name, identity.event, identity.place, when, identity.training)


def _newest(shop: Shop) -> tuple[str, DayTables]:
    newest = till_store.newest_day(shop.database)
    if newest is None:
        raise PosError("day_none")
    first = till_store.first_seq_of_newest_day(shop.database)
    return newest.day, sale_store.day_tables(shop.database, first, LAST)


def _day(shop: Shop) -> bytes:
    from pos_app.printing.stand_papers import day_report
    from pos_app.services.paper import report_tables as made

    day, tables = _newest(shop)
    names = {maker.code: maker.name for maker in all_makers(shop)}
    found = [
        made.grouped_table(
            "Per perajin", "Perajin", tables, lambda line: names.get(line.maker, line.maker)
        ),
        made.grouped_table("Per kategori", "Kategori", tables, lambda line: line.category),
        made.grouped_table(
            "Per barang", "Barang", tables, lambda line: f"{line.name} ({line.sku})"
        ),
        made.cash_table(tables),
    ]
    return day_report(_head(shop, day), totals_of(tables), _drawer(shop, day, tables), found)


def _drawer(shop: Shop, day: str, tables: DayTables) -> Drawer:
    from pos_app.printing.stand_papers import Drawer

    closed = None if business_day.current_day(shop) else business_day.last_closed(shop)
    if closed is not None and closed.day == day:
        return Drawer(closed.expected, closed.counted, closed.code)
    return Drawer(expected_cash(tables.cash))


def _makers(shop: Shop) -> bytes:
    day, tables = _newest(shop)
    first = till_store.first_seq_of_newest_day(shop.database)
    own = sale_store.day_tables(shop.database, 0, first - 1)
    return _settled(shop, day, tables, _with_earlier_laptop(shop, own))


def _makers_all(shop: Shop) -> bytes:
    found = _with_earlier_laptop(shop, sale_store.day_tables(shop.database, 0, LAST))
    if till_store.newest_day(shop.database) is None and not (found.sales or found.cash):
        raise PosError("day_none")
    return _settled(shop, "", found, None)


def _with_earlier_laptop(shop: Shop, own: DayTables) -> DayTables:
    """The tables with what another laptop of the till sold and paid before it was taken over."""
    before = earlier_documents.tables(shop.database)
    paid = earlier_payouts.cash_rows(shop.database)
    return own._replace(
        sales=before.sales + own.sales,
        lines=before.lines + own.lines,
        tenders=before.tenders + own.tenders,
        cash=paid + own.cash,
    )


def _settled(shop: Shop, day: str, tables: DayTables, earlier: DayTables | None) -> bytes:
    """The makers' sheets of a day, with what `earlier` days left; or of all days."""
    from pos_app.office.report.tables import settlement_for_paper, settlement_table
    from pos_app.printing.stand_papers import Account, settlement_sheets
    from pos_app.services.paper import report_tables as made

    makers = all_makers(shop)
    bearers = {maker.code: maker.discount_by for maker in makers}
    found = made.settlements(makers, tables)
    before = {one.maker: one for one in made.settlements(makers, earlier)} if earlier else {}
    # Who sold nothing today but owes from earlier days has a sheet too, so that it is not lost.
    settled = {one.maker for one in found}
    owing = [
        _NOBODY._replace(maker=one.maker, name=one.name)
        for one in before.values()
        if one.payable < 0 and one.maker not in settled
    ]
    newest = till_store.newest_day(shop.database)
    planned = shop.settings.get(setting_keys.PLANNED_DAYS).split()
    last_day = newest is not None and bool(planned) and newest.day >= max(planned)
    accounts = [
        Account(
            one,
            made.goods_table(one.maker, bearers.get(one.maker, BY_MAKER), tables.lines),
            _carried(one, before.get(one.maker, _NOBODY)),
            last_day,
        )
        for one in (*found, *owing)
    ]
    overview = settlement_for_paper(settlement_table(found))
    return settlement_sheets(_head(shop, day), overview, accounts)


def _carried(today: Settlement, before: Settlement) -> Rupiah:
    """Returns what earlier days left, where the maker owes from them or from this day alone.

    Otherwise the paper of a day settles that day.
    """
    return before.payable if before.payable < 0 or today.payable < 0 else 0


def _stock(shop: Shop) -> bytes:
    from pos_app.printing.stand_papers import list_sheets
    from pos_app.services.paper.report_tables import stock_tables

    tables = stock_tables(all_products(shop))
    return list_sheets("Daftar stok", _head(shop, shop.now()[:10]), tables)


def _prices(shop: Shop, lang: LanguageCode) -> bytes:
    from pos_app.printing.paper_texts import paper_text
    from pos_app.printing.stand_papers import list_sheets
    from pos_app.services.paper.report_tables import price_tables

    products = all_products(shop)
    tables = price_tables(products, categories_of(products), lang)
    head = _head(shop, shop.now()[:10], lang)
    return list_sheets(paper_text("price_list", lang), head, tables, lang)


def _closing(shop: Shop) -> bytes:
    last = business_day.last_closed(shop)
    if last is None:
        raise PosError("day_none")
    return closing_slip_pdf(shop, last.day)


def _scanner(shop: Shop) -> bytes:
    from pos_app.labels.scanner_page import scanner_pdf

    return scanner_pdf()
