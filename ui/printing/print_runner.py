"""Sends the jobs of the print queue, one at a time, each on a worker thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.errors import MachineError, PosError
from pos_app.messages import sentence
from pos_app.services.paper import print_queue
from pos_app.services.paper.print_queue import Job, State
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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.send_next)
        self._reported = ""
        session.attempt(lambda: print_queue.recover(session.shop))

    def send_next(self) -> None:
        """Send the oldest waiting job, unless one is being sent."""
        session = self._session
        if self._busy or self._stopped:
            return
        work = session.attempt(lambda: print_queue.take_next(session.shop, print_pages))
        if work is None:
            return
        self._busy = True
        self.changed.emit()
        self._runner.run(work.send, partial(self._sent, work.job))

    def _sent(self, job: Job, outcome: Outcome[None]) -> None:
        session = self._session
        error = outcome.error
        if error is not None and not isinstance(error, PosError):
            error = MachineError("printer_unreachable", where="?", reason=str(error)[:200])
        self._busy = False
        state = session.attempt(lambda: print_queue.finish(session.shop, job, error))
        anew, self._retry_asked = self._retry_asked, False
        if error is not None and anew:
            # The job was sent before the person changed or repaired the printer: send it again.
            QTimer.singleShot(0, self, self.retry)
        elif error is None:
            self._reported = ""
            QTimer.singleShot(0, self, self.send_next)
        else:
            self._report(error)
            wait = WAITS_MS[min(job.tries, len(WAITS_MS) - 1)]
            self._timer.start(0 if state is State.FAILED else wait)
        self.changed.emit()

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
        session.attempt(lambda: print_queue.retry_failed(session.shop))
        self.send_next()
        self.changed.emit()
