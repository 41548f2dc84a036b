"""The office's report: one total with what stands behind it, its tables, and a sheet per maker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.money import format_rupiah
from pos_app.domain.settlement import Settlement
from pos_app.office.status import Status
from pos_app.office.tables import (
    settlement_table,
    total_tables,
    trouble_table,
)
from pos_app.office.words import completeness_text, day_words
from pos_app.office.workbook import csv_bytes, workbook_bytes
from pos_app.printing import sheet
from pos_app.printing.tables import Cell, Column, Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that a disk of Windows does not take, whatever follows the dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
PROVISIONAL = "SEMENTARA"


def report_files(status: Status) -> Iterator[tuple[Path, bytes]]:
    """Every file of the report, by its path within the folder. The same status, the same bytes."""
    settlements = status.confirmed.settlements
    tables = total_tables(status)
    settled, trouble = settlement_table(settlements), trouble_table(status)
    yield Path("report.pdf"), _report_pdf(status, [*tables, settled], trouble)
    yield Path("report.xlsx"), workbook_bytes(_summary(status), [*tables, settled, trouble])
    for table in (*tables, settled, trouble):
        yield Path(f"{table.name}.csv"), csv_bytes(table)
    for name, settlement in zip(file_names(settlements), settlements, strict=True):
        yield Path("settlement", f"{name}.pdf"), _settlement_pdf(status, settlement)


def file_names(settlements: Iterable[Settlement]) -> list[str]:
    """A file name for each maker: safe on every disk, and no two alike."""
    found: list[str] = []
    for settlement in settlements:
        name = _UNSAFE.sub("_", settlement.maker).strip("._") or "maker"
        name = f"_{name}" if _RESERVED.fullmatch(name) else name
        taken = {other.casefold() for other in found}
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name}_{number}", number + 1
        found.append(free)
    return found


def _summary(status: Status) -> list[tuple[str, Cell]]:
    totals = status.totals
    return [
        ("Acara", f"{status.plan.name} ({status.plan.code})"),
        ("Sampai", status.through),
        ("Kelengkapan", completeness_text(status, "id")),
        ("Neto terkonfirmasi", totals.net),
        ("Bruto", totals.gross),
        ("Diskon", totals.discount),
        ("Retur", totals.refunds),
        ("Pembulatan", totals.rounding),
        ("Tunai", totals.cash),
        ("QRIS", totals.qris),
        ("QRIS belum dikonfirmasi", totals.unconfirmed),
        ("Transfer", totals.transfer),
        ("Kartu", totals.card),
    ]


def _report_pdf(status: Status, tables: list[Table], trouble: Table) -> bytes:
    story = [*_head(status, "Laporan penjualan"), *_headline(status), *_payments(status)]
    story += sheet.table_block(trouble, sums=False)
    for table in tables:
        story += sheet.table_block(table)
    return sheet.build_pdf(f"{status.plan.name} – laporan", story, _footer(status))


def _head(status: Status, what: str) -> list[Flowable]:
    plan = status.plan
    days = f"{plan.code} · {day_words(plan.start)} – {day_words(plan.end)}"
    return sheet.head(what, plan.name, days)


def _headline(status: Status) -> list[Flowable]:
    """The total, never without how complete it is."""
    color = sheet.ACCENT if status.complete else sheet.AMBER
    label = f"Neto terkonfirmasi sampai {day_words(status.through)}"
    found = [
        sheet.words(label, 12, color=sheet.MUTED, after=0),
        sheet.words(format_rupiah(status.totals.net), 40, strong=True, after=8),
        sheet.words(completeness_text(status, "id"), 12, color=color, strong=True, after=6),
    ]
    target = status.plan.target
    if target:
        share = f"{1000 * status.totals.net // target / 10:.1f}".replace(".", ",")
        text = f"{share}% dari target {format_rupiah(target)}"
        found.append(sheet.words(text, 10, color=sheet.MUTED, after=6))
    return found


def _payments(status: Status) -> list[Flowable]:
    totals = status.totals
    names = {"Tunai": "cash", "QRIS": "qris", "Transfer": "transfer", "Kartu": "card"}
    parts = [f"{name} {format_rupiah(getattr(totals, key))}" for name, key in names.items()]
    found = [sheet.words(" · ".join(parts), 10, after=4)]
    if totals.unconfirmed:
        text = f"Termasuk QRIS yang belum dikonfirmasi: {format_rupiah(totals.unconfirmed)}"
        found.append(sheet.words(text, 10, color=sheet.AMBER))
    return found


def _settlement_pdf(status: Status, settlement: Settlement) -> bytes:
    money = (Column("what", "", "text"), Column("amount", "Rupiah"))
    rows = (
        ("Bruto (harga daftar)", settlement.gross),
        ("Diskon", -settlement.discount),
        ("Retur", -settlement.refunds),
        ("Neto", settlement.net),
        ("Komisi stan", settlement.share),
        ("Hak perajin", settlement.due),
        ("Sudah dibayar di kasir", -settlement.paid_out),
        ("Sisa setoran", settlement.payable),
    )
    story = [*_head(status, "Setoran perajin")]
    if not status.complete:
        text = f"{PROVISIONAL}: {completeness_text(status, 'id')}"
        story.append(sheet.words(text, 12, color=sheet.AMBER, strong=True, after=12))
    if settlement.lacks_planned_share:
        text = f"Komisi stan {settlement.planned_bp / 100:g}% di rencana, tetapi 0% di kasir"
        story.append(sheet.words(text, 10, color=sheet.AMBER, after=12))
    story += [
        sheet.words(f"{settlement.name} ({settlement.maker})", 14, strong=True, after=2),
        sheet.words(
            f"{settlement.qty} buah terjual sampai {day_words(status.through)}", 10, after=8
        ),
        sheet.words(format_rupiah(settlement.payable), 30, strong=True, after=2),
        sheet.words("sisa setoran", 10, color=sheet.MUTED),
        *sheet.table_block(Table("settlement", "Perhitungan", money, rows), sums=False),
        *sheet.signatures("Diserahkan oleh", "Diterima oleh", "Tanggal"),
    ]
    return sheet.build_pdf(f"Setoran {settlement.name}", story, _footer(status))


def _footer(status: Status) -> str:
    state = "lengkap" if status.complete else PROVISIONAL
    return f"{status.plan.code} · sampai {day_words(status.through)} · {state}"
