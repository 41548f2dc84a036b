"""The evening without a stick: from the close at the till until the office has the day."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.camera import CHAT, jpeg_photo
from support.shops import cash, clock_at, ring
from ui_office import Desk
from ui_replies import answer
from ui_robot import Counter

from pos_app.office.book import Book
from pos_app.services.day import closing
from pos_app.services.office.book_view import TillDayState, TillDayStatus
from pos_app.services.office.settings import OfficeSettings
from ui.till.light_dialog import LightDialog
from ui.till.light_screens import LightScreens

Key = Qt.Key
SALES = 100
MOST_KEYS, MOST_SECONDS = 12, 60


@dataclass
class Evening:
    """What it takes: key strokes at the till, photos, and seconds of waiting for the programs."""

    keys: int = 0
    photos: list[Path] = field(default_factory=list)
    shown_after: float = 0.0
    day: str = ""


def photographed_by_phone(counter: Counter, folder: Path) -> Evening:
    """F6, and a photo of each screen between two strokes of Enter."""
    evening, rng = Evening(), random.Random(1)
    folder.mkdir()

    def press(widget: object, key: Key) -> None:
        evening.keys += 1
        QTest.keyClick(widget, key)  # type: ignore[call-overload]

    def photograph() -> None:
        screens = QApplication.activeModalWidget()
        if not isinstance(screens, LightScreens) or not screens.is_ready:
            QTimer.singleShot(5, counter.app, photograph)
            return
        evening.shown_after = time.monotonic() - start
        screens.resize(1366, 768)
        for number in range(screens.count):
            while not screens.is_ready:
                counter.app.processEvents()
            counter.app.processEvents()
            path = folder / f"IMG-20231025-WA{number:04}.jpg"
            screens.grab().save(str(folder / "screen.png"))
            with Image.open(folder / "screen.png") as shown:
                path.write_bytes(jpeg_photo(shown, CHAT, rng))
            evening.photos.append(path)
            if number + 1 < screens.count:
                press(screens, Key.Key_Return)
        (folder / "screen.png").unlink()
        press(screens, Key.Key_Escape)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LightDialog)
        while not dialog.show_.isEnabled():
            counter.app.processEvents()
        QTimer.singleShot(5, counter.app, photograph)
        press(dialog, Key.Key_Return)
        press(dialog, Key.Key_Escape)

    start = time.monotonic()
    evening.keys += 1
    answer(counter, act, Key.Key_F6)
    return evening


@pytest.fixture
def evening(counter: Counter, tmp_path: Path) -> Evening:
    for place in range(SALES):
        lines = [{"code": code, "qty": 1 + place % 3} for code in ("DST-0501", "MNK-0101")]
        ring(counter.shop, lines=lines, tenders=cash(1_000_000))
    closed = closing.close_till(counter.shop, counted=0)
    counter.session.refresh()
    counter.window.show_screen("till")
    found = photographed_by_phone(counter, tmp_path / "chat")
    found.day = closed.day
    counter.window.hide()
    return found


@pytest.fixture
def desk(counter: Counter, evening: Evening, tmp_path: Path) -> Iterator[Desk]:
    identity = counter.shop.identity
    day = evening.day
    toml = (
        f'code = "{identity.event}"\nname = "Expo"\nstart = {day}\nend = {day}\n'
        f'[[stand]]\ncode = "{identity.stand}"\ntills = ["{identity.till}"]\n'
    )
    book = tmp_path / "fair.book"
    Book.create(book, toml.encode()).close()
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(counter.app, tmp_path / "home", clock_at(f"{day}T22:00:00+08:00"))
    found.start(book)
    yield found
    found.close()


def only_day(desk: Desk) -> TillDayStatus:
    assert desk.session.view is not None
    (status,) = desk.session.view.grid.statuses.values()
    return status


def test_from_no_stick_to_the_office_has_it(desk: Desk, evening: Evening) -> None:
    start = time.monotonic()
    desk.drop(evening.photos[0].parent)
    read_after = time.monotonic() - start
    assert only_day(desk).state is TillDayState.RECEIVED
    assert evening.keys <= MOST_KEYS and evening.shown_after + read_after < MOST_SECONDS
    print(
        f"\n{SALES} sales: {evening.keys} key strokes, {len(evening.photos)} photos, 1 drop;"
        f" codes on screen after {evening.shown_after:.1f} s, read in {read_after:.1f} s"
    )


def test_a_photo_copied_out_of_the_chat_is_pasted_and_the_message_asks_for_the_rest(
    desk: Desk, evening: Evening
) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(evening.photos[0])))
    desk.key(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    status = only_day(desk)
    assert status.state is TillDayState.MISSING and len(status.partials) == 1
    page = desk.window.grid_page
    assert "by photo: " in page.headline.completeness.text()
    page.open_cell(0, 0)
    desk.key(Key.Key_F7)
    asked = QGuiApplication.clipboard().text()
    assert "Please photograph screen 2" in asked
    desk.drop(*evening.photos[1:])
    assert only_day(desk).state is TillDayState.RECEIVED and not only_day(desk).partials
