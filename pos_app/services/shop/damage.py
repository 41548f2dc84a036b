"""Telling a damaged database from a fault of the program, after something has failed.

SQLite finds damage of its pages. A bit in a row may leave these whole and give NULL where a number
must be, or text that is no JSON; what reads it then fails as if the program were wrong.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pos_app.errors import MachineError, PosError
from pos_app.services.shop.start_check import check_days_start
from pos_app.services.shop.twin_difference import compare_tables, first_row_to_rebuild
from pos_app.store import business_days as till_store
from pos_app.store.database import FILE_NAME, READ_FAULTS, Database, machine_error, quick_check
from pos_app.store.journal import Journal
from pos_app.store.reading import connect_to_read

logger = logging.getLogger(__name__)

LONGEST_S = 2.0
"""Within this time damage is looked for: somebody waits for the answer."""
_STEPS = 10_000


def told_at_once(error: Exception) -> PosError | None:
    """Return what a person reads where an error says all itself, else None; reads no disk."""
    known = _known(error)
    return known if known is not None and known.code != "database_failed" else None


def _known(error: Exception) -> PosError | None:
    if isinstance(error, PosError):
        return error
    return machine_error(error) if isinstance(error, READ_FAULTS) else None


def damage_behind(error: Exception, folder: Path) -> PosError | None:
    """Return what a person reads for what a damaged till in `folder` raised, else None.

    What SQLite or the program says of damage is returned as it is. After any other exception the
    database's pages and values and the newest day's journal and tables are looked at, for at most
    LONGEST_S.
    """
    told, known = told_at_once(error), _known(error)
    if told is not None:
        return told
    if not (folder / FILE_NAME).is_file():
        return known
    found = _damage_in(folder / FILE_NAME) or known
    if found is not None:
        logger.error("reading the till failed, and it is damaged: %s", found, exc_info=error)
    return found


def _damage_in(path: Path) -> PosError | None:
    deadline = time.monotonic() + LONGEST_S

    def in_time() -> None:
        if time.monotonic() > deadline:
            raise TimeoutError

    try:
        with closing(connect_to_read(path)) as database:
            database.connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            _check(database, in_time)
    except TimeoutError:
        return None
    except PosError as error:
        return error if isinstance(error, MachineError) else None
    except Exception as error:  # whatever a damaged row makes SQLite or JSON raise
        if time.monotonic() > deadline:
            return None
        return machine_error(error) if isinstance(error, READ_FAULTS) else _damaged(repr(error))
    return None


def _check(database: Database, in_time: Callable[[], None]) -> None:
    quick_check(database)
    journal = Journal(database, till_store.read_till(database))
    broken = journal.first_break(till_store.first_seq_of_newest_day(database), in_time)
    if broken is not None:
        raise MachineError("journal_damaged", row=broken)
    check_days_start(database, journal)
    differ = compare_tables(database, journal, first_row_to_rebuild(database), in_time)
    if differ.tables:
        raise _damaged(", ".join(sorted(differ.tables)))


def _damaged(reason: str) -> PosError:
    return MachineError("database_damaged", reason=reason[:80])


@contextmanager
def telling_damage(folder: Path) -> Iterator[None]:
    """Turn what a damaged till in `folder` makes the block raise into the error that says so."""
    try:
        yield
    except Exception as error:
        found = damage_behind(error, folder)
        if found is None or found is error:
            raise
        raise found from error
