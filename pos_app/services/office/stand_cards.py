"""The cards for the counters of all stands, printed in one job before the fair."""

from __future__ import annotations

from pathlib import Path

from pos_app.languages import LanguageCode
from pos_app.office.book import Book


def stand_cards(path: Path, language: LanguageCode) -> bytes:
    """Returns an A5 card for every planned till, in the order of the plan, as one PDF.

    Raises PosError with the codes of `Book.open`.
    """
    from pos_app.printing.guide_pages import CardOf, cards_pdf

    with Book.open(path) as book:
        plan = book.plan
    cards = [
        CardOf(stand.name or stand.code, plan.name, f"{stand.code} · {till}")
        for stand in plan.stands
        for till in stand.tills
    ]
    return cards_pdf(cards, language)


def write_stand_cards(path: Path, folder: Path, language: LanguageCode) -> Path:
    """Writes the cards into `folder` as `kartu-kasir-CODE.pdf`; returns its path.

    Raises as `stand_cards` does; MachineError `file_not_written`.
    """
    from pos_app.services.paper.pdf_files import save_pdf

    with Book.open(path) as book:
        code = book.plan.code
    return save_pdf(stand_cards(path, language), folder / f"kartu-kasir-{code}.pdf")
