"""Uncaught exceptions: the traceback goes to the log, a short code of it to the screen.

What a disk or a damaged file makes any read of a screen raise ends here too. It is no fault of the
program, so it comes to the screen in words. Damage is looked for on another thread: the window goes
on meanwhile.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.errors import PosError
from pos_app.logs import log_fault

Explain = Callable[[Exception], PosError | None]
MOST_WAITING = 20  # a screen that is painted again and again may fail each time; all are logged


class CrashReporter(QObject):
    """Emits `crashed` with the code, or `failed` with the PosError that a person reads.

    `explain` makes that PosError at once, or returns None; `look` then reads the till's files for
    it on another thread, or returns None for a fault of the program. Without them all is a crash.
    The hook may run on any thread.
    """

    crashed = Signal(str)
    failed = Signal(object)
    _looked = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        explain: Explain | None = None,
        look: Explain | None = None,
    ) -> None:
        super().__init__(parent)
        self._explain = explain
        self._look = look
        self._lock = threading.Lock()
        self._waiting: list[_Fault] = []
        self._thread: threading.Thread | None = None
        self._told: list[_Fault] = []
        self._looked.connect(self._tell)

    def install(self) -> None:
        """Become `sys.excepthook`."""
        sys.excepthook = self.hook

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log the exception, and emit what is to be said of it now or after a look at the files."""
        code = log_fault(error.with_traceback(trace))
        if self._explain is None or not isinstance(error, Exception):
            self.crashed.emit(code)
            return
        told = self._explain(error)
        if told is not None:
            self.failed.emit(told)
        elif self._look is None:
            self.crashed.emit(code)
        else:
            self._look_later(_Fault(error, code))

    def _look_later(self, fault: _Fault) -> None:
        with self._lock:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append(fault)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look_at_all, daemon=True)
                self._thread.start()

    def _look_at_all(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                fault = self._waiting.pop(0)
            fault.look(self._look)
            self._looked.emit(fault)

    @Slot(object)
    def _tell(self, fault: _Fault) -> None:
        """Say what was found, on the window's thread.

        The fault stays here until the next one: its traceback may hold the last reference to a
        widget, which no other thread may delete.
        """
        self._told = [fault]
        if fault.told is not None:
            self.failed.emit(fault.told)
        else:
            self.crashed.emit(fault.code)

    def wait(self) -> None:
        """Wait until nothing reads the till's files any more."""
        thread = self._thread
        if thread is not None:
            thread.join()


class _Fault:
    """An exception, its code, and what a look at the till's files makes of it."""

    def __init__(self, error: Exception, code: str) -> None:
        self.error = error
        self.code = code
        self.told: PosError | None = None

    def look(self, look: Explain | None) -> None:
        """Look at the files; a look that fails itself finds nothing."""
        try:
            self.told = look(self.error) if look is not None else None
        except Exception as error:
            log_fault(error)
