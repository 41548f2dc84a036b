"""Days that come by light: codes go into the book, and whole days through the door of day files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from pos_app.bounded.child import Child
from pos_app.bounded.limits import Limits
from pos_app.domain.event import TillIdentity
from pos_app.errors import MachineError, PosError, Problem
from pos_app.light.codes import LightCode, LightLabel, read_code
from pos_app.light.collect import combine
from pos_app.light.packing import unpack_day
from pos_app.office.book import Book
from pos_app.office.intake.sources import Source, SourceCode
from pos_app.office.reconcile.partial_days import PartialDay, book_partials, partial_of, wholes_of

LIMITS = Limits(cpu_s=30, wall_s=90.0)
"""For putting one day together, where wrong codes among the right ones have to be found."""
# A refusal that says nothing about the day: it is tried again with the next photo.
_NOT_FINAL = ("check_died", "check_too_long", "check_too_heavy", "reader_not_started")
_LENGTH = 4


class MergedFile(Protocol):
    """What a merge says of one file."""

    @property
    def file(self) -> str:
        """Its name."""

    @property
    def manifest(self) -> str | None:
        """Its identity."""

    @property
    def code(self) -> str | None:
        """Why it was refused."""


@dataclass(slots=True)
class LightReport:
    """What was done with codes of days that came by light.

    Attributes:
        taken: How many codes are new to the book.
        same: How many it had already, or has the day of as a file.
        rejected: Codes that are not in the book, by the name of their picture and the error's code.
        partial: Every day in the book that is not whole; None before one has looked.
    """

    taken: int = 0
    same: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    partial: tuple[PartialDay, ...] | None = None

    def add(self, later: LightReport) -> None:
        """Adds what was done after this."""
        self.taken += later.taken
        self.same += later.same
        self.rejected += later.rejected
        self.partial = self.partial if later.partial is None else later.partial

    def as_json(self) -> dict[str, Any]:
        """What `merge --json` adds: the days that are not whole, and what became of the codes."""
        rejected = [{"file": name, "code": code} for name, code in self.rejected]
        codes = {"new": self.taken, "same": self.same, "rejected": rejected}
        return {"partial": [each.as_json() for each in self.partial or ()], "codes": codes}


class LightDays:
    """Takes the codes of one merge, and then gives out the days that are whole by them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._waiting: list[tuple[str, bytes, LightCode]] = []
        self._seen: set[str] = set()
        self._wholes: dict[str, str] = {}
        self.report = LightReport()
        self.problems: list[Problem] = []

    def take(self, source: SourceCode) -> None:
        """Takes one code; `store` writes it. A refused one is named and stops nothing."""
        try:
            code = read_code(source.code)
            if code is None:
                raise PosError("light_code_damaged")
            self._check(code)
        except PosError as error:
            self.refuse(source.name, error)
            return
        self._waiting.append((source.name, source.code, code))

    def _check(self, code: LightCode) -> None:
        label = code.label
        facts = _facts(label)
        if label.training:
            raise PosError("light_training", **facts)
        ours = self._book.plan.code
        if label.event != ours:
            raise PosError("light_other_event", **facts, event=label.event, ours=ours)
        refused = self._book.light.refusal(code.whole)
        if refused is not None:
            raise PosError(refused, **facts)

    def refuse(self, name: str, error: PosError) -> None:
        """Reports what cannot be taken; of one picture each reason once."""
        if (name, error.code) not in self.report.rejected:
            self.problems.append(error.problem(name))
        self.report.rejected.append((name, error.code))

    def store(self) -> None:
        """Writes the codes that were taken, in one transaction."""
        if not self._waiting:
            return
        taken = same = 0
        with self._book.light.writing():
            for _, data, code in self._waiting:
                here = self._book.light.is_here(code.label.manifest)
                if not here and self._book.light.add(code.whole, code.index, data):
                    taken += 1
                else:
                    same += 1
                if not here:
                    self._seen.add(code.whole)
        self._waiting = []
        self.report.taken += taken
        self.report.same += same

    def whole_days(self) -> Iterator[Source]:
        """Yields the days that are whole, of those whose codes were seen; call `store` before."""
        codes = [self._known(data) for data in self._book.light.unfinished()]
        seen = (code for code in codes if code is not None and code.whole in self._seen)
        with Child(day_of_codes, LIMITS) as child:
            for whole, group in wholes_of(seen).items():
                if partial_of(group).have < group[0].need:
                    continue
                data = self._book.light.codes_of(whole)
                label = group[0].label
                name = _name(label)
                file = self._file_of(child, name, data, label)
                if file is not None:
                    self._wholes[name] = whole
                    yield Source(name, partial(bytes, file))

    def _file_of(
        self, child: Child[bytes], name: str, codes: Iterable[bytes], label: LightLabel
    ) -> bytes | None:
        """The day file that codes make; None, and a problem, where they make none."""
        try:
            return child.read(_joined(codes))
        except MachineError:
            raise
        except PosError as error:
            problem = error.problem(name)
            self.problems.append(replace(problem, facts={**problem.facts, **_facts(label)}))
            return None

    def _known(self, data: bytes) -> LightCode | None:
        try:
            return read_code(data)
        except PosError:
            return None

    def finish(self, refused: bool, entries: Iterable[MergedFile]) -> None:
        """Notes what became of the days among some files that were taken or `refused`."""
        days = [each for each in entries if each.file in self._wholes]
        if not days:
            return
        with self._book.light.writing():
            for each in days:
                whole = self._wholes.pop(each.file)
                if not refused:
                    self._book.light.finish(whole, each.manifest, None)
                elif each.code not in _NOT_FINAL:
                    self._book.light.finish(whole, None, each.code)

    def close(self) -> None:
        """Looks at what is still not whole."""
        self.report.partial = book_partials(self._book)


def day_of_codes(joined: bytes) -> bytes:
    """Returns the day file that codes make; for use in a process of its own.

    Raises PosError `light_not_enough`, `light_damaged`, `light_newer`.
    """
    found = [code for code in map(read_code, _split(joined)) if code is not None]
    (group,) = wholes_of(found).values()
    return unpack_day(combine(group))


def _joined(codes: Iterable[bytes]) -> bytes:
    return b"".join(len(code).to_bytes(_LENGTH, "big") + code for code in codes)


def _split(joined: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(joined):
        end = at + _LENGTH + int.from_bytes(joined[at : at + _LENGTH], "big")
        yield joined[at + _LENGTH : end]
        at = end


def _name(label: LightLabel) -> str:
    """The name that the day's own file would have."""
    place = TillIdentity("", label.stand, label.till, "", label.seat).place
    told = (label.event, place, label.day, f"r{label.revision}", label.manifest[:8])
    return "_".join(told) + ".zip"


def _facts(label: LightLabel) -> dict[str, object]:
    return {
        **{"stand": label.stand, "till": label.till, "day": label.day},
        "revision": label.revision,
    }
