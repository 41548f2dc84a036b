"""The evening of the demo day: the office merges the stand's file and says the total."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pos_app.clock import SystemClock
from pos_app.domain.day import Totals
from pos_app.services import office
from pos_app.services.demo import event_toml


@dataclass(frozen=True, slots=True)
class Evening:
    """What the office can say once the file is in its book."""

    folder: Path
    totals: Totals
    complete: bool


def merge_day(folder: Path, stand: str, day: str, files: Path) -> Evening:
    """A book for a fair of one stand and one day, the files of `files` merged into it."""
    folder.mkdir(parents=True)
    plan, book = folder / "event.toml", folder / "book.db"
    plan.write_text(event_toml([stand], [date.fromisoformat(day)]), encoding="utf-8")
    office.init_book(book, plan)
    office.merge_into(book, [files])
    status = office.book_status(book, None, SystemClock())
    text = json.dumps(status.as_json(), indent=2, ensure_ascii=False)
    (folder / "status.json").write_text(text + "\n", encoding="utf-8")
    return Evening(folder, status.totals, status.complete)
