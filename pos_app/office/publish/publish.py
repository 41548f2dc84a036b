"""A book's verified days as Parquet, for DuckDB, Spark and Trino.

Every file of the book is written once, by the name of its manifest hash, and never touched again.
Then one small table, replaced in one step, says which of them count. A reader at any moment finds
the state before or the state after; a process killed between two files changed nothing for anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pos_app.dayfile.durable_write import FileSystem
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, book_day
from pos_app.office.book_status import status_in
from pos_app.office.publish.lake import KnownFile, Lake
from pos_app.office.publish.lake_tables import (
    BY_BOOK,
    MANIFEST,
    TABLES,
    Column,
    Published,
    Row,
    data_file,
    manifest_row,
    partition,
    table_rows,
)
from pos_app.office.reconcile.file_status import FileState, file_statuses
from pos_app.store.folder_lock import FolderLock

Progress = Callable[[int, int], None]
"""Told before each file: how many are done, and of how many."""


def manifest_path(folder: Path, event: str) -> Path:
    return folder / "manifest" / f"{event}.parquet"


def publish(
    book: Book, folder: Path, disk: FileSystem | None = None, progress: Progress | None = None
) -> Published:
    """Publishes all files of a book below `folder`; what lies there already is left as it is.

    Raises PosError `extra_missing`, `publish_behind`, `publish_running`; MachineError
    `publish_unwritable`, `publish_unreadable`, `publish_not_verified`.
    """
    with Lake() as lake, _publishing(folder):
        return _Publisher(book, folder, lake, disk or FileSystem()).run(progress)


@contextmanager
def _publishing(folder: Path) -> Iterator[None]:
    """One publisher at a time. Whatever the disk refuses is said in the office's words."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder, "_publish.lock")
    except OSError as error:
        raise _unwritable(folder, error) from error
    except MachineError as error:
        if error.code == "folder_locked":
            raise PosError("publish_running", path=str(folder)) from error
        raise _unwritable(folder, error) from error
    try:
        yield
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        lock.release()


def _unwritable(folder: Path, error: Exception) -> MachineError:
    return MachineError("publish_unwritable", path=str(folder), reason=str(error))


class _Publisher:
    def __init__(self, book: Book, folder: Path, lake: Lake, disk: FileSystem) -> None:
        self._book = book
        self._folder = folder
        self._lake = lake
        self._disk = disk
        self._event = book.plan.code
        self._manifest = manifest_path(folder, self._event)
        self._placed: list[Path] = []

    def run(self, progress: Progress | None) -> Published:
        days = self._book.days()
        known = self._known(days)
        if not days:
            return Published(0, 0, 0, Totals())
        apps, written = {}, 0
        for done, day in enumerate(days):
            if progress is not None:
                progress(done, len(days))
            if day.identity in known and not self._missing(day):
                apps[day.identity] = known[day.identity].app
            else:
                apps[day.identity] = self._write_day(day)
                written += 1
        self._settle()
        status = status_in(self._book, days, self._book.plan.end)
        placed = file_statuses(status, days)
        rows = [manifest_row(p, self._event, BY_BOOK, apps[p.day.identity]) for p in placed]
        self._write_manifest(rows, status.totals)
        counted = sum(p.state is FileState.COUNTS for p in placed)
        return Published(len(days), written, counted, status.totals)

    def _known(self, days: Sequence[BookDay]) -> dict[str, KnownFile]:
        """What lies there from before. A folder that knows more than the book is not cut back."""
        known = self._lake.known_files(self._manifest)
        lacking = sorted(known.keys() - {day.identity for day in days})
        if lacking:
            facts = {"path": str(self._folder), "count": len(lacking), "manifest": lacking[0][:8]}
            raise PosError("publish_behind", **facts)
        return known

    def _missing(self, day: BookDay) -> list[str]:
        """The tables in whose folders this day is not yet."""
        return [table for table in TABLES if not _is_whole(self._data_path(table, day))]

    def _data_path(self, table: str, day: BookDay) -> Path:
        here = self._folder / table / partition(self._event, day.day)
        return here / data_file(day.identity)

    def _write_day(self, day: BookDay) -> str:
        """Writes what is missing of a day; returns the version of the app that closed it."""
        file = self._book.file(day.identity, MAX_FILE)
        if file is None:
            raise MachineError("publish_unreadable", path=day.identity[:8], reason="no such file")
        verified = read_day(file)
        found = book_day(verified)
        for table in self._missing(day):
            rows = table_rows(table, verified, found, BY_BOOK)
            final = self._data_path(table, day)
            self._disk.replace(self._part(final, TABLES[table], rows), final)
            self._placed.append(final)
        return verified.head.app

    def _settle(self) -> None:
        """Waits until everything that was placed is on the disk, under its name."""
        for folder in dict.fromkeys(path.parent for path in self._placed):
            self._disk.sync_folder(folder)
        for path in self._placed:
            self._disk.sync_file(path)

    def _part(self, final: Path, columns: Sequence[Column], rows: Sequence[Row]) -> Path:
        """The file beside its place, under a name that Spark and Trino pass over."""
        self._make_folder(final.parent)
        part = final.with_name(f"_{final.name}.part")
        self._disk.remove(part)
        self._lake.write(part, columns, rows)
        self._disk.sync_file(part)
        return part

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self._disk.sync_folder(folder.parent)

    def _write_manifest(self, rows: Sequence[Row], expected: Totals) -> None:
        """The one step that readers see, taken only when what lies there adds up to the status."""
        part = self._part(self._manifest, MANIFEST, rows)
        found = self._lake.totals(self._folder, self._event, part)
        if found != expected:
            facts = {"found": found.net, "expected": expected.net}
            raise MachineError("publish_not_verified", path=str(self._folder), **facts)
        if self._manifest.exists() and self._disk.read(self._manifest) == self._disk.read(part):
            self._disk.remove(part)
            return
        # Spark on a plain disk keeps a checksum beside a file, and would hold it against ours.
        self._disk.remove(self._manifest.with_name(f".{self._manifest.name}.crc"))
        self._disk.replace(part, self._manifest)
        self._disk.sync_folder(self._manifest.parent)
        self._disk.sync_file(self._manifest)


def _is_whole(path: Path) -> bool:
    """Whether a data file is there. FAT can leave an empty one of that name after a power cut; any
    other was on the disk before it got its name."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
