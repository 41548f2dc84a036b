"""The evening of the demo day: the day file is dropped into the office's window."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.clock import SystemClock
from pos_app.domain.day import Totals
from pos_app.services.demo import event_toml
from pos_app.services.office import event_book
from ui.office.office_app import OfficeApp
from ui.office.office_pages import PAGES
from ui.office.office_window import OfficeWindow
from ui.tasks import InlineRunner

SIZE = (1366, 768)


@dataclass(frozen=True, slots=True)
class Evening:
    """The office's totals with the file in its book, and screenshots of its window."""

    folder: Path
    totals: Totals
    complete: bool
    screenshots: tuple[Path, ...] = ()


def merge_day(
    app: QApplication, folder: Path, stand: str, day: str, files: Path, screenshots: Path
) -> Evening:
    """Make a book for one stand and one day in `folder`, and drop the folder `files` into it."""
    folder.mkdir(parents=True)
    plan, book = folder / "event.toml", folder / "book.db"
    plan.write_text(event_toml([stand], [date.fromisoformat(day)]), encoding="utf-8")
    event_book.init_book(book, plan)
    desk = OfficeApp(app, folder, SystemClock(), InlineRunner())
    try:
        desk.start(book)
        assert desk.window is not None
        desk.window.resize(*SIZE)
        drop_files(desk.window, [files])
        taken = tuple(_take_screenshots(app, desk.window, screenshots))
    finally:
        desk.close()
    status = event_book.book_status(book, None, SystemClock())
    text = json.dumps(status.as_json(), indent=2, ensure_ascii=False)
    (folder / "status.json").write_text(text + "\n", encoding="utf-8")
    return Evening(folder, status.totals, status.complete, taken)


def drop_files(window: QWidget, paths: Iterable[Path]) -> None:
    """Drag and drop `paths` into `window`, with the events of a file manager."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    middle = window.rect().center()
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(middle), copy, mime, left, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), copy, mime, left, plain))


def _take_screenshots(app: QApplication, window: OfficeWindow, screenshots: Path) -> Iterable[Path]:
    """Save a screenshot of each page of the office's window; yield the paths."""
    for page in PAGES:
        window.show_page(page)
        for _ in range(3):
            app.processEvents()
        path = screenshots / f"office-{page}.png"
        window.grab().save(str(path))
        yield path
