"""A status as tables for the PDF, the workbook and CSV. Headings are Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pos_app.dayfile.format import short_code
from pos_app.domain.settlement import Settlement
from pos_app.office.reconcile.confirmed_totals import TotalsRow
from pos_app.office.reconcile.status import Status
from pos_app.printing.tables import Cell, Column, Table

_SUMS = (
    Column("qty", "Buah", "count"),
    Column("gross", "Bruto"),
    Column("discount", "Diskon"),
    Column("refunds", "Retur"),
)
_NET = Column("net", "Neto")
_SALES = Column("sales", "Penjualan", "count")
_ROUNDING = Column("rounding", "Pembulatan")
_NAME = Column("name", "Nama", "text")


def total_tables(status: Status) -> list[Table]:
    """The confirmed totals by day, stand, maker and category."""
    found = status.confirmed
    names = {stand.code: stand.name for stand in status.plan.stands}
    stands = [(row.key, names.get(row.key, ""), *_figures(row)) for row in found.by_stand]
    makers = [(row.key, str(dict(row.extra)["name"]), *_sums(row)) for row in found.by_maker]
    return [
        _by_day(found.by_day),
        _table("by_stand", "Per stan", "stand", "Stan", False, stands, _NAME),
        _table("by_maker", "Per perajin", "maker", "Perajin", True, makers, _NAME),
        _table(
            "by_category",
            "Per kategori",
            "category",
            "Kategori",
            True,
            [(row.key, *_sums(row)) for row in found.by_category],
        ),
    ]


def _by_day(rows: Iterable[TotalsRow]) -> Table:
    columns = (Column("day", "Hari", "day"), _SALES, *_SUMS, _ROUNDING, _NET)
    return Table("by_day", "Per hari", columns, tuple(_plain(row) for row in rows))


def _table(
    name: str,
    title: str,
    key: str,
    heading: str,
    lines_only: bool,
    rows: Iterable[tuple[Cell, ...]],
    *more: Column,
) -> Table:
    figures = (*_SUMS, _NET) if lines_only else (_SALES, *_SUMS, _ROUNDING, _NET)
    return Table(name, title, (Column(key, heading, "text"), *more, *figures), tuple(rows))


def _plain(row: TotalsRow) -> tuple[Cell, ...]:
    return (row.key, *_figures(row))


def _sums(row: TotalsRow) -> tuple[Cell, ...]:
    return row.qty, row.gross, row.discount, row.refunds, row.net


def _figures(row: TotalsRow) -> tuple[Cell, ...]:
    extra = dict(row.extra)
    return extra["sales"], *_sums(row)[:-1], extra["rounding"], row.net


def settlement_table(settlements: Iterable[Settlement]) -> Table:
    """The settlement of every maker."""
    columns = (
        Column("maker", "Perajin", "text"),
        _NAME,
        Column("qty", "Buah", "count"),
        _NET,
        Column("share", "Komisi stan"),
        Column("due", "Hak perajin"),
        Column("paid_out", "Sudah dibayar"),
        Column("payable", "Sisa setoran"),
    )
    rows = tuple(
        (s.maker, s.name, s.qty, s.net, s.share, s.due, s.paid_out, s.payable) for s in settlements
    )
    return Table("settlement", "Rekap per perajin", columns, rows)


def _end(end: str) -> str:
    """One end of a gap: of a manifest its short code, anything else as it is."""
    return short_code(end) if len(end) == 64 else end


def _counted(detail: str, count: int) -> str:
    """A warning's largest difference, and how many more there are."""
    return f"{detail} (+{count - 1})" if count > 1 else detail


_PROBLEM_TEXTS = {
    "missing": "Belum ada berkas",
    "revision_fork": "Dua berkas untuk satu revisi",
    "key_conflict": "Berkas dari dua laptop berbeda",
    "sale_conflict": "Satu penjualan dengan dua isi",
    "decision_conflict": "Keputusan kantor saling bertentangan",
    "no_sales_conflict": "Diputuskan tanpa penjualan, tetapi ada penjualan",
    "withdrawn_conflict": "Stan sudah mundur, tetapi ada penjualan",
    "number_gap": "Nomor struk hilang",
    "number_overlap": "Nomor struk dipakai dua kali",
    "day_link_gap": "Hari sebelumnya tidak tersambung",
    "running_total_gap": "Total berjalan tidak tersambung",
    "revision_missing": "Revisi sebelumnya belum ada",
    "seat_unproven": "Laptop pengganti belum terbukti",
    "seat_mismatch": "Laptop pengganti tidak menyambung laptop lama",
    "foreign_key": "Berkas dari kunci lain",
    "key_without_pack": "Berkas dari laptop tanpa paket stan",
    "revision_rewritten": "Revisi baru tidak melanjutkan yang lama",
    "chain_fork": "Dua riwayat dari satu laptop",
    "unknown_stand": "Stan tidak ada di rencana",
    "unknown_till": "Kasir tidak ada di rencana",
    "unplanned_day": "Hari tidak ada di rencana",
}
# Warnings that touch what makers or the stand are owed; the total is complete all the same.
_MONEY_TEXTS = {
    "price_differs": "Harga bukan harga dinas",
    "share_differs": "Bagian stan bukan yang direncanakan",
    "bearer_differs": "Penanggung diskon bukan yang direncanakan",
    "maker_differs": "Barang atas nama perajin lain",
    "refund_unfounded": "Retur tanpa penjualan yang cocok",
    "payout_differs": "Setoran di kasir melebihi penjualan",
    "qris_differs": "Kode QRIS bukan yang direncanakan",
    "cashier_unknown": "Petugas tidak ada di daftar",
}


def _money_rows(status: Status) -> Iterator[tuple[Cell, ...]]:
    for item in status.warnings:
        if item.code in _MONEY_TEXTS:
            words = _MONEY_TEXTS[item.code], _counted(item.detail, item.count)
            yield (*item.till_day, *words)


def problem_table(status: Status) -> Table:
    """Everything that keeps the total from being complete, and what else to ask a stand about.

    The latter is what touches the money of makers or of the stand. Every row has the stand's phone
    number.
    """
    columns = ("stand", "Stan"), ("till", "Kasir")
    rows: list[tuple[Cell, ...]] = [
        (*item, _PROBLEM_TEXTS["missing"], "") for item in status.missing
    ]
    for conflict in status.conflicts:
        files = ", ".join(f"r{f.revision} {f.manifest[:8]}" for f in conflict.files)
        rows.append((*conflict.till_day, _PROBLEM_TEXTS[conflict.code], files))
    for gap in status.gaps:
        ends = " – ".join(_end(end) for end in (gap.start, gap.end) if end)
        rows.append((*gap.till_day, _PROBLEM_TEXTS[gap.code], ends))
    rows.extend(
        (*item.till_day, _PROBLEM_TEXTS[item.code], item.manifest[:8]) for item in status.set_aside
    )
    rows.extend(_money_rows(status))
    phones = {stand.code: stand.phone for stand in status.plan.stands}
    return Table(
        "trouble",
        "Yang belum beres",
        (
            *(Column(key, heading, "text") for key, heading in columns),
            Column("day", "Hari", "day"),
            Column("what", "Perlu dilihat", "text"),
            Column("detail", "Keterangan", "text"),
            Column("phone", "Telepon", "text"),
        ),
        tuple((*row, phones.get(str(row[0]), "")) for row in rows),
    )
