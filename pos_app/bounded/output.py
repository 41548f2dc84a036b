"""Writes a file that a person named, and replaces only what this program wrote before."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pos_app.bounded.files import first_bytes
from pos_app.errors import MachineError, PosError
from pos_app.file_names import check_name
from pos_app.held_files import replace_patiently

_PDF = b"%PDF-"
_HEAD = 256


def write_own(path: Path, data: bytes) -> Path:
    """Write a file in one step and return its path.

    A file of that name is replaced only if it begins as the new one does, because it is then an
    earlier copy of ours. Raises PosError `file_exists`,
    `file_name_forbidden`; MachineError `file_not_written`.
    """
    check_name(path)
    if os.path.lexists(path) and not _is_ours(path, data):
        raise PosError("file_exists", file=str(path))
    import secrets  # loads much that the start of a till does not need

    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
        replace_patiently(part, path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error)
        raise MachineError("file_not_written", path=str(path), reason=reason) from error
    return path


def _is_ours(path: Path, data: bytes) -> bool:
    found = first_bytes(path, _HEAD)
    return found is not None and (not found or _head(found) == _head(data[:_HEAD]))


def _head(data: bytes) -> bytes:
    """The first line; of a PDF two, because the second names the program that wrote it."""
    lines = data.split(b"\n")
    return b"\n".join(lines[:2]) if data.startswith(_PDF) else lines[0]
