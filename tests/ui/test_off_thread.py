"""A stranger's file is read on another thread, while the window goes on being drawn."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from pos_app.errors import PosError
from ui.off_thread import off_thread


def test_the_work_is_done_on_another_thread_and_timers_go_on(qapp: QApplication) -> None:
    shown = threading.Event()
    QTimer.singleShot(0, shown.set)
    assert off_thread(lambda: shown.wait(10) and threading.get_ident()) != threading.get_ident()
    assert qapp.overrideCursor() is None


def test_an_error_is_raised_where_it_can_be_shown(qapp: QApplication) -> None:
    def refuse() -> None:
        raise PosError("photo_unreadable", file="a.png")

    with pytest.raises(PosError, match="photo_unreadable"):
        off_thread(refuse)
    assert qapp.overrideCursor() is None


READS = ("check_pack(", "init_book(", "new_book(", "shrunk(", "dithered(", "read_goods(")
READS += ("read_code_from_photo(",)
SOURCES = sorted((Path(__file__).parents[2] / "ui").rglob("*.py"))


# Plays whole days for films and trials, without a person who waits.
PLAYED = ("gallery", "rehearsal")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_screen_reads_a_strangers_file_on_the_windows_thread(path: Path) -> None:
    if path.parent.name in PLAYED:
        return
    text = path.read_text("utf-8")
    assert "import_file(" not in text
    for line in text.splitlines():
        reads = any(f".{name}" in line or f" {name}" in line for name in READS)
        assert not reads or "def " in line or "off_thread(" in line, line
