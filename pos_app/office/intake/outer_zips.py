"""Day files that came packed together: by a mail program, a chat's export, or a clerk.

A plain zip of day files is looked into, one level deep; what lies deeper is named and left alone.
Chats and mail make such zips by themselves, and nobody at the office should have to unpack one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pos_app.dayfile.format import DayFileError
from pos_app.dayfile.unpack import MAX_FILE, MEMBERS, check_no_overlap
from pos_app.errors import PosError

MAX_MEMBERS = 20_000
# Day files are packed already: what grows more than this on the way out is made to burst.
MAX_GROWTH = 4
HEADER_BYTES = 96

ZIP = b"PK"
_MEMBER = b"PK\x03\x04"
_NAME_LENGTH_AT, _NAME_AT = 26, 30
# Office documents are zips too, and lie about in the folders that people hand over.
_DOCUMENTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"mimetype", b"META-INF/")
_DAY_MEMBERS = frozenset(name.encode() for name in MEMBERS)


def is_zip(start: bytes) -> bool:
    """Whether a file that begins so may be a day file or a zip of them, and no document."""
    return start.startswith(ZIP) and not start[_NAME_AT:].startswith(_DOCUMENTS)


def is_day_file(start: bytes) -> bool:
    """Whether a zip that begins so holds a day's own tables: a day file, or what became of one."""
    length = int.from_bytes(start[_NAME_LENGTH_AT:_NAME_AT], "little")
    return start.startswith(_MEMBER) and start[_NAME_AT : _NAME_AT + length] in _DAY_MEMBERS


def day_files_in_zip(
    path: Path, refuse: Callable[[str, PosError], None]
) -> Iterator[tuple[str, bytes]]:
    """Every day file in a zip at `path` with the name that it goes by, one after another.

    What is wrong with one of them is refused under that name. Nothing comes out of a zip that
    holds no zip, that is damaged or that is made to harm: it is for the reader to say what it is.
    """
    try:
        with zipfile.ZipFile(path) as outer:
            inner = _zips_in(outer, path.stat().st_size)
            for info in inner:
                name = f"{path}/{info.filename}"
                try:
                    yield name, _take(outer, info)
                except PosError as error:
                    refuse(name, error)
    except (zipfile.BadZipFile, DayFileError, OSError, ValueError, NotImplementedError):
        return


def _zips_in(outer: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The members that are zips, in the order of their names, if the whole can be trusted."""
    infos = outer.infolist()
    if len(infos) > MAX_MEMBERS:
        return []
    check_no_overlap(infos, outer.start_dir)
    found = sorted((info for info in infos if _is_zip(outer, info)), key=lambda i: i.filename)
    return found if sum(info.file_size for info in found) <= MAX_GROWTH * size + 4096 else []


def _is_zip(outer: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """By its first bytes; one that is locked or damaged by its name."""
    if info.is_dir():
        return False
    try:
        with outer.open(info) as member:
            return is_zip(member.read(HEADER_BYTES))
    except Exception:
        # The library raises almost anything on damaged bytes.
        return info.filename.lower().endswith(".zip")


def _take(outer: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 0x1:
        raise PosError("zip_encrypted", member=info.filename[:60])
    if info.file_size > MAX_FILE:
        raise PosError("zip_too_large", limit=MAX_FILE)
    try:
        file = outer.read(info)
    except Exception as error:
        raise PosError("zip_unreadable", reason=type(error).__name__) from error
    if not is_day_file(file[:HEADER_BYTES]) and _holds_zips(file):
        raise PosError("zip_nested", member=info.filename[:60])
    return file


def _holds_zips(file: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as inner:
            return any(name.lower().endswith(".zip") for name in inner.namelist()[:MAX_MEMBERS])
    except Exception:
        return False
