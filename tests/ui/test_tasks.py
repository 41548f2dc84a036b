"""Work off the window's thread."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from ui.tasks import InlineRunner, Outcome, PoolRunner


def test_the_inline_runner_hands_over_the_value_at_once() -> None:
    seen: list[Outcome[int]] = []
    InlineRunner().run(lambda: 7, seen.append)
    assert seen == [Outcome(value=7)]


def test_the_pool_works_elsewhere_and_delivers_here(qtbot) -> None:  # type: ignore[no-untyped-def]
    seen: list[tuple[bool, bool]] = []
    here = threading.get_ident()

    def done(outcome: Outcome[int]) -> None:
        seen.append((outcome.value != here, threading.get_ident() == here))

    runner = PoolRunner()
    runner.run(threading.get_ident, done)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, True)]


def test_an_error_is_delivered_and_not_raised(qtbot) -> None:  # type: ignore[no-untyped-def]
    seen: list[Outcome[float]] = []
    runner = PoolRunner()
    runner.run(lambda: 1 / 0, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0].error, ZeroDivisionError)


def test_work_whose_window_was_deleted_meanwhile_ends_in_silence(qapp: QApplication) -> None:
    go = threading.Event()
    told: list[Outcome[bool]] = []
    pool = PoolRunner()
    pool.run(partial(go.wait, 5), told.append)
    pool.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    QThreadPool.globalInstance().waitForDone(5_000)
    qapp.processEvents()
    assert told == []
