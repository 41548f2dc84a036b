"""Publishing verified days as open data in Parquet: from a book, or from raw day files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.bounded.files import read_bounded
from pos_app.errors import MachineError
from pos_app.office.book import Book
from pos_app.office.plan.event_plan import MAX_BYTES, read_foreign_plan
from pos_app.services.office.book_check import require_sound_book

if TYPE_CHECKING:
    from pos_app.office.publish.lake_tables import Published


def publish_book(path: Path, folder: Path) -> Published:
    """Publishes the book's verified days as Parquet below `folder`, for DuckDB, Spark and Trino.

    The book is checked first. Raises PosError `extra_missing`, `publish_behind`, `publish_running`;
    MachineError `book_check_failed`, `publish_unwritable`, `publish_unreadable`,
    `publish_not_verified`.
    """
    from pos_app.office.publish.publish import publish

    require_sound_book(path)
    with Book.open(path, writing=False) as book:
        return publish(book, folder)


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What `hand_on` wrote: the folder of the event, its day files, and the office file."""

    folder: Path
    files: int
    office_file: Path
    records: int

    def as_json(self) -> dict[str, Any]:
        """The result as `hand-on --json` prints it."""
        paths = {"folder": str(self.folder), "office_file": str(self.office_file)}
        return {**paths, "files": self.files, "records": self.records}


def hand_on(path: Path, folder: Path) -> HandedOn:
    """Writes a book's day files as received, and its office file, into `folder`/EVENT.

    Nothing is overwritten; what is there with the same bytes is kept. The book is checked first.
    Raises MachineError `book_check_failed`, and as `write_durably` does.
    """
    from pos_app.dayfile.durable_write import write_durably
    from pos_app.dayfile.format import file_name
    from pos_app.dayfile.reader import read_day
    from pos_app.dayfile.unpack import MAX_FILE
    from pos_app.office.publish.office_file import office_file, office_file_name, read_office_file

    require_sound_book(path)
    with Book.open(path, writing=False) as book:
        target = folder / book.plan.code
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError("export_failed", path=str(target), reason=str(error)) from error
        identities = book.identities()
        for identity in identities:
            data = book.file(identity, MAX_FILE)
            assert data is not None  # a larger file is never taken
            head = read_day(data).head
            write_durably(data, target, file_name(head, identity), _check)
        data = office_file(book)
        found = read_office_file(data)
        name = office_file_name(book.plan.code, data)
        written = write_durably(data, target, name, _check_office)
    return HandedOn(target, len(identities), written, len(found.records))


def _check(file: bytes) -> None:
    from pos_app.dayfile.reader import read_day

    read_day(file)


def _check_office(file: bytes) -> None:
    from pos_app.office.publish.office_file import read_office_file

    read_office_file(file)


def publish_files(
    paths: Sequence[str], folder: str, plans: Sequence[Path], offices: Sequence[str] = ()
) -> Published:
    """Verifies raw day files with Spark and publishes them below `folder`, as a book would.

    `paths` and `folder` are addresses that Spark can reach; `plans` are event files, `offices` the
    keys of the offices whose decisions are heard (by default of every office). Raises
    Refused with every fault of a plan; PosError `extra_missing`, `spark_not_started`,
    `publish_by_book`; MachineError `publish_unwritable`, `publish_not_verified`.
    """
    from pos_app.office.publish.spark_publish import publish_raw

    read = [read_foreign_plan(read_bounded(plan, MAX_BYTES), str(plan))[0] for plan in plans]
    return publish_raw(paths, folder, read, offices=[key.strip().lower() for key in offices])
