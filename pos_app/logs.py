"""The log file: every traceback goes there, none to the screen of a till.

It is for whoever sits at the laptop. What may leave the laptop is in `pos_app.log_events`.
"""

from __future__ import annotations

import logging
import zlib
from contextlib import suppress
from pathlib import Path
from traceback import format_exception

from pos_app.log_events import FAULT_CODE, FAULT_ERROR, EventHandler
from pos_app.private_files import make_private_file

LOG_NAME = "pos-app.log"
MAX_BYTES = 1_000_000

logger = logging.getLogger(__name__)


class _SilentFileHandler(logging.FileHandler):
    """A file handler that ignores its own errors: a full or removed disk must not disturb sales."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is None:
                make_private_file(Path(self.baseFilename))
                self.stream = self._open()
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except (OSError, ValueError):
            pass  # nothing is left to report it to


def log_to(folder: Path) -> None:
    """Makes the log a file in the till's folder; a file over 1 MB is renamed first.

    The file is made with the first entry. Where the folder cannot be written, entries are lost
    without an error.
    """
    root = logging.getLogger()
    path = folder / LOG_NAME
    if any(
        isinstance(h, _SilentFileHandler) and Path(h.baseFilename) == path.absolute()
        for h in root.handlers
    ):
        return
    stop_logging()
    _rotate(path)
    handler = _SilentFileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.addHandler(EventHandler(folder))


def log_fault(error: BaseException) -> str:
    """Logs an unexpected error with its traceback; returns its code, which the log has too."""
    text = "".join(format_exception(error))
    code = f"{zlib.crc32(text.encode(errors='backslashreplace')):08X}"[:6]
    logger.error("fault %s\n%s", code, text, extra={FAULT_CODE: code, FAULT_ERROR: error})
    return code


def silence_console() -> None:
    """Keeps log entries off the screen while there is no log file."""
    logging.getLogger().addHandler(logging.NullHandler())


def stop_logging() -> None:
    """Closes the log file."""
    root = logging.getLogger()
    for events in [h for h in root.handlers if isinstance(h, EventHandler)]:
        root.removeHandler(events)
    for handler in [h for h in root.handlers if isinstance(h, _SilentFileHandler)]:
        root.removeHandler(handler)
        with suppress(OSError):  # closing flushes, which fails on a full disk
            handler.close()


def _rotate(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size > MAX_BYTES:
            path.replace(path.with_suffix(".log.1"))
