"""A damaged book opened in the office's window is made anew there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from office.real_files import TOML, world
from PySide6.QtWidgets import QApplication
from support.sqlite_bytes import place_of
from ui_office import Desk

from pos_app.clock import ManualClock, parse_stamp
from pos_app.services.office.event_book import book_status, init_book, merge_into
from ui.office.restore_book_dialog import RestoreBookDialog

CLOCK = ManualClock(parse_stamp("2023-10-27T21:00:00+08:00"))


def test_a_damaged_book_is_made_anew_and_opened(
    styled_app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, event, sticks = tmp_path / "book.db", tmp_path / "event.toml", tmp_path / "sticks"
    event.write_bytes(TOML)
    init_book(path, event)
    sticks.mkdir()
    for name, data in world().items():
        (sticks / name).write_bytes(data)
    merge_into(path, [sticks])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    truth = book_status(path, None, CLOCK).totals.net
    data = path.read_bytes()
    place = place_of(data, b'"totals"') + 1
    path.write_bytes(data[:place] + b"x" + data[place + 1 :])

    def confirm(dialog: RestoreBookDialog) -> bool:
        dialog.add([sticks])
        assert dialog.added.text() == "sticks"
        dialog.deleteLater()
        return True

    monkeypatch.setattr(RestoreBookDialog, "confirmed", confirm)
    desk = Desk(styled_app, tmp_path / "home", CLOCK)
    desk.start(path)
    desk.process_events()
    view = desk.session.view
    assert view is not None and view.status.totals.net == truth
    assert path.with_name("book.db.damaged-1").exists()
    desk.close()
