"""What the office corrected in the makers' settlements, and what each correction moved."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.settlement import Settlement
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.office.decide.decision_words import content_text
from pos_app.office.reconcile.status import Status
from pos_app.office.report.table_words import made_table
from pos_app.printing.tables import Cell, Table


def correction_tables(status: Status, lang: LanguageCode = DEFAULT_LANGUAGE) -> list[Table]:
    """The corrections in all settlements; none where nothing was corrected.

    `moved` is by how many rupiah a decision changed what the maker is owed.
    """
    rows = [
        (settlement.maker, *row)
        for settlement in status.confirmed.settlements
        for row in _rows(status, settlement, lang)
    ]
    columns = "maker:text what:text why:text moved"
    return [made_table("corrections", columns, rows, lang)] if rows else []


def corrections_of(
    status: Status, settlement: Settlement, lang: LanguageCode = DEFAULT_LANGUAGE
) -> Table:
    """The corrections in one maker's settlement."""
    rows = _rows(status, settlement, lang)
    return made_table("corrections", "what:text why:text moved", rows, lang)


def _rows(status: Status, settlement: Settlement, lang: LanguageCode) -> Iterable[tuple[Cell, ...]]:
    decided = {
        each.decision.identity: each.decision for each in status.effective_decisions.statuses
    }
    found = (
        (decided[c.decision], c.moved) for c in settlement.corrections if c.decision in decided
    )
    ordered = sorted(found, key=lambda each: (each[0].at, each[0].identity))
    return [(content_text(decision, lang), decision.reason, moved) for decision, moved in ordered]
