"""The office's report: one total with what stands behind it, its tables, and a sheet per maker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.settlement import Settlement
from pos_app.office.reconcile.status import Status
from pos_app.office.report.datapackage import package_bytes
from pos_app.office.report.detail_tables import files_table, more_tables, statement_tables
from pos_app.office.report.metadata import metadata_table
from pos_app.office.report.press_page import press_page
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.office.report.statement_paper import PROVISIONAL, statement_pdf
from pos_app.office.report.statements import statements_of
from pos_app.office.report.tables import settlement_table, total_tables, trouble_table
from pos_app.office.report.words import completeness_text, day_words
from pos_app.office.report.workbook import csv_bytes, workbook_bytes
from pos_app.printing import a4_page
from pos_app.printing.charts import PAPER
from pos_app.printing.tables import Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that a disk of Windows does not take, whatever follows the dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 80
_FOR_PROGRAMS = ("payment", "manifest")


def report_files(status: Status) -> Iterator[tuple[Path, bytes]]:
    """Every file of the report, by its path within the folder. The same status, the same bytes.

    The status has to be made of days that were read with their goods.
    """
    statements = statements_of(status)
    settled = settlement_table(status.confirmed.settlements)
    totals = [*total_tables(status), *more_tables(status)]
    trouble, files = trouble_table(status), files_table(status)
    tables = [*totals, settled, *statement_tables(statements), trouble, files]
    facts = metadata_table(status)
    yield Path("report.pdf"), _report_pdf(status, [*totals, settled], trouble, files)
    yield Path("report.xlsx"), workbook_bytes(facts, tables, completeness_text(status, "id"))
    written = [(f"{table.name}.csv", table, csv_bytes(table)) for table in (facts, *tables)]
    for name, _, content in written:
        yield Path(name), content
    yield Path("datapackage.json"), package_bytes(status, written)
    names = file_names(status.confirmed.settlements)
    for name, statement in zip(names, statements, strict=True):
        yield Path("settlement", f"{name}.pdf"), statement_pdf(status, statement)


def file_names(settlements: Iterable[Settlement]) -> list[str]:
    """A file name for each maker: safe on every disk, and no two alike."""
    found: list[str] = []
    for settlement in settlements:
        name = _UNSAFE.sub("_", settlement.maker)[:_LONGEST].strip("._") or "maker"
        name = f"_{name}" if _RESERVED.fullmatch(name) else name
        taken = {other.casefold() for other in found}
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name}_{number}", number + 1
        found.append(free)
    return found


def _report_pdf(status: Status, tables: Sequence[Table], trouble: Table, files: Table) -> bytes:
    from reportlab.platypus import PageBreak

    story = [*press_page(status), PageBreak()]
    if trouble.rows:
        story += a4_page.unsplit_table_block(trouble, sums=False)
    drawn = {picture.key: picture for picture in report_charts(status)}
    for table in tables:
        story += _section(table, drawn.get(table.name))
    story += [PageBreak(), *_appendix(files)]
    return a4_page.build_pdf(f"{status.plan.name} – laporan", story, _footer(status))


def _section(table: Table, picture: ReportChart | None) -> list[Flowable]:
    """A table under its picture; the days' is on the first page already."""
    drawn = picture is not None and picture.key != "by_day"
    drawing = picture.draw(a4_page.WIDTH, PAPER) if picture is not None and drawn else None
    return a4_page.unsplit_table_block(_for_people(table), picture=drawing)


def _for_people(table: Table) -> Table:
    """Without the columns that only programs read."""
    at = [index for index, column in enumerate(table.columns) if column.key not in _FOR_PROGRAMS]
    columns = tuple(table.columns[index] for index in at)
    rows = tuple(tuple(row[index] for index in at) for row in table.rows)
    return Table(table.name, table.title, columns, rows)


def _appendix(files: Table) -> list[Flowable]:
    """Every file by the code on its closing slip: so that each figure can be traced to paper."""
    shown = replace(_for_people(files), title="Lampiran: berkas harian di balik angka ini")
    text = (
        "Kode ini juga tercetak di struk tutup kasir. Angka mana pun di laporan ini adalah jumlah"
        " dari berkas di bawah, masing-masing ditandatangani kasirnya dan diperiksa utuh."
    )
    block = a4_page.table_block(shown)
    return [*block[:2], a4_page.paragraph(text, 9, after=8), *block[2:]]


def _footer(status: Status) -> str:
    state = "lengkap" if status.complete else PROVISIONAL
    return f"{status.plan.code} · sampai {day_words(status.through)} · {state}"
