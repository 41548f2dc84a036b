"""A damaged book made anew from what is whole in it, and from day files and other books.

The new book is checked byte by byte before it takes the damaged one's place, which is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock
from pos_app.errors import MachineError, PosError, Problem
from pos_app.held_files import replace_patiently
from pos_app.office import book_schema
from pos_app.office.book import Book
from pos_app.office.book_foreign import sealed_plan_in
from pos_app.office.intake.book_check import check_book
from pos_app.office.intake.merge import Progress, merge
from pos_app.office.office_key import office_record, own_key
from pos_app.office.plan.event_plan import MAX_BYTES, read_plan
from pos_app.services.office.event_book import book_status


@dataclass(frozen=True, slots=True)
class RestoredBook:
    """A book made anew: its files and records, and its confirmed total in rupiah.

    `kept_damaged` is where the damaged book lies now, None where there was none. `problems` name
    what of the places could not be taken.
    """

    files: int
    records: int
    sales: int
    net: int
    kept_damaged: Path | None
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints, without the problems."""
        kept = self.kept_damaged
        return {
            "files": self.files,
            "records": self.records,
            "sales": self.sales,
            "net": self.net,
            "kept_damaged": str(kept) if kept else None,
        }


def restore_book(
    path: Path,
    sources: Sequence[Path],
    clock: Clock,
    event_file: Path | None = None,
    progress: Progress | None = None,
) -> RestoredBook:
    """Makes the book at `path` anew, with its own key, from itself and `sources`.

    The plan is the book's own, or else that of `event_file`. Raises PosError
    `book_restore_not_needed` where the book is sound, `book_plan_lost` without a plan, and as
    `check_book` and `merge_into` do; MachineError `book_check_failed`, `book_read_only`.
    """
    if path.exists() and _is_sound(path):
        raise PosError("book_restore_not_needed", file=str(path))
    toml = sealed_plan_in(path) or (read_bounded(event_file, MAX_BYTES) if event_file else b"")
    if not toml:
        raise PosError("book_plan_lost", file=str(path))
    plan = read_plan(toml)[0]
    draft = path.with_name(path.name + ".rebuilt")
    _remove(draft)
    own = [path] if path.exists() else []
    with Book.create(draft, toml, lambda: office_record(plan.code, own_key(path))) as book:
        report = merge(book, [*own, *sources], progress, now=clock.now())
    kept = _switch(path, draft)
    found = check_book(path)
    if not found.ok:
        raise MachineError("book_check_failed", file=str(path), count=len(found.problems))
    totals = book_status(path, None, clock).totals
    problems = tuple(report.problems)
    return RestoredBook(found.files, found.records, totals.sales, totals.net, kept, problems)


def _is_sound(path: Path) -> bool:
    try:
        return check_book(path).ok
    except PosError as error:
        if error.code in ("book_damaged", "not_a_book"):
            return False
        raise


def _switch(path: Path, draft: Path) -> Path | None:
    """Puts the new book in its place; returns where the damaged one is kept."""
    try:
        kept = _keep(path) if path.exists() else None
        replace_patiently(draft, path)
    except OSError as error:
        raise MachineError("book_read_only", file=str(path)) from error
    return kept


def _keep(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for old, new in zip(_with_companions(path), _with_companions(kept), strict=True):
        if old.exists():
            replace_patiently(old, new)
    return kept


def _remove(draft: Path) -> None:
    for each in _with_companions(draft):
        each.unlink(missing_ok=True)


def _with_companions(path: Path) -> Iterable[Path]:
    return (path, *book_schema.companions(path))
