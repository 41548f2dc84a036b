"""Work on a thread pool: `run(work, done)`, and the same inline for tests.

`work` must touch no widget and not the till's database connection, which belongs to one thread.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

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


class _Mailbox(QObject):
    """Takes outcomes from the pool's threads and delivers them on its own, the GUI thread.

    There is one as long as the program runs: a signal must not be emitted by an object that another
    thread may delete before `emit` has returned, which ends the process in a segmentation fault.
    Whom an outcome is for is kept here and not on the pool's threads, so that no widget can lose
    its last reference there.
    """

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[int, tuple[PoolRunner, Callable[[Outcome[Any]], None]]] = {}
        self._next = itertools.count()
        self.finished: deque[tuple[int, Outcome[Any]]] = deque()
        self.arrived.connect(self._deliver_next, Qt.ConnectionType.QueuedConnection)

    def expect(self, runner: PoolRunner, done: Callable[[Outcome[Any]], None]) -> int:
        """Return the number under which a pool thread hands over the outcome for `done`."""
        number = next(self._next)
        self._waiting[number] = runner, done
        return number

    @Slot()
    def _deliver_next(self) -> None:
        with suppress(IndexError):  # delivered by `deliver_all_of` already
            number, outcome = self.finished.popleft()
            self._deliver(number, outcome)

    def deliver_all_of(self, runner: PoolRunner) -> None:
        """Deliver what has arrived for `runner`, and leave the others' outcomes.

        Who takes one may let the window handle its events, and these deliver others meanwhile.
        """
        for arrived in list(self.finished):
            waiting = self._waiting.get(arrived[0])
            if waiting is not None and waiting[0] is runner:
                self.finished.remove(arrived)
                self._deliver(*arrived)

    def _deliver(self, number: int, outcome: Outcome[Any]) -> None:
        runner, done = self._waiting.pop(number)
        if isValid(runner) and not runner.stopped:
            done(outcome)


@cache
def _mailbox() -> _Mailbox:
    return _Mailbox()


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], mailbox: _Mailbox, number: int) -> None:
        super().__init__()
        self._work: Callable[[], Any] | None = work
        self._mailbox = mailbox
        self._number = number

    def run(self) -> None:
        assert self._work is not None
        outcomes = [_attempt(self._work)]
        self._work = None
        self._mailbox.finished.append((self._number, outcomes.pop()))
        self._mailbox.arrived.emit()


class PoolRunner(QObject):
    """Does the work on Qt's global thread pool."""

    stopped = False  # nobody waits for an outcome any more

    def stop(self) -> None:
        """Deliver no outcome from now on: what would take it has ended."""
        self.stopped = True

    def run(self, work: Callable[[], T], done: Callable[[Outcome[T]], None]) -> None:
        """Start `work` on a pool thread; `done` is called here unless this is gone."""
        mailbox = _mailbox()
        QThreadPool.globalInstance().start(_Job(work, mailbox, mailbox.expect(self, done)))

    def wait(self, most_ms: int) -> None:
        """Wait up to `most_ms` for the pool, then deliver the outcomes that are ready."""
        QThreadPool.globalInstance().waitForDone(most_ms)
        _mailbox().deliver_all_of(self)
