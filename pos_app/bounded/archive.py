"""Reads zip archives from strangers: nothing grows beyond the size that a member declares.

Python's zipfile inflates first and counts later, so a member that declares little could fill the
memory. Here a member's declared size is the most that is ever inflated of it. Only stored and
deflated members are read, without encryption and without the extensions for files over 4 GB.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import BinaryIO, NamedTuple

from pos_app.errors import PosError

STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ZIP64_MARK, _ZIP64_LOCATOR = b"PK\x06\x07", 20
_ENTRY = struct.Struct("<4s6H3L5H2L")
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_MAX_COMMENT = 0xFFFF
_ENCRYPTED = 0x1 | 0x20 | 0x40  # encrypted, patched or strongly encrypted
_UTF8 = 0x800


class ArchiveError(PosError):
    """An archive that is not read: `zip_unreadable`, `zip_encrypted`, `zip_overlap`."""


class Member(NamedTuple):
    """One member as the archive's directory declares it; sizes in bytes."""

    name: str
    size: int
    packed: int
    method: int
    crc: int
    offset: int
    flags: int
    raw_name: bytes

    @property
    def is_encrypted(self) -> bool:
        """Whether the member cannot be read without a password."""
        return bool(self.flags & _ENCRYPTED)

    @property
    def is_folder(self) -> bool:
        """Whether the member only names a folder."""
        return self.name.endswith("/")


class Archive:
    """The directory of an archive, and its members one by one."""

    def __init__(self, file: bytes | BinaryIO, most: int) -> None:
        """Read the directory of at most `most` members.

        Raises ArchiveError `zip_unreadable`; `zip_overlap` for members that share bytes, because
        they would unpack to more than the archive holds.
        """
        self._file = io.BytesIO(file) if isinstance(file, bytes) else file
        size = self._file.seek(0, os.SEEK_END)
        place, end = self._end_record(size)
        _, _, _, count, count_here, length, offset, _ = end
        if count != count_here or count > most:
            raise _unreadable("too many members")
        self._shift = place - length - offset
        if self._shift < 0 or length < count * _ENTRY.size:
            raise _unreadable("directory")
        self._start = offset + self._shift
        self.members = self._directory(self._read(self._start, length), count)
        self._check_no_overlap()

    def _end_record(self, size: int) -> tuple[int, tuple[bytes, int, int, int, int, int, int, int]]:
        """Return where the last record lies, and its values."""
        length = min(size, _END.size + _MAX_COMMENT)
        tail = self._read(size - length, length)
        at = tail.rfind(_END_MARK)
        if at < 0 or at + _END.size > len(tail):
            raise _unreadable("not a zip file")
        if tail[max(0, at - _ZIP64_LOCATOR) : at].startswith(_ZIP64_MARK):
            raise _unreadable("zip64")
        return size - length + at, _END.unpack_from(tail, at)

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        found = self._file.read(length)
        if len(found) != length:
            raise _unreadable("cut short")
        return found

    def _directory(self, data: bytes, count: int) -> list[Member]:
        found, at = [], 0
        for _ in range(count):
            if at + _ENTRY.size > len(data):
                raise _unreadable("directory")
            entry = _ENTRY.unpack_from(data, at)
            flags, method = entry[3:5]
            crc, packed, size, name_length, extra, comment = entry[7:13]
            at += _ENTRY.size
            raw = data[at : at + name_length]
            at += name_length + extra + comment
            if entry[0] != _ENTRY_MARK or at > len(data):
                raise _unreadable("directory")
            offset = entry[16] + self._shift
            name = _decoded(raw, flags)
            found.append(Member(name, size, packed, method, crc, offset, flags, raw))
        return found

    def _check_no_overlap(self) -> None:
        by_place = sorted(self.members, key=lambda member: member.offset)
        ends = [*(member.offset for member in by_place), self._start][1:]
        for member, limit in zip(by_place, ends, strict=True):
            least = _LOCAL.size + len(member.raw_name) + member.packed
            if member.offset + least > limit:
                raise ArchiveError("zip_overlap", member=member.name[:60])

    def read(self, member: Member) -> bytes:
        """Return the content of a member, at most as long as declared.

        The caller has to find the declared size acceptable first. Raises ArchiveError
        `zip_encrypted`; `zip_unreadable` where size or CRC differ, or for another compression.
        """
        packed = self._packed(member, member.packed)
        data = packed if member.method == STORED else _inflated(packed, member.size + 1)
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise _unreadable("size or checksum of a member")
        return data

    def start(self, member: Member, count: int) -> bytes:
        """Return at most the first `count` bytes of a member, unchecked. Raises as `read` does."""
        packed = self._packed(member, min(member.packed, 2 * count + 64))
        return packed[:count] if member.method == STORED else _inflated(packed, count, whole=False)

    def _packed(self, member: Member, length: int) -> bytes:
        if member.is_encrypted:
            raise ArchiveError("zip_encrypted", member=member.name[:60])
        if member.method not in (STORED, DEFLATED):
            raise _unreadable(f"compression {member.method}")
        if member.method == STORED and member.size != member.packed:
            raise _unreadable("size of a stored member")
        local = _LOCAL.unpack(self._read(member.offset, _LOCAL.size))
        name_length, extra = local[9:11]
        name = self._read(member.offset + _LOCAL.size, name_length)
        if local[0] != _LOCAL_MARK or name != member.raw_name:
            raise _unreadable("a member's header")
        at = member.offset + _LOCAL.size + name_length + extra
        if at + member.packed > self._start:
            raise _unreadable("cut short")
        return self._read(at, length)


def _inflated(packed: bytes, most: int, *, whole: bool = True) -> bytes:
    """Return at most `most` bytes; all there are, or an error, where the `whole` is wanted."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = engine.decompress(packed, most)
    except zlib.error as error:
        raise _unreadable(str(error)) from error
    if whole and not engine.eof:
        raise _unreadable("more bytes than declared, or fewer")
    return data


def _decoded(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise _unreadable("a member's name") from error


def _unreadable(reason: str) -> ArchiveError:
    return ArchiveError("zip_unreadable", reason=reason[:80])
