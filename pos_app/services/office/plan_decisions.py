"""Changing the plan of a book later: each changed table is a signed decision."""

from __future__ import annotations

from pathlib import Path

from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock
from pos_app.errors import Refused
from pos_app.office.book import Book
from pos_app.office.decide.decisions import PlanChange
from pos_app.office.plan.event_plan import MAX_BYTES
from pos_app.office.plan.plan_changes import TableChange, problems_of, read_changes
from pos_app.services.office.decisions import RecordedDecision, decide


def change_plan(path: Path, toml: bytes, clock: Clock, reason: str = "") -> list[RecordedDecision]:
    """Changes the plan by a TOML text with the keys and tables that change.

    A later change of the same stand, maker or person keeps what earlier ones changed besides.
    Raises Refused with every problem of the text, and of the plan as it would become: nothing is
    written then; otherwise as `decisions.decide` does.
    """
    changes = read_changes(toml)
    with Book.open(path, writing=False) as book:
        standing = {each.subject: each for each in book.effective_decisions().plan_changes}
        for change in changes:
            known = standing.get(change.subject)
            table = {**(known.table if known else {}), **change.table}
            standing[change.subject] = TableChange(change.subject, table)
        problems = problems_of(book.plan_toml, list(standing.values()))
    if problems:
        raise Refused(problems)
    return [
        decide(path, _content(standing[subject]), clock, reason)
        for subject in dict.fromkeys(change.subject for change in changes)
    ]


def change_plan_by_file(
    path: Path, file: Path, clock: Clock, reason: str = ""
) -> list[RecordedDecision]:
    """Changes the plan by a TOML file. Raises as `change_plan` and `read_bounded` do."""
    return change_plan(path, read_bounded(file, MAX_BYTES), clock, reason)


def _content(change: TableChange) -> PlanChange:
    return PlanChange(change.subject.part, change.as_text(), change.subject.code)
