"""Takes forgotten contacts out of the files of a till: twins, backups, day files.

What a file is, its first bytes say, not its name. Each is written anew beside the old one and takes
its place in one step, so that a power cut leaves one of the two.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pos_app.dayfile.contacts_in_file import without_contacts
from pos_app.dayfile.durable_write import FileSystem
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.errors import PosError
from pos_app.held_files import replace_patiently
from pos_app.private_files import private_opener
from pos_app.store import forget_twin
from pos_app.store.forget_database import PART, UNREADABLE, clean_copy, overwrite_pieces

logger = logging.getLogger(__name__)

BACKUPS_NAME = "till.backups.json"
"""Beside the till: the folders into which backups were written."""
_SQLITE, _ZIP, _LINE = b"SQLite format 3\0", b"PK", b"{"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted: the numbers, how many contacts, and the places that are still to be done.

    `unknown` are the numbers of which this till or book had no contact; the office takes in none
    that comes later.
    """

    numbers: tuple[str, ...]
    contacts: int
    files: int
    left: tuple[Path, ...]
    unknown: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        return {
            "numbers": list(self.numbers),
            "contacts": self.contacts,
            "files": self.files,
            "left": [str(path) for path in self.left],
            "unknown": list(self.unknown),
        }


@dataclass(slots=True)
class Cleaned:
    """What was done: `changed` are the files written anew, `left` those that could not be."""

    changed: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gone:
    """What is to go: the hashes of contacts, and their boxes where they are known."""

    hashes: frozenset[str]
    boxes: tuple[bytes, ...] = ()


def clean_folder(folder: Path, gone: Gone, cleaned: Cleaned, leave: Collection[str] = ()) -> None:
    """Take contacts out of every file right in `folder`, but those with the names in `leave`."""
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        cleaned.left.append(folder)
        return
    for path in found:
        if PART in path.name:  # what a power cut left of one, or its journal
            path.unlink(missing_ok=True)
        elif path.name not in leave and not path.is_symlink():
            clean_file(path, gone, cleaned)


def clean_file(path: Path, gone: Gone, cleaned: Cleaned) -> None:
    """Take contacts out of one file, if it is a twin, a database or a day file."""
    try:
        if _clean(path, gone):
            cleaned.changed.append(path)
    except (OSError, PosError, *UNREADABLE) as error:
        logger.warning("a forgotten contact may be left in a file: %s", error)
        cleaned.left.append(path)


def _clean(path: Path, gone: Gone) -> bool:
    with path.open("rb") as file:
        start = file.read(len(_SQLITE))
    if start == _SQLITE:
        return _clean_database(path, gone)
    if start.startswith(_ZIP):
        return _clean_day_file(path, gone)
    if start.startswith(_LINE) and ".jsonl" in path.name:
        return clean_twin(path, gone.hashes)
    return bool(gone.boxes) and path.name.endswith("-wal") and _overwrite(path, gone)


def _clean_database(path: Path, gone: Gone) -> bool:
    try:
        return clean_copy(path, gone.hashes)
    except UNREADABLE:
        # One that is kept because it is damaged: what of a contact is still there is overwritten.
        return _overwrite(path, gone)


def _overwrite(path: Path, gone: Gone) -> bool:
    return bool(overwrite_pieces(path, gone.boxes))


def _clean_day_file(path: Path, gone: Gone) -> bool:
    if path.stat().st_size > MAX_FILE:
        return False
    before = path.read_bytes()
    after = without_contacts(before, gone.hashes)
    if after == before:
        return False
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    disk = FileSystem()
    disk.write(part, after)
    shutil.copymode(path, part)
    _put(part, path)
    return True


def clean_twin(path: Path, hashes: Collection[str]) -> bool:
    """Write a twin anew without these contacts; return whether it had any. Raises OSError."""
    part = path.with_name(path.name + PART)
    changed = False
    part.unlink(missing_ok=True)
    with path.open("rb") as old, open(part, "xb", opener=private_opener) as new:
        for line in old:
            text = forget_twin.without_contacts(line, hashes)
            changed = changed or text != line
            new.write(text)
        new.flush()
        os.fsync(new.fileno())
    if changed:
        _put(part, path)
    else:
        part.unlink()
    return changed


def _put(part: Path, path: Path) -> None:
    replace_patiently(part, path)
    with suppress(OSError):
        FileSystem().sync_folder(path.parent)


def note_backup_folder(till: Path, folder: Path) -> None:
    """Note beside the till that a backup lies in `folder`; a note that fails stops no backup."""
    known = backup_folders(till)
    if folder.absolute() not in known:
        text = json.dumps([str(each) for each in (*known, folder.absolute())])
        with suppress(OSError):
            (till / BACKUPS_NAME).write_text(text, encoding="utf-8")


def backup_folders(till: Path) -> list[Path]:
    """Return the folders into which backups of the till were written."""
    try:
        found = json.loads((till / BACKUPS_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return (
        [Path(each) for each in found if isinstance(each, str)] if isinstance(found, list) else []
    )


def clean_paths(paths: Iterable[Path], gone: Gone, cleaned: Cleaned) -> None:
    """Take contacts out of files and folders; one that is missing now is told as left."""
    for path in paths:
        if path.is_dir():
            clean_folder(path, gone, cleaned)
        elif path.is_file():
            clean_file(path, gone, cleaned)
        else:
            cleaned.left.append(path)
