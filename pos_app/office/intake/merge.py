"""Taking files into the book: each is verified by itself, and a bad one never stops the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pos_app.clock import WITA, parse_stamp, stamp
from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.format import short_code
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, TillSeat
from pos_app.office.check_file import CheckedDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.intake.sources import SourceRecord, sources
from pos_app.office.intake.verifier import CheckedFile, Verifier
from pos_app.office.reconcile.chains import Chain, chains_of
from pos_app.office.reconcile.disputes import Conflict, find_conflicts
from pos_app.office.reconcile.eligibility import Eligibility, check_eligibility
from pos_app.office.reconcile.paper_days import book_slips, check_paper
from pos_app.office.records import RecordKind

Progress = Callable[[int, str], None]
"""Told before each file: how many are done, and which is next. May raise Cancelled."""

# How far two honest clocks may be apart.
CLOCKS_DIFFER = timedelta(minutes=15)
# Files whose places in the book are written in one go; a commit costs about as much as one file.
BATCH_FILES = 16
BATCH_BYTES = 16 << 20


class Cancelled(Exception):
    """Raised by a Progress when whoever waits does not want to wait any longer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file and the day that it is; of one that could not be verified only the name is known."""

    file: str
    manifest: str | None = None
    stand: str | None = None
    till: str | None = None
    day: str | None = None
    revision: int | None = None
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        names = ("file", "manifest", "stand", "till", "day", "revision")
        entry = {name: getattr(self, name) for name in names}
        return entry if self.code is None else {**entry, "code": self.code}


@dataclass(slots=True)
class MergeReport:
    """What became of each file. `replaced` are newer revisions of days that the book had;
    `records` counts another book's decisions, packs and the like that were new to this one.

    After `cancelled` what is named here was dealt with whole, and the rest not touched.
    """

    merged: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    replaced: list[Entry] = field(default_factory=list)
    conflicts: list[Entry] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    cancelled: bool = False

    @property
    def taken(self) -> int:
        """How many files are in the book that were not in it before."""
        return len(self.merged) + len(self.replaced) + len(self.conflicts)

    def extend(self, other: MergeReport) -> None:
        for name in ("merged", "same", "replaced", "conflicts", "rejected", "problems"):
            getattr(self, name).extend(getattr(other, name))

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of entries; the problems are put into words elsewhere."""
        names = ("merged", "same", "replaced", "conflicts", "rejected")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}


def merge(
    book: Book,
    paths: Iterable[Path],
    progress: Progress | None = None,
    verifier: Verifier | None = None,
    now: datetime | None = None,
) -> MergeReport:
    """Takes in what lies behind the paths, and says what became of each file.

    `now` is the office's time, against which a day from the future is warned of.
    A file is named in the report once its place in the book is on the disk. Raises MachineError
    when the book itself cannot be written; what was taken in before stays.
    """
    merger = _Merger(book, now)

    def before(name: str) -> None:
        if progress is not None:
            progress(merger.seen, name)
        merger.seen += 1

    with verifier or Verifier() as looking:
        try:
            for item in looking.check_all(sources(paths, merger.reject), before):
                if isinstance(item, SourceRecord):
                    merger.take_record(item)
                else:
                    merger.take(item)
        except Cancelled:
            merger.report.cancelled = True
    merger.write()
    merger.name_unknown_offices()
    return merger.report


class _Merger:
    """Collects what was looked at, and writes it into the book a few files at a time."""

    def __init__(self, book: Book, now: datetime | None) -> None:
        self._book = book
        self._now = now
        self._waiting: list[CheckedFile] = []
        self._draft = MergeReport()
        self._strangers: set[str] = set()
        self.report = MergeReport()
        self.seen = 0

    @cached_property
    def _effective(self) -> EffectiveDecisions:
        return self._book.effective_decisions()

    @cached_property
    def _slips(self) -> dict[TillSeat, list[ClosingFacts]]:
        found: dict[TillSeat, list[ClosingFacts]] = defaultdict(list)
        for slip in book_slips(self._book):
            found[slip.stand, slip.till, slip.seat].append(slip)
        return found

    def reject(self, name: str, error: PosError) -> None:
        """Something that cannot even be looked into."""
        self.report.rejected.append(Entry(name, code=error.code))
        self.report.problems.append(error.problem(name))

    def take_record(self, held: SourceRecord) -> None:
        """A record counts as far as its signer is known here; it is kept in any case."""
        self.write()
        record, event = held.record, self._book.plan.code
        if not record.is_valid:
            self.reject(held.name, PosError("record_damaged"))
            return
        other = record.facts.get("event", event)
        if other != event:
            facts = {"event": str(other)[:40], "ours": event}
            problem = Problem("record_of_other_event", "warning", facts, held.name)
            self.report.problems.append(problem)
        elif self._book.add_record(record):
            self.report.records += 1
            self._strangers.add(record.signer)
            self.__dict__.pop("_slips" if record.kind is RecordKind.SLIP else "_effective", None)

    def name_unknown_offices(self) -> None:
        """One warning for each office whose records came just now and are not applied."""
        if not self._strangers:
            return
        for key in self._effective.unknown:
            if key in self._strangers:
                facts = {"detail": short_code(key), "key": key}
                self.report.problems.append(Problem("office_unknown", "warning", facts))

    def take(self, looked: CheckedFile) -> None:
        self._waiting.append(looked)
        waiting = sum(len(each.file) for each in self._waiting)
        if len(self._waiting) >= BATCH_FILES or waiting >= BATCH_BYTES:
            self.write()

    def write(self) -> None:
        """Writes what waits, all or nothing; only then is it reported."""
        if not self._waiting:
            return
        self._draft = MergeReport()
        with self._book.adding():
            for looked in self._waiting:
                self._place_one(looked)
        self.report.extend(self._draft)
        self._waiting = []

    def _place_one(self, looked: CheckedFile) -> None:
        found, name = looked.outcome, looked.name
        if isinstance(found, Problem):
            self._draft.rejected.append(Entry(name, code=found.code))
            self._draft.problems.append(replace(found, file=name))
            return
        refused = self._refusal(found)
        if refused is not None:
            self._draft.rejected.append(_entry(name, found, refused.code))
            self._draft.problems.append(refused.problem(name))
        elif self._book.add(found, looked.file):
            self._sort(name, found)
        else:
            self._draft.same.append(_entry(name, found))

    def _refusal(self, found: CheckedDay) -> PosError | None:
        event = self._book.plan.code
        facts = {"stand": found.stand, "till": found.till, "day": found.day}
        if found.training:
            return PosError("training_file", **facts)
        if found.event != event:
            return PosError("other_event", **facts, event=found.event, ours=event)
        return None

    def _sort(self, name: str, day: CheckedDay) -> None:
        """Names what a file that is new to the book does there."""
        for problem in day.warnings:
            self._warn(name, problem.code, day, **problem.facts)
        if self._now is not None and is_after(day.day, day.closed_at, self._now):
            told = {"closed_at": day.closed_at, "now": stamp(self._now)}
            self._warn(name, "from_future", day, **told)
        eligibility = check_eligibility(
            self._book.plan, self._book.related_days(day), self._effective
        )
        aside = eligibility.exclusion_code(day.identity)
        if aside is not None:
            self._warn(name, aside, day, key=short_code(day.key))
            self._draft.merged.append(_entry(name, day))
            return
        conflict = self._conflict(day, eligibility)
        if conflict is not None:
            facts = {**_facts(day), "slip": day.code, "keys": _fingerprints(conflict)}
            self._draft.conflicts.append(_entry(name, day, conflict.code))
            self._draft.problems.append(Problem(conflict.code, "error", facts, name))
            return
        self._place(name, day, chains_of(eligibility.eligible)[day.seat_day])

    def _place(self, name: str, day: CheckedDay, chain: Chain) -> None:
        newest = chain.head.identity == day.identity
        if newest and len(chain.files) > 1:
            self._draft.replaced.append(_entry(name, day))
        else:
            self._draft.merged.append(_entry(name, day))
        if not newest:
            self._warn(name, "older_revision", chain.head, revision=day.revision)
        elif chain.missing_revisions:
            self._warn(name, "revision_missing", chain.head)

    def _conflict(self, day: CheckedDay, eligibility: Eligibility) -> Conflict | None:
        """What this file contradicts now that it is in the book, if anything."""
        conflicts = find_conflicts(self._book.plan, eligibility.eligible, self._effective)
        for conflict in (*conflicts, *self._paper_conflicts(day, eligibility)):
            named = {file.manifest for file in conflict.files}
            if conflict.till_day == day.till_day and day.identity in named:
                return conflict
        return None

    def _paper_conflicts(self, day: CheckedDay, eligibility: Eligibility) -> Iterable[Conflict]:
        """What closing slips of the same seat say against its files."""
        slips = self._slips.get(day.till_seat, ())
        return (
            check_paper(self._book.plan, eligibility, slips, self._effective).conflicts
            if slips
            else ()
        )

    def _warn(self, name: str, code: str, day: CheckedDay | BookDay, **facts: object) -> None:
        problem = Problem(code, "warning", {**_facts(day), **facts}, name)
        self._draft.problems.append(problem)


def is_after(day: str, closed_at: str, now: datetime) -> bool:
    """Whether a day was closed later than it can be here, clocks that differ a little allowed."""
    latest = now + CLOCKS_DIFFER
    return day > latest.astimezone(WITA).date().isoformat() or parse_stamp(closed_at) > latest


def _entry(name: str, day: CheckedDay, code: str | None = None) -> Entry:
    return Entry(name, day.identity, day.stand, day.till, day.day, day.revision, code)


def _fingerprints(conflict: Conflict) -> str:
    return ", ".join(sorted({short_code(file.key) for file in conflict.files}))


def _facts(day: CheckedDay | BookDay) -> dict[str, object]:
    return {"stand": day.stand, "till": day.till, "day": day.day, "revision": day.revision}
