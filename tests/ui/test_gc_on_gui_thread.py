"""Objects of the window end in the window's thread, whatever the other threads do."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui import gc_on_gui_thread
from ui.gc_on_gui_thread import GuiThreadCollector, collect_due


@pytest.fixture
def keeper(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Iterator[GuiThreadCollector]:
    monkeypatch.setattr(gc_on_gui_thread, "EVERY_MS", 10)
    made = GuiThreadCollector(qapp)
    yield made
    made.deleteLater()
    gc.unfreeze()


class Ring(QObject):
    """Garbage that only the collector finds, like a window that was let go."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.me = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def busy_thread() -> None:
    """Makes as much as would set the collector off many times."""
    kept = []
    for _ in range(200_000):
        kept.append([])
        if len(kept) > 5_000:
            kept.clear()


def test_another_thread_never_ends_what_belongs_to_the_window(
    keeper: GuiThreadCollector, qtbot: QtBot
) -> None:
    ends: list[int] = []
    for _ in range(20):
        Ring(ends)
    worker = threading.Thread(target=busy_thread)
    worker.start()
    worker.join()
    assert ends == []
    more = [[] for _ in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: len(ends) == 20, timeout=2_000)
    assert set(ends) == {threading.get_ident()} and more


def test_only_what_is_due_is_collected(keeper: GuiThreadCollector) -> None:
    gc.collect()
    assert collect_due() is None
    more = [[] for _ in range(gc.get_threshold()[0] + 1)]
    assert collect_due() == 0 and more
