"""Pictures and saved chats as they are found: files, and members of zips such as chat exports.

A member is read into memory when its turn comes, and nothing is unpacked to the disk.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from pos_app.bounded.archive import Archive, ArchiveError, Member
from pos_app.bounded.files import open_regular, read_bounded
from pos_app.dayfile.interim_qr import PREFIX
from pos_app.errors import PosError
from pos_app.office.intake.outer_zips import MAX_MEMBERS

PICTURE_SUFFIXES = (
    *(".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".pdf"),
    *(".heic", ".heif"),  # refused, with what to do
)
VIDEO_SUFFIXES = (".mp4", ".mov", ".3gp", ".mkv", ".webm", ".avi", ".gif")
"""Refused with what to do where somebody names one; in folders they are passed over."""
CHAT_SUFFIX = ".txt"
MAX_CHAT_BYTES = 8 << 20
"""How much of a saved chat is looked through for interim totals."""
# A chat of letters alone compresses twentyfold; what compresses more is no chat.
_MAX_RATIO = 100


class FoundPicture(NamedTuple):
    """A picture, PDF or saved chat: the file at `path`, or a member of the zip there."""

    path: Path
    member: Member | None = None

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.name if self.member is None else self.member.name.rsplit("/", 1)[-1]

    @property
    def place(self) -> str:
        """Where it is, for a report."""
        return str(self.path) if self.member is None else f"{self.path}/{self.member.name}"

    def read(self, limit: int) -> bytes:
        """Returns its bytes. Raises PosError `file_too_large`, and as `read_bounded`."""
        if self.member is None:
            return read_bounded(self.path, limit)
        if self.member.size > limit:
            raise PosError("file_too_large", file=self.name, limit_mb=limit // 1024**2)
        try:
            with open_regular(self.path) as file:
                return Archive(file, MAX_MEMBERS).read(self.member)
        except (ArchiveError, OSError) as error:
            raise PosError("file_unreadable", file=self.place) from error

    def mark(self) -> tuple[int, str] | None:
        """The time of its last change (ns) and a mark to know it by; None for what is gone.

        A member has the time of its zip. The mark of a file is its name, size and time, that of a
        member its name, size and checksum, so that a chat exported again is not read again.
        """
        try:
            found = self.path.stat()
        except OSError:
            return None
        told = [self.name, str(found.st_size), str(found.st_mtime_ns)]
        if self.member is not None:
            told[1:] = [str(self.member.size), f"crc {self.member.crc}"]
        words = "\0".join(told).encode("utf-8", "replace")
        return found.st_mtime_ns, hashlib.blake2b(words, digest_size=12).hexdigest()


class ZipContents(NamedTuple):
    """What a zip holds besides day files; `has_zips` says whether it holds those too."""

    chats: tuple[FoundPicture, ...] = ()
    pictures: tuple[FoundPicture, ...] = ()
    has_zips: bool = True


def look_into_zip(path: Path) -> ZipContents:
    """Returns the pictures in a zip, and the saved chats that hold interim totals.

    Nothing for a zip that cannot be read: the reader of day files then says what is wrong with it.
    """
    try:
        with open_regular(path) as file:
            return _contents(path, Archive(file, MAX_MEMBERS))
    except (PosError, OSError):
        return ZipContents()


def _contents(path: Path, archive: Archive) -> ZipContents:
    members = [each for each in archive.members if not each.is_folder]
    chats = [FoundPicture(path, each) for each in members if _holds_interims(archive, each)]
    pictures = [FoundPicture(path, m) for m in members if _has_suffix(m, *PICTURE_SUFFIXES)]
    zips = any(_has_suffix(each, ".zip") for each in members)
    return ZipContents(tuple(chats), tuple(pictures), zips or not (chats or pictures))


def _has_suffix(member: Member, *suffixes: str) -> bool:
    return member.name.lower().endswith(suffixes)


def _holds_interims(archive: Archive, member: Member) -> bool:
    size = member.size
    if not _has_suffix(member, CHAT_SUFFIX) or not 0 < size <= MAX_CHAT_BYTES:
        return False
    try:
        return size <= _MAX_RATIO * member.packed and PREFIX.encode() in archive.read(member)
    except ArchiveError:
        return False
