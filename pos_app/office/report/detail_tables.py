"""More tables of the report: further groupings, the lines of statements, and the files."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.dayfile.format import short_code
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.payment_methods import METHODS
from pos_app.office.reconcile.confirmed_totals import PAID_KEYS, PaymentRow
from pos_app.office.reconcile.status import Status
from pos_app.office.report.countries import country_words
from pos_app.office.report.statements import Line, Statement
from pos_app.printing.paper_texts import paper_text
from pos_app.printing.tables import Cell, Column, Table

BEARERS = {DiscountBearer.MAKER: "perajin", DiscountBearer.STAND: "stan"}

# Corrections of sales that are in no file that counts.
_UNKNOWN = "tidak diketahui"
_DAY = Column("day", "Hari", "day")
_STAND = Column("stand", "Stan", "text")
_TILL = Column("till", "Kasir", "text")
_NAME = Column("name", "Nama", "text")
_SALES = Column("sales", "Penjualan", "count")
_QTY = Column("qty", "Buah", "count")
_NET = Column("net", "Neto")


def more_tables(status: Status) -> list[Table]:
    """The confirmed totals by till, hour, country and way of paying, and against the list price."""
    found = status.confirmed
    return [
        _by_till(status),
        Table(
            "by_hour",
            "Per jam",
            (Column("hour", "Jam (WITA)", "text"), _SALES, _NET),
            tuple((row.key or _UNKNOWN, row.sales, row.net) for row in found.by_hour),
        ),
        Table(
            "by_country",
            "Per negara pembeli",
            (Column("country", "Negara", "text"), _NAME, _SALES, _NET),
            tuple((r.key, country_words(r.key), r.sales, r.net) for r in found.by_country),
        ),
        Table(
            "by_price",
            "Harga daftar dan terjual",
            (
                Column("category", "Kategori", "text"),
                Column("listed", "Menurut harga daftar"),
                Column("sold", "Terjual"),
                Column("less", "Selisih"),
            ),
            tuple((r.category, r.listed, r.sold, r.listed - r.sold) for r in found.by_price),
        ),
        _by_payment(status),
        _paid("paid_by_day", "Cara bayar per hari", _DAY, found.paid_by_day),
        _paid("paid_by_stand", "Cara bayar per stan", _STAND, found.paid_by_stand),
        *_visitors(status),
    ]


def _visitors(status: Status) -> list[Table]:
    """The table of visitors; none when the office has not counted any."""
    columns = (_DAY, Column("visitors", "Pengunjung", "count"))
    rows = tuple(status.visitors.items())
    return [Table("visitors", "Pengunjung", columns, rows)] if rows else []


def _by_till(status: Status) -> Table:
    sums = ("gross", "discount", "refunds", "rounding", "net")
    headings = ("Bruto", "Diskon", "Retur", "Pembulatan", "Neto")
    columns = (
        *(_STAND, _TILL, _SALES, _QTY),
        *(Column(key, heading) for key, heading in zip(sums, headings, strict=True)),
    )
    rows = [
        (r.stand, r.till, r.totals.sales, r.qty, *(getattr(r.totals, key) for key in sums))
        for r in status.confirmed.by_till
    ]
    return Table("by_till", "Per kasir", columns, tuple(rows))


def _by_payment(status: Status) -> Table:
    paid = status.totals.by_method().items()
    rows = [(way, paper_text(way, "id"), amount) for way, amount in paid]
    columns = (Column("payment", "Cara bayar", "text"), _NAME, _NET)
    return Table("by_payment", "Cara bayar", columns, tuple(row for row in rows if row[2]))


def _paid(name: str, title: str, key: Column, rows: Iterable[PaymentRow]) -> Table:
    headings = (*METHODS, "of_it_unconfirmed")
    texts = (*(paper_text(heading, "id") for heading in headings), "Neto")
    columns = (key, *(Column(*pair) for pair in zip(PAID_KEYS, texts, strict=True)))
    found: list[tuple[Cell, ...]] = [(row.key, *row.values()) for row in rows]
    return Table(name, title, columns, tuple(found))


def statement_tables(statements: Iterable[Statement]) -> list[Table]:
    """The lines and the payouts of all statements."""
    statements = list(statements)
    maker = Column("maker", "Perajin", "text")
    lines = [(s.settlement.maker, *line) for s in statements for line in map(_line, s.lines)]
    payouts = [
        (s.settlement.maker, p.day, p.stand, p.till, p.amount)
        for s in statements
        for p in s.payouts
    ]
    return [
        Table("settlement_lines", "Rincian setoran", (maker, *LINE_COLUMNS), tuple(lines)),
        Table(
            "payouts",
            "Dibayar di kasir",
            (maker, _DAY, _STAND, _TILL, Column("amount", "Rupiah")),
            tuple(payouts),
        ),
    ]


LINE_COLUMNS = (
    _DAY,
    _STAND,
    Column("sku", "Kode", "text"),
    _NAME,
    Column("list_price", "Harga daftar", "price"),
    _QTY,
    Column("listed", "Menurut daftar"),
    Column("discount", "Diskon"),
    Column("discount_by", "Ditanggung", "text"),
    Column("sold", "Terjual"),
    Column("share_bp", "Bagi hasil", "percent"),
    Column("share", "Komisi stan"),
    Column("due", "Hak perajin"),
)


def _line(line: Line) -> tuple[Cell, ...]:
    return (
        *(line.day, line.stand, line.sku, line.name, line.list_price, line.qty, line.listed),
        *(line.discount, BEARERS[line.bearer], line.sold, line.share_bp, line.share, line.due),
    )


def files_table(status: Status) -> Table:
    """Every day file that counts, with the code of its closing slip."""
    columns = (
        *(_DAY, _STAND, _TILL),
        Column("seat", "Laptop", "text"),
        Column("revision", "Revisi", "text"),
        Column("code", "Kode", "text"),
        _SALES,
        _NET,
        Column("manifest", "Sidik berkas (SHA-256)", "text"),
    )
    days = sorted(status.confirmed.days, key=lambda day: (day.day, day.seat_day))
    rows = [
        (
            *(day.day, day.stand, day.till, str(day.seat), str(day.revision)),
            short_code(day.identity),
            *(day.breakdown.totals.sales, day.breakdown.totals.net, day.identity),
        )
        for day in days
    ]
    return Table("files", "Berkas harian", columns, tuple(rows))
