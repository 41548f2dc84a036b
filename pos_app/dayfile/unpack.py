"""Unpacks an untrusted zip: all limits are checked before anything is decompressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pos_app.bounded.archive import Archive, ArchiveError, Member
from pos_app.dayfile.format import (
    CONTACTS,
    FORMAT,
    JOURNAL,
    MANIFEST,
    MINOR,
    SIGNATURE,
    DayFileError,
)
from pos_app.domain.day import LATER_ROW_TYPES, ROW_TYPES

MEMBERS = (MANIFEST, SIGNATURE, *(f"{name}.csv" for name in ROW_TYPES), JOURNAL)
"""The members that every day file has."""
LATER_MEMBERS = tuple(f"{name}.csv" for name in LATER_ROW_TYPES)
"""The members that a file has only where they have rows."""
ALL_MEMBERS = (*MEMBERS, *LATER_MEMBERS)
# A till that makes one sale a second for 24 hours stays below these sizes (bytes).
MAX_FILE = 32 << 20
MAX_SUM = 96 << 20
MAX_MANIFEST = 1 << 20
# Real days compress about 5:1; a member that compresses more than this is a zip bomb.
MAX_RATIO = 200
RATIO_FROM = 1 << 20
# A hostile directory names many; ours has nine members.
_MOST_MEMBERS = 1_000
_FORMAT = re.compile(rb'"format" ?: ?"posday/([0-9]{1,3})(?:\.([0-9]{1,3}))?"')


def unpack(file: bytes) -> dict[str, bytes]:
    """Return the members of a day file by name, each once and none missing; nothing goes to disk.

    Raises DayFileError.
    """
    if not file:
        raise DayFileError("zip_empty")
    if len(file) > MAX_FILE:
        raise DayFileError("zip_too_large", limit=MAX_FILE)
    try:
        archive = Archive(file, _MOST_MEMBERS)
        _check_names(archive)
        _check_sizes(archive.members)
        return {member.name: archive.read(member) for member in archive.members}
    except ArchiveError as error:
        raise DayFileError(error.code, **error.facts) from error


def unpacked_size(file: bytes) -> int:
    """Return the bytes that a zip declares to unpack to; its own size where it is no zip."""
    try:
        return sum(member.size for member in Archive(file, _MOST_MEMBERS).members)
    except ArchiveError:
        return len(file)


def _check_names(archive: Archive) -> None:
    names = [member.name for member in archive.members]
    try:
        _check_member_names(names)
    except DayFileError:
        for member in archive.members:
            if member.name == MANIFEST and member.size <= MAX_MANIFEST and not member.is_encrypted:
                refuse_newer(archive.read(member))
        raise


def _check_member_names(names: Sequence[str]) -> None:
    for name in names:
        if name not in ALL_MEMBERS and name != CONTACTS:
            raise DayFileError("zip_member_unknown", member=name[:60])
        if names.count(name) > 1:
            raise DayFileError("zip_member_twice", member=name)
    for name in MEMBERS:
        if name not in names:
            raise DayFileError("zip_member_missing", member=name)


def refuse_newer(manifest: bytes, *, minor: bool = True) -> None:
    """Raise DayFileError `format_newer` if a manifest names a later version than we know.

    Without `minor` only a later major version counts.
    """
    found = _FORMAT.search(manifest)
    if found is None:
        return
    named = int(found[1]), int(found[2] or 0) if minor else 0
    if named > (int(FORMAT.partition("/")[2]), MINOR if minor else 0):
        name = f"posday/{named[0]}" + (f".{named[1]}" if named[1] else "")
        raise DayFileError("format_newer", format=name)


def _check_sizes(members: list[Member]) -> None:
    for member in members:
        if member.is_encrypted:
            raise DayFileError("zip_encrypted", member=member.name)
        if member.name == MANIFEST and member.size > MAX_MANIFEST:
            raise DayFileError("zip_too_large", limit=MAX_MANIFEST)
        if member.size > RATIO_FROM and member.size > MAX_RATIO * member.packed:
            raise DayFileError("zip_bomb", member=member.name)
    if sum(member.size for member in members) > MAX_SUM:
        raise DayFileError("zip_too_large", limit=MAX_SUM)
