"""Adding closing slips and interim totals to the book: as text, photographed, or as PDFs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pos_app.dayfile.closing_qr import ClosingFacts, SignedClosing, read_signed_closing
from pos_app.dayfile.interim_qr import PREFIX as INTERIM_PREFIX
from pos_app.dayfile.interim_qr import InterimFacts, read_signed_interim
from pos_app.errors import PosError, Problem
from pos_app.office.book import Book
from pos_app.office.reconcile.eligibility import check_eligibility
from pos_app.office.reconcile.interim_totals import book_interims, check_interims, interim_record
from pos_app.office.reconcile.paper_days import book_slips, check_paper, slip_record
from pos_app.services.office.picture_codes import PictureReader, picture_reader
from pos_app.services.office.slip_pictures import slip_codes_in


class SlipEntry(NamedTuple):
    """One code that was read, or a file without a valid code; `code` is the error's."""

    file: str
    slip: ClosingFacts | InterimFacts | None = None
    code: str | None = None

    @property
    def is_interim(self) -> bool:
        """Whether it is an interim total, or was refused as one."""
        refused = (self.code or "").startswith("interim_")
        return isinstance(self.slip, InterimFacts) or refused

    @property
    def is_photo(self) -> bool:
        """Whether it is a picture that shows no code, or could not be read: of what, is unknown."""
        return self.slip is None and (self.code or "").startswith(("slip_photo_", "photo_"))

    def as_json(self) -> dict[str, Any]:
        """Returns the entry as the command prints it."""
        entry: dict[str, Any] = {"file": self.file}
        if self.slip is not None:
            slip = self.slip
            entry |= {"stand": slip.stand, "till": slip.till, "seat": slip.seat, "day": slip.day}
            entry["revision"] = slip.revision
            if isinstance(slip, InterimFacts):
                entry |= {"interim": True, "at": slip.at, "sales": slip.sales, "net": slip.net}
            else:
                entry |= {"manifest": slip.manifest, "net": slip.totals.net}
        return entry if self.code is None else {**entry, "code": self.code}


@dataclass(slots=True)
class SlipReport:
    """What was done with each code. `conflicts` are in the book, and contradict what is there."""

    taken: list[SlipEntry] = field(default_factory=list)
    same: list[SlipEntry] = field(default_factory=list)
    conflicts: list[SlipEntry] = field(default_factory=list)
    rejected: list[SlipEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: SlipReport) -> None:
        """Appends the entries of another report."""
        for name in ("taken", "same", "conflicts", "rejected", "problems"):
            getattr(self, name).extend(getattr(other, name))

    def reject(self, name: str, error: PosError) -> None:
        """Appends a file or code that was refused."""
        self.rejected.append(SlipEntry(name, code=error.code))
        self.problems.append(error.problem(name or None))

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Returns the report as the command prints it, without the problems."""
        names = ("taken", "same", "conflicts", "rejected")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}


def add_closing_slips(
    book_path: Path,
    files: Iterable[Path] = (),
    texts: Iterable[str] = (),
) -> SlipReport:
    """Adds the slips and interim totals in files and texts to the book.

    A bad one does not stop the others.

    Raises PosError with the codes of `Book.open`, MachineError when the book cannot be written.
    """
    with Book.open(book_path) as book, picture_reader() as child:
        importer = _SlipImporter(book)
        for text in texts:
            importer.add("", text)
        for path in files:
            importer.add_file(path, child)
    return importer.report


def add_slip_texts(book_path: Path, texts: Iterable[tuple[str, str]]) -> SlipReport:
    """Adds slips and interim totals by the names of their pictures and their texts.

    Raises as `add_closing_slips`.
    """
    with Book.open(book_path) as book:
        importer = _SlipImporter(book)
        for name, text in texts:
            importer.add(name, text)
    return importer.report


class _SlipImporter:
    """Adds slips to one open book, and reports what was done with each."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._slips = book_slips(book)
        self._interims = book_interims(book)
        self._effective = book.effective_decisions()
        self.report = SlipReport()

    def add_file(self, path: Path, reader: PictureReader) -> None:
        try:
            texts = slip_codes_in(path, reader)
        except PosError as error:
            self.report.reject(str(path), error)
            return
        for text in texts:
            self.add(str(path), text)

    def add(self, name: str, text: str) -> None:
        if text.lstrip().startswith(INTERIM_PREFIX.rstrip("1:")):
            self._add_interim(name, text)
            return
        try:
            slip = read_signed_closing(text)
            self._check_event(slip.facts)
        except PosError as error:
            self.report.reject(name, error)
            return
        if not self._book.add_record(slip_record(slip)):
            self.report.same.append(SlipEntry(name, slip.facts))
            return
        self._classify(name, slip)

    def _add_interim(self, name: str, text: str) -> None:
        """Adds an interim total. What contradicts its file, or has a foreign key, is named."""
        try:
            interim = read_signed_interim(text)
            self._check_event(interim.facts)
        except PosError as error:
            self.report.reject(name, error)
            return
        facts = interim.facts
        if not self._book.add_record(interim_record(interim)):
            self.report.same.append(SlipEntry(name, facts))
            return
        self._interims.append(facts)
        self._classify_interim(name, facts)

    def _classify_interim(self, name: str, facts: InterimFacts) -> None:
        """Reports whether a total that is new in the book fits the file of its day."""
        stand, till = _till_of(facts)
        mine = [each for each in self._interims if _till_of(each) == (stand, till)]
        book, effective = self._book, self._effective
        eligibility = check_eligibility(book.plan, book.days_of_till(stand, till), effective)
        found = check_interims(book.plan, eligibility, mine, effective).warnings
        named = [each.code for each in found if (each.day, each.detail) == (facts.day, facts.code)]
        bad = "interim_contradicted" in named
        entry = SlipEntry(name, facts, "interim_contradicted" if bad else None)
        (self.report.conflicts if bad else self.report.taken).append(entry)
        for code in named:
            self._add_problem(name, code, "error" if bad else "warning", facts)

    def _check_event(self, slip: ClosingFacts | InterimFacts) -> None:
        ours, facts = self._book.plan.code, _facts(slip)
        kind = "interim" if isinstance(slip, InterimFacts) else "slip"
        if slip.training:
            raise PosError(f"{kind}_training", **facts)
        if slip.event != ours:
            raise PosError(f"{kind}_other_event", **facts, event=slip.event, ours=ours)

    def _classify(self, name: str, slip: SignedClosing) -> None:
        """Reports whether a slip that is new in the book confirms it or contradicts it."""
        facts, book = slip.facts, self._book
        self._slips.append(facts)
        mine = (facts.stand, facts.till, facts.day)
        slips = [each for each in self._slips if (each.stand, each.till) == mine[:2]]
        eligibility = check_eligibility(book.plan, book.days_of_till(*mine[:2]), self._effective)
        found = check_paper(book.plan, eligibility, slips, self._effective)
        for conflict in found.conflicts:
            if conflict.till_day == mine and facts.manifest in {f.manifest for f in conflict.files}:
                self.report.conflicts.append(SlipEntry(name, facts, conflict.code))
                self._add_problem(name, conflict.code, "error", facts)
                return
        self.report.taken.append(SlipEntry(name, facts))
        for notice in found.warnings:
            if notice.till_day == mine and notice.detail == facts.code:
                self._add_problem(name, notice.code, "warning", facts)

    def _add_problem(
        self, name: str, code: str, severity: Any, slip: ClosingFacts | InterimFacts
    ) -> None:
        self.report.problems.append(Problem(code, severity, _facts(slip), name or None))


def _till_of(slip: ClosingFacts | InterimFacts) -> tuple[str, str]:
    return slip.stand, slip.till


def _facts(slip: ClosingFacts | InterimFacts) -> dict[str, object]:
    return {
        **{"stand": slip.stand, "till": slip.till, "day": slip.day},
        **{"revision": slip.revision, "slip": slip.code, "detail": slip.code},
    }
