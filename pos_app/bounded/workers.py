"""Processes that read files of strangers, each with bounded memory and time.

Each works on one file at a time, so that a crash can be attributed to its file. A library that
aborts its process, or never returns, then costs one file and not the program.
"""

from __future__ import annotations

import gc
import io
import logging
import multiprocessing
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

from pos_app.bounded.limits import Limits, limit_memory, limit_time
from pos_app.errors import PosError

logger = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[bytes], T]
"""Reads a file's bytes; a function of a module, because its name is sent to the process."""

TRIES = 2
_READY = b"ready"
_COLLECT_EVERY = 64
_COLLECT_AFTER = 256 << 10
# How a process ends that used its time up, and how one ends whose code failed at this very file.
# Windows knows no end by computing time; there a process that ends by itself also has 0.
_TIME_USED_UP = -signal.SIGXCPU if sys.platform != "win32" else None
_FAILED = (
    {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL}
    if sys.platform != "win32"
    else {3, 0xC0000005, 0xC000001D, 0xC00000FD, 0xC0000409}  # abort, access, code, stack, check
)


@dataclass(slots=True, eq=False)
class Task(Generic[T]):
    """A file to read: its bytes, and once there is one the result, or why there is none.

    Errors of this module: `check_died`, `check_too_long`, `check_too_heavy`.
    """

    file: bytes
    outcome: T | PosError | None = None
    tries: int = 0


class _Worker(Generic[T]):
    """One process, the pipe to it, and the task that it works on."""

    def __init__(self, context: SpawnContext, work: Work[T], limits: Limits) -> None:
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_run, args=(theirs, work, limits), daemon=True
        )
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task[T] | None = None
        self.deadline = 0.0

    def stop(self) -> None:
        """Ends the process at once."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _run(connection: Connection, work: Work[Any], limits: Limits) -> None:
    """Runs in the worker process, until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    gc.disable()  # a check creates few cycles, and collecting takes a fifth of the time
    limit_memory(limits)
    done = 0
    try:
        connection.send_bytes(_READY)
        while True:
            limit_time(limits)
            file = connection.recv_bytes()
            answer, may_go_on = _answer(work, file)
            connection.send_bytes(answer)
            if not may_go_on:
                return
            done += 1
            if done % _COLLECT_EVERY == 0 or len(file) > _COLLECT_AFTER:
                gc.collect()
    except (EOFError, OSError):
        return
    finally:
        # The other end learns of it now; until the process is gone it may take a second.
        connection.close()


def _answer(work: Work[Any], file: bytes) -> tuple[bytes, bool]:
    """The pickled outcome, and whether this process can be trusted with another file."""
    try:
        try:
            return _pickled(work(file)), True
        except PosError as error:
            return _pickled(error), True
    except MemoryError:
        return pickle.dumps(PosError("check_too_heavy")), False
    except BaseException as error:  # also a panic of a library, which is no Exception
        return pickle.dumps(PosError("check_died", reason=type(error).__name__)), False


def _pickled(value: object) -> bytes:
    """Without the memory for repeated objects, which costs more than the objects."""
    into = io.BytesIO()
    pickler = pickle.Pickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return into.getvalue()


class Workers(Generic[T]):
    """A pool of workers, for use from one thread only. Call `close` when done.

    Raises OSError when no process can be started.
    """

    def __init__(self, work: Work[T], count: int, limits: Limits | None = None) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._work = work
        self._limits = limits or Limits()
        self._workers: list[_Worker[T]] = []
        self._started = False
        try:
            self._workers.extend(self._new() for _ in range(count))
        except OSError:
            if not self._workers:
                raise

    def _new(self) -> _Worker[T]:
        return _Worker(self._context, self._work, self._limits)

    @property
    def alive(self) -> bool:
        """Whether there is at least one worker."""
        return bool(self._workers)

    @property
    def ready(self) -> bool:
        """Whether a worker has started up, so that waiting for one makes sense."""
        return self._started and self.alive

    def assign(self, tasks: Iterable[Task[T]]) -> None:
        """Gives waiting tasks, in order, to workers that have none."""
        taken = {worker.task for worker in self._workers}
        waiting = (task for task in tasks if task.outcome is None and task not in taken)
        for worker in [each for each in self._workers if each.ready and each.task is None]:
            task = next(waiting, None)
            if task is None:
                return
            worker.task, worker.deadline = task, time.monotonic() + self._limits.wall_s
            try:
                worker.connection.send_bytes(task.file)
            except OSError:
                self._worker_died(worker)

    def collect(self, *, waiting: bool) -> None:
        """Collects finished outcomes; with `waiting`, blocks until there is at least one."""
        now = time.monotonic()
        deadlines = [each.deadline for each in self._workers if each.task is not None]
        timeout = max(0.0, min(deadlines) - now) if deadlines else self._limits.wall_s
        by_connection = {worker.connection: worker for worker in self._workers}
        for found in wait(list(by_connection), timeout if waiting else 0):
            # On Windows it is a PipeConnection, which is no subclass of Connection.
            self._receive(by_connection[cast("Connection", found)])
        for worker in [each for each in self._workers if each.task is not None]:
            if time.monotonic() > worker.deadline:
                self._worker_timed_out(worker)

    def _receive(self, worker: _Worker[T]) -> None:
        try:
            if not worker.ready:
                self._started = worker.ready = worker.connection.recv_bytes() == _READY
                return
            outcome = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - our own process
        except (EOFError, OSError):
            self._worker_died(worker)
            return
        if worker.task is not None:
            worker.task.outcome = outcome
            worker.task = None

    def _worker_died(self, worker: _Worker[T]) -> None:
        """Names the file, or gives it a second try where the whole computer was short of memory."""
        task, was_ready = worker.task, worker.ready
        worker.process.join(1)
        code = worker.process.exitcode
        self._remove(worker)
        if task is not None:
            logger.warning("a worker died, exit code %s", code)
            task.tries += 1
            if code == _TIME_USED_UP:
                task.outcome = PosError("check_too_long")
            elif task.tries >= TRIES or code in _FAILED:
                task.outcome = PosError("check_died")
        if was_ready:  # a process that cannot start is not started again
            self._add()

    def _worker_timed_out(self, worker: _Worker[T]) -> None:
        task = worker.task
        self._remove(worker)
        if task is not None:
            task.outcome = PosError("check_too_long")
        self._add()

    def _add(self) -> None:
        try:
            self._workers.append(self._new())
        except OSError as error:
            logger.warning("no new worker: %s", error)

    def _remove(self, worker: _Worker[T]) -> None:
        self._workers.remove(worker)
        worker.stop()

    def close(self) -> None:
        """Stops all workers, even those at work."""
        while self._workers:
            self._remove(self._workers[-1])
