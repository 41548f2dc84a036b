"""Reads files one after another in a process with bounded memory and time.

Starting the process takes about a quarter of a second, so one serves all files of a call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from pos_app.errors import MachineError, PosError

if TYPE_CHECKING:
    from pos_app.bounded.limits import Limits
    from pos_app.bounded.workers import Workers

T = TypeVar("T")


class Child(Generic[T]):
    """A process that applies `work` to the bytes of a file; started for the first file.

    Use it in a `with` block, from one thread only.
    """

    def __init__(self, work: Callable[[bytes], T], limits: Limits | None = None) -> None:
        self._work = work
        self._limits = limits
        self._workers: Workers[T] | None = None

    def __enter__(self) -> Child[T]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def read(self, file: bytes) -> T:
        """Return what `work` returns for `file`.

        Raises the PosError that `work` raises; PosError `check_too_heavy`, `check_too_long`,
        `check_died` for a file that uses up the memory or the time, or ends the process;
        MachineError `reader_not_started`.
        """
        from pos_app.bounded.workers import Task  # the start of a till needs no processes

        task: Task[T] = Task(file)
        workers = self._running()
        while task.outcome is None:
            workers.assign([task])
            workers.collect(waiting=True)
            if not workers.alive:
                self._workers = None
                raise MachineError("reader_not_started")
        if isinstance(task.outcome, PosError):
            raise task.outcome
        return task.outcome

    def _running(self) -> Workers[T]:
        from pos_app.bounded.workers import Workers

        if self._workers is None:
            try:
                self._workers = Workers(self._work, 1, self._limits)
            except OSError as error:
                raise MachineError("reader_not_started") from error
        return self._workers


def read_in_child(work: Callable[[bytes], T], file: bytes) -> T:
    """Return what `work` returns for one file, read in a process of its own.

    Raises as `Child.read` does.
    """
    with Child(work) as child:
        return child.read(file)
