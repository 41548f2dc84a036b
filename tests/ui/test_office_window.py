"""The office's window: files dropped, pasted and chosen, progress, cancel, what is said of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files, world
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk, mime_of

from pos_app.services.office import event_book
from pos_app.services.office.settings import OfficeSettings
from ui.alerts import Level
from ui.office import office_window
from ui.office.problems_dialog import ProblemsDialog
from ui.office.restore_book_dialog import BookRestorer
from ui.tasks import PoolRunner

Key = Qt.Key
CLOCK = clock_at("2023-10-27T21:00:00+08:00")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return put_files(tmp_path / "stick", "a07 25", "a07 26 r1", "a07 26 r2", "a08 25")


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    yield found
    found.close()


def put(folder: Path, name: str) -> Path:
    path = folder / f"{name.replace(' ', '_')}.zip"
    path.write_bytes(world()[name])
    return path


def test_a_folder_dropped_into_the_window_is_in_the_book(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    desk.drop(stick)
    assert desk.window.alerts.text.text() == "Files: 3 new  ·  1 replaced an older one"
    assert not desk.window.problems_button.isVisible()
    assert "3 of 6 till-days" in desk.window.grid_page.headline.accessibleName()


def test_what_is_held_over_the_window_is_shown_and_may_be_carried_away(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    desk.drag_over([stick])
    assert desk.window._drop.isVisible()
    desk.drag_leave()
    assert not desk.window._drop.isVisible()
    desk.drop(stick)
    assert not desk.window._drop.isVisible()


def test_the_same_files_again_are_said_to_be_here_already(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    desk.drop(stick)
    desk.drop(*sorted(stick.iterdir()))
    assert desk.window.alerts.text.text() == "Files: 4 already here"


def test_files_copied_elsewhere_are_pasted(desk: Desk, book: Path, stick: Path) -> None:
    desk.start(book)
    QGuiApplication.clipboard().setMimeData(mime_of([stick / "a08 25.zip"]))
    desk.key(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.alerts.text.text() == "Files: 1 new"
    QGuiApplication.clipboard().setText("no file at all")
    desk.key(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no file" in desk.window.alerts.text.text()


def test_files_are_chosen_by_a_key(
    desk: Desk, book: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_window, "ask_day_files", lambda *_: [stick / "a07 25.zip"])
    desk.start(book)
    desk.key(Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.alerts.text.text() == "Files: 1 new"


def test_what_was_rejected_is_listed_with_what_to_do(
    desk: Desk, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []

    def look(dialog: ProblemsDialog) -> int:
        table = dialog.table
        for row in range(table.rowCount()):
            cells = (table.item(row, column) for column in range(3))
            shown.append([cell.text() for cell in cells if cell is not None])
        dialog.copy_all()
        return 0

    monkeypatch.setattr(ProblemsDialog, "exec", look)
    desk.start(book)
    desk.drop(put(tmp_path, "other event"), put(tmp_path, "a08 25"), put(tmp_path, "cut short"))
    assert desk.window.alerts.text.text() == "Files: 1 new  ·  2 rejected"
    desk.key(Key.Key_F6)
    assert [row[0].splitlines()[0] for row in shown] == [
        "✗\u00a0other_event.zip",
        "✗\u00a0cut_short.zip",
    ]
    assert "Merge it into that event's book" in shown[0][1] and len(shown[0]) == 2
    assert QGuiApplication.clipboard().text().count("\n") == 1


def test_a_dispute_is_said_at_once(desk: Desk, book: Path, tmp_path: Path) -> None:
    desk.start(book)
    desk.drop(put(tmp_path, "a07 27"), put(tmp_path, "twin 27"))
    assert desk.window.alerts.text.text() == "Files: 1 new  ·  1 in dispute"
    words = desk.window.grid_page.headline.accessibleName()
    assert "1 disputed between Rp200.000 and Rp450.000" in words


def test_a_folder_without_day_files_says_so(desk: Desk, book: Path, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for n in range(50):
        (photos / f"IMG_{n}.jpg").write_bytes(b"\xff\xd8\xff\xe0 photo")
    desk.start(book)
    desk.drop(photos)
    assert "No day file" in desk.window.alerts.text.text()


def test_a_file_that_is_no_book_leads_back_to_the_doors(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []
    monkeypatch.setattr(BookRestorer, "offer", lambda _restorer, book: offered.append(book))
    wrong = tmp_path / "letter.book"
    wrong.write_bytes(b"SQLite format 3\0 but nothing else")
    desk.start(wrong)
    assert offered == [wrong]
    assert desk.window.pages.currentWidget() is desk.window.start_page
    assert desk.window.alerts.isVisible()
    assert desk.session.book is None


def test_an_alert_of_one_line_covers_neither_the_pages_nor_the_figures(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    desk.drop(stick)
    window = desk.window
    alert = window.alerts.geometry()
    assert window.alerts.isVisible()
    for button in window.nav.values():
        assert alert.top() > button.mapTo(window, button.rect().bottomLeft()).y()
    headline = window.grid_page.headline
    assert alert.bottom() < headline.mapTo(window, headline.rect().topLeft()).y()


def test_the_book_of_last_time_is_opened_again(desk: Desk, book: Path, tmp_path: Path) -> None:
    desk.start(book)
    again = Desk(desk.app, tmp_path / "home", CLOCK)
    again.start()
    assert again.session.book == book and again.session.view is not None
    again.close()


def test_another_look_is_another_window_over_the_same_book(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    desk.drop(stick)
    before = desk.window
    desk.click(before.other)
    desk.click(desk.window.start_page.looks["language", "id"])
    assert desk.window is not before and desk.session.language == "id"
    assert desk.window.start_page.last.isVisible()
    desk.key(Key.Key_Return)
    assert "hari-kasir" in desk.window.grid_page.headline.accessibleName()


class Gate:
    """Holds a merge after its first file until the window says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        real = event_book.merge_into

        def held(path, paths, progress=None, clock=None):  # type: ignore[no-untyped-def]
            def gate(done: int, name: str) -> None:
                if done == 1:
                    self.reached.set()
                    assert self.open.wait(10)
                assert progress is not None
                progress(done, name)

            return real(path, paths, gate, clock)

        monkeypatch.setattr(event_book, "merge_into", held)


@pytest.fixture
def pool_desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """With real threads."""
    OfficeSettings(tmp_path / "home").set("language", "en")
    runner = PoolRunner()
    found = Desk(styled_app, tmp_path / "home", CLOCK, runner)
    yield found
    found.close()


def test_a_long_merge_shows_how_far_it_is_and_is_stopped_between_two_files(  # type: ignore[no-untyped-def]
    pool_desk: Desk, book: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    gate, desk = Gate(monkeypatch), pool_desk
    desk.start(book)
    qtbot.waitUntil(lambda: desk.session.view is not None)
    desk.drop(stick)
    qtbot.waitUntil(gate.reached.is_set)
    assert desk.window.merge_strip.isVisible()
    desk.click(desk.window.nav["settlement"])
    assert desk.window.pages.currentWidget() is desk.window.settlement, "the window goes on"
    desk.key(Key.Key_Escape)
    gate.open.set()
    qtbot.waitUntil(lambda: desk.session.merging is None)
    assert not desk.window.merge_strip.isVisible()
    said = desk.window.alerts.text.text()
    assert said == "Stopped. What was taken stays, the rest was not touched. Files: 1 new"
    qtbot.waitUntil(lambda: desk.session.view.status.received == 1)  # type: ignore[union-attr]


def test_what_is_dropped_during_a_merge_waits_for_its_end(  # type: ignore[no-untyped-def]
    pool_desk: Desk, book: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    gate, desk = Gate(monkeypatch), pool_desk
    desk.start(book)
    desk.drop(stick / "a07 25.zip", stick / "a07 26 r1.zip")
    qtbot.waitUntil(gate.reached.is_set)
    desk.drop(stick / "a08 25.zip")
    gate.open.set()
    qtbot.waitUntil(
        lambda: desk.session.view is not None and desk.session.view.status.received == 3
    )


def test_closing_the_window_stops_a_merge_after_the_file_in_hand(  # type: ignore[no-untyped-def]
    pool_desk: Desk, book: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    gate, desk = Gate(monkeypatch), pool_desk
    desk.start(book)
    desk.drop(stick)
    qtbot.waitUntil(gate.reached.is_set)
    desk.session.cancel_merge()
    gate.open.set()
    desk.office.close()
    assert event_book.book_status(book, None, CLOCK).received == 1


def test_a_fault_in_the_program_says_a_code_and_that_the_book_is_safe(desk: Desk) -> None:
    desk.start()
    desk.office._show_crash("AB12CD")
    assert "AB12CD" in desk.window.alerts.text.text()
    assert "safe" in desk.window.alerts.text.text()


def test_a_merge_says_how_many_of_how_many_and_no_other_book_is_opened_meanwhile(  # type: ignore[no-untyped-def]
    pool_desk: Desk, book: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    gate, desk = Gate(monkeypatch), pool_desk
    desk.start(book)
    qtbot.waitUntil(lambda: desk.session.view is not None)
    desk.drop(stick)
    qtbot.waitUntil(gate.reached.is_set)
    qtbot.waitUntil(lambda: desk.window.merge_strip.bar.maximum() == 4)
    assert desk.window.merge_strip.words.text().startswith("0 of 4 files checked")
    desk.click(desk.window.other)
    assert desk.session.book == book and desk.window.grid_page.isVisible()
    assert "Wait for the end" in desk.window.alerts.text.text()
    desk.session.open_book(book.with_name("other.book"))
    assert desk.session.book == book
    gate.open.set()
    qtbot.waitUntil(lambda: desk.session.merging is None)
    desk.click(desk.window.other)
    assert desk.window.start_page.isVisible()


def test_pictures_in_a_folder_are_told_and_those_called_slip_are_looked_at(
    desk: Desk, book: Path, stick: Path
) -> None:
    desk.start(book)
    for name in ("IMG_0001.jpg", "liburan.png", "slip tutup.png"):
        (stick / name).write_bytes(b"no picture")
    desk.drop(stick)
    said = desk.window.alerts.text.text()
    assert "Files: 3 new" in said and "Photos: 1 rejected" in said
    assert "Pictures without a new code: 2" in said


def make_small(desk: Desk) -> None:
    """Fixed, because the platform may still tell the window of its first size."""
    desk.window.setFixedSize(1024, 600)
    for _ in range(5):
        desk.process_events()


def test_a_long_alert_in_a_small_window_covers_no_figure(desk: Desk, book: Path) -> None:
    desk.start(book)
    make_small(desk)
    words = "Stand A05 till 1: two different files claim one revision. " * 4
    for text in (words, words[:100]):
        desk.session.say(text[:230], Level.ERROR)
        desk.process_events()
        alerts, headline = desk.window.alerts, desk.window.grid_page.headline
        bottom = alerts.mapTo(desk.window, alerts.rect().bottomLeft()).y()
        assert bottom < headline.mapTo(desk.window, headline.rect().topLeft()).y()
        text_needs = alerts.text.heightForWidth(alerts.text.width())
        assert text_needs <= alerts.text.height()


def test_the_legend_takes_two_lines_in_a_small_window(desk: Desk, book: Path, stick: Path) -> None:
    desk.start(book)
    desk.drop(stick)
    make_small(desk)
    legend = desk.window.grid_page.legend
    assert legend.heightForWidth(legend.width()) <= 2 * legend.fontMetrics().lineSpacing() + 2
