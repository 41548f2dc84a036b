"""What lies in the folders that were handed over, before any of it is checked.

A merge that knows how many files there are can say how far it is; and one who dropped the wrong
folder is heard while it is still being walked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pos_app.office.book_schema import is_sqlite
from pos_app.office.intake.outer_zips import is_day_file, is_zip
from pos_app.office.intake.sources import first_bytes

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".pdf")
# What a till, or a person who knows what it is, calls the picture of a closing slip.
_SLIP_WORDS = ("slip", "tutup", "closing")


@dataclass(frozen=True, slots=True)
class Survey:
    """`files` to be merged and `slips` to be read, in the order of the paths; `passed_over` are
    pictures in folders whose names do not say that they are slips.

    `exact` where no book and no zip of day files is among them: those hold more than one.
    """

    files: tuple[Path, ...]
    slips: tuple[Path, ...]
    passed_over: int
    exact: bool

    @property
    def count(self) -> int | None:
        """How many there are to be looked at, if that is known."""
        return len(self.files) + len(self.slips) if self.exact else None


def survey(paths: Iterable[Path], heard: Callable[[], None]) -> Survey:
    """Walks the folders among the paths, calling `heard` before each file: it may raise.

    A file that was named is taken as it is; of a folder only what begins like a day file, and what
    cannot be read, so that the merge names it.
    """
    files: list[Path] = []
    slips: list[Path] = []
    passed_over, exact = 0, True
    for path, was_named in _each(paths):
        heard()
        if path.suffix.lower() in PICTURES and path.is_file():
            if was_named or _is_called_slip(path):
                slips.append(path)
            else:
                passed_over += 1
            continue
        start = first_bytes(path)
        if was_named or start is None or is_zip(start):
            files.append(path)
            exact = exact and not _holds_many(path, start)
    return Survey(tuple(files), tuple(slips), passed_over, exact)


def _each(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether it was named itself. A folder that cannot be read is one too."""
    for path in paths:
        if path.is_dir():
            for file in _in_folder(path):
                yield file, False
        else:
            yield path, True


def _in_folder(folder: Path) -> Iterator[Path]:
    unreadable: list[Path] = []

    def note(error: OSError) -> None:
        unreadable.append(Path(error.filename or folder))

    for here, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if not path.is_symlink() and path.is_file():
                yield path
    yield from unreadable


def _is_called_slip(path: Path) -> bool:
    return any(word in path.stem.casefold() for word in _SLIP_WORDS)


def _holds_many(path: Path, start: bytes | None) -> bool:
    if start is None:
        return False
    return (is_zip(start) and not is_day_file(start)) or is_sqlite(path)
