"""The zip archive of a workbook; its declared sizes are checked before anything is unpacked.

The needed members are unpacked within their declared sizes and CRCs and put into a new archive. A
workbook with false sizes therefore never reaches the library that reads it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from pos_app.errors import PosError

MAX_UNPACKED = 256 * 1024 * 1024
MAX_MEMBERS = 4_096


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive in `data`. Raises PosError `sheet_bomb`, `sheet_unreadable`."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise PosError("sheet_bomb", limit_mb=MAX_UNPACKED // 2**20)
    packed = {member.compress_type for member in members}
    if len(set(archive.namelist())) < len(members) or packed - {
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    }:
        raise PosError("sheet_unreadable")
    return archive


def repack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an uncompressed archive of `members`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()
