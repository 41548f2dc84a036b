"""The tables of a stand's reports, computed with the same functions as the office's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pos_app.domain.catalogue import DiscountBearer, Maker, Product
from pos_app.domain.day import DayTables, LineRow, group_lines
from pos_app.domain.money import format_rupiah
from pos_app.domain.price_steps import steps_words
from pos_app.domain.settlement import Settlement, settle_line
from pos_app.goods_names import names_on_paper
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.reconcile.maker_accounts import MakerAccount
from pos_app.office.totals_algebra import breakdown_of
from pos_app.printing.paper_texts import paper_text
from pos_app.printing.tables import Cell, Column, Table

_CASH = {
    "float": "Modal awal",
    "in": "Kas masuk",
    "out": "Kas keluar",
    "payout": "Dibayar ke perajin",
    "sale": "Tunai diterima",
    "change": "Kembalian",
    "refund": "Retur",
    "void": "Pembatalan",
    "deposit": "Uang muka diterima",
    "deposit_return": "Uang muka kembali",
}
_ONE_BY_ONE = ("float", "in", "out", "payout")


def grouped_table(
    title: str, heading: str, tables: DayTables, key: Callable[[LineRow], str]
) -> Table:
    """Returns the sold lines grouped by `key`, the highest net sales first."""
    kinds = {sale.sale_id: sale.kind for sale in tables.sales}
    columns = (
        Column("key", heading, "text"),
        Column("qty", "Buah", "count"),
        Column("gross", "Bruto"),
        Column("discount", "Diskon"),
        Column("refunds", "Retur"),
        Column("net", "Neto"),
    )
    rows = [
        (name, sums.qty, sums.gross, sums.discount, sums.refunds, sums.net)
        for name, sums in group_lines(tables.lines, kinds, key).items()
    ]
    rows.sort(key=lambda row: (-row[5], row[0]))
    return Table("grouped", title, columns, tuple(rows))


def cash_table(tables: DayTables) -> Table:
    """Returns the cash ledger: movements one by one, the cash of sales summed up."""
    columns = (
        Column("at", "Jam", "text"),
        Column("kind", "Kas", "text"),
        Column("reason", "Alasan", "text"),
        Column("amount", "Rupiah"),
    )
    rows: list[tuple[Cell, ...]] = []
    sums: dict[str, int] = defaultdict(int)
    for row in tables.cash:
        if row.kind in _ONE_BY_ONE:
            why = f"{row.maker} {row.reason}".strip()
            rows.append((row.at[11:16].replace(":", "."), _CASH[row.kind], why, row.amount))
        else:
            sums[row.kind] += row.amount
    rows += [("", _CASH[kind], "", amount) for kind, amount in sums.items()]
    return Table("cash", "Kas laci", columns, tuple(rows))


def settlements(makers: Sequence[Maker], tables: DayTables) -> list[Settlement]:
    """Returns every maker's settlement, from the sales and payouts of this till alone."""
    known = {maker.code: maker for maker in makers}
    paid: dict[str, int] = defaultdict(int)
    for row in tables.cash:
        if row.kind == "payout":
            paid[row.maker] -= row.amount
    sums = breakdown_of(tables).makers
    found = []
    for code in sorted({*sums, *paid}):
        maker = known.get(code, Maker(code, code))
        account = MakerAccount(code, maker.name, paid_out=paid[code])
        if code in sums:
            account.add(sums[code], maker.discount_by)
        found.append(account.settlement())
    return found


def goods_table(maker: str, bearer: DiscountBearer, lines: Iterable[LineRow]) -> Table:
    """Returns the sold products of one maker: pieces, net, the stand's share, the amount due."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        if line.maker == maker:
            due = settle_line(line.qty, line.list_price, line.amount, line.share_bp)
            row = sums.setdefault((line.name, line.sku), [0, 0, 0, 0, 0])
            parts = (line.qty, due.listed, line.amount, due.share(bearer), due.due(bearer))
            for at, part in enumerate(parts):
                row[at] += part
    columns = (
        Column("name", "Barang", "text"),
        Column("sku", "Kode", "text"),
        Column("qty", "Buah", "count"),
        Column("listed", "Harga daftar"),
        Column("net", "Neto"),
        Column("share", "Komisi stan"),
        Column("due", "Hak perajin"),
    )
    rows: list[tuple[Cell, ...]] = [(*names, *figures) for names, figures in sorted(sums.items())]
    return Table("goods", "Barang terjual", columns, tuple(rows))


def stock_tables(products: Iterable[Product]) -> list[Table]:
    """Returns a stock list for each maker, with an empty column for the count."""
    columns = (
        Column("name", "Barang", "text"),
        Column("sku", "Kode", "text"),
        Column("price", "Harga"),
        Column("stock", "Stok", "count"),
        Column("counted", "Dihitung", "text"),
    )
    by_maker: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for each in products:
        row = (each.name, each.sku, each.price, each.stock, "")
        by_maker[each.maker_name or each.maker].append(row)
    return [
        Table("stock", maker, columns, tuple(by_maker[maker]))
        for maker in sorted(by_maker, key=str.casefold)
    ]


def price_tables(
    products: Sequence[Product], categories: Iterable[str], lang: LanguageCode = DEFAULT_LANGUAGE
) -> list[Table]:
    """Returns a price list for each category, with names in `lang` and prices for several."""
    columns = (
        Column("name", paper_text("item", lang), "text"),
        Column("maker", paper_text("maker", lang), "text"),
        Column("sku", paper_text("item_code", lang), "text"),
        Column("price", paper_text("price", lang)),
    )
    by_category: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for each in products:
        name = " / ".join(names_on_paper(each.name, each.name_en, lang))
        steps = steps_words(each.steps, format_rupiah)
        words = f"{name} ({steps})" if steps else name
        row = (words, each.maker_name or each.maker, each.sku, each.price)
        by_category[each.category].append(row)
    own, other = (paper_text("other_category", each) for each in (DEFAULT_LANGUAGE, lang))
    return [
        Table("prices", other if name == own else name, columns, tuple(by_category[name]))
        for name in categories
    ]
