"""Unpacks an untrusted zip: all limits are checked before anything is decompressed."""

from __future__ import annotations

import io
import zipfile
import zlib

from pos_app.dayfile.format import JOURNAL, MANIFEST, SIGNATURE, DayFileError
from pos_app.domain.day import ROW_TYPES

MEMBERS = (MANIFEST, SIGNATURE, *(f"{name}.csv" for name in ROW_TYPES), JOURNAL)
# A till that makes one sale a second for 24 hours stays below these sizes (bytes).
MAX_FILE = 32 << 20
MAX_SUM = 96 << 20
MAX_MANIFEST = 1 << 20
# Real days compress about 5:1; a member that compresses more than this is a zip bomb.
MAX_RATIO = 200
RATIO_FROM = 1 << 20
_LOCAL_HEADER = 30


def unpack(file: bytes) -> dict[str, bytes]:
    """Return the members of a day file by name, each once and none missing; nothing goes to disk.

    Raises DayFileError; any error of the zip library becomes `zip_unreadable`.
    """
    if not file:
        raise DayFileError("zip_empty")
    if len(file) > MAX_FILE:
        raise DayFileError("zip_too_large", limit=MAX_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            infos = archive.infolist()
            _check_names(infos)
            _check_sizes(infos)
            check_no_overlap(infos, archive.start_dir)
            return {info.filename: archive.read(info) for info in infos}
    except DayFileError:
        raise
    # On damaged bytes the library raises errors of many types; callers get DayFileError only.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise DayFileError("zip_unreadable", reason=str(error)[:80]) from error
    except (ValueError, EOFError, IndexError, KeyError, MemoryError, OverflowError) as error:
        raise DayFileError("zip_unreadable", reason=str(error)[:80]) from error
    except Exception as error:
        raise DayFileError("zip_unreadable", reason=type(error).__name__) from error


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    for name in names:
        if name not in MEMBERS:
            raise DayFileError("zip_member_unknown", member=name[:60])
        if names.count(name) > 1:
            raise DayFileError("zip_member_twice", member=name)
    for name in MEMBERS:
        if name not in names:
            raise DayFileError("zip_member_missing", member=name)


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    for info in infos:
        if info.flag_bits & 0x1:
            raise DayFileError("zip_encrypted", member=info.filename)
        if info.filename == MANIFEST and info.file_size > MAX_MANIFEST:
            raise DayFileError("zip_too_large", limit=MAX_MANIFEST)
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise DayFileError("zip_bomb", member=info.filename)
    if sum(info.file_size for info in infos) > MAX_SUM:
        raise DayFileError("zip_too_large", limit=MAX_SUM)


def check_no_overlap(infos: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse members whose bytes overlap: they would unpack to more than they declare."""
    by_place = sorted(infos, key=lambda info: info.header_offset)
    ends = [*(info.header_offset for info in by_place[1:]), end]
    for info, limit in zip(by_place, ends, strict=True):
        least = _LOCAL_HEADER + len(info.filename) + info.compress_size
        if info.header_offset + least > limit:
            raise DayFileError("zip_overlap", member=info.filename)
