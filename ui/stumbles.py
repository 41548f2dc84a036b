"""Faults that nobody foresaw: into the log whole, onto the screen as a short code."""

from __future__ import annotations

import logging
import sys
import zlib
from traceback import format_exception
from types import TracebackType

from PySide6.QtCore import QObject, Signal

logger = logging.getLogger(__name__)


class Stumbles(QObject):
    """The hook may run on any thread, so it only logs and emits."""

    happened = Signal(str)

    def catch(self) -> None:
        """From now on a fault comes here."""
        sys.excepthook = self.hook

    def hook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        text = "".join(format_exception(kind, error, trace))
        code = f"{zlib.crc32(text.encode()):08X}"[:6]
        logger.error("fault %s\n%s", code, text)
        self.happened.emit(code)
