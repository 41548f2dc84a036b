"""Publishes a book's day files as Parquet, for DuckDB, Spark and Trino.

Each day file is written once, under the name of its manifest hash, and never changed. One small
manifest table says which of them count; it is replaced atomically at the end. So a reader finds the
state before or after a publication, and a process that is killed midway changes nothing.
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
from pos_app.office.publish.figure_tables import FIGURE_TABLES, figure_rows
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
from pos_app.office.publish.office_file import told_records
from pos_app.office.publish.settlement_tables import SETTLEMENT_TABLES, settlement_rows
from pos_app.office.reconcile.file_status import FileState, file_statuses
from pos_app.office.reconcile.status import Status
from pos_app.store.folder_lock import FolderLock

Progress = Callable[[int, int], None]
"""Called before each file with the number of files done and the number of all files."""


def manifest_path(folder: Path, event: str) -> Path:
    """The path of an event's manifest table below the folder of the data set."""
    return folder / "manifest" / f"{event}.parquet"


def publish(
    book: Book, folder: Path, disk: FileSystem | None = None, progress: Progress | None = None
) -> Published:
    """Publishes all files of a book below `folder`; files that are there already stay unchanged.

    Raises PosError `extra_missing`, `publish_behind`, `publish_running`; MachineError
    `publish_unwritable`, `publish_unreadable`, `publish_not_verified`.
    """
    with Lake() as lake, _publishing(folder):
        return _Publisher(book, folder, lake, disk or FileSystem()).run(progress)


@contextmanager
def _publishing(folder: Path) -> Iterator[None]:
    """Locks the folder for one publisher, and turns disk errors into `publish_unwritable`."""
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
    """One publication of a book."""

    def __init__(self, book: Book, folder: Path, lake: Lake, disk: FileSystem) -> None:
        self._book = book
        self._folder = folder
        self._lake = lake
        self._disk = disk
        self._event = book.plan.code
        self._manifest = manifest_path(folder, self._event)
        self._written_paths: list[Path] = []

    def run(self, progress: Progress | None) -> Published:
        """Writes the day files that are not there yet, and then the manifest table."""
        days = self._book.days(goods=True)
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
        self._sync()
        status = status_in(self._book, days, self._book.plan.end)
        statuses = file_statuses(status, days)
        rows = [manifest_row(p, self._event, BY_BOOK, apps[p.day.identity]) for p in statuses]
        self._write_manifest(rows, status)
        counted = sum(p.state is FileState.COUNTS for p in statuses)
        return Published(len(days), written, counted, status.totals)

    def _known(self, days: Sequence[BookDay]) -> dict[str, KnownFile]:
        """The files published before. Raises PosError `publish_behind` if the book lacks some."""
        known = self._lake.known_files(self._manifest)
        lacking = sorted(known.keys() - {day.identity for day in days})
        if lacking:
            facts = {"path": str(self._folder), "count": len(lacking), "manifest": lacking[0][:8]}
            raise PosError("publish_behind", **facts)
        return known

    def _missing(self, day: BookDay) -> list[str]:
        """The tables that have no data file of this day yet."""
        return [table for table in TABLES if not _is_whole(self._data_path(table, day))]

    def _data_path(self, table: str, day: BookDay) -> Path:
        folder = self._folder / table / partition(self._event, day.day)
        return folder / data_file(day.identity)

    def _write_day(self, day: BookDay) -> str:
        """Writes the missing data files of a day; returns the app version that closed the day."""
        file = self._book.file(day.identity, MAX_FILE)
        if file is None:
            raise MachineError("publish_unreadable", path=day.identity[:8], reason="no such file")
        verified = read_day(file)
        found = book_day(verified)
        for table in self._missing(day):
            rows = table_rows(table, verified, found, BY_BOOK)
            final = self._data_path(table, day)
            self._disk.replace(self._write_temporary(final, TABLES[table], rows), final)
            self._written_paths.append(final)
        return verified.head.app

    def _sync(self) -> None:
        """Waits until all written files are on the disk under their names."""
        for folder in dict.fromkeys(path.parent for path in self._written_paths):
            self._disk.sync_folder(folder)
        for path in self._written_paths:
            self._disk.sync_file(path)

    def _write_temporary(self, final: Path, columns: Sequence[Column], rows: Sequence[Row]) -> Path:
        """Writes a temporary file beside `final`, under a name that Spark and Trino ignore."""
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

    def _write_manifest(self, rows: Sequence[Row], status: Status) -> None:
        """Replaces the manifest table, if the data files add up to the totals of the status.

        What the tables of figures and settlement said before is removed first, and they come back
        after the manifest: a kill in between leaves none rather than those of another state.
        Raises MachineError `publish_not_verified` otherwise.
        """
        expected = status.totals
        part = self._write_temporary(self._manifest, MANIFEST, rows)
        found = self._lake.totals(self._folder, self._event, part)
        if found != expected:
            facts = {"found": found.net, "expected": expected.net}
            raise MachineError("publish_not_verified", path=str(self._folder), **facts)
        settled = self._prepare_figures(status)
        for final in settled:
            self._disk.remove(final)
            self._disk.sync_folder(final.parent)
        self._replace_table(part, self._manifest)
        for final, prepared in settled.items():
            self._replace_table(prepared, final)

    def _prepare_figures(self, status: Status) -> dict[Path, Path]:
        """The tables of figures and settlement as temporary files by their paths.

        There are none if nothing changed.
        """
        parts: dict[Path, Path] = {}
        columns = {**SETTLEMENT_TABLES, **FIGURE_TABLES}
        office, records = self._book.owner_key or "", told_records(self._book)
        figures = figure_rows(self._event, status, office, records, BY_BOOK)
        for table, rows in {**settlement_rows(self._event, status), **figures}.items():
            final = self._folder / table / f"{self._event}.parquet"
            parts[final] = self._write_temporary(final, columns[table], rows)
        if all(self._says_the_same(part, final) for final, part in parts.items()):
            for part in parts.values():
                self._disk.remove(part)
            return {}
        return parts

    def _replace_table(self, part: Path, final: Path) -> None:
        """Puts a temporary file in the place of a table, unless it says the same."""
        if self._says_the_same(part, final):
            self._disk.remove(part)
            return
        # Spark may have left a checksum file for an older table, and would reject this one.
        self._disk.remove(final.with_name(f".{final.name}.crc"))
        self._disk.replace(part, final)
        self._disk.sync_folder(final.parent)
        self._disk.sync_file(final)

    def _says_the_same(self, part: Path, final: Path) -> bool:
        return final.exists() and self._disk.read(final) == self._disk.read(part)


def _is_whole(path: Path) -> bool:
    """Whether a data file is complete.

    FAT may leave an empty file after a power cut. Any other file was on the disk before it was
    renamed to this name.
    """
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
