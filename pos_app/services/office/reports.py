"""The reports of a book: the files for the press and the makers, and single papers as PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import Clock
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.report.statements import statements_of
from pos_app.services.office.board import earlier_fair
from pos_app.services.office.book_check import require_sound_book
from pos_app.services.office.event_book import book_status
from pos_app.services.office.letterheads import letterhead_of
from pos_app.services.office.review import status_and_review
from pos_app.services.replace_file import replace_file

if TYPE_CHECKING:
    from pos_app.office.reconcile.status import Status
    from pos_app.office.report.issue import Issue, Letterhead
    from pos_app.printing.tables import Table


def write_report(
    path: Path,
    folder: Path,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
    beside: Sequence[Path] = (),
    earlier: Path | None = None,
) -> list[Path]:
    """Writes the report as PDF, workbook and CSV, and settlement/<maker>.pdf; returns the paths.

    The book is checked first. Other fairs' books `beside` it give further sheets of the workbook;
    one of them that cannot be read is left out. `earlier` is the book of the fair that this one is
    compared with. Raises MachineError `book_check_failed`,
    `report_unwritable`, `report_disk_full`.
    """
    from pos_app.office.report.issue import issue_of
    from pos_app.office.report.report import report_files
    from pos_app.services.office.sales_of_book import sales_table_of

    require_sound_book(path)
    status, review = status_and_review(path, through, clock, goods=True)
    before = earlier_fair(earlier, clock, status.plan)
    head = letterhead_of(status.plan, letterhead)
    issue = issue_of(status, head, clock.now(), lang, before)
    sales = sales_table_of(path, status, lang)
    written = []
    fairs = _fair_tables(path, status, beside, clock, lang)
    for name, content in report_files(status, review, issue, sales, fairs):
        target = folder / name
        replace_file(target, content)
        written.append(target)
    return written


def _fair_tables(
    path: Path, status: Status, beside: Sequence[Path], clock: Clock, lang: LanguageCode
) -> list[Table]:
    """The tables of several fairs; none without another fair. Makers' years are not for press."""
    from pos_app.services.office.fairs import fair_of_status, fair_tables, read_fairs

    ours = fair_of_status(status, path)
    others = [each for each in beside if each.resolve() != path.resolve()]
    found = read_fairs(others, clock, known=[ours]).fairs if others else None
    if found is None or len(found.fairs) < 2:
        return []
    return [each for each in fair_tables(found, lang) if not each.name.startswith("maker_")]


def report_pdf(
    path: Path,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
    earlier: Path | None = None,
) -> bytes:
    """Returns the report as a PDF; `earlier` as in `write_report`."""
    from pos_app.office.report.report import report_pdf

    return report_pdf(_issue(path, through, clock, lang, letterhead, earlier))


def maker_statement_pdf(
    path: Path,
    maker: str,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
) -> bytes | None:
    """Returns a maker's statement as a PDF; None for a maker whose goods did not sell."""
    from pos_app.office.report.statement_paper import statement_pdf

    issue = _issue(path, through, clock, lang, letterhead)
    for statement in statements_of(issue.status):
        if statement.settlement.maker == maker:
            return statement_pdf(issue, statement)
    return None


def all_statements_pdf(
    path: Path,
    through: str | None,
    clock: Clock,
    lang: LanguageCode = DEFAULT_LANGUAGE,
    letterhead: Letterhead | None = None,
) -> bytes | None:
    """Returns the statements of all makers as one PDF to print; None before the first sale."""
    from pos_app.office.report.statement_paper import statements_pdf

    issue = _issue(path, through, clock, lang, letterhead)
    statements = statements_of(issue.status)
    return statements_pdf(issue, statements) if statements else None


def _issue(
    path: Path,
    through: str | None,
    clock: Clock,
    lang: LanguageCode,
    letterhead: Letterhead | None,
    earlier: Path | None = None,
) -> Issue:
    from pos_app.office.report.issue import issue_of

    status = book_status(path, through, clock, goods=True)
    before = earlier_fair(earlier, clock, status.plan)
    return issue_of(status, letterhead_of(status.plan, letterhead), clock.now(), lang, before)
