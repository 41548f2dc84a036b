"""Making a new book for an event that was typed in a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pos_app.bounded.files import read_bounded
from pos_app.errors import MachineError, Problem, Refused
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_text import EventDraft, MakerDraft, StaffDraft, StandDraft, plan_toml
from pos_app.services.office import event_book
from pos_app.sheets.reader import MAX_BYTES as MAX_SHEET_BYTES

__all__ = [
    "EventDraft",
    "MakerDraft",
    "StaffDraft",
    "StandDraft",
    "draft_problems",
    "event_toml",
    "new_book",
]


def event_toml(draft: EventDraft) -> str:
    """Returns the event as the text of a file that `office init` reads."""
    return plan_toml(draft)


def draft_problems(draft: EventDraft) -> tuple[Problem, ...]:
    """Returns every problem of a draft; none if a book can be made from it."""
    try:
        read_plan(plan_toml(draft).encode())
    except Refused as error:
        return error.problems
    return ()


def new_book(path: Path, draft: EventDraft, goods: Path | None = None) -> tuple[Problem, ...]:
    """Makes a book at `path` for the event that was typed; its TOML and sheet are copied beside it.

    `goods` is the sheet with the goods of all stands. Returns the warnings. Raises Refused
    for a plan or a sheet that cannot be used; PosError `book_exists`, `book_folder_missing`;
    MachineError `report_unwritable`, `key_unwritable`. Nothing is written then.
    """
    with TemporaryDirectory() as folder:
        event = Path(folder, path.with_suffix(".toml").name)
        sheet = Path(folder, path.with_suffix(".goods").name + goods.suffix) if goods else None
        named = replace(draft, goods=sheet.name) if sheet else draft
        if goods and sheet:
            sheet.write_bytes(read_bounded(goods, MAX_SHEET_BYTES))
        event.write_text(plan_toml(named), encoding="utf-8", newline="\n")
        warnings = event_book.init_book(path, event)
        _copy_beside(path, [event, *([sheet] if sheet else [])])
    return warnings


def _copy_beside(book: Path, files: Iterable[Path]) -> None:
    """Copies the files beside the book for people to read; the book does not need them.

    A file that is there already stays.
    """
    for file in files:
        target = book.with_name(file.name)
        if target.exists():
            continue
        try:
            target.write_bytes(file.read_bytes())
        except OSError as error:
            raise MachineError("report_unwritable", file=str(target)) from error
