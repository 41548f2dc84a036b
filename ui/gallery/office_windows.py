"""The office's window with the sample fair's books, for the scenes."""

from __future__ import annotations

from pathlib import Path

from pos_app.clock import ManualClock, parse_stamp
from pos_app.services.office import decisions
from pos_app.services.office.book_view import view_book
from pos_app.services.office.settings import OfficeSettings
from ui.gallery.office_fair import COMPLETE, HALFWAY, fair
from ui.gallery.stage import Stage
from ui.office.office_session import OfficeSession
from ui.office.office_window import OfficeWindow
from ui.tasks import InlineRunner


def office_window(stage: Stage, book: Path | None, at: str) -> OfficeWindow:
    """Show the office's window with `book`, at the time `at` (ISO 8601)."""
    settings = OfficeSettings(stage.shop.folder / "desk")
    settings.set("language", stage.session.language)
    settings.set("theme", stage.session.theme.name)
    session = OfficeSession(settings, ManualClock(parse_stamp(at)), InlineRunner())
    window = OfficeWindow(session)
    session.setParent(window)
    stage.at_end.append(session.stop_work)  # or its watch says that the book is open elsewhere
    window.resize(*stage.size)
    if book is not None:
        session.open_book(book)
    stage.show(window)
    return window


def complete(stage: Stage) -> OfficeWindow:
    """The window with the complete book."""
    found = fair()
    return office_window(stage, found.book("complete", found.all), COMPLETE)


def evening(stage: Stage) -> OfficeWindow:
    """The window on the fourth evening."""
    return office_window(stage, fair().evening(), HALFWAY)


def half(stage: Stage) -> OfficeWindow:
    """The window with half of the files."""
    found = fair()
    return office_window(stage, found.book("half", found.half()), HALFWAY)


def disputed(stage: Stage) -> OfficeWindow:
    """The window with files that are missing and one that is disputed."""
    found = fair()
    lost = ("A02-1_2026-10-24", "A06-1_2026-10-23", "A07-1")
    here = [path for path in found.all if not any(each in path.name for each in lost)]
    files = [*here, found.more]
    return office_window(stage, found.book("disputed", files), COMPLETE)


def decided(stage: Stage) -> OfficeWindow:
    """The disputed book after decisions: a file chosen, a day declared empty, a stand withdrawn."""
    found = fair()
    lost = ("A06-1_2026-10-23", "A07-1")
    here = [path for path in found.all if not any(each in path.name for each in lost)]
    book = found.book("decided", [*here, found.more])
    clock = ManualClock(parse_stamp(COMPLETE))
    view = view_book(book, None, clock)
    doubted = next(each for each in view.status.till_days if each.stand == "A05" and each.files[1:])
    decisions.choose(book, doubted.files[-1].manifest, clock, "slip penutupan dilihat")
    decisions.no_sales(book, "A06", "1", "2026-10-23", clock, "lewat telepon")
    decisions.withdraw(book, "A07", "2026-10-21", clock, "sakit")
    return office_window(stage, book, COMPLETE)


def on_paper(stage: Stage) -> OfficeWindow:
    """The window with two till-days of which only the closing slip arrived."""
    found = fair()
    slips = [found.slip("A02-1", "2026-10-24"), found.slip("A07-1", "2026-10-22")]
    return office_window(stage, found.book("paper", found.half(), slips), HALFWAY)


def by_photo(stage: Stage) -> OfficeWindow:
    """The window with a till-day that comes by photographs."""
    return office_window(stage, fair().by_photo(), HALFWAY)
