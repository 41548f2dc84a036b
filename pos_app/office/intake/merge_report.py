"""The result of a merge: what became of each file, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pos_app.errors import Problem
from pos_app.office.intake.light_days import LightReport

LISTS = ("merged", "same", "replaced", "conflicts", "rejected")
"""The lists of a report into which files go."""


class Entry(NamedTuple):
    """A file and its day; of a file that could not be verified only the name is known."""

    file: str
    manifest: str | None = None
    stand: str | None = None
    till: str | None = None
    day: str | None = None
    revision: int | None = None
    code: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry as `merge --json` prints it."""
        names = ("file", "manifest", "stand", "till", "day", "revision")
        entry = {name: getattr(self, name) for name in names}
        return entry if self.code is None else {**entry, "code": self.code}


class OrderTwice(NamedTuple):
    """An order that a merged file closes, and another document as well.

    `code` says what contradicts what; `documents` are a till (`A07-1`), its day and a receipt
    number each.
    """

    order: str
    code: str
    entry: Entry
    documents: tuple[tuple[str, str, str], ...]

    @property
    def text(self) -> str:
        """The order and its documents: `P-A07-1-0001: A07-1 2023-10-25 A07-1-000130, …`."""
        return f"{self.order}: {', '.join(map(' '.join, self.documents))}"

    def as_json(self) -> dict[str, Any]:
        """The order as `merge --json` prints it."""
        names = ("till", "day", "number")
        told = [dict(zip(names, each, strict=True)) for each in self.documents]
        place = {name: getattr(self.entry, name) for name in ("file", "stand", "till", "day")}
        return {"order": self.order, "code": self.code, **place, "documents": told}


@dataclass(slots=True)
class MergeReport:
    """The result of a merge for each file.

    Attributes:
        merged: Files that are new to the book.
        same: Files that the book had already.
        replaced: Files that are a newer revision of a day in the book.
        conflicts: Files that contradict another file or a closing slip; they are in the book.
        orders_twice: Orders that these files deliver or cancel, and another document as well.
        rejected: Files that are not in the book.
        records: The number of another book's records that were new to this one.
        light: What was done with codes of days that come by light; the days that are whole by them
            are in the lists above.
        cancelled: Whether the user stopped the merge. The files named here were merged
            completely, and the others not at all.
    """

    merged: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    replaced: list[Entry] = field(default_factory=list)
    conflicts: list[Entry] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    orders_twice: list[OrderTwice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: int = 0
    light: LightReport = field(default_factory=LightReport)
    cancelled: bool = False

    @property
    def taken(self) -> int:
        """The number of files that were added to the book."""
        return len(self.merged) + len(self.replaced) + len(self.conflicts)

    def extend(self, other: MergeReport) -> None:
        """Adds the entries and problems of another report."""
        for name in (*LISTS, "orders_twice", "problems"):
            getattr(self, name).extend(getattr(other, name))
        self.records += other.records
        self.light.add(other.light)

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The lists of entries as `merge --json` prints them, without the problems."""
        names = (*LISTS, "orders_twice")
        return {name: [entry.as_json() for entry in getattr(self, name)] for name in names}
