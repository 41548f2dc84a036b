"""Folders that fill themselves: what arrives in them is found once it is whole.

Nothing in them is moved, renamed or deleted. A folder may be a chat program's downloads, a stick's
or a shared one; it may hold thousands of other things, and may vanish and come back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pos_app.services.office.settings import OfficeSettings

SETTING = "watched_folders"
MOST_FOLDERS, MOST_FILES, MOST_DEPTH = 8, 20_000, 4
BATCH = 40
"""How many files are handed over at a time, so that a large folder can be stopped."""
PICTURES = (
    *(".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"),
    *(".heic", ".heif"),
)
SUFFIXES = (".zip", ".txt", ".pdf", *PICTURES)
# Chat and e-mail programs may cut the suffix off, browsers write under other ones first.
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", ".partial")


class FileState(NamedTuple):
    """A file as a look at its folder found it: size in bytes, and time of its last change."""

    size: int
    changed_ns: int


class Arrivals(NamedTuple):
    """What a look found.

    Attributes:
        ready: Files that are new and whole, at most `BATCH`: day files and texts as they came, and
            then pictures, of which a folder may hold years, the newest first.
        waiting: How many are still growing, or left for the next look.
        unreachable: Folders that are not there now.
    """

    ready: tuple[Path, ...] = ()
    waiting: int = 0
    unreachable: tuple[Path, ...] = ()


class FolderLooks:
    """Remembers what was seen in the folders; for use from one thread at a time.

    A file is whole when two looks find it with the same size and time of change. One that changes
    after it was handed over is handed over again.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(dict.fromkeys(folders))[:MOST_FOLDERS]
        self._seen: dict[Path, FileState] = {}
        self._given: dict[Path, FileState] = {}

    def look(self) -> Arrivals:
        """Looks at the folders once. A folder that cannot be read is named, never an error."""
        found: dict[Path, FileState] = {}
        unreachable = []
        for folder in self.folders:
            if not folder.is_dir():
                unreachable.append(folder)
                continue
            for path in _files(folder):
                state = _state(path)
                if state is not None:
                    found[path] = state
        new = {path: state for path, state in found.items() if self._given.get(path) != state}
        whole = [
            path for path, state in new.items() if state.size and self._seen.get(path) == state
        ]
        whole.sort(key=lambda path: _turn(path, new[path]))
        ready = tuple(whole[:BATCH])
        self._seen = found
        self._given.update((path, new[path]) for path in ready)
        return Arrivals(ready, len(new) - len(ready), tuple(unreachable))


def _turn(path: Path, state: FileState) -> tuple[bool, int, str]:
    """The place of a file among those that are new."""
    is_picture = path.suffix.lower() in PICTURES
    return is_picture, -state.changed_ns if is_picture else state.changed_ns, str(path)


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder that may be something, not too deep and not too many."""
    count = 0
    for here, folders, names in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if depth >= MOST_DEPTH:
            folders.clear()
        for name in sorted(names, reverse=True):  # chats name pictures by their day
            count += 1
            if count > MOST_FILES:
                return
            if _may_be_something(name):
                yield Path(here, name)


def _may_be_something(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    if name.startswith((".", "~")) or suffix in _UNFINISHED:
        return False
    return suffix in SUFFIXES or not suffix


def _state(path: Path) -> FileState | None:
    """The size and time of a regular file; None for a link, or one that is gone again."""
    try:
        found = path.lstat()
    except OSError:
        return None
    is_file = not path.is_symlink() and path.is_file()
    return FileState(found.st_size, found.st_mtime_ns) if is_file else None


def watched_folders(settings: OfficeSettings) -> list[Path]:
    """Returns the folders that the office chose to watch; none where the setting is damaged."""
    try:
        found = json.loads(settings.get(SETTING, "[]"))
    except ValueError:
        return []
    names = found if isinstance(found, list) else []
    return [Path(name) for name in names if isinstance(name, str)][:MOST_FOLDERS]


def set_watched_folders(settings: OfficeSettings, folders: Iterable[Path]) -> None:
    """Stores the folders to watch. Raises MachineError `office_settings_unwritable`."""
    names = [str(folder) for folder in dict.fromkeys(folders)][:MOST_FOLDERS]
    settings.set(SETTING, json.dumps(names, ensure_ascii=False))
