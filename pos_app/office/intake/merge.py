"""Merges files into a book. Each file is verified by itself; a bad one never stops the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from pos_app.clock import WITA, parse_stamp, stamp
from pos_app.dayfile.claims import claims_of_name
from pos_app.dayfile.closing_qr import ClosingFacts
from pos_app.dayfile.format import short_code
from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.dayfile.sealed_contacts import ContactBox
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, TillSeat
from pos_app.office.check_file import CheckedDay
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.intake.light_days import LightDays
from pos_app.office.intake.merge_report import LISTS, Entry, MergeReport, OrderTwice
from pos_app.office.intake.sources import SourceCode, SourceContact, SourceRecord, sources
from pos_app.office.intake.verifier import CheckedFile, Item, Verifier
from pos_app.office.orders.inquiries import contacts_named_in
from pos_app.office.reconcile.chains import Chain, chains_of, chains_of_planned_tills
from pos_app.office.reconcile.disputes import Conflict, find_conflicts
from pos_app.office.reconcile.eligibility import Eligibility, check_eligibility
from pos_app.office.reconcile.interim_totals import book_interims, check_interims
from pos_app.office.reconcile.order_trails import order_trails
from pos_app.office.reconcile.paper_days import book_slips, check_paper
from pos_app.office.records import RecordKind

Progress = Callable[[int, str], None]
"""Called before each file with the number of files done and the next name; may raise Cancelled."""

# By how much the clocks of a till and of the office may differ.
CLOCKS_DIFFER = timedelta(minutes=15)
# The files that one transaction writes; a commit costs about as much as one file.
BATCH_FILES = 16
BATCH_BYTES = 16 << 20


class Cancelled(Exception):
    """Raised by a Progress when the user cancels the merge."""


def merge(
    book: Book,
    paths: Iterable[Path],
    progress: Progress | None = None,
    verifier: Verifier | None = None,
    now: datetime | None = None,
    codes: Iterable[SourceCode] = (),
) -> MergeReport:
    """Merges files, folders, zips, other books and codes of days by light into a book.

    A file is in the report only once it is on the disk.

    Args:
        book: The book, open for writing.
        paths: Day files, zips of them, folders, or other books.
        progress: Called before each file.
        verifier: Checks the files; by default on all cores.
        now: The office's time; days closed later than that are warned about.
        codes: Codes that pictures show. A day that is whole by them is merged as its file would be.

    Raises:
        MachineError: The book cannot be written. Files that were merged before stay in it.
    """
    merger = _Merger(book, now)

    def before(name: str) -> None:
        if progress is not None:
            progress(merger.seen, name)
        merger.seen += 1

    with verifier or Verifier() as checker:
        try:
            for item in checker.check_all(sources(paths, merger.reject), before):
                merger.take(item)
        except Cancelled:
            merger.report.cancelled = True
            checker.close()  # what it read ahead is not wanted
        for code in codes:
            merger.take(code)
        merger.write()
        merger.take_whole_days(checker)
    merger.forget()
    merger.warn_of_unknown_offices()
    return merger.report


class _Merger:
    """Collects checked files and writes them into the book in batches."""

    def __init__(self, book: Book, now: datetime | None) -> None:
        self._book = book
        self._now = now
        self._waiting: list[CheckedFile] = []
        self._draft = MergeReport()
        self._new_signers: set[str] = set()
        self._light = LightDays(book)
        self.report = MergeReport(light=self._light.report)
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

    @cached_property
    def _interims(self) -> list[InterimFacts]:
        return book_interims(self._book)

    def reject(self, name: str, error: PosError) -> None:
        """Reports something that cannot be opened."""
        self.report.rejected.append(Entry(name, code=error.code))
        self.report.problems.append(error.problem(name))

    def _take_record(self, source: SourceRecord) -> None:
        """Adds a record of another book; it is applied only if this book knows its signer."""
        self.write()
        record, event = source.record, self._book.plan.code
        if not record.is_valid:
            self.reject(source.name, PosError("record_damaged"))
            return
        other = record.facts.get("event", event)
        if other != event:
            facts = {"event": str(other)[:40], "ours": event}
            problem = Problem("record_of_other_event", "warning", facts, source.name)
            self.report.problems.append(problem)
        elif self._book.add_record(record):
            self.report.records += 1
            self._new_signers.add(record.signer)
            names = {RecordKind.SLIP: "_slips", RecordKind.INTERIM: "_interims"}
            self.__dict__.pop(names.get(record.kind, "_effective"), None)

    def warn_of_unknown_offices(self) -> None:
        """Warns of each office whose records were added now and are not applied."""
        if not self._new_signers:
            return
        for key in self._effective.unknown:
            if key in self._new_signers:
                facts = {"detail": short_code(key), "key": key}
                self.report.problems.append(Problem("office_unknown", "warning", facts))

    def take(self, item: Item) -> None:
        """Takes what a merge reads, one after another."""
        if isinstance(item, CheckedFile):
            self._take_file(item)
        elif isinstance(item, SourceRecord):
            self._take_record(item)
        elif isinstance(item, SourceContact):
            self._take_contact(item.box)
        else:
            self._light.take(item)

    def _take_contact(self, box: ContactBox) -> None:
        """Adds a contact of another book, if a file of this book names it under its number."""
        self.write()
        if self._named.get(box.hash) == box.ref:
            self._book.contacts.take(box)

    @cached_property
    def _named(self) -> dict[str, str]:
        return contacts_named_in(self._book)

    def forget(self) -> None:
        """Deletes contacts that a decision of another book says are to be forgotten."""
        if self._book.contacts.forget():
            self._book.contacts.empty_free_pages()

    def take_whole_days(self, checker: Verifier) -> None:
        """Stores the codes, and merges the days that are whole by them."""
        self._light.store()
        for item in checker.check_all(self._light.whole_days(), lambda _: None):
            self.take(item)
        self.write()
        for name in LISTS:
            self._light.finish(name == "rejected", getattr(self.report, name))
        self._light.close()
        self.report.problems += self._light.problems

    def _take_file(self, checked: CheckedFile) -> None:
        """Adds a checked file to the batch, and writes a full batch."""
        self._waiting.append(checked)
        waiting = sum(len(each.file) for each in self._waiting)
        if len(self._waiting) >= BATCH_FILES or waiting >= BATCH_BYTES:
            self.write()

    def write(self) -> None:
        """Writes the batch in one transaction; only then are its files reported."""
        if not self._waiting:
            return
        self._draft = MergeReport()
        with self._book.adding():
            for checked in self._waiting:
                self._add(checked)
        self.report.extend(self._draft)
        self.__dict__.pop("_named", None)
        self._waiting = []

    def _add(self, checked: CheckedFile) -> None:
        found, name = checked.outcome, checked.name
        if isinstance(found, Problem):
            self._draft.rejected.append(Entry(name, code=found.code))
            facts = {**claims_of_name(name), **found.facts}
            self._draft.problems.append(replace(found, file=name, facts=facts))
            return
        refused = self._refusal(found)
        if refused is not None:
            self._draft.rejected.append(_entry(name, found, refused.code))
            self._draft.problems.append(refused.problem(name))
        elif self._book.add(found, checked.file):
            self._report_new(name, found)
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

    def _report_new(self, name: str, day: CheckedDay) -> None:
        """Reports a file that is new to the book: its warnings, and which list it belongs to."""
        for problem in day.warnings:
            self._warn(name, problem.code, day, **problem.facts)
        if self._now is not None and is_after(day.day, day.closed_at, self._now):
            times = {"closed_at": day.closed_at, "now": stamp(self._now)}
            self._warn(name, "from_future", day, **times)
        eligibility = check_eligibility(
            self._book.plan, self._book.related_days(day), self._effective
        )
        excluded = eligibility.exclusion_code(day.identity)
        if excluded is not None:
            self._warn(name, excluded, day, key=short_code(day.key))
            self._draft.merged.append(_entry(name, day))
            return
        conflicts = self._conflicts(day, eligibility)
        if conflicts:
            self._report_conflicts(name, day, conflicts, eligibility)
            return
        self._report_revision(name, day, chains_of(eligibility.eligible)[day.seat_day])
        self._warn_of_interims(name, day, eligibility)

    def _report_conflicts(
        self, name: str, day: CheckedDay, conflicts: Sequence[Conflict], eligibility: Eligibility
    ) -> None:
        """Reports what a file contradicts: the first thing, and each order that it closes again."""
        first, entry = conflicts[0], _entry(name, day, conflicts[0].code)
        self._draft.conflicts.append(entry)
        trails = order_trails(eligibility.eligible)
        for conflict in conflicts:
            if conflict is not first and not conflict.is_of_order:
                continue
            facts = {**_facts(day), "slip": day.code, "keys": _fingerprints(conflict)}
            facts["detail"] = conflict.detail
            if conflict.is_of_order:
                live = trails[conflict.detail].live("")
                documents = tuple((told.place, told.day.day, told.note.number) for told in live)
                told = OrderTwice(conflict.detail, conflict.code, entry, documents)
                self._draft.orders_twice.append(told)
                facts["detail"] = told.text
            self._draft.problems.append(Problem(conflict.code, "error", facts, name))

    def _warn_of_interims(self, name: str, day: CheckedDay, eligibility: Eligibility) -> None:
        """Warns of each interim total of the day that the file does not hold."""
        told = [each for each in self._interims if (each.stand, each.till) == day.till_day[:2]]
        found = check_interims(self._book.plan, eligibility, told, self._effective)
        for notice in found.warnings:
            if notice.code == "interim_contradicted" and notice.till_day == day.till_day:
                self._warn(name, notice.code, day, detail=notice.detail)

    def _report_revision(self, name: str, day: CheckedDay, chain: Chain) -> None:
        newest = chain.head.identity == day.identity
        if newest and len(chain.files) > 1:
            self._draft.replaced.append(_entry(name, day))
        else:
            self._draft.merged.append(_entry(name, day))
        if not newest:
            self._warn(name, "older_revision", chain.head, revision=day.revision)
        elif chain.missing_revisions:
            self._warn(name, "revision_missing", chain.head)

    def _conflicts(self, day: CheckedDay, eligibility: Eligibility) -> list[Conflict]:
        """The conflicts that this file is part of."""
        plan = self._book.plan
        chains = chains_of_planned_tills(plan, eligibility.eligible)
        conflicts = find_conflicts(plan, chains, self._effective, eligibility.vouched)
        return [
            conflict
            for conflict in (*conflicts, *self._paper_conflicts(day, eligibility))
            if conflict.till_day == day.till_day
            and day.identity in {file.manifest for file in conflict.files}
        ]

    def _paper_conflicts(self, day: CheckedDay, eligibility: Eligibility) -> Iterable[Conflict]:
        """The conflicts between the seat's files and its closing slips."""
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
    """Whether a day is later than the office's time, allowing for clocks that differ a little."""
    latest = now + CLOCKS_DIFFER
    return day > latest.astimezone(WITA).date().isoformat() or parse_stamp(closed_at) > latest


def _entry(name: str, day: CheckedDay, code: str | None = None) -> Entry:
    return Entry(name, day.identity, day.stand, day.till, day.day, day.revision, code)


def _fingerprints(conflict: Conflict) -> str:
    return ", ".join(sorted({short_code(file.key) for file in conflict.files}))


def _facts(day: CheckedDay | BookDay) -> dict[str, object]:
    return {"stand": day.stand, "till": day.till, "day": day.day, "revision": day.revision}
