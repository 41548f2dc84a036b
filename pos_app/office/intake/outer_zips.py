"""Reads zips that contain day files, as mail programs and chat exports make them.

Only one level of zips is opened; a zip within a day file's place is refused. Nobody at the office
has to unpack such a zip first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pos_app.bounded.archive import Archive, ArchiveError, Member
from pos_app.bounded.files import open_regular
from pos_app.dayfile.unpack import MAX_FILE, MEMBERS
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
        with open_regular(path) as file:
            outer = Archive(file, MAX_MEMBERS)
            for member in _zips_in(outer, path.stat().st_size):
                name = f"{path}/{member.name}"
                try:
                    yield name, _take(outer, member)
                except PosError as error:
                    refuse(name, error)
    except (PosError, OSError):
        return


def _zips_in(outer: Archive, size: int) -> list[Member]:
    """The members that are zips, sorted by name; none if they are too large together."""
    found = [member for member in outer.members if _is_zip(outer, member)]
    if sum(member.size for member in found) > MAX_GROWTH * size + 4096:
        return []
    return sorted(found, key=lambda member: member.name)


def _is_zip(outer: Archive, member: Member) -> bool:
    """Whether a member is a zip by its first bytes, or by its name if it cannot be read."""
    if member.is_folder:
        return False
    try:
        return is_zip(outer.start(member, HEADER_BYTES))
    except ArchiveError:
        return member.name.lower().endswith(".zip")


def _take(outer: Archive, member: Member) -> bytes:
    if member.size > MAX_FILE:
        raise PosError("zip_too_large", limit=MAX_FILE)
    file = outer.read(member)
    if not is_day_file(file[:HEADER_BYTES]) and _holds_zips(file):
        raise PosError("zip_nested", member=member.name[:60])
    return file


def _holds_zips(file: bytes) -> bool:
    try:
        members = Archive(file, MAX_MEMBERS).members
    except ArchiveError:
        return False
    return any(member.name.lower().endswith(".zip") for member in members)
