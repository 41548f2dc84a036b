"""The papers of a stand: every one made from what is stored, and seen before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import parse_day
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.day import DayTables, expected_cash, totals_of
from pos_app.errors import PosError
from pos_app.services.catalogue import import_export
from pos_app.services.day import business_day
from pos_app.services.paper import receipts
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store

if TYPE_CHECKING:
    from pos_app.printing.stand_papers import Drawer, PaperHead

LAST = 1 << 62
BY_MAKER = DiscountBearer.MAKER


class Paper(StrEnum):
    """`DAY` and `MAKERS` are of the newest day, open or closed; `CLOSING` of the last closed."""

    DAY = "day"
    MAKERS = "makers"
    MAKERS_ALL = "makers-all"
    STOCK = "stock"
    PRICES = "prices"
    CLOSING = "closing"
    SCANNER = "scanner"


def make_paper(shop: Shop, paper: Paper) -> bytes:
    """The paper as PDF. Raises PosError `day_none` when it tells of a day and there is none yet."""
    makers: dict[Paper, Callable[[Shop], bytes]] = {
        Paper.DAY: _day,
        Paper.MAKERS: _makers,
        Paper.MAKERS_ALL: _makers_all,
        Paper.STOCK: _stock,
        Paper.PRICES: _prices,
        Paper.CLOSING: _closing,
        Paper.SCANNER: _scanner,
    }
    return makers[paper](shop)


def save_paper(shop: Shop, paper: Paper, path: Path) -> Path:
    """Writes it. Raises what `make_paper` raises, and MachineError `file_not_written`."""
    return receipts.save_pdf(make_paper(shop, paper), path)


def paper_name(shop: Shop, paper: Paper) -> str:
    """A file name without its end: `laporan-A07-1-2023-10-25`."""
    names = {
        Paper.DAY: "laporan",
        Paper.MAKERS: "setoran",
        Paper.MAKERS_ALL: "setoran-semua",
        Paper.STOCK: "stok",
        Paper.PRICES: "harga",
        Paper.CLOSING: "tutup-kasir",
        Paper.SCANNER: "pemindai",
    }
    newest = till_store.newest_day(shop.database)
    day = newest.day if newest is not None else shop.now()[:10]
    return f"{names[paper]}-{shop.identity.place}-{day}"


def _head(shop: Shop, day: str) -> PaperHead:
    from pos_app.printing.paper_texts import format_day
    from pos_app.printing.stand_papers import PaperHead

    identity = shop.identity
    when = format_day(parse_day(day), "id") if day else "semua hari"
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
    names = {maker.code: maker.name for maker in import_export.makers(shop)}
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
    return _settled(shop, day, tables)


def _makers_all(shop: Shop) -> bytes:
    if till_store.newest_day(shop.database) is None:
        raise PosError("day_none")
    return _settled(shop, "", sale_store.day_tables(shop.database, 0, LAST))


def _settled(shop: Shop, day: str, tables: DayTables) -> bytes:
    from pos_app.office.report.tables import settlement_table
    from pos_app.printing.stand_papers import Account, settlement_sheets
    from pos_app.services.paper import report_tables as made

    makers = import_export.makers(shop)
    bearers = {maker.code: maker.discount_by for maker in makers}
    found = made.settlements(makers, tables)
    accounts = [
        Account(one, made.goods_table(one.maker, bearers.get(one.maker, BY_MAKER), tables.lines))
        for one in found
    ]
    return settlement_sheets(_head(shop, day), settlement_table(found), accounts)


def _stock(shop: Shop) -> bytes:
    from pos_app.printing.stand_papers import list_sheets
    from pos_app.services.paper.report_tables import stock_tables

    tables = stock_tables(import_export.products(shop))
    return list_sheets("Daftar stok", _head(shop, shop.now()[:10]), tables)


def _prices(shop: Shop) -> bytes:
    from pos_app.printing.stand_papers import list_sheets
    from pos_app.services.paper.report_tables import price_tables

    products = import_export.products(shop)
    tables = price_tables(products, import_export.categories(products))
    return list_sheets("Daftar harga", _head(shop, shop.now()[:10]), tables)


def _closing(shop: Shop) -> bytes:
    last = business_day.last_closed(shop)
    if last is None:
        raise PosError("day_none")
    return receipts.slip_pdf(shop, last.day)


def _scanner(shop: Shop) -> bytes:
    from pos_app.labels.scanner_page import scanner_pdf

    return scanner_pdf()
