"""What the office's window shows: the state of a book, and the papers that go with it.

Every function opens the book for itself, and may be called on any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pos_app.clock import Clock
from pos_app.dayfile.acknowledgement import acknowledgement_code
from pos_app.dayfile.closing_qr import PREFIX
from pos_app.dayfile.till_key import PREFIX as TILL_KEY_PREFIX
from pos_app.domain.catalogue import sku_key
from pos_app.domain.event import TillIdentity
from pos_app.errors import MachineError, Problem, Refused
from pos_app.languages import LanguageCode
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.decide.decisions import Decision, SameMaker
from pos_app.office.decide.effective_decisions import DecisionState, DecisionStatus
from pos_app.office.intake.merge import Cancelled, MergeReport
from pos_app.office.intake.sources import read_bounded
from pos_app.office.intake.survey import survey
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_text import EventDraft, MakerDraft, StaffDraft, StandDraft, plan_toml
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.gc_pause import gc_paused
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayFile, TillDayState, TillDayStatus
from pos_app.office.reconcile.till_day_grid import StandTill, TillDayGrid, till_day_grid
from pos_app.office.report.statements import statements_of
from pos_app.printing.charts import percent
from pos_app.services.day.chat_messages import DayNews, received_message
from pos_app.services.office import event_book
from pos_app.services.office.closing_slips import PaperReport, take_paper

SLIP_PREFIX = PREFIX
KEY_PREFIX = TILL_KEY_PREFIX

Gauge = Callable[[int, int | None, str], None]
"""Told before each file: how many are done, of how many if that is known, and which is next; and,
without a name, now and then while folders are walked. May raise Cancelled."""

__all__ = [
    "KEY_PREFIX",
    "SLIP_PREFIX",
    "Cancelled",
    "Decision",
    "DecisionStatus",
    "DeskView",
    "DisputedRange",
    "EventDraft",
    "MakerDraft",
    "MergeReport",
    "StaffDraft",
    "StandDraft",
    "StandTill",
    "Status",
    "Taken",
    "TillDayFile",
    "TillDayGrid",
    "TillDayState",
    "TillDayStatus",
    "desk_view",
    "draft_problems",
    "event_toml",
    "names_of",
    "new_book",
    "percent",
    "report_paper",
    "statement_paper",
    "take",
    "take_code",
    "thanks",
]


@dataclass(frozen=True, slots=True)
class DeskView:
    """A book at one moment: its status, and every till and day of it.

    `provisional` are the makers (by code) whose settlement may still change.
    """

    status: Status
    grid: TillDayGrid
    provisional: frozenset[str] = frozenset()


def desk_view(path: Path, through: str | None, clock: Clock) -> DeskView:
    """The book at `path` through a day; without one, the earlier of the event's end and today."""
    with Book.open(path, writing=False) as book, gc_paused():
        files = book.days()
        last = event_book.last_day(book.plan, through, clock)
        status = status_in(book, files, last)
        statements = statements_of(status)
        waiting = frozenset(one.settlement.maker for one in statements if one.provisional)
        return DeskView(status, till_day_grid(status, files), waiting)


def names_of(status: Status, maker: str) -> dict[str, DecisionStatus]:
    """What else the office decided to be this planned maker's name, the latest decision last."""
    found = [
        (decided.decision.at, decided.decision.content.text, decided)
        for decided in status.effective_decisions.statuses
        if decided.state is DecisionState.IN_FORCE
        and isinstance(decided.decision.content, SameMaker)
        and sku_key(decided.decision.content.maker) == sku_key(maker)
    ]
    return {text: decided for _, text, decided in sorted(found, key=lambda each: each[:2])}


def thanks(
    event: str, stand: str, till: str, day: str, file: TillDayFile, lang: LanguageCode
) -> str:
    """What the stand is told of a file that has arrived, with the code to be typed at its till."""
    place = TillIdentity("", stand, till, "", file.seat).place
    news = DayNews(day, file.revision, file.net, 0, file.slip)
    return received_message(event, place, news, acknowledgement_code(file.manifest), lang)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of files and of closing slips that were handed over together.

    `passed_over` counts the pictures in folders that were not looked at.
    """

    files: MergeReport
    paper: PaperReport
    passed_over: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.files.problems, *self.paper.problems)


def take(path: Path, paths: Iterable[Path], gauge: Gauge, clock: Clock) -> Taken:
    """Takes day files, folders and books into the book, and closing slips.

    A picture or PDF that was named is a slip; of those in a folder only what is called one.
    """
    try:
        found = survey(paths, lambda: gauge(0, None, ""))
    except Cancelled:
        return Taken(MergeReport(cancelled=True), PaperReport())
    told = partial(_told, gauge, found.count)
    files = event_book.merge_into(path, found.files, told, clock)
    paper = PaperReport()
    try:
        for done, slip in enumerate(() if files.cancelled else found.slips, len(found.files)):
            told(done, slip.name)
            paper.add(take_paper(path, [slip]))
    except Cancelled:
        files.cancelled = True
    return Taken(files, paper, found.passed_over)


def _told(gauge: Gauge, count: int | None, done: int, name: str) -> None:
    gauge(done, count, name)


def take_code(path: Path, text: str) -> Taken:
    """Takes a closing slip's code as a scanner reads it."""
    return Taken(MergeReport(), take_paper(path, texts=[text]))


def event_toml(draft: EventDraft) -> str:
    """The event as the file that `office init` takes."""
    return plan_toml(draft)


def draft_problems(draft: EventDraft) -> tuple[Problem, ...]:
    """Everything that is wrong with a draft; nothing for one that makes a book."""
    try:
        read_plan(plan_toml(draft).encode())
    except Refused as error:
        return error.problems
    return ()


def new_book(path: Path, draft: EventDraft, goods: Path | None = None) -> tuple[Problem, ...]:
    """A new book at `path` for the event that was typed; its TOML and sheet are left beside it.

    `goods` is the sheet of every stand's goods. Returns the warnings. Raises Refused for a plan or
    a sheet that cannot be used; PosError `book_exists`, `book_folder_missing`; MachineError
    `report_unwritable`, `key_unwritable`. Nothing is left of what was refused.
    """
    with TemporaryDirectory() as folder:
        event = Path(folder, path.with_suffix(".toml").name)
        sheet = Path(folder, path.with_suffix(".goods").name + goods.suffix) if goods else None
        named = replace(draft, goods=sheet.name) if sheet else draft
        if goods and sheet:
            sheet.write_bytes(read_bounded(goods))
        event.write_text(plan_toml(named), encoding="utf-8", newline="\n")
        warnings = event_book.init_book(path, event)
        _keep_beside(path, [event, *([sheet] if sheet else [])])
    return warnings


def _keep_beside(book: Path, files: Iterable[Path]) -> None:
    """For people: the book itself holds what it needs. What lies there already stays."""
    for file in files:
        target = book.with_name(file.name)
        if target.exists():
            continue
        try:
            target.write_bytes(file.read_bytes())
        except OSError as error:
            raise MachineError("report_unwritable", file=str(target)) from error


def report_paper(path: Path, through: str | None, clock: Clock) -> bytes:
    """The report as a PDF, to be looked at."""
    from pos_app.office.report.report import report_files

    _name, pdf = next(report_files(event_book.book_status(path, through, clock, goods=True)))
    return pdf


def statement_paper(path: Path, maker: str, through: str | None, clock: Clock) -> bytes | None:
    """A maker's statement as a PDF; None for a maker of whom nothing sold."""
    from pos_app.office.report.statement_paper import statement_pdf

    status = event_book.book_status(path, through, clock, goods=True)
    for statement in statements_of(status):
        if statement.settlement.maker == maker:
            return statement_pdf(status, statement)
    return None
