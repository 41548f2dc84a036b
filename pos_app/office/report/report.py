"""The files of the office's report: PDF, workbook, CSV tables, and a statement for each maker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.settlement import Settlement
from pos_app.office.reconcile.review_list import TillReview
from pos_app.office.reconcile.status import Status
from pos_app.office.report.datapackage import package_bytes
from pos_app.office.report.decision_table import decision_tables
from pos_app.office.report.detail_tables import files_table, more_tables, statement_tables
from pos_app.office.report.drawer_words import drawer_tables
from pos_app.office.report.metadata import metadata_table
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.office.report.review_table import review_tables
from pos_app.office.report.statement_paper import PROVISIONAL, statement_pdf
from pos_app.office.report.statements import statements_of
from pos_app.office.report.summary_page import summary_page
from pos_app.office.report.tables import problem_table, settlement_table, total_tables
from pos_app.office.report.words import completeness_text, day_words
from pos_app.office.report.workbook import csv_bytes, workbook_bytes
from pos_app.printing import a4_page
from pos_app.printing.charts import PAPER
from pos_app.printing.tables import Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows reserves, with any extension.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 80
_FOR_PROGRAMS = ("payment", "manifest")


def report_files(status: Status, review: Sequence[TillReview] = ()) -> Iterator[tuple[Path, bytes]]:
    """Yields every file of the report with its path within the folder.

    The same status gives the same bytes. It must be made of days that were read with their goods.
    `review`, what is worth a look, is a sheet of the workbook alone: it is not for the press.
    """
    statements = statements_of(status)
    settled = settlement_table(status.confirmed.settlements)
    totals = [*total_tables(status), *more_tables(status)]
    problems, files = problem_table(status), files_table(status)
    beside = [*drawer_tables(status), *decision_tables(status)]
    tables = [*totals, settled, *statement_tables(statements), *beside, problems, files]
    facts = metadata_table(status)
    yield Path("report.pdf"), _report_pdf(status, [*totals, settled, *beside], problems, files)
    yield (
        Path("report.xlsx"),
        workbook_bytes(facts, tables, completeness_text(status, "id"), review_tables(review)),
    )
    written = [(f"{table.name}.csv", table, csv_bytes(table)) for table in (facts, *tables)]
    for name, _, content in written:
        yield Path(name), content
    yield Path("datapackage.json"), package_bytes(status, written)
    names = file_names(status.confirmed.settlements)
    for name, statement in zip(names, statements, strict=True):
        yield Path("settlement", f"{name}.pdf"), statement_pdf(status, statement)


def file_names(settlements: Iterable[Settlement]) -> list[str]:
    """A file name for each maker: valid on every disk, and unique."""
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


def _report_pdf(status: Status, tables: Sequence[Table], problems: Table, files: Table) -> bytes:
    from reportlab.platypus import PageBreak

    story = [*summary_page(status), PageBreak()]
    if problems.rows:
        story += a4_page.unsplit_table_block(problems, sums=False)
    charts = {chart.key: chart for chart in report_charts(status)}
    for table in tables:
        story += _section(table, charts.get(table.name))
    story += [PageBreak(), *_appendix(files)]
    return a4_page.build_pdf(f"{status.plan.name} – laporan", story, _footer(status))


def _section(table: Table, chart: ReportChart | None) -> list[Flowable]:
    """A table below its chart; the chart of the days is on the first page already."""
    drawing = None
    if chart is not None and chart.key != "by_day":
        drawing = chart.draw(a4_page.WIDTH, PAPER)
    return a4_page.unsplit_table_block(_for_people(table), picture=drawing)


def _for_people(table: Table) -> Table:
    """The table without the columns that only programs read."""
    at = [index for index, column in enumerate(table.columns) if column.key not in _FOR_PROGRAMS]
    columns = tuple(table.columns[index] for index in at)
    rows = tuple(tuple(row[index] for index in at) for row in table.rows)
    return Table(table.name, table.title, columns, rows)


def _appendix(files: Table) -> list[Flowable]:
    """Every file with the code of its closing slip, so that figures can be traced to paper."""
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
