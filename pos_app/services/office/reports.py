"""The reports of a book: the files for the press and the makers, and single papers as PDFs."""

from __future__ import annotations

from pathlib import Path

from pos_app.clock import Clock
from pos_app.office.report.statements import statements_of
from pos_app.services.office.book_check import require_sound_book
from pos_app.services.office.event_book import book_status
from pos_app.services.office.review import status_and_review
from pos_app.services.replace_file import replace_file


def write_report(path: Path, folder: Path, through: str | None, clock: Clock) -> list[Path]:
    """Writes the report as PDF, workbook and CSV, and settlement/<maker>.pdf; returns the paths.

    The book is checked first. Raises MachineError `book_check_failed`, `report_unwritable`,
    `report_disk_full`.
    """
    from pos_app.office.report.report import report_files

    require_sound_book(path)
    status, review = status_and_review(path, through, clock, goods=True)
    written = []
    for name, content in report_files(status, review):
        target = folder / name
        replace_file(target, content)
        written.append(target)
    return written


def report_pdf(path: Path, through: str | None, clock: Clock) -> bytes:
    """Returns the report as a PDF."""
    from pos_app.office.report.report import report_files

    _name, pdf = next(report_files(book_status(path, through, clock, goods=True)))
    return pdf


def maker_statement_pdf(path: Path, maker: str, through: str | None, clock: Clock) -> bytes | None:
    """Returns a maker's statement as a PDF; None for a maker whose goods did not sell."""
    from pos_app.office.report.statement_paper import statement_pdf

    status = book_status(path, through, clock, goods=True)
    for statement in statements_of(status):
        if statement.settlement.maker == maker:
            return statement_pdf(status, statement)
    return None
