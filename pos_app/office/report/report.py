"""The files of the office's report: PDF, workbook, CSV tables, and a statement for each maker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.settlement import Settlement
from pos_app.languages import LanguageCode
from pos_app.office.reconcile.review_list import TillReview
from pos_app.office.reconcile.status import Status
from pos_app.office.report.ask_tables import ask_tables, ask_tables_for_paper
from pos_app.office.report.comparison_words import comparison_charts, comparison_tables
from pos_app.office.report.correction_table import correction_tables
from pos_app.office.report.datapackage import package_bytes
from pos_app.office.report.decision_table import decision_tables
from pos_app.office.report.detail_tables import (
    files_table,
    hours_for_people,
    more_tables,
    statement_tables,
)
from pos_app.office.report.drawer_words import drawer_tables, drawer_tables_for_paper
from pos_app.office.report.issue import Issue, issue_of
from pos_app.office.report.metadata import metadata_table
from pos_app.office.report.order_words import inquiry_tables, order_tables
from pos_app.office.report.report_charts import ReportChart, report_charts
from pos_app.office.report.review_table import review_tables
from pos_app.office.report.statement_paper import statement_pdf, statements_pdf
from pos_app.office.report.statements import Statement, statements_of
from pos_app.office.report.summary_page import summary_page
from pos_app.office.report.tables import (
    problem_table,
    settlement_for_paper,
    settlement_for_people,
    settlement_table,
    total_tables,
)
from pos_app.office.report.transfer_table import transfer_tables
from pos_app.office.report.words import completeness_text
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


def report_files(
    status: Status,
    review: Sequence[TillReview] = (),
    issue: Issue | None = None,
    sales: Table | None = None,
    fairs: Sequence[Table] = (),
) -> Iterator[tuple[Path, bytes]]:
    """Yields every file of the report with its path within the folder.

    The same status and issue give the same bytes. The status must be made of days that were read
    with their goods. `review`, what is worth a look, is a sheet of the workbook alone: it is not
    for the press. `sales` is the table of every sale, `fairs` are those of several fairs.
    """
    issue = issue or issue_of(status)
    lang = issue.lang
    statements = statements_of(status)
    tables = report_tables(status, statements, lang)
    tables += comparison_tables(issue.compared, lang)
    tables += [sales] if sales is not None else []
    facts = metadata_table(issue)
    yield Path("report.pdf"), report_pdf(issue)
    yield (
        Path("report.xlsx"),
        _workbook(issue, facts, tables, (*review_tables(review, lang), *fairs)),
    )
    written = [(f"{table.name}.csv", table, csv_bytes(table)) for table in (facts, *tables)]
    for name, _, content in written:
        yield Path(name), content
    yield Path("datapackage.json"), package_bytes(status, written, lang)
    names = file_names(status.confirmed.settlements)
    for name, statement in zip(names, statements, strict=True):
        yield Path("settlement", f"{name}.pdf"), statement_pdf(issue, statement)
    if statements:
        yield Path("settlements.pdf"), statements_pdf(issue, statements)


def report_tables(
    status: Status, statements: Sequence[Statement], lang: LanguageCode
) -> list[Table]:
    """The tables of the workbook and the CSV files, in their order."""
    return [
        *total_tables(status, lang),
        *more_tables(status, lang),
        _settled(status, lang),
        *statement_tables(statements, lang),
        *order_tables(status, lang),
        *inquiry_tables(status, lang),
        *drawer_tables(status, lang),
        *correction_tables(status, lang),
        *decision_tables(status, lang),
        problem_table(status, lang),
        *ask_tables(status, lang),
        *transfer_tables(status, lang),
        files_table(status, lang),
    ]


def _settled(status: Status, lang: LanguageCode) -> Table:
    return settlement_table(status.confirmed.settlements, lang, status.totals.rounding)


def _workbook(issue: Issue, facts: Table, tables: Sequence[Table], apart: Sequence[Table]) -> bytes:
    shown = [_for_people(each) for each in tables]
    return workbook_bytes(facts, shown, completeness_text(issue.status, issue.lang), apart)


def _for_people(table: Table) -> Table:
    """The table as paper and workbook show it, where it differs from its CSV."""
    shown = {"settlement": settlement_for_people, "by_hour": hours_for_people}.get(table.name)
    return shown(table) if shown else table


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


def report_pdf(issue: Issue) -> bytes:
    """The report for the press and the head of the office, as a PDF."""
    from reportlab.platypus import PageBreak

    status, lang = issue.status, issue.lang
    problems = problem_table(status, lang)
    story = [*summary_page(issue), PageBreak()]
    if problems.rows:
        story += a4_page.unsplit_table_block(problems, sums=False)
    charts = {chart.key: chart for chart in report_charts(status, lang)}
    for table in (
        *total_tables(status, lang),
        *more_tables(status, lang),
    ):
        story += _section(table, charts.get(table.name))
    beside = {chart.key: chart for chart in comparison_charts(issue.compared, lang)}
    for table in comparison_tables(issue.compared, lang):
        story += _section(table, beside.get(table.name))
    story += a4_page.unsplit_table_block(settlement_for_paper(_settled(status, lang)))
    for table in (
        *drawer_tables_for_paper(status, lang),
        *decision_tables(status, lang),
        *ask_tables_for_paper(status, lang),
        *transfer_tables(status, lang),
    ):
        # Only some of the drawers are listed, so their sums would say nothing.
        sums = table.has_sums and table.name != "drawers"
        story += a4_page.unsplit_table_block(table, sums=sums)
    story += _appendix(issue)
    title = issue.say("file_title", event=status.plan.name)
    return a4_page.build_pdf(title, story, _footer(issue), lang)


def _section(table: Table, chart: ReportChart | None) -> list[Flowable]:
    """A table below its chart; the chart of the days is on the first page already."""
    drawing = None
    if chart is not None and chart.key != "by_day":
        drawing = chart.draw(a4_page.WIDTH, PAPER)
    shown = _for_people(table).without(*_FOR_PROGRAMS)
    return a4_page.unsplit_table_block(shown, picture=drawing)


def _appendix(issue: Issue) -> list[Flowable]:
    """Every file with the code of its closing slip, so that figures can be traced to paper."""
    from reportlab.platypus import PageBreak

    files = files_table(issue.status, issue.lang).without(*_FOR_PROGRAMS)
    if not files.rows:
        return []
    block = a4_page.table_block(files._replace(title=issue.say("appendix")))
    return [
        PageBreak(),
        *block[:2],
        a4_page.paragraph(issue.say("appendix_text"), 9, after=8),
        *block[2:],
    ]


def _footer(issue: Issue) -> str:
    status = issue.status
    state = issue.say("state_complete" if status.complete else "state_provisional")
    words = issue.say("footer", event=status.plan.code, day=issue.day(status.through), state=state)
    return f"{words} · {issue.number('LP')}"
