"""The current cart in a file beside the database, written behind by a thread of its own.

A scan waits for no disk. The file is at most as old as one write of it takes; a cart is no sale,
so a power cut may cost its last scans, never a sale.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from pathlib import Path

from pos_app.held_files import replace_patiently
from pos_app.private_files import private_opener

logger = logging.getLogger(__name__)

CART_NAME = "cart.json"
MAX_BYTES = 4_000_000  # a cart of 1,000 unlisted pieces has about 400 kB


class CartFile:
    """Keeps the newest text it was given on disk; older ones that wait are passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = threading.Condition()
        self._wanted: str | None = None
        self._tried: str | None = None
        self._written = ""
        self._closing = False
        self._thread: threading.Thread | None = None
        self.failed: OSError | None = None
        self.number = 0
        """The number of the newest cart, counted up by whoever writes; 0: not known yet."""

    def read(self) -> str | None:
        """Return the text last given, or that of the last run; None without a readable file."""
        with self._changed:
            if self._wanted is not None:
                return self._wanted
        try:
            with self._path.open("rb") as file:
                return file.read(MAX_BYTES).decode()
        except (OSError, UnicodeDecodeError):
            return None

    def write(self, text: str) -> None:
        """Let the thread write `text` soon; returns at once."""
        with self._changed:
            self._wanted = text
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="cart", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def wait_for(self, part: str) -> None:
        """Wait until a text with `part` in it is on disk, or the newest could not be written."""
        with self._changed:
            while self._thread is not None and part not in self._written and self._unfinished():
                self._changed.wait()

    def _unfinished(self) -> bool:
        return self._tried != self._wanted

    def close(self) -> None:
        """Write what waits and stop the thread."""
        with self._changed:
            thread, self._closing = self._thread, True
            self._changed.notify_all()
        if thread is not None:
            thread.join()
        with self._changed:
            self._thread, self._closing = None, False

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._unfinished() and not self._closing:
                    self._changed.wait()
                text = self._wanted
                if text is None or not self._unfinished():
                    return
            error = self._replace(text)
            with self._changed:
                self.failed, self._tried = error, text
                self._written = self._written if error else text
                self._changed.notify_all()

    def _replace(self, text: str) -> OSError | None:
        draft = self._path.with_suffix(".part")
        try:
            with open(draft, "wb", opener=private_opener) as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            replace_patiently(draft, self._path)
        except OSError as error:
            logger.exception("the cart could not be written")
            with contextlib.suppress(OSError):
                draft.unlink()
            return error
        return None
