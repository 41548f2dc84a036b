"""Counts the files in the given folders before any of them is checked.

A merge that knows the number of files can show its progress, and the user can cancel while a large
folder is still being walked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from pos_app.dayfile.interim_qr import PREFIX
from pos_app.office.book_schema import is_sqlite
from pos_app.office.intake.found_pictures import (
    CHAT_SUFFIX,
    MAX_CHAT_BYTES,
    PICTURE_SUFFIXES,
    VIDEO_SUFFIXES,
    FoundPicture,
    look_into_zip,
)
from pos_app.office.intake.outer_zips import is_day_file, is_zip
from pos_app.office.intake.sources import first_bytes

# How pictures begin whose names a chat program cut short.
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"%PDF-")
# Words by which tills and people name the picture of a closing slip.
_SLIP_WORDS = ("slip", "tutup", "closing")


@dataclass(frozen=True, slots=True)
class Survey:
    """The files behind some paths, in the order of the paths.

    Attributes:
        files: Files to merge.
        slips: Pictures and PDFs of closing slips, and saved chats with interim totals.
        pictures: Other pictures in folders and zips, which may show a slip and may show anything.
        exact: Whether each of `files` is one day file; False with a book or a zip of day files.
    """

    files: tuple[Path, ...]
    slips: tuple[FoundPicture, ...]
    pictures: tuple[FoundPicture, ...]
    exact: bool

    @property
    def count(self) -> int | None:
        """The number of files without the pictures, if it is known."""
        return len(self.files) if self.exact else None


def survey(
    paths: Iterable[Path], before_file: Callable[[], None], *, found: bool = False
) -> Survey:
    """Walks the folders among the paths.

    A file in `paths` is always taken, unless it was only `found` in a folder. In folders, files
    with the first bytes of a zip are taken, and files that cannot be read, so that the merge
    reports them; a zip that is no day file is looked into. `before_file` is called before each
    file, and may raise to stop the walk.
    """
    files: list[Path] = []
    pictures: dict[_Kind, list[FoundPicture]] = {_Kind.SLIP: [], _Kind.PICTURE: []}
    exact = True
    for path, is_path in _each(paths):
        before_file()
        start = first_bytes(path)
        kind = _kind_of(path, start, is_named=is_path and not found)
        if kind in pictures:
            pictures[kind].append(FoundPicture(path))
        elif kind is _Kind.FILE and _is_outer_zip(start):
            inside = look_into_zip(path)
            pictures[_Kind.SLIP] += inside.chats
            pictures[_Kind.PICTURE] += inside.pictures
            files += [path] * inside.has_zips
            exact = exact and not inside.has_zips
        elif kind is _Kind.FILE:
            files.append(path)
            exact = exact and not (start is not None and is_sqlite(path))
    slips, others = (tuple(pictures[kind]) for kind in (_Kind.SLIP, _Kind.PICTURE))
    return Survey(tuple(files), slips, others, exact)


class _Kind(Enum):
    FILE = auto()
    SLIP = auto()
    PICTURE = auto()


def _kind_of(path: Path, start: bytes | None, *, is_named: bool) -> _Kind | None:
    """What a file with these first bytes is taken for; None for what is left alone."""
    if _is_picture(path, start):
        return _Kind.SLIP if is_named or _is_called_slip(path) else _Kind.PICTURE
    if is_named and path.suffix.lower() in VIDEO_SUFFIXES and not (start and is_zip(start)):
        return _Kind.SLIP
    if _holds_interim(path):
        return _Kind.SLIP
    return _Kind.FILE if is_named or start is None or is_zip(start) else None


def _each(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether it was in `paths`; unreadable folders are yielded as files."""
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


def _is_picture(path: Path, start: bytes | None) -> bool:
    named_so = path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()
    return named_so or (start is not None and start.startswith(_PICTURE_STARTS))


def _holds_interim(path: Path) -> bool:
    """Whether a text, for example a saved chat, holds an interim total."""
    if path.suffix.lower() != CHAT_SUFFIX or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return PREFIX.encode() in file.read(MAX_CHAT_BYTES)
    except OSError:
        return False


def _is_called_slip(path: Path) -> bool:
    return any(word in path.stem.casefold() for word in _SLIP_WORDS)


def _is_outer_zip(start: bytes | None) -> bool:
    """Whether a file with these first bytes is a zip, and no day file."""
    return start is not None and is_zip(start) and not is_day_file(start)
