"""The event book: made for an event, files merged into it, its status."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock, parse_day
from pos_app.errors import Problem, Refused, has_errors
from pos_app.gc_pause import gc_paused
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.intake.merge import Progress, merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.office_key import office_key, office_record, own_key
from pos_app.office.plan.event_plan import MAX_BYTES, EventPlan, read_foreign_plan
from pos_app.office.reconcile.status import Status


def init_book(path: Path, event_file: Path, key_seed: bytes | None = None) -> tuple[Problem, ...]:
    """Makes a book for the event of a file, with a key and the goods of its sheets.

    Returns the warnings of plan and sheets; `key_seed` is for replays only. Raises Refused with
    every problem of them; PosError `book_exists`, `file_not_found`, `file_unreadable`,
    `file_too_large`, `photo_unreadable`, `photo_too_large`; MachineError `key_unwritable`,
    `office_key_damaged`.
    """
    # What only a new book needs; the office's window starts with this module.
    from pos_app.office.plan.goods import goods_records, picture_records, read_sheets
    from pos_app.services.catalogue.photos import shrunk

    toml = read_bounded(event_file, MAX_BYTES)
    plan, warnings = read_foreign_plan(toml, str(event_file))
    goods, problems = read_sheets(plan, event_file.parent)
    if has_errors(problems):
        raise Refused(problems)
    pictures = {maker: shrunk(event_file.parent / name) for maker, name in plan.photos.items()}
    with Book.create(path, toml, lambda: office_record(plan.code, own_key(path, key_seed))) as book:
        for record in goods_records(plan.code, goods, office_key(path)):
            book.add_record(record)
        for record in picture_records(plan.code, pictures, office_key(path)):
            book.add_record(record)
    return (*warnings, *problems)


def merge_into(
    path: Path,
    paths: Iterable[Path],
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> MergeReport:
    """Merges day files, folders and zips of them, and other books into the book.

    With a clock, a day in the future gets a warning.
    """
    with Book.open(path) as book:
        return merge(book, paths, progress, now=clock.now() if clock else None)


def book_status(path: Path, through: str | None, clock: Clock, *, goods: bool = False) -> Status:
    """Returns the status of the book up to the day `through`.

    Without one it is the end of the event or today, whichever is earlier. With `goods` the days
    include the sold goods, which the makers' statements need.
    """
    with Book.open(path, writing=False) as book, gc_paused():
        last = last_day(book.plan, through, clock)
        return status_in(book, book.days(goods=goods), last)


def last_day(plan: EventPlan, through: str | None, clock: Clock) -> str:
    """Returns the last day of a status. Raises PosError `day_invalid`."""
    if through is not None:
        return parse_day(through).isoformat()
    return min(plan.end, clock.now().date().isoformat())
