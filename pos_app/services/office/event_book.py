"""The office: a book for an event, files taken into it, its status, and its papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import Clock, parse_day
from pos_app.errors import Problem, Refused, has_errors
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.intake.merge import MergeReport, Progress, merge
from pos_app.office.intake.sources import read_bounded
from pos_app.office.office_key import office_key, office_record, own_key
from pos_app.office.plan.event_plan import MAX_BYTES, EventPlan, read_plan
from pos_app.office.plan.goods import goods_records, read_sheets
from pos_app.office.reconcile.gc_pause import gc_paused
from pos_app.office.reconcile.status import Status
from pos_app.services.replace_file import write_fresh

if TYPE_CHECKING:
    from pos_app.office.publish.lake_tables import Published


def init_book(path: Path, event_file: Path, key_seed: bytes | None = None) -> tuple[Problem, ...]:
    """Makes a new book for the event that a file plans, with its key and the goods of its sheets.

    Returns the warnings of plan and sheets; `key_seed` only for replays. Raises Refused with every
    fault of them; PosError `book_exists`, `file_not_found`, `file_unreadable`, `file_too_large`;
    MachineError `key_unwritable`, `office_key_damaged`.
    """
    toml = read_bounded(event_file, MAX_BYTES)
    plan, warnings = read_plan(toml, str(event_file))
    goods, problems = read_sheets(plan, event_file.parent)
    if has_errors(problems):
        raise Refused(problems)
    with Book.create(path, toml, lambda: office_record(plan.code, own_key(path, key_seed))) as book:
        for record in goods_records(plan.code, goods, office_key(path)):
            book.add_record(record)
    return (*warnings, *problems)


def merge_into(
    path: Path,
    paths: Iterable[Path],
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> MergeReport:
    """Takes day files, folders of them, zips of them and other books into the book.

    With a clock, a day from the future is warned of.
    """
    with Book.open(path) as book:
        return merge(book, paths, progress, now=clock.now() if clock else None)


def book_status(path: Path, through: str | None, clock: Clock, *, goods: bool = False) -> Status:
    """The book's state through a day; without one, the earlier of the event's end and today.

    With `goods` its days carry what the makers' statements are made of.
    """
    with Book.open(path, writing=False) as book, gc_paused():
        last = last_day(book.plan, through, clock)
        return status_in(book, book.days(goods=goods), last)


def last_day(plan: EventPlan, through: str | None, clock: Clock) -> str:
    """The day that a status goes up to. Raises PosError `day_invalid`."""
    if through is not None:
        return parse_day(through).isoformat()
    return min(plan.end, clock.now().date().isoformat())


_SCREEN_LETTER = 12.0


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart for the screen; `words` say what is in it to one who does not see it."""

    key: str
    title: str
    svg: bytes
    words: str
    foot: str = ""


def charts_of(
    status: Status, colors: Mapping[str, str], lang: str = "id", width: float = 640
) -> tuple[ChartPicture, ...]:
    """Every chart of the confirmed sums that has something to show, in a theme's colours.

    `colors` are a theme's tokens; `width` is in pixels, with letters of twelve.
    """
    from pos_app.office.report.report_charts import report_charts
    from pos_app.printing.charts import SIZE, ChartColors, to_svg

    names = ("ink", "soft", "hairline", "accent", "edge", "look")
    scale = _SCREEN_LETTER / SIZE
    pen = ChartColors(*(colors[name] for name in names))
    return tuple(
        ChartPicture(
            each.key,
            each.title,
            to_svg(each.draw(width // scale, pen), scale),
            each.words,
            each.foot,
        )
        for each in report_charts(status, lang)
    )


def write_report(path: Path, folder: Path, through: str | None, clock: Clock) -> list[Path]:
    """Writes the report as PDF, workbook and CSV, and settlement/<maker>.pdf; returns the paths.

    Raises MachineError `report_unwritable`, `report_disk_full`.
    """
    from pos_app.office.report.report import report_files

    status = book_status(path, through, clock, goods=True)
    written = []
    for name, content in report_files(status):
        target = folder / name
        write_fresh(target, content)
        written.append(target)
    return written


def publish_book(path: Path, folder: Path) -> Published:
    """Publishes the book's verified days as Parquet below `folder`, for DuckDB, Spark and Trino.

    Raises PosError `extra_missing`, `publish_behind`, `publish_running`; MachineError
    `publish_unwritable`, `publish_unreadable`, `publish_not_verified`.
    """
    from pos_app.office.publish.publish import publish

    with Book.open(path, writing=False) as book:
        return publish(book, folder)


def publish_files(paths: Sequence[str], folder: str, plans: Sequence[Path]) -> Published:
    """Verifies raw day files with Spark and publishes them below `folder`, as a book would.

    `paths` and `folder` are whatever Spark can reach; `plans` are files that plan events. Raises
    Refused with every fault of a plan; PosError `extra_missing`, `spark_not_started`,
    `publish_by_book`; MachineError `publish_unwritable`, `publish_not_verified`.
    """
    from pos_app.office.publish.spark_publish import publish_raw

    read = [read_plan(read_bounded(plan, MAX_BYTES), str(plan))[0] for plan in plans]
    return publish_raw(paths, folder, read)
