"""A stand's reports on A4: its day, what its makers are owed, its stock and its prices.

In Indonesian: who reads and signs them are the stand's, the makers' and the office's people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.settlement import Settlement
from pos_app.printing import sheet
from pos_app.printing.tables import Column, Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

PRACTICE = "LATIHAN – BUKAN LAPORAN"
ONE_TILL = "Hanya penjualan kasir ini. Setoran akhir dihitung kantor dari semua kasir."


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Whose paper it is, and of when: `when` in words, as `Sab, 25 Okt 2023`."""

    stand_name: str
    event: str
    place: str
    when: str
    training: bool = False

    @property
    def facts(self) -> str:
        return f"{self.event} · {self.place} · {self.when}"


@dataclass(frozen=True, slots=True)
class Drawer:
    """What should lie in the drawer, and what a count found; `code` is the day file's."""

    expected: Rupiah
    counted: Rupiah | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One maker's settlement with the goods behind it."""

    settlement: Settlement
    goods: Table


def day_report(head: PaperHead, totals: Totals, drawer: Drawer, tables: Iterable[Table]) -> bytes:
    """The day on one sheet, and its tables."""
    closed = drawer.counted is not None
    state = f"Kasir ditutup · kode berkas {drawer.code}" if closed else "Kasir masih buka"
    story = [
        *_top("Laporan harian", head),
        sheet.words("Omzet neto", 12, color=sheet.MUTED, after=0),
        sheet.words(format_rupiah(totals.net), 40, strong=True, after=8),
        sheet.words(state, 12, color=sheet.ACCENT if closed else sheet.AMBER, strong=True),
        sheet.words(_ways(totals), 10),
    ]
    if totals.unconfirmed:
        words = f"Termasuk QRIS yang belum dikonfirmasi: {format_rupiah(totals.unconfirmed)}"
        story.append(sheet.words(words, 10, color=sheet.AMBER))
    story += sheet.table_block(_sums(totals, drawer), sums=False)
    for table in tables:
        story += sheet.table_block(table)
    return sheet.build_pdf("Laporan harian", story, head.facts)


def _ways(totals: Totals) -> str:
    names = {"Tunai": totals.cash, "QRIS": totals.qris}
    names |= {"Transfer": totals.transfer, "Kartu": totals.card}
    return " · ".join(f"{name} {format_rupiah(amount)}" for name, amount in names.items())


def _sums(totals: Totals, drawer: Drawer) -> Table:
    rows: list[tuple[str, int]] = [
        ("Bruto (harga daftar)", totals.gross),
        ("Diskon", -totals.discount),
        ("Retur", -totals.refunds),
        ("Pembulatan", totals.rounding),
        ("Neto", totals.net),
        ("Uang di laci seharusnya", drawer.expected),
    ]
    if drawer.counted is not None:
        rows.append(("Uang fisik", drawer.counted))
        rows.append(("Selisih", drawer.counted - drawer.expected))
    sales = f"{totals.sales} penjualan, {totals.voids} dibatalkan"
    columns = (Column("what", sales, "text"), Column("amount", "Rupiah"))
    return Table("sums", "Ringkasan", columns, tuple(rows))


def settlement_sheets(head: PaperHead, overview: Table, accounts: Sequence[Account]) -> bytes:
    """What every maker is owed: an overview, and a sheet for each to be signed."""
    from reportlab.platypus import PageBreak

    story = [*_top("Setoran perajin", head), sheet.words(ONE_TILL, 10, color=sheet.AMBER)]
    if not accounts:
        story.append(sheet.words("Belum ada penjualan.", 12))
    story += sheet.table_block(overview)
    for account in accounts:
        story += [PageBreak(), *_top("Setoran perajin", head), *_account(account)]
    return sheet.build_pdf("Setoran perajin", story, head.facts)


def _account(account: Account) -> list[Flowable]:
    found = account.settlement
    rows = (
        ("Neto", found.net),
        ("Komisi stan", found.share),
        ("Hak perajin", found.due),
        ("Sudah dibayar di kasir", -found.paid_out),
        ("Sisa setoran", found.payable),
    )
    columns = (Column("what", "", "text"), Column("amount", "Rupiah"))
    who = found.name if found.name == found.maker else f"{found.name} ({found.maker})"
    return [
        sheet.words(who, 14, strong=True, after=2),
        sheet.words(format_rupiah(found.payable), 30, strong=True, after=2),
        sheet.words("sisa setoran", 10, color=sheet.MUTED),
        *sheet.table_block(account.goods),
        *sheet.table_block(Table("account", "Perhitungan", columns, rows), sums=False),
        sheet.words(ONE_TILL, 8, color=sheet.MUTED),
        *sheet.signatures("Diserahkan oleh", "Diterima oleh", "Tanggal"),
    ]


def list_sheets(title: str, head: PaperHead, tables: Sequence[Table]) -> bytes:
    """A list of goods: one table after the other, their columns in line."""
    story = _top(title, head)
    blocks = [
        block for table in tables for block in sheet.table_block(table, sums=False, beside=tables)
    ]
    story += blocks or [sheet.words("Belum ada barang.", 12)]
    return sheet.build_pdf(title, story, head.facts)


def _top(kind: str, head: PaperHead) -> list[Flowable]:
    found = sheet.head(kind, head.stand_name, head.facts)
    if head.training:
        found.insert(0, sheet.words(PRACTICE, 12, color=sheet.AMBER, strong=True, after=6))
    return found
