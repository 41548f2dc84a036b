"""Uncaught exceptions: the traceback goes to the log, a short code of it to the screen."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from pos_app.logs import log_fault


class CrashReporter(QObject):
    """Emits `crashed` with the code. The hook may run on any thread: it only logs and emits."""

    crashed = Signal(str)

    def install(self) -> None:
        """Become `sys.excepthook`."""
        sys.excepthook = self.hook

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log the exception and emit the code under which the log has it."""
        self.crashed.emit(log_fault(error.with_traceback(trace)))
