"""Sends the jobs of the print queue, one at a time, each on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.errors import MachineError, PosError
from pos_app.messages import sentence
from pos_app.services.paper import print_queue
from pos_app.services.paper.print_queue import Job, PreparedJob, State
from pos_app.services.shop.shop import Shop
from ui.alerts import Level
from ui.tasks import Outcome, PoolRunner, Runner
from ui.window_api import ShopWindowApi

# Waits after the first, second … failure of a job; `retry` does not wait.
WAITS_MS = (2_000, 5_000, 15_000, 30_000)
STOP_MS = 3_000


def print_pages(name: str, pdf: bytes) -> None:
    """Print `pdf` on the system printer called `name`.

    Raises:
        MachineError: `printer_unreachable`.
    """
    from ui.printing import system_printer  # most tills never load Qt's printing

    system_printer.print_pages(name, pdf)


class SentJob(NamedTuple):
    """A job of the queue, how sending it ended, and its state after that."""

    job: Job
    error: PosError | None
    state: State


def send_job(shop: Shop, prepare: Callable[[], PreparedJob | None]) -> SentJob | None:
    """Take a job, send it and store how it ended; None when there is none.

    It waits for the disk and the printer: not for the window's thread.
    """
    work = prepare()
    if work is None:
        return None
    error: PosError | None = None
    try:
        work.send()
    except PosError as refused:
        error = refused
    except Exception as fault:  # the border to drivers and libraries of printers
        error = MachineError("printer_unreachable", where="?", reason=str(fault)[:200])
    return SentJob(work.job, error, print_queue.finish(shop, work.job, error))


class PrintRunner(QObject):
    """Emits `changed` when a job is sent, done or failed. Call `send_next` after queueing a job.

    There is one runner for each till. It begins with the jobs that an earlier run left.
    """

    changed = Signal()

    def __init__(
        self, session: ShopWindowApi, runner: Runner | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner: Runner = runner or PoolRunner(self)
        self._busy = self._stopped = False
        self._retry_asked = False  # by a person, while a job was being sent
        self._asked = False  # a job was queued while the queue was being read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.send_next)
        self._reported = ""
        self._begun = False  # what an earlier run left was queued again

    def send_next(self) -> None:
        """Send the oldest waiting job, unless one is being sent."""
        if self._busy or self._stopped:
            self._asked = self._busy
            return
        self._busy, self._asked = True, False
        self._runner.run(partial(send_job, self._session.shop, self._take), self._sent)

    def _take(self) -> PreparedJob | None:
        shop = self._session.shop
        if not self._begun:
            print_queue.recover(shop)
            self._begun = True
        return print_queue.take_next(shop, print_pages)

    def _sent(self, outcome: Outcome[SentJob | None]) -> None:
        self._busy = False
        anew, self._retry_asked = self._retry_asked, False
        sent = outcome.value
        if outcome.error is not None:
            self._refused(outcome.error)
        elif sent is None:
            if anew or self._asked:
                QTimer.singleShot(0, self, self.send_next)
        elif sent.error is not None and anew:
            # The job was sent before the person changed or repaired the printer: send it again.
            QTimer.singleShot(0, self, self.retry)
        elif sent.error is None:
            self._reported = ""
            QTimer.singleShot(0, self, self.send_next)
        else:
            self._report(sent.error)
            wait = WAITS_MS[min(sent.job.tries, len(WAITS_MS) - 1)]
            self._timer.start(0 if sent.state is State.FAILED else wait)
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        """Show why the queue could not be read or written; another error is one of the program."""
        if not isinstance(error, PosError):
            raise error
        self._session.say(sentence(error, self._session.language), Level.ERROR)

    def _report(self, error: PosError) -> None:
        """Show an error once for each code; the header keeps showing the pending jobs."""
        if error.code != self._reported:
            self._reported = error.code
            self._session.say(sentence(error, self._session.language), Level.WARNING)

    def stop(self) -> None:
        """Send no more jobs, and wait up to 3 s until the result of the current one is stored.

        Without its result the job would be printed again at the next start.
        """
        self._timer.stop()
        self._stopped = True
        if self._busy:
            self._runner.wait(STOP_MS)

    def retry(self) -> None:
        """Send all failed jobs again, because a person has repaired or changed the printer."""
        session = self._session
        self._reported = ""
        self._retry_asked = self._busy
        session.store(lambda: print_queue.retry_failed(session.shop))
        self.send_next()
        self.changed.emit()
