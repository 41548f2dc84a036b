"""Publishing verified days as open data in Parquet: from a book, or from raw day files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.bounded.files import read_bounded
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


def publish_files(paths: Sequence[str], folder: str, plans: Sequence[Path]) -> Published:
    """Verifies raw day files with Spark and publishes them below `folder`, as a book would.

    `paths` and `folder` are addresses that Spark can reach; `plans` are event files. Raises
    Refused with every fault of a plan; PosError `extra_missing`, `spark_not_started`,
    `publish_by_book`; MachineError `publish_unwritable`, `publish_not_verified`.
    """
    from pos_app.office.publish.spark_publish import publish_raw

    read = [read_foreign_plan(read_bounded(plan, MAX_BYTES), str(plan))[0] for plan in plans]
    return publish_raw(paths, folder, read)
