"""Adding what the stands sent to the book: day files, other books, slips, interim totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pos_app.clock import Clock
from pos_app.dayfile.closing_qr import PREFIX
from pos_app.dayfile.interim_qr import interim_codes_in
from pos_app.dayfile.till_key import PREFIX as TILL_KEY_PREFIX
from pos_app.errors import PosError, Problem
from pos_app.office.intake.merge import Cancelled, MergeReport
from pos_app.office.intake.survey import survey
from pos_app.services.office import event_book
from pos_app.services.office.closing_slips import SlipReport, add_closing_slips
from pos_app.services.office.slip_pictures import SlipReader, slip_codes_in, slip_reader

__all__ = [
    "KEY_PREFIX",
    "SLIP_PREFIX",
    "AddedFiles",
    "Cancelled",
    "MergeReport",
    "add_files",
    "add_scanned_slips",
    "interim_codes_in",
]

SLIP_PREFIX = PREFIX
KEY_PREFIX = TILL_KEY_PREFIX

Progress = Callable[[int, int | None, str], None]
"""Is called before each file with the count done, the count in all (if known) and the file's name.

It is also called with an empty name while folders are searched. It may raise Cancelled.
"""


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What was done with files and closing slips that were added together.

    `passed_over` counts the pictures in folders that show no closing slip; `found` says that the
    files were found in a watched folder, and nobody named them.
    """

    files: MergeReport
    paper: SlipReport
    passed_over: int = 0
    found: bool = False

    @property
    def is_news(self) -> bool:
        """Whether anything was added or refused, beyond what the book had already."""
        files, paper = self.files, self.paper
        lists = (files.merged, files.replaced, files.conflicts, files.rejected)
        slips = (paper.taken, paper.conflicts, paper.rejected)
        return any((*lists, *slips)) or files.records > 0 or files.cancelled

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
    """Adds day files, folders of them, other books and closing slips to the book.

    Pictures in folders are looked at last: one without a slip's code is passed over, unless its own
    name says that it is a slip. A picture that is named in `paths` must be one, unless the paths
    were only found in a watched folder.
    """
    try:
        found = survey(paths, lambda: progress(0, None, ""), found=found_there)
    except Cancelled:
        return AddedFiles(MergeReport(cancelled=True), SlipReport())
    report = partial(_report, progress, found.count)
    files = event_book.merge_into(path, found.files, report, clock)
    paper, passed_over = SlipReport(), 0
    pictures = [(each, True) for each in found.slips] + [(each, False) for each in found.pictures]
    try:
        with slip_reader() as reader:
            for done, (picture, must_be_slip) in enumerate(
                () if files.cancelled else pictures, len(found.files)
            ):
                report(done, picture.name)
                if must_be_slip or _shows_slip(picture, reader):
                    paper.add(add_closing_slips(path, [picture], reader=reader))
                else:
                    passed_over += 1
    except Cancelled:
        files.cancelled = True
    return AddedFiles(files, paper, passed_over, found_there)


def _shows_slip(picture: Path, reader: SlipReader) -> bool:
    """Returns whether a picture shows a slip's code; one that cannot be read does not."""
    try:
        return bool(slip_codes_in(picture, reader))
    except PosError:
        return False


def _report(progress: Progress, count: int | None, done: int, name: str) -> None:
    progress(done, count, name)


def add_scanned_slips(path: Path, texts: Iterable[str]) -> AddedFiles:
    """Adds closing slips and interim totals by the texts of their QR codes."""
    return AddedFiles(MergeReport(), add_closing_slips(path, texts=texts))
