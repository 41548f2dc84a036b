"""Uncaught exceptions: the traceback goes to the log, a short code of it to the screen.

What a disk or a damaged file makes any read of a screen raise ends here too. It is no fault of the
program, so it comes to the screen in words.
"""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from pos_app.logs import log_fault
from pos_app.services.shop.start_check import FAULTS, as_machine_error


class CrashReporter(QObject):
    """Emits `crashed` with the code, or `failed` with the PosError that a person reads.

    The hook may run on any thread: it only logs and emits.
    """

    crashed = Signal(str)
    failed = Signal(object)

    def install(self) -> None:
        """Become `sys.excepthook`."""
        sys.excepthook = self.hook

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log the exception and emit what is to be said of it."""
        code = log_fault(error.with_traceback(trace))
        if isinstance(error, FAULTS):
            self.failed.emit(as_machine_error(error))
        else:
            self.crashed.emit(code)
