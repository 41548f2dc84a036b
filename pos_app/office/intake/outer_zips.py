"""Reads zips that contain day files, as mail programs and chat exports make them.

Only one level of zips is opened; a zip within a day file's place is refused. Nobody at the office
has to unpack such a zip first.
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
# Day files are compressed already, so a zip that grows more than this is a zip bomb.
MAX_GROWTH = 4
HEADER_BYTES = 96
"""How many first bytes `is_zip` and `is_day_file` need."""

ZIP = b"PK"
_MEMBER = b"PK\x03\x04"
_NAME_LENGTH_AT, _NAME_AT = 26, 30
# Office documents are zips too, and folders often contain some.
_DOCUMENTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"mimetype", b"META-INF/")
_DAY_MEMBERS = frozenset(name.encode() for name in MEMBERS)


def is_zip(start: bytes) -> bool:
    """Whether a file with these first bytes may be a day file or a zip of day files."""
    return start.startswith(ZIP) and not start[_NAME_AT:].startswith(_DOCUMENTS)


def is_day_file(start: bytes) -> bool:
    """Whether a zip with these first bytes is a day file, sound or damaged."""
    length = int.from_bytes(start[_NAME_LENGTH_AT:_NAME_AT], "little")
    return start.startswith(_MEMBER) and start[_NAME_AT : _NAME_AT + length] in _DAY_MEMBERS


def day_files_in_zip(
    path: Path, refuse: Callable[[str, PosError], None]
) -> Iterator[tuple[str, bytes]]:
    """Yields the name and bytes of each day file in the zip at `path`.

    `refuse` is called with the name and error of each one that cannot be read. A zip that contains
    no zip, that is damaged or that is a zip bomb yields nothing: the day file reader then names
    what is wrong with it.
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
    """The members that are zips, sorted by name; none if there are too many or too large ones."""
    infos = outer.infolist()
    if len(infos) > MAX_MEMBERS:
        return []
    check_no_overlap(infos, outer.start_dir)
    found = sorted((info for info in infos if _is_zip(outer, info)), key=lambda i: i.filename)
    return found if sum(info.file_size for info in found) <= MAX_GROWTH * size + 4096 else []


def _is_zip(outer: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a member is a zip by its first bytes, or by its name if it cannot be read."""
    if info.is_dir():
        return False
    try:
        with outer.open(info) as member:
            return is_zip(member.read(HEADER_BYTES))
    except Exception:
        # zipfile raises many kinds of exceptions on damaged bytes.
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
