"""Faults that nobody foresaw: into the log whole, onto the screen as a short code."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from pos_app.logs import log_fault


class CrashReporter(QObject):
    """The hook may run on any thread, so it only logs and emits."""

    crashed = Signal(str)

    def install(self) -> None:
        """From now on a fault comes here."""
        sys.excepthook = self.hook

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        self.crashed.emit(log_fault(error.with_traceback(trace)))
