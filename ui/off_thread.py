"""Waiting for a stranger's file without stopping the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication

from ui.tasks import Outcome, PoolRunner

T = TypeVar("T")


def off_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, done on another thread; raise what it raises.

    Meanwhile the window is drawn, and prints and sends, but keys and clicks wait: what they would
    do depends on the file. `work` touches no widget and not the till's connection.
    """
    runner, loop = PoolRunner(), QEventLoop()
    outcomes: list[Outcome[T]] = []

    def done(outcome: Outcome[T]) -> None:
        outcomes.append(outcome)
        loop.quit()

    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        runner.run(work, done)
        while not outcomes:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QGuiApplication.restoreOverrideCursor()
        runner.deleteLater()
    (outcome,) = outcomes
    if outcome.error is not None:
        raise outcome.error
    return cast(T, outcome.value)
