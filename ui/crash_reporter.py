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
from pos_app.services.shop.start_check import FAULTS


class CrashReporter(QObject):
    """Emits `crashed` with the code, or `failed` with the PosError that a person reads.

    `explain` makes that PosError of one of `FAULTS`; without it all is a crash. The hook may run on
    any thread: it only logs and emits.
    """

    crashed = Signal(str)
    failed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, explain: Callable[[Exception], PosError] | None = None
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
        if self._explain is not None and isinstance(error, FAULTS):
            self.failed.emit(self._explain(error))
        else:
            self.crashed.emit(code)
