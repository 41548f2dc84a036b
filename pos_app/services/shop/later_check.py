"""The checks of a start that take the longer the more was sold: after the first paint, on a thread.

They read a database of their own connection, so that the till sells meanwhile.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from pos_app.errors import MachineError, PosError
from pos_app.services.shop.start_check import as_machine_error
from pos_app.services.shop.twin_difference import (
    TwinDifference,
    find_difference,
    first_row_to_rebuild,
)
from pos_app.store import business_days as till_store
from pos_app.store.database import FILE_NAME, Database, quick_check
from pos_app.store.journal import TWIN_NAME, Journal, twin_size
from pos_app.store.reading import connect_to_read
from pos_app.store.twin_check import CheckedUpto, TwinCheck, check_twin

logger = logging.getLogger(__name__)

REST_S = 0.004
"""How long the thread rests between pieces of its work, so that the window can work."""


@dataclass(frozen=True, slots=True)
class LaterFound:
    """What the check found: a difference that a lead decides on, or damage; often neither.

    `twin_row` is the first row whose line in the twin is damaged; the till sells on all the same.
    `checked` is the last row before the open day, if all up to it is sound: the close then looks at
    the rows after it only.
    """

    difference: TwinDifference | None = None
    damage: PosError | None = None
    twin_row: int | None = None
    checked: CheckedUpto | None = None


class LaterCheck:
    """Checks a whole till on a thread: every page, the open day's chain and tables, and the twin.

    `found` is None until it is done. Call `stop` before the till is closed.
    """

    def __init__(self, folder: Path) -> None:
        self.found: LaterFound | None = None
        self._folder = folder
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="till-check", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> LaterFound | None:
        """Wait until it is done, at most so long; return what was found."""
        self._thread.join(seconds)
        return self.found

    def stop(self) -> None:
        """End the check soon and wait for its thread."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        started = time.perf_counter()
        try:
            self.found = self._check()
        except _Stopped:
            return
        except Exception as error:  # whatever a damaged file makes SQLite or JSON raise
            if self._stop.is_set():
                return
            logger.exception("the check after the start failed")
            self.found = LaterFound(damage=as_machine_error(error))
        logger.info("the till was checked in %.1f s", time.perf_counter() - started)

    def _pause(self) -> None:
        if self._stop.wait(REST_S):
            raise _Stopped

    def _check(self) -> LaterFound:
        database = connect_to_read(self._folder / FILE_NAME)
        try:
            database.connection.set_progress_handler(self._stop.is_set, 10_000)
            quick_check(database)
            size = twin_size(self._folder / TWIN_NAME)
            database.execute("BEGIN")  # the till may sell while its rows are compared
            return self._compare(database, size)
        finally:
            database.close()

    def _compare(self, database: Database, size: int) -> LaterFound:
        journal = Journal(database, till_store.read_till(database))
        twin = self._folder / TWIN_NAME
        first = first_row_to_rebuild(database)
        checked = self._check_twin(journal, twin, size, first - 1)
        difference = find_difference(
            database, journal, twin, full=True, size=size, pause=self._pause, checked=checked
        )
        if difference is not None and difference.choice:
            return LaterFound(difference)
        broken = journal.first_break(first, self._pause)
        damage = None if broken is None else MachineError("journal_damaged", row=broken)
        # A break of earlier days is said by the close, which then looks at all rows.
        sound = damage is None and difference is None and checked.damaged is None
        sound = sound and journal.first_break(1, self._pause) is None
        return LaterFound(difference, damage, checked.damaged, checked.mark if sound else None)

    def _check_twin(self, journal: Journal, twin: Path, size: int, mark: int) -> TwinCheck:
        """Compare the whole twin; one that cannot be read is said elsewhere."""
        try:
            return check_twin(journal, twin, size=size, pause=self._pause, mark=mark)
        except OSError:
            logger.exception("the twin could not be read")
            return TwinCheck()


class _Stopped(Exception):
    """The till is being closed."""
