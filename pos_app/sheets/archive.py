"""The zip archive of a workbook; its declared sizes are checked before anything is unpacked.

The needed members are unpacked within their declared sizes and CRCs and put into a new archive. A
workbook with false sizes therefore never reaches the library that reads it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from pos_app.bounded.archive import Archive, ArchiveError
from pos_app.errors import PosError

# All members, pictures included, as declared; they are not all read.
MAX_DECLARED = 256 << 20
# All members that are read, unpacked; goods of 100,000 rows take half of it.
MAX_UNPACKED = 48 << 20
# Styles are read whole by the library, and a sheet of goods has few.
MAX_STYLES = 8 << 20
STYLES = "xl/styles.xml"
MAX_MEMBERS = 4_096


class SheetArchive:
    """The members of a workbook by name."""

    def __init__(self, data: bytes) -> None:
        """Read the directory. Raises PosError `sheet_bomb`, `sheet_unreadable`."""
        try:
            self._archive = Archive(data, MAX_MEMBERS)
        except ArchiveError as error:
            raise PosError("sheet_unreadable") from error
        self._members = {member.name: member for member in self._archive.members}
        if sum(member.size for member in self._archive.members) > MAX_DECLARED:
            raise _bomb()
        if len(self._members) < len(self._archive.members):
            raise PosError("sheet_unreadable")
        self._left = MAX_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member. Raises PosError `sheet_bomb`, `sheet_unreadable`."""
        member = self._members.get(name)
        if member is None:
            raise PosError("sheet_unreadable")
        most = min(self._left, MAX_STYLES) if name == STYLES else self._left
        if member.size > most:
            raise _bomb()
        self._left -= member.size
        try:
            return self._archive.read(member)
        except ArchiveError as error:
            raise PosError("sheet_unreadable") from error


def _bomb() -> PosError:
    return PosError("sheet_bomb", limit_mb=MAX_UNPACKED // 2**20)


def repack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an uncompressed archive of `members`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()
