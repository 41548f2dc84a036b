"""Work in child processes of this one, a few at a time; POSIX only."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

J = TypeVar("J")
MEMORY = Path("/dev/shm")  # noqa: S108 - only folders of names that nobody can guess
TIMEOUT = -1
FAILED = 99
_STARTED: tuple[int, ...] = ()


def scratch_folder() -> Path:
    """A new folder, in memory where there is one: what tests write there is written fast."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="pos-app-mutants-", dir=place))


def in_children(
    jobs: Iterable[J], work: Callable[[J, Path], int], processes: int, seconds: float
) -> Iterator[tuple[J, int]]:
    """Each job with what `work` returned for it in a process of its own, or TIMEOUT.

    `work` gets a scratch folder, which is removed after it. An exception in it is FAILED.
    """
    running: dict[int, tuple[J, Path, float]] = {}
    waiting = iter(jobs)
    more = True
    while more or running:
        while more and len(running) < processes:
            try:
                job = next(waiting)
            except StopIteration:
                more = False
                break
            folder = scratch_folder()
            running[_start(job, work, folder)] = job, folder, time.monotonic() + seconds
        for pid, (job, folder, until) in list(running.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                if time.monotonic() > until:
                    os.killpg(pid, signal.SIGKILL)
                continue
            del running[pid]
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)
            yield job, os.WEXITSTATUS(status) if os.WIFEXITED(status) else TIMEOUT
        time.sleep(0.002)


def _start(job: J, work: Callable[[J, Path], int], folder: Path) -> int:
    pid = os.fork()
    if pid:
        with suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    code = FAILED
    try:
        os.setpgid(0, 0)
        _move_into(folder)
        code = work(job, folder)
    except SystemExit as asked:
        code = int(asked.code or 0)
    except BaseException:
        if os.environ.get("POS_APP_MUTANTS_DEBUG"):
            with Path(os.environ["POS_APP_MUTANTS_DEBUG"]).open("a") as file:
                traceback.print_exc(file=file)
    finally:
        os._exit(code)


def _move_into(folder: Path) -> None:
    import resource  # Windows has none, and these tests are collected there too

    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder / name)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)
    # A fault must not eat the machine's memory.
    resource.setrlimit(resource.RLIMIT_DATA, (3 << 30, 3 << 30))


def limit_time(computing: float, *, waiting: float) -> None:
    """End this process after so many seconds of computing, or when it waits for ever.

    On a busy machine computing takes no longer, so that limit can be tight.
    """
    for timer, ended_by, seconds in (
        (signal.ITIMER_VIRTUAL, signal.SIGVTALRM, computing),
        (signal.ITIMER_REAL, signal.SIGALRM, waiting),
    ):
        signal.signal(ended_by, signal.SIG_DFL)
        signal.setitimer(timer, seconds)
