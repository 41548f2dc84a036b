"""Which files of an event count and what they come to, from stored days, by the office's own rules.

Pure functions over the rows of one event: they run on a worker, and give the rows of the tables
that a book publishes of the same files, decisions and slips.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app import __version__
from pos_app.office.book_day import BookDay
from pos_app.office.plan.event_plan import EventPlan, PlannedStand
from pos_app.office.publish.figure_tables import FIGURE_TABLES, figure_rows
from pos_app.office.publish.lake_tables import MANIFEST, Column, Row, manifest_row
from pos_app.office.publish.office_file import OfficeView
from pos_app.office.publish.settlement_tables import SETTLEMENT_TABLES, settlement_rows
from pos_app.office.publish.stored_days import (
    StoredDay,
    days_of_event,
    digests_of_rows,
    tied_pairs,
)
from pos_app.office.reconcile.file_status import file_statuses
from pos_app.office.reconcile.status import Status, status_of

TiedRow = tuple[str, str, Sequence[Any]]
"""A table, the identity of a file, and a row with the columns of TIES."""

JUDGED: Mapping[str, Sequence[Column]] = {
    **SETTLEMENT_TABLES,
    **FIGURE_TABLES,
    "manifest": MANIFEST,
}
"""The tables that are made anew for each event whose files or decisions are not the same."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is known of an event beside its files: its plan, if any, and what its office told."""

    event: str
    plan: EventPlan | None
    view: OfficeView

    def basis(self, files: Iterable[tuple[str, str]]) -> str:
        """A hash of all that the figures follow from; `files` are identities with batches."""
        told = (__version__, repr(self.plan), self.view.digest, sorted(files))
        return hashlib.sha256(repr(told).encode()).hexdigest()


def tied_identities(days: Iterable[StoredDay]) -> Iterator[str]:
    """The files of an event of which the sales have to be looked at one by one."""
    yield from sorted({identity for pair in tied_pairs(days) for identity in pair})


def judged_rows(
    ruling: Ruling, stored: Iterable[StoredDay], tied: Iterable[TiedRow]
) -> dict[str, list[Row]]:
    """The rows of every table of JUDGED for one event.

    Raises MachineError `publish_unreadable`.
    """
    stored = list(stored)
    days = days_of_event(stored, _digests(stored, tied))
    status = judged_status(ruling, days)
    event, view = ruling.event, ruling.view
    batches = {day.identity: (day.batch, day.app) for day in stored}
    is_told = bool(view.owner or view.records)
    manifest = [
        manifest_row(each, event, *batches[each.day.identity], applied=is_told)
        for each in file_statuses(status, days)
    ]
    basis = ruling.basis((day.identity, day.batch) for day in stored)
    figures = figure_rows(event, status, view.owner, view.records, basis)
    return {**settlement_rows(event, status), **figures, "manifest": manifest}


def judged_status(ruling: Ruling, days: Sequence[BookDay]) -> Status:
    """The status of an event through its last day, as of a book with the same contents."""
    plan = ruling.plan or plan_from_files(ruling.event, days)
    return status_of(plan, days, plan.end, ruling.view.effective, ruling.view.slips)


def _digests(stored: Iterable[StoredDay], tied: Iterable[TiedRow]) -> Any:
    rows: dict[str, dict[str, list[Sequence[Any]]]] = defaultdict(lambda: defaultdict(list))
    for table, identity, values in tied:
        rows[identity][table].append(values)
    return {day.identity: digests_of_rows(rows[day.identity]) for day in stored}


def plan_from_files(event: str, days: Iterable[BookDay]) -> EventPlan:
    """A plan with exactly the till-days of some files, for an event whose plan is not known."""
    tills: dict[str, set[str]] = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    for day in days:
        tills[day.stand].add(day.till)
        dates[day.stand].add(day.day)
    stands = tuple(
        PlannedStand(code, code, tuple(sorted(tills[code])), tuple(sorted(dates[code])))
        for code in sorted(tills)
    )
    every = sorted(set().union(*dates.values()))
    return EventPlan(event, event, every[0], every[-1], stands)
