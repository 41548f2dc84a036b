"""A stand's reports on A4 as PDF: the day, the makers' settlements, stock and price lists.

They are in Indonesian, because the staff of stand and office and the makers read and sign them;
the price list, which buyers read, can be in English or in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.day import Totals
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.settlement import Settlement
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.printing import a4_page, page_parts
from pos_app.printing.paper_texts import paper_text, paper_texts
from pos_app.printing.tables import Column, Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

PRACTICE = "LATIHAN – BUKAN LAPORAN"
_GIVEN = ("Diserahkan oleh", "Diterima oleh")
_BEFORE = "Belum dibayar dari hari sebelumnya"
_OWED_BEFORE = "Kelebihan bayar dari hari sebelumnya"
_CARRIED = "Jumlah ini dibawa ke hari berikutnya dan dipotong dari penjualan."
_ASKED_BACK = "Tidak ada hari jualan lagi: jumlah ini diminta kembali."
_WAYS_BACK = "[ ] dikembalikan tunai · [ ] dipotong dari setoran berikutnya"
ONE_TILL = "Hanya penjualan kasir ini. Setoran akhir dihitung kantor dari semua kasir."


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The heading of a report: stand, event, till and date (`when`, as `Sab, 25 Okt 2023`)."""

    stand_name: str
    event: str
    place: str
    when: str
    training: bool = False

    @property
    def facts(self) -> str:
        """Event, till and date in one line."""
        return f"{self.event} · {self.place} · {self.when}"


@dataclass(frozen=True, slots=True)
class Drawer:
    """Expected and counted cash in rupiah; `counted` is None before the close."""

    expected: Rupiah
    counted: Rupiah | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One maker's settlement with the table of goods sold.

    `before` is what earlier days of this till left in rupiah, negative if the maker owes it;
    `last_day` says that no planned day follows from which a debt could be taken.
    """

    settlement: Settlement
    goods: Table
    before: Rupiah = 0
    last_day: bool = False

    @property
    def left(self) -> Rupiah:
        """What is left to pay to the maker, negative if the maker owes it."""
        return self.settlement.payable + self.before


def day_report(head: PaperHead, totals: Totals, drawer: Drawer, tables: Iterable[Table]) -> bytes:
    """Return the PDF of a day: totals on the first page, then the tables."""
    closed = drawer.counted is not None
    state = f"Kasir ditutup · kode berkas {drawer.code}" if closed else "Kasir masih buka"
    story = [
        *_top("Laporan harian", head),
        a4_page.paragraph("Omzet neto", 12, color=a4_page.MUTED, after=0),
        a4_page.paragraph(format_rupiah(totals.net), 40, strong=True, after=8),
        a4_page.paragraph(
            state, 12, color=a4_page.ACCENT if closed else a4_page.AMBER, strong=True
        ),
        a4_page.paragraph(_ways(totals), 10),
    ]
    if totals.unconfirmed:
        words = f"Termasuk QRIS yang belum dikonfirmasi: {format_rupiah(totals.unconfirmed)}"
        story.append(a4_page.paragraph(words, 10, color=a4_page.AMBER))
    story += a4_page.table_block(_sums(totals, drawer), sums=False)
    for table in tables:
        story += a4_page.table_block(table)
    return a4_page.build_pdf("Laporan harian", story, head.facts)


def _ways(totals: Totals) -> str:
    paid = totals.by_method().items()
    return " · ".join(f"{paper_text(key, 'id')} {format_rupiah(amount)}" for key, amount in paid)


def _sums(totals: Totals, drawer: Drawer) -> Table:
    rows: list[tuple[str, int]] = [
        ("Bruto (harga daftar)", totals.gross),
        ("Diskon", -totals.discount),
        ("Retur", -totals.refunds),
        ("Pembulatan", totals.rounding),
        ("Neto", totals.net),
        *([("Uang muka pesanan", totals.deposits)] if totals.deposits else []),
        ("Uang di laci seharusnya", drawer.expected),
    ]
    if drawer.counted is not None:
        rows.append(("Uang fisik", drawer.counted))
        rows.append(("Selisih", drawer.counted - drawer.expected))
    sales = f"{totals.sales} penjualan, {totals.voids} dibatalkan"
    columns = (Column("what", sales, "text"), Column("amount", "Rupiah"))
    return Table("sums", "Ringkasan", columns, tuple(rows))


def settlement_sheets(head: PaperHead, overview: Table, accounts: Sequence[Account]) -> bytes:
    """Return the PDF of the settlements: an overview, and a page for each maker to sign."""
    from reportlab.platypus import PageBreak

    story = [*_top("Setoran perajin", head), a4_page.paragraph(ONE_TILL, 10, color=a4_page.AMBER)]
    if not accounts:
        story.append(a4_page.paragraph("Belum ada penjualan.", 12))
    story += a4_page.table_block(overview)
    for account in accounts:
        story += [PageBreak(), *_top("Setoran perajin", head), *_account(account)]
    return a4_page.build_pdf("Setoran perajin", story, head.facts)


def _account(account: Account) -> list[Flowable]:
    found, left = account.settlement, account.left
    borne = found.due + found.share - found.net
    rows: list[tuple[str, int]] = [("Neto", found.net)]
    if borne:
        rows.append(("Diskon ditanggung stan", borne))
    rows += [
        ("Komisi stan", -found.share),
        ("Hak perajin", found.due),
        ("Sudah dibayar di kasir", -found.paid_out),
    ]
    if account.before:
        rows.append((_BEFORE if account.before > 0 else _OWED_BEFORE, account.before))
    rows.append(("Sisa setoran" if left >= 0 else "Kelebihan bayar", abs(left)))
    columns = (Column("what", "", "text"), Column("amount", "Rupiah"))
    who = found.name if found.name == found.maker else f"{found.name} ({found.maker})"
    back = left < 0
    signers = ("Dikembalikan perajin", "Diterima stan") if back else _GIVEN
    return [
        a4_page.paragraph(who, 14, strong=True, after=2),
        *_balance(found.name, left, last_day=account.last_day),
        *a4_page.table_block(account.goods),
        page_parts.keep_together(
            *a4_page.table_block(Table("account", "Perhitungan", columns, tuple(rows)), sums=False),
            a4_page.paragraph(ONE_TILL, 8, color=a4_page.MUTED),
            *([a4_page.paragraph(_WAYS_BACK, 9, after=8)] if back else []),
            *a4_page.signatures(*signers, "Tanggal"),
        ),
    ]


def _balance(name: str, left: Rupiah, *, last_day: bool) -> list[Flowable]:
    """Who owes whom, how much, and what happens to it."""
    amount = a4_page.paragraph(format_rupiah(abs(left)), 30, strong=True, after=2)
    if left >= 0:
        return [amount, a4_page.paragraph("sisa setoran", 10, color=a4_page.MUTED)]
    words = f"{name} sudah menerima lebih dari haknya, karena barang yang sudah dibayar kembali."
    then = _ASKED_BACK if last_day else _CARRIED
    return [
        amount,
        a4_page.paragraph(words, 10, color=a4_page.AMBER, strong=True, after=2),
        a4_page.paragraph(then, 10, color=a4_page.AMBER),
    ]


def list_sheets(
    title: str, head: PaperHead, tables: Sequence[Table], lang: LanguageCode = DEFAULT_LANGUAGE
) -> bytes:
    """Return the PDF of product lists: one table after the other with aligned columns."""
    story = _top(title, head, lang)
    blocks = [
        block for table in tables for block in a4_page.table_block(table, sums=False, beside=tables)
    ]
    story += blocks or [a4_page.paragraph(paper_text("no_goods", lang), 12)]
    return a4_page.build_pdf(title, story, head.facts, lang)


def _top(kind: str, head: PaperHead, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Flowable]:
    found = a4_page.page_heading(kind, head.stand_name, head.facts)
    if head.training:
        words = PRACTICE if lang == DEFAULT_LANGUAGE else " · ".join(paper_texts("training", lang))
        found.insert(0, a4_page.paragraph(words, 12, color=a4_page.AMBER, strong=True, after=6))
    return found
