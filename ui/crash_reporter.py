"""Uncaught exceptions: the traceback goes to the log, a short code of it to the screen.

What a disk or a damaged file makes any read of a screen raise ends here too. It is no fault of the
program, so it comes to the screen in words.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from pos_app.errors import PosError
from pos_app.logs import log_fault


class CrashReporter(QObject):
    """Emits `crashed` with the code, or `failed` with the PosError that a person reads.

    `explain` makes that PosError, or returns None for a fault of the program; without it all is a
    crash. The hook may run on any thread.
    """

    crashed = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        explain: Callable[[Exception], PosError | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain

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
        told = None
        if self._explain is not None and isinstance(error, Exception):
            told = self._explain(error)
        if told is not None:
            self.failed.emit(told)
        else:
            self.crashed.emit(code)
