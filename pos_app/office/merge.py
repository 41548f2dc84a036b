"""Taking files into the book: each is verified by itself, and a bad one never stops the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pos_app.dayfile.format import short_code
from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.slip_code import SlipFacts
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, Seat, book_day
from pos_app.office.chains import Chain, chains_of
from pos_app.office.disputes import Conflict, find_conflicts
from pos_app.office.paper import book_slips, paper_of
from pos_app.office.records import RecordKind
from pos_app.office.rulings import Rulings
from pos_app.office.sifting import Sifted, sift
from pos_app.office.sources import HeldRecord, Source, sources

Progress = Callable[[int, str], None]
"""Told before each file: how many are done, and which is next. May raise Cancelled."""


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

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of entries; the problems are put into words elsewhere."""
        names = ("merged", "same", "replaced", "conflicts", "rejected")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}


def merge(book: Book, paths: Iterable[Path], progress: Progress | None = None) -> MergeReport:
    """Takes in what lies behind the paths, and says what became of each file.

    Raises MachineError when the book itself cannot be written; what was taken in before stays.
    """
    merger = _Merger(book)
    try:
        for done, source in enumerate(sources(paths, merger.reject)):
            if progress is not None:
                progress(done, source.name)
            if isinstance(source, HeldRecord):
                merger.take_record(source)
            else:
                merger.take(source)
    except Cancelled:
        merger.report.cancelled = True
    merger.name_unknown_offices()
    return merger.report


class _Merger:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._strangers: set[str] = set()
        self.report = MergeReport()

    @cached_property
    def _rulings(self) -> Rulings:
        return self._book.rulings()

    @cached_property
    def _slips(self) -> dict[Seat, list[SlipFacts]]:
        found: dict[Seat, list[SlipFacts]] = defaultdict(list)
        for slip in book_slips(self._book):
            found[slip.stand, slip.till, slip.seat].append(slip)
        return found

    def reject(self, name: str, error: PosError) -> None:
        self.report.rejected.append(Entry(name, code=error.code))
        self.report.problems.append(error.problem(name))

    def take_record(self, held: HeldRecord) -> None:
        """A record counts as far as its signer is known here; it is kept in any case."""
        record, event = held.record, self._book.plan.code
        if not record.holds:
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
            self.__dict__.pop("_slips" if record.kind is RecordKind.SLIP else "_rulings", None)

    def name_unknown_offices(self) -> None:
        """One warning for each office whose records came just now and are not applied."""
        if not self._strangers:
            return
        for key in self._rulings.unknown:
            if key in self._strangers:
                facts = {"detail": short_code(key), "key": key}
                self.report.problems.append(Problem("office_unknown", "warning", facts))

    def take(self, source: Source) -> None:
        try:
            file = source.read()
            day = read_day(file)
        except PosError as error:
            self.reject(source.name, error)
            return
        refused = self._refusal(day)
        if refused is not None:
            self.report.rejected.append(_entry(source.name, day, refused.code))
            self.report.problems.append(refused.problem(source.name))
        elif self._book.add(day, file):
            self._sort(source.name, day)
        else:
            self.report.same.append(_entry(source.name, day))

    def _refusal(self, day: VerifiedDay) -> PosError | None:
        head, event = day.head, self._book.plan.code
        facts = {"stand": head.stand, "till": head.till, "day": head.day}
        if head.training:
            return PosError("training_file", **facts)
        if head.event != event:
            return PosError("other_event", **facts, event=head.event, ours=event)
        return None

    def _sort(self, name: str, day: VerifiedDay) -> None:
        """Names what a file that is new to the book does there."""
        found = book_day(day)
        for problem in day.warnings:
            self._warn(name, problem.code, found, **problem.facts)
        around = self._book.around(found)
        sifted = sift(self._book.plan, around, self._rulings)
        aside = sifted.why_not(found.identity)
        if aside is not None:
            self._warn(name, aside, found, key=short_code(found.key))
            self.report.merged.append(_entry(name, day))
            return
        conflict = self._conflict(found, sifted)
        if conflict is not None:
            facts = {**_facts(found), "slip": day.code, "keys": _fingerprints(conflict)}
            self.report.conflicts.append(_entry(name, day, conflict.code))
            self.report.problems.append(Problem(conflict.code, "error", facts, name))
            return
        self._place(name, day, chains_of(sifted.linked)[found.slot])

    def _place(self, name: str, day: VerifiedDay, chain: Chain) -> None:
        newest = chain.head.identity == day.identity
        if newest and len(chain.files) > 1:
            self.report.replaced.append(_entry(name, day))
        else:
            self.report.merged.append(_entry(name, day))
        if not newest:
            self._warn(name, "older_revision", chain.head, revision=day.head.revision)
        elif chain.missing_revisions:
            self._warn(name, "revision_missing", chain.head)

    def _conflict(self, day: BookDay, sifted: Sifted) -> Conflict | None:
        """What this file contradicts now that it is in the book, if anything."""
        conflicts = find_conflicts(self._book.plan, sifted.linked, self._rulings)
        for conflict in (*conflicts, *self._paper_conflicts(day, sifted)):
            named = {file.manifest for file in conflict.files}
            if conflict.till_day == day.till_day and day.identity in named:
                return conflict
        return None

    def _paper_conflicts(self, day: BookDay, sifted: Sifted) -> Iterable[Conflict]:
        """What closing slips of the same seat say against its files."""
        slips = self._slips.get(day.place, ())
        return paper_of(self._book.plan, sifted, slips, self._rulings).conflicts if slips else ()

    def _warn(self, name: str, code: str, day: BookDay, **facts: object) -> None:
        problem = Problem(code, "warning", {**_facts(day), **facts}, name)
        self.report.problems.append(problem)


def _entry(name: str, day: VerifiedDay, code: str | None = None) -> Entry:
    head = day.head
    return Entry(name, day.identity, head.stand, head.till, head.day, head.revision, code)


def _fingerprints(conflict: Conflict) -> str:
    return ", ".join(sorted({short_code(file.key) for file in conflict.files}))


def _facts(day: BookDay) -> dict[str, object]:
    return {"stand": day.stand, "till": day.till, "day": day.day, "revision": day.revision}
