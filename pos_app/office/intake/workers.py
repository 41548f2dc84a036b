"""Worker processes that check files.

Each works on one file at a time, so that a crash can be attributed to its file.
"""

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
"""The checked day, or the problem with the file."""
Work = Callable[[bytes], Outcome]

# A hundred times as long as the largest real file takes.
TIMEOUT_S = 120.0
TRIES = 2
_READY = b"ready"
_COLLECT_EVERY = 64


@dataclass(slots=True, eq=False)
class Task:
    """A file to check: its bytes, and the outcome once there is one."""

    file: bytes
    outcome: Outcome | None = None
    tries: int = 0


class _Worker:
    """One process, the pipe to it, and the task that it works on."""

    def __init__(self, context: SpawnContext, work: Work) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_run, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task | None = None
        self.deadline = 0.0

    def stop(self) -> None:
        """Ends the process at once."""
        self.connection.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


def _run(connection: Connection, work: Work) -> None:
    """Runs in the worker process, until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    gc.disable()  # a check creates few cycles, and collecting takes a fifth of the time
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
    """A pool of workers, for use from one thread only. Call `close` when done.

    Raises OSError when no process can be started.
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
        """Whether there is at least one worker."""
        return bool(self._workers)

    @property
    def ready(self) -> bool:
        """Whether a worker has started up, so that waiting for one makes sense."""
        return self._started and self.alive

    def assign(self, tasks: Iterable[Task]) -> None:
        """Gives waiting tasks, in order, to workers that have none."""
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
        """Collects finished outcomes; with `waiting`, blocks until there is at least one."""
        now = time.monotonic()
        deadlines = [each.deadline for each in self._workers if each.task is not None]
        timeout = max(0.0, min(deadlines) - now) if deadlines else self._timeout_s
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout if waiting else 0):
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
        """Gives the file a second try, because another file may have used up the memory."""
        task, was_ready = worker.task, worker.ready
        logger.warning("a worker died, exit code %s", worker.process.exitcode)
        self._remove(worker)
        if task is not None:
            task.tries += 1
            if task.tries >= TRIES:
                task.outcome = Problem("check_died")
        if was_ready:  # a process that cannot start is not started again
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
        """Stops all workers, even those at work."""
        while self._workers:
            self._remove(self._workers[-1])
