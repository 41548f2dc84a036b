"""Checks many files on all cores, and yields them in their order.

Files of strangers are checked in processes with bounded memory and time. Where there are only a
few, small ones are checked in this process, because what they can cost is bounded by their size.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pos_app.bounded.workers import Task, Work, Workers
from pos_app.dayfile.claims import claims_in
from pos_app.dayfile.unpack import unpacked_size
from pos_app.errors import PosError, Problem
from pos_app.office.check_file import CheckedDay, check
from pos_app.office.intake.sources import (
    AnySource,
    Source,
    SourceCode,
    SourceContact,
    SourceRecord,
)

logger = logging.getLogger(__name__)

# Starting the workers takes as long as checking a few dozen files.
MIN_FOR_WORKERS = 24
# How many files, and of how many bytes together, may be read ahead.
MAX_AHEAD = 24
MAX_BYTES_AHEAD = 96 << 20
MAX_WORKERS = 16
# Parsed JSON takes at most some 25 times its bytes, so files up to these sizes stay below 100 MB
# and one second. No till of a fair comes near them in a day.
SMALL_FILE = 512 << 10
SMALL_UNPACKED = 4 << 20

Outcome = CheckedDay | Problem
"""The checked day, or the problem with the file."""


class CheckedFile(NamedTuple):
    """A file and the outcome of its check; the bytes are empty when they could not be read."""

    name: str
    task: Task[Outcome]

    @property
    def file(self) -> bytes:
        """The bytes of the file."""
        return self.task.file

    @property
    def outcome(self) -> Outcome:
        """The checked day or the problem; only for files that `check_all` has yielded."""
        found = self.task.outcome
        assert found is not None
        return found.problem() if isinstance(found, PosError) else found


Item = CheckedFile | SourceRecord | SourceCode | SourceContact


def outcome_of(file: bytes) -> Outcome:
    """The checked day, or the problem with the file and whose it claims to be."""
    try:
        return check(file)
    except PosError as error:
        found = error.problem()
        return replace(found, facts={**found.facts, **claims_in(file)})


class Verifier:
    """Checks sources in turn. Use it in a `with` block, which stops the workers."""

    def __init__(
        self,
        count: int | None = None,
        min_for_workers: int = MIN_FOR_WORKERS,
        work: Work[Outcome] = outcome_of,
    ) -> None:
        self._count = _worker_count() if count is None else count
        self._min_for_workers = min_for_workers
        self._work = work
        self._workers: Workers[Outcome] | None = None
        self._queue: deque[Item] = deque()

    def __enter__(self) -> Verifier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stops the workers and drops files that were read ahead."""
        self._queue.clear()
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def check_all(
        self, sources: Iterable[AnySource], before: Callable[[str], None]
    ) -> Iterator[Item]:
        """Yields every source in its order: files with their outcome, others as they are.

        Args:
            sources: Files, records and codes; a bounded number of them is read ahead.
            before: Called with the name of each source before it is yielded.
        """
        for seen, source in enumerate(sources, 1):
            self._queue.append(_read(source) if isinstance(source, Source) else source)
            if seen == self._min_for_workers:
                self._start()
            self._keep_busy()
            while self._is_full():
                yield self._next(before)
        while self._queue:
            yield self._next(before)

    def _is_full(self) -> bool:
        ahead = sum(len(task.file) for task in self._tasks())
        return len(self._queue) >= MAX_AHEAD or ahead > MAX_BYTES_AHEAD

    def _tasks(self) -> Iterator[Task[Outcome]]:
        return (item.task for item in self._queue if isinstance(item, CheckedFile))

    def _start(self, least: int = 2) -> None:
        count = max(self._count, 2 - least)
        if self._workers is not None or count < least:
            return
        try:
            self._workers = Workers(self._work, count)
        except OSError as error:
            logger.warning("files are checked one by one: %s", error)

    def _keep_busy(self, *, waiting: bool = False) -> None:
        if self._workers is not None:
            self._workers.collect(waiting=waiting)
            self._workers.assign(self._tasks())

    def _next(self, before: Callable[[str], None]) -> Item:
        """The first item of the queue, after its check."""
        first = self._queue[0]
        before(first.name)
        if isinstance(first, CheckedFile):
            self._finish(first.task)
        return self._queue.popleft()

    def _finish(self, task: Task[Outcome]) -> None:
        small = task.outcome is not None or is_small(task.file)
        if not small:
            self._start(least=1)
        while task.outcome is None:
            if self._can_wait_for(task, small=small):
                self._keep_busy(waiting=True)
            elif task.tries or not small:
                # It crashed a worker or could, and none can be started: do not try it here.
                task.outcome = Problem("check_died" if task.tries else "reader_not_started")
            else:
                task.outcome = self._work(task.file)
                self._keep_busy()

    def _can_wait_for(self, task: Task[Outcome], *, small: bool) -> bool:
        """Whether to wait for a worker.

        Until one has started up, small files are checked in this process, except those that
        crashed one.
        """
        workers = self._workers
        must = task.tries > 0 or not small
        return workers is not None and (workers.ready or (must and workers.alive))


def is_small(file: bytes) -> bool:
    """Whether a file can cost little, however it is made, so that no process is needed for it."""
    return len(file) <= SMALL_FILE and unpacked_size(file) <= SMALL_UNPACKED


def _read(source: Source) -> CheckedFile:
    try:
        return CheckedFile(source.name, Task(source.read()))
    except PosError as error:
        return CheckedFile(source.name, Task(b"", error.problem()))


def _worker_count() -> int:
    """One worker for each core and one more, which works while this process writes to the book."""
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    return min(cores + 1, MAX_WORKERS)
