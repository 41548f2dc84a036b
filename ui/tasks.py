"""Work on a thread pool: `run(work, done)`, and the same inline for tests.

`work` must touch no widget and not the till's database connection, which belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, QThreadPool, Signal, Slot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a piece of work: a value, or the exception that it raised."""

    value: T | None = None
    error: Exception | None = None


class Runner(Protocol):
    """Runs work somewhere and calls `done` with its outcome on the GUI thread."""

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        """Do `work`; its exception becomes the outcome's error."""

    def wait(self, most_ms: int) -> None:
        """Return when all work is done and its outcome delivered, or after `most_ms`."""


def _attempt(work: Callable[[], T]) -> Outcome[T]:
    try:
        return Outcome(value=work())
    except Exception as error:  # the border of the worker thread: the outcome carries it
        return Outcome(error=error)


class InlineRunner:
    """Does the work at once, on the caller's thread; for tests."""

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        """Do `work` and call `done` before returning."""
        done(_attempt(work))

    def wait(self, most_ms: int) -> None:
        """Return at once: all work is done already."""


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], receiver: _Receiver) -> None:
        super().__init__()
        self._work = work
        self._receiver = receiver

    def run(self) -> None:
        outcome = _attempt(self._work)
        with suppress(RuntimeError):  # the dialog that wanted it was closed and deleted meanwhile
            self._receiver.finished.emit(outcome)


class _Receiver(QObject):
    """Lives on the GUI thread, so that its slot runs there."""

    finished = Signal(object)

    def __init__(self, pool: PoolRunner, done: Callable[[Outcome[Any]], None]) -> None:
        super().__init__(pool)
        self._pool = pool
        self._done = done
        self.finished.connect(self._deliver)

    @Slot(object)
    def _deliver(self, outcome: Outcome[Any]) -> None:
        self.deleteLater()
        if not self._pool.stopped:
            self._done(outcome)


class PoolRunner(QObject):
    """Does the work on Qt's global thread pool."""

    stopped = False  # nobody waits for an outcome any more

    def stop(self) -> None:
        """Deliver no outcome from now on: what would take it has ended."""
        self.stopped = True

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        """Start `work` on a pool thread; `done` is called on the thread of this object."""
        QThreadPool.globalInstance().start(_Job(work, _Receiver(self, done)))

    def wait(self, most_ms: int) -> None:
        """Wait up to `most_ms` for the pool, then deliver the outcomes that are ready."""
        QThreadPool.globalInstance().waitForDone(most_ms)
        for receiver in self.findChildren(_Receiver):
            QCoreApplication.sendPostedEvents(receiver, QEvent.Type.MetaCall.value)
