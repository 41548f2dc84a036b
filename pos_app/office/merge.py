"""Taking files into the book: each is verified by itself, and a bad one never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, book_day
from pos_app.office.chains import Chain, chains_of
from pos_app.office.disputes import find_conflicts
from pos_app.office.sources import Source, sources

Progress = Callable[[int, str], None]
"""Told before each file: how many are done, and which is next."""


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
    """What became of each file. `replaced` are newer revisions of days that the book had."""

    merged: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    replaced: list[Entry] = field(default_factory=list)
    conflicts: list[Entry] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of entries; the problems are put into words elsewhere."""
        names = ("merged", "same", "replaced", "conflicts", "rejected")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}


def merge(book: Book, paths: Iterable[Path], progress: Progress | None = None) -> MergeReport:
    """Takes in what lies behind the paths, and says what became of each file.

    Raises MachineError when the book itself cannot be written; what was taken in before stays.
    """
    merger = _Merger(book)
    for done, source in enumerate(sources(paths, merger.reject)):
        if progress is not None:
            progress(done, source.name)
        merger.take(source)
    return merger.report


class _Merger:
    def __init__(self, book: Book) -> None:
        self._book = book
        self.report = MergeReport()

    def reject(self, name: str, error: PosError) -> None:
        self.report.rejected.append(Entry(name, code=error.code))
        self.report.problems.append(error.problem(name))

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
        aside = self._book.plan.set_aside_code(*found.till_day)
        if aside is not None:
            self._warn(name, aside, found)
            self.report.merged.append(_entry(name, day))
            return
        around = self._book.around(found)
        code = self._conflict_code(found, around)
        if code is not None:
            facts = {**_facts(found), "slip": day.code}
            self.report.conflicts.append(_entry(name, day, code))
            self.report.problems.append(Problem(code, "error", facts, name))
            return
        self._place(name, day, chains_of(around)[found.slot])

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

    def _conflict_code(self, day: BookDay, around: Iterable[BookDay]) -> str | None:
        """What this file contradicts now that it is in the book, if anything."""
        for conflict in find_conflicts(self._book.plan, around):
            named = {file.manifest for file in conflict.files}
            if conflict.till_day == day.till_day and day.identity in named:
                return conflict.code
        return None

    def _warn(self, name: str, code: str, day: BookDay, **facts: object) -> None:
        problem = Problem(code, "warning", {**_facts(day), **facts}, name)
        self.report.problems.append(problem)


def _entry(name: str, day: VerifiedDay, code: str | None = None) -> Entry:
    head = day.head
    return Entry(name, day.identity, head.stand, head.till, head.day, head.revision, code)


def _facts(day: BookDay) -> dict[str, object]:
    return {"stand": day.stand, "till": day.till, "day": day.day, "revision": day.revision}
