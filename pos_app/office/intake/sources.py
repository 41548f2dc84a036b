"""Lists what a merge reads: day files, zips of them, folders, and other books."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pos_app.bounded import files
from pos_app.bounded.child import Child
from pos_app.dayfile.sealed_contacts import ContactBox
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.errors import PosError
from pos_app.office.book_foreign import Contents, ForeignReader, read_foreign, request
from pos_app.office.book_schema import is_sqlite
from pos_app.office.intake.outer_zips import HEADER_BYTES, day_files_in_zip, is_day_file, is_zip
from pos_app.office.records import Record

Reject = Callable[[str, PosError], None]
# A book that brings its reader down is not asked for its other rows: there may be thousands.
_ENDS_A_BOOK = ("check_too_long", "check_too_heavy", "check_died", "reader_not_started")


class Source(NamedTuple):
    """A file that may be a day file: its name, and a function that reads its bytes."""

    name: str
    read: Callable[[], bytes]


class SourceRecord(NamedTuple):
    """A record of another book; its signature is checked again."""

    name: str
    record: Record


class SourceCode(NamedTuple):
    """A code of a day that comes by light: the picture or book that holds it, and its bytes."""

    name: str
    code: bytes


class SourceContact(NamedTuple):
    """A sealed contact of another book; whether a file names it is checked where it is taken."""

    name: str
    box: ContactBox


AnySource = Source | SourceRecord | SourceCode | SourceContact


def sources(paths: Iterable[Path], reject: Reject) -> Iterator[AnySource]:
    """Yields every file, record and code behind the paths, in their order.

    A file in `paths` is always yielded. Folders are walked in sorted order without following
    links, and only files with the first bytes of a zip are yielded. A book yields its records,
    files, codes and contacts, and a zip of day files the files in it. `reject` is called for what
    cannot be opened.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, reject)
        elif path.is_file() and is_sqlite(path):
            yield from _in_book(path, reject)
        else:
            yield from _file_or_packed(path, first_bytes(path), reject)


def _file(path: Path) -> Source:
    return Source(str(path), lambda: files.read_bounded(path, MAX_FILE))


def _in_folder(folder: Path, reject: Reject) -> Iterator[Source]:
    def unreadable(error: OSError) -> None:
        name = str(error.filename or folder)
        reject(name, PosError("file_unreadable", file=name))

    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if path.is_symlink() or not path.is_file():
                continue
            start = first_bytes(path)
            if start is None:
                reject(str(path), PosError("file_unreadable", file=str(path)))
            elif is_zip(start):
                yield from _file_or_packed(path, start, reject)


def first_bytes(path: Path) -> bytes | None:
    """The first bytes of a regular file; None when it cannot be read."""
    return files.first_bytes(path, HEADER_BYTES)


def _file_or_packed(path: Path, start: bytes | None, reject: Reject) -> Iterator[Source]:
    """The file itself, or the day files in it when it is a zip of them."""
    if start is None or not is_zip(start) or is_day_file(start):
        yield _file(path)
        return
    found = 0

    def refuse(name: str, error: PosError) -> None:
        nonlocal found
        found += 1
        reject(name, error)

    for name, file in day_files_in_zip(path, refuse):
        found += 1
        yield _loaded(name, file)
    if not found:
        yield _file(path)


def _in_book(path: Path, reject: Reject) -> Iterator[AnySource]:
    """The records, files and codes of another book, as it received them, each read by itself."""
    try:
        with Child(read_foreign) as child:
            contents = child.read(request(path))
            assert isinstance(contents, Contents)
            for identity in contents.records:
                yield from _record_in(child, path, identity, reject)
            for identity in contents.files:
                yield _loaded(f"{path}#{identity[:8]}", _file_in(child, path, identity))
            for whole in contents.wholes:
                codes = child.read(request(path, whole=whole))
                assert isinstance(codes, list)
                yield from (SourceCode(str(path), code) for code in codes)
            for digest in contents.contacts:
                box = child.read(request(path, contact=digest))
                assert isinstance(box, ContactBox)
                yield SourceContact(str(path), box)
    except PosError as error:
        reject(str(path), error)


def _record_in(
    child: ForeignReader, path: Path, identity: str, reject: Reject
) -> Iterator[SourceRecord]:
    name = f"{path}#{identity[:8]}"
    try:
        record = child.read(request(path, record=identity))
    except PosError as error:
        if error.code in _ENDS_A_BOOK:
            raise
        reject(name, error)
        return
    assert isinstance(record, Record)
    yield SourceRecord(name, record)


def _file_in(child: ForeignReader, path: Path, identity: str) -> bytes | None:
    try:
        file = child.read(request(path, file=identity))
    except PosError as error:
        if error.code != "file_too_large":
            raise
        return None
    assert isinstance(file, bytes)
    return file


def _loaded(name: str, file: bytes | None) -> Source:
    def read() -> bytes:
        if file is None:
            raise PosError("file_too_large", file=name, limit_mb=MAX_FILE // 1024**2)
        return file

    return Source(name, read)
