"""Waiting for a disk or a stranger's file without stopping the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui.tasks import Outcome, PoolRunner

T = TypeVar("T")
Late = Callable[[bool], None]

LATE_MS = 150  # from here on a person sees that the window waits


def off_thread(work: Callable[[], T], late: Late | None = None) -> T:
    """Return what `work` returns, done on another thread; raise what it raises.

    Meanwhile the window is drawn, and prints and sends, but keys and clicks wait: what they would
    do depends on the work. `work` touches no widget. `late` is called with True after LATE_MS, and
    then with False at the end; without it the pointer shows that the window waits.
    """
    runner, loop = PoolRunner(), QEventLoop()
    outcomes: list[Outcome[T]] = []

    def done(outcome: Outcome[T]) -> None:
        outcomes.append(outcome)
        loop.quit()

    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: _say_late(late, True))
    timer.start(LATE_MS if late is not None else 0)
    try:
        runner.run(work, done)
        while not outcomes:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        if not timer.isActive():
            _say_late(late, False)
        timer.stop()
        runner.deleteLater()
    (outcome,) = outcomes
    if outcome.error is not None:
        raise outcome.error
    return cast(T, outcome.value)


def _say_late(late: Late | None, is_late: bool) -> None:
    if late is not None:
        late(is_late)
    elif is_late:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    else:
        QGuiApplication.restoreOverrideCursor()
