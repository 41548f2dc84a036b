"""Many files checked on every core, in the order in which they came.

Few files, or those of a machine that will not start a process, are checked right here.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pos_app.errors import PosError, Problem
from pos_app.office.check_file import check
from pos_app.office.intake.sources import Source, SourceRecord
from pos_app.office.intake.workers import Outcome, Task, Work, Workers

logger = logging.getLogger(__name__)

# Starting the workers takes as long as checking some dozen files.
MIN_FOR_WORKERS = 24
# What may wait, read or checked, behind the file that is next.
MAX_AHEAD = 24
MAX_BYTES_AHEAD = 96 << 20
MAX_WORKERS = 16


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file and what it is; the bytes are empty when they could not be read."""

    name: str
    task: Task

    @property
    def file(self) -> bytes:
        return self.task.file

    @property
    def outcome(self) -> Outcome:
        assert self.task.outcome is not None
        return self.task.outcome


Item = CheckedFile | SourceRecord


def outcome_of(file: bytes) -> Outcome:
    """The checked day, or why there is none."""
    try:
        return check(file)
    except PosError as error:
        return error.problem()


class Verifier:
    """Checks sources in turn. To be closed: no worker is left behind, whatever happens."""

    def __init__(
        self,
        count: int | None = None,
        min_for_workers: int = MIN_FOR_WORKERS,
        work: Work = outcome_of,
    ) -> None:
        self._count = _worker_count() if count is None else count
        self._min_for_workers = min_for_workers
        self._work = work
        self._workers: Workers | None = None
        self._queue: deque[Item] = deque()

    def __enter__(self) -> Verifier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._queue.clear()
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def check_all(
        self, sources: Iterable[Source | SourceRecord], before: Callable[[str], None]
    ) -> Iterator[Item]:
        """Every source with what it is, in their order; `before` is told whose turn it is.

        A bounded number is read ahead. Records keep their place between the files.
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

    def _tasks(self) -> Iterator[Task]:
        return (item.task for item in self._queue if isinstance(item, CheckedFile))

    def _start(self) -> None:
        if self._count < 2:
            return
        try:
            self._workers = Workers(self._work, self._count)
        except OSError as error:
            logger.warning("files are checked one by one: %s", error)

    def _keep_busy(self, *, waiting: bool = False) -> None:
        if self._workers is not None:
            self._workers.collect(waiting=waiting)
            self._workers.assign(self._tasks())

    def _next(self, before: Callable[[str], None]) -> Item:
        """The first in the line, once it is known what it is."""
        first = self._queue[0]
        before(first.name)
        if isinstance(first, CheckedFile):
            self._finish(first.task)
        return self._queue.popleft()

    def _finish(self, task: Task) -> None:
        while task.outcome is None:
            if self._can_wait_for(task):
                self._keep_busy(waiting=True)
            elif task.tries:
                # It brought a worker down, and no other one could be had: not here.
                task.outcome = Problem("check_died")
            else:
                task.outcome = self._work(task.file)
                self._keep_busy()

    def _can_wait_for(self, task: Task) -> bool:
        """Until a worker has started up there is time to do it here, but for what is dangerous."""
        workers = self._workers
        return workers is not None and (workers.ready or (task.tries > 0 and workers.alive))


def _read(source: Source) -> CheckedFile:
    try:
        return CheckedFile(source.name, Task(source.read()))
    except PosError as error:
        return CheckedFile(source.name, Task(b"", error.problem()))


def _worker_count() -> int:
    """One for each core, and one that has its file ready while another's day is written down."""
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    return min(cores + 1, MAX_WORKERS)
