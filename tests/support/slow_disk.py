"""A disk that takes its time: every commit and every fsync waits before it is done."""

from __future__ import annotations

import os
import threading
import time

import pytest

from pos_app.store.database import Database


class SlowDisk:
    """Delays commits and fsyncs by `delay` seconds, and counts the commits.

    `commits` holds for each whether it was made on the thread that made this, which is the
    window's.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, delay: float) -> None:
        self.commits: list[bool] = []
        self.delay = delay
        self._window_thread = threading.get_ident()
        commit, fsync = Database._commit, os.fsync

        def slow_commit(database: Database) -> None:
            self.commits.append(threading.get_ident() == self._window_thread)
            time.sleep(self.delay)
            commit(database)

        def slow_fsync(descriptor: int) -> None:
            time.sleep(self.delay)
            fsync(descriptor)

        monkeypatch.setattr(Database, "_commit", slow_commit)
        monkeypatch.setattr(os, "fsync", slow_fsync)
