"""Which windows have a book open: each keeps a small file beside the book and renews it.

A window that ended without removing its file is noticed by the file's age. Ages are compared with
the window's own file, which the same disk dated, so the clocks of two computers need not agree.
"""

from __future__ import annotations

import logging
import platform
import secrets
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from pos_app.bounded.files import first_bytes
from pos_app.errors import PosError

logger = logging.getLogger(__name__)

RENEW_S = 10
STALE_S = 45  # a window that missed four renewals is not open any more
MAX_NAME = 60


class OpenWindow:
    """One window's file beside the book; use it from one thread at a time."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self._file = book.with_name(f"{book.name}.window-{secrets.token_hex(4)}")

    def renew(self) -> tuple[str, ...]:
        """Renews the file, and returns the computers of the other windows on this book, sorted.

        A folder that cannot be written, or that is gone, has no other windows.
        """
        try:
            self._file.write_text(platform.node()[:MAX_NAME], encoding="utf-8")
            now = self._file.stat().st_mtime
            return tuple(sorted(self._others(now)))
        except OSError as error:
            logger.info("no window file beside the book: %s", error)
            return ()

    def _others(self, now: float) -> Iterator[str]:
        for file in self.book.parent.glob(f"{escape(self.book.name)}.window-*"):
            if file == self._file:
                continue
            try:
                age = now - file.stat().st_mtime
                if age > STALE_S:
                    file.unlink(missing_ok=True)
                else:
                    yield _printable(first_bytes(file, 4 * MAX_NAME) or b"")
            except (OSError, PosError):
                continue  # closed a moment ago, or held by another program

    def close(self) -> None:
        """Removes the file."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            logger.info("the window file stays: %s", error)


def _printable(name: bytes) -> str:
    text = name.decode("utf-8", "replace")[:MAX_NAME]
    return "".join(char for char in text if char.isprintable())
