"""Processes that check files: each is given one at a time, so that a death names its file."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess

from pos_app.errors import Problem
from pos_app.office.check_file import CheckedDay

logger = logging.getLogger(__name__)

Outcome = CheckedDay | Problem
"""The checked day, or why there is none."""
Work = Callable[[bytes], Outcome]

# A file that takes a hundred times as long as the largest real one is made to.
TIMEOUT_S = 120.0
TRIES = 2
_READY = b"ready"
_COLLECT_EVERY = 64


@dataclass(slots=True, eq=False)
class Task:
    """The bytes of a file, and what they are once it is known."""

    file: bytes
    outcome: Outcome | None = None
    tries: int = 0


class _Worker:
    def __init__(self, context: SpawnContext, work: Work) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_run, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task | None = None
        self.deadline = 0.0

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


def _run(connection: Connection, work: Work) -> None:
    """A worker's whole life: it ends when nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked decides when to stop
    gc.disable()  # a checked file leaves no cycles behind, and looking for them costs a fifth
    done = 0
    try:
        connection.send_bytes(_READY)
        while True:
            connection.send(work(connection.recv_bytes()))
            done += 1
            if done % _COLLECT_EVERY == 0:
                gc.collect()
    except (EOFError, OSError):
        return


class Workers:
    """Some workers. Not for use from a second thread; to be closed.

    Raises OSError when not one process can be started.
    """

    def __init__(self, work: Work, count: int, timeout_s: float = TIMEOUT_S) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._work = work
        self._timeout_s = timeout_s
        self._workers: list[_Worker] = []
        self._started = False
        try:
            self._workers.extend(_Worker(self._context, work) for _ in range(count))
        except OSError:
            if not self._workers:
                raise

    @property
    def alive(self) -> bool:
        return bool(self._workers)

    @property
    def ready(self) -> bool:
        """Whether there are any that can be waited for: one has started up before."""
        return self._started and self.alive

    def assign(self, tasks: Iterable[Task]) -> None:
        """Hands tasks to those who have none, in order."""
        taken = {worker.task for worker in self._workers}
        waiting = (task for task in tasks if task.outcome is None and task not in taken)
        for worker in [each for each in self._workers if each.ready and each.task is None]:
            task = next(waiting, None)
            if task is None:
                return
            worker.task, worker.deadline = task, time.monotonic() + self._timeout_s
            try:
                worker.connection.send_bytes(task.file)
            except OSError:
                self._worker_died(worker)

    def collect(self, *, waiting: bool) -> None:
        """Takes what the workers have done; `waiting` until there is something."""
        now = time.monotonic()
        deadlines = [each.deadline for each in self._workers if each.task is not None]
        patience = max(0.0, min(deadlines) - now) if deadlines else self._timeout_s
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), patience if waiting else 0):
            assert isinstance(connection, Connection)
            self._receive(by_connection[connection])
        for worker in [each for each in self._workers if each.task is not None]:
            if time.monotonic() > worker.deadline:
                self._worker_timed_out(worker)

    def _receive(self, worker: _Worker) -> None:
        try:
            if not worker.ready:
                self._started = worker.ready = worker.connection.recv_bytes() == _READY
                return
            outcome = worker.connection.recv()
        except (EOFError, OSError):
            self._worker_died(worker)
            return
        if worker.task is not None:
            worker.task.outcome = outcome
            worker.task = None

    def _worker_died(self, worker: _Worker) -> None:
        """Its file is tried once more: another may be the one that took the machine's memory."""
        task, was_ready = worker.task, worker.ready
        logger.warning("a worker died, exit code %s", worker.process.exitcode)
        self._remove(worker)
        if task is not None:
            task.tries += 1
            if task.tries >= TRIES:
                task.outcome = Problem("check_died")
        if was_ready:  # what cannot even start up is not started again
            self._add()

    def _worker_timed_out(self, worker: _Worker) -> None:
        task = worker.task
        self._remove(worker)
        if task is not None:
            task.outcome = Problem("check_too_long")
        self._add()

    def _add(self) -> None:
        try:
            self._workers.append(_Worker(self._context, self._work))
        except OSError as error:
            logger.warning("no new worker: %s", error)

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.stop()

    def close(self) -> None:
        """Ends all of them, whatever they are at."""
        while self._workers:
            self._remove(self._workers[-1])
