"""Adding what the stands sent to the book: day files, other books, and what pictures show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pos_app.clock import Clock
from pos_app.dayfile.closing_qr import PREFIX
from pos_app.dayfile.interim_qr import interim_codes_in
from pos_app.dayfile.till_key import PREFIX as TILL_KEY_PREFIX
from pos_app.errors import Problem
from pos_app.office.intake.light_days import LightReport
from pos_app.office.intake.merge import Cancelled
from pos_app.office.intake.merge_report import MergeReport, OrderTwice
from pos_app.office.intake.survey import survey
from pos_app.services.office import event_book
from pos_app.services.office.closing_slips import SlipReport, add_closing_slips
from pos_app.services.office.picture_intake import add_pictures

__all__ = [
    "KEY_PREFIX",
    "SLIP_PREFIX",
    "AddedFiles",
    "Cancelled",
    "LightReport",
    "MergeReport",
    "OrderTwice",
    "Step",
    "add_files",
    "add_pasted_picture",
    "add_scanned_slips",
    "interim_codes_in",
]

SLIP_PREFIX = PREFIX
KEY_PREFIX = TILL_KEY_PREFIX


@dataclass(frozen=True, slots=True)
class Step:
    """What is looked at next: `done` files or pictures of `count` (None if not known) are.

    The name is empty while folders are searched. Pictures come after all files, and are counted by
    themselves.
    """

    done: int
    count: int | None
    name: str
    is_picture: bool = False


Progress = Callable[[Step], None]
"""Is called before each file and picture. It may raise Cancelled."""


class AddedFiles(NamedTuple):
    """What was done with files and closing slips that were added together.

    `passed_over` counts the pictures in folders and zips that show no new code, `left` those that
    there was no time to look at; `found` says that the files were found in a watched folder, and
    nobody named them.
    """

    files: MergeReport
    paper: SlipReport
    passed_over: int = 0
    found: bool = False
    left: int = 0

    @property
    def is_news(self) -> bool:
        """Whether anything was added or refused, beyond what the book had already."""
        files, paper = self.files, self.paper
        lists = (files.merged, files.replaced, files.conflicts, files.rejected)
        slips = (paper.taken, paper.conflicts, paper.rejected)
        light = files.light.taken > 0 or files.light.rejected
        heic = any(problem.code == "photos_heic" for problem in files.problems)
        return any((*lists, *slips, light, heic)) or files.records > 0 or files.cancelled

    @property
    def refused_any(self) -> bool:
        """Whether anything was refused or is in dispute now."""
        files, paper = self.files, self.paper
        lists = (files.conflicts, files.rejected, paper.conflicts, paper.rejected)
        return any(lists) or bool(files.light.rejected)

    def as_json(self) -> dict[str, Any]:
        """Returns what `office merge --json` prints, without the problems."""
        found, slips = self.files.as_json(), self.paper.as_json()
        found["rejected"] += slips.pop("rejected")
        pictures = {"slips": slips, "passed_over": self.passed_over, "left": self.left}
        return {**found, **self.files.light.as_json(), **pictures}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of files and slips."""
        return (*self.files.problems, *self.paper.problems)


def add_files(
    path: Path,
    paths: Iterable[Path],
    progress: Progress,
    clock: Clock,
    *,
    found_there: bool = False,
) -> AddedFiles:
    """Adds day files, folders of them, other books and what pictures show to the book.

    Pictures in folders and zips are looked at last: one without a code is passed over, unless its
    own name says that it is a slip. A picture that is named in `paths` must show one, unless the
    paths were only found in a watched folder.
    """
    try:
        found = survey(paths, lambda: progress(Step(0, None, "")), found=found_there)
    except Cancelled:
        return AddedFiles(MergeReport(cancelled=True), SlipReport())
    files = event_book.merge_into(
        path, found.files, lambda done, name: progress(Step(done, found.count, name)), clock
    )
    if files.cancelled or not (found.slips or found.pictures):
        return AddedFiles(files, SlipReport(), found=found_there)
    total = len(found.slips) + len(found.pictures)

    def before(done: int, name: str) -> None:
        progress(Step(done, total, name, is_picture=True))

    seen = add_pictures(path, found.slips, found.pictures, before, clock)
    files.extend(seen.files)
    files.cancelled = seen.files.cancelled
    return AddedFiles(files, seen.slips, seen.passed_over, found_there, seen.left)


def add_pasted_picture(path: Path, png: bytes, clock: Clock) -> AddedFiles:
    """Adds what a picture from the clipboard shows; it is kept in a file only that long."""
    with TemporaryDirectory(prefix="pos-app-") as folder:
        picture = Path(folder, "clipboard.png")
        picture.write_bytes(png)
        return add_files(path, [picture], lambda _: None, clock)


def add_scanned_slips(path: Path, texts: Iterable[str]) -> AddedFiles:
    """Adds closing slips and interim totals by the texts of their QR codes."""
    return AddedFiles(MergeReport(), add_closing_slips(path, texts=texts))
