"""The log: where a traceback goes, so that none reaches a stall."""

from __future__ import annotations

import logging
import zlib
from contextlib import suppress
from pathlib import Path
from traceback import format_exception

LOG_NAME = "pos-app.log"
MAX_BYTES = 1_000_000

logger = logging.getLogger(__name__)


class _Quiet(logging.FileHandler):
    """A full or pulled disk must not make the log itself talk to the person at the till."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is None:
                self.stream = self._open()
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except (OSError, ValueError):
            pass  # there is nowhere left to say it


def log_to(folder: Path) -> None:
    """From now on the log is a file in the till's folder; the one before is kept when it is long.

    Nothing is written before there is something to say. Without a folder that can be written the
    log is silent: it never stands in the way of a sale.
    """
    root = logging.getLogger()
    path = folder / LOG_NAME
    if any(
        isinstance(h, _Quiet) and Path(h.baseFilename) == path.absolute() for h in root.handlers
    ):
        return
    stop_logging()
    _turn_over(path)
    handler = _Quiet(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


def log_fault(error: BaseException) -> str:
    """Writes a fault that nobody foresaw into the log, whole; returns the code it has there."""
    text = "".join(format_exception(error))
    code = f"{zlib.crc32(text.encode(errors='backslashreplace')):08X}"[:6]
    logger.error("fault %s\n%s", code, text)
    return code


def be_silent() -> None:
    """Keeps what is logged before there is a folder from the screen."""
    logging.getLogger().addHandler(logging.NullHandler())


def stop_logging() -> None:
    """Closes the log's file."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, _Quiet)]:
        root.removeHandler(handler)
        with suppress(OSError):  # what a full disk did not take
            handler.close()


def _turn_over(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size > MAX_BYTES:
            path.replace(path.with_suffix(".log.1"))
