"""Work off the window's thread: `run(work, done)`, and the same inline for tests.

`work` is pure: it touches no widget and not the till's connection, which belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, QThreadPool, Signal, Slot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a piece of work: a value, or the error that it raised."""

    value: T | None = None
    error: Exception | None = None


class Runner(Protocol):
    """Runs work and hands its outcome to `done` in the window's thread."""

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None: ...

    def wait(self, most_ms: int) -> None:
        """Returns when everything that runs is done and handed over, or after `most_ms`."""


def _attempt(work: Callable[[], T]) -> Outcome[T]:
    try:
        return Outcome(value=work())
    except Exception as error:  # the border: the window has to hear of it
        return Outcome(error=error)


class InlineRunner:
    """Does the work at once, in the caller's thread."""

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        done(_attempt(work))

    def wait(self, most_ms: int) -> None:
        """Nothing is ever left to wait for."""


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], receiver: _Receiver) -> None:
        super().__init__()
        self._work = work
        self._receiver = receiver

    def run(self) -> None:
        self._receiver.finished.emit(_attempt(self._work))


class _Receiver(QObject):
    """Lives in the window's thread, so that its slot runs there."""

    finished = Signal(object)

    def __init__(self, pool: PoolRunner, done: Callable[[Outcome[Any]], None]) -> None:
        super().__init__(pool)
        self._done = done
        self.finished.connect(self._deliver)

    @Slot(object)
    def _deliver(self, outcome: Outcome[Any]) -> None:
        self.deleteLater()
        self._done(outcome)


class PoolRunner(QObject):
    """Does the work on Qt's thread pool."""

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        QThreadPool.globalInstance().start(_Job(work, _Receiver(self, done)))

    def wait(self, most_ms: int) -> None:
        QThreadPool.globalInstance().waitForDone(most_ms)
        for receiver in self.findChildren(_Receiver):
            QCoreApplication.sendPostedEvents(receiver, QEvent.Type.MetaCall.value)
