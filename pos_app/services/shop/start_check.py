"""What a start holds against each other before the till sells: identity, twin, WAL and newest rows.

A start trusts none of its files alone. The till's row, the first rows of the journal and those of
the twin name the till; the newest rows of the journal are one chain, agree with the tables and are
those of the twin. All of it takes the same time however much was sold. What takes longer is in
`later_check`, and a close checks the whole day.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import row_hash
from pos_app.errors import MachineError, PosError
from pos_app.services.shop.twin_difference import NEWEST_ROWS, find_difference
from pos_app.store import business_days as till_store
from pos_app.store.database import (
    FILE_NAME,
    READ_FAULTS,
    Database,
    again_after_a_pause,
    closing_on_error,
    machine_error,
)
from pos_app.store.journal import TWIN_NAME, Journal, JournalRow, readable_rows
from pos_app.store.reading import connect_to_read

logger = logging.getLogger(__name__)

KEY_NAME = "till.key"
NEW_KEY_NAME = "till.key.new"
"""A key that is being made; it takes its place once the database knows of it."""
WAL_NAME = FILE_NAME + "-wal"
_FIRST_ROWS = 3


def check_identity(
    database: Database, journal: Journal, identity: TillIdentity, twin: Path
) -> None:
    """Raise unless till, journal and twin are of the same till.

    Raises MachineError `database_damaged`, `files_of_another_till`.
    """
    first = journal.row(1)
    if first is None:
        raise MachineError("database_damaged", reason="journal")
    theirs = _setup_of(itertools.islice(_first_lines(twin), _FIRST_ROWS))
    ours = _setup_of(journal.rows(1, _FIRST_ROWS)) or {}
    named = {key: getattr(identity, key) for key in ours if hasattr(identity, key)}
    if theirs is not None and theirs.get("till_id") not in (identity.till_id, None):
        raise MachineError("files_of_another_till", ours=identity.place, theirs=_place(theirs))
    if row_hash(journal.hash_before(1), first.payload) != first.hash:
        raise MachineError("database_damaged", reason="journal row 1")
    if any(ours[key] != value for key, value in named.items()):
        raise MachineError("database_damaged", reason="till")


def _first_lines(twin: Path) -> Iterable[JournalRow]:
    try:
        yield from readable_rows(twin)
    except OSError:
        logger.exception("the twin could not be read")


def _setup_of(rows: Iterable[JournalRow]) -> dict[str, Any] | None:
    """Return what the fact of the set-up says of the till, without what every fact says."""
    for row in rows:
        with suppress(ValueError):
            fact = json.loads(row.payload)
            if fact.get("kind") == "setup":
                return {key: fact[key] for key in fact if key not in ("v", "kind", "seq", "at")}
    return None


def _place(setup: dict[str, Any]) -> str:
    return f"{setup.get('stand')}-{setup.get('till')}"


def newest_break(journal: Journal) -> int | None:
    """Return the first of the newest journal rows that breaks the chain, or None."""
    return journal.first_break(max(1, journal.head().seq - NEWEST_ROWS))


def check_wal(folder: Path) -> Path | None:
    """Look at a database whose WAL a crash left before anything is written to it.

    Closing a database that was opened for writing copies its WAL into it, also the WAL of another
    till. One that does not fit is therefore renamed first, if the database is sound without it; one
    that lacks rows of the twin is copied. Returns the name it is kept under, None if nothing was
    wrong. Raises MachineError `database_damaged`, `files_of_another_till`.
    """
    wal = folder / WAL_NAME
    if not (wal.exists() and wal.stat().st_size):
        return None
    try:
        again_after_a_pause(lambda: _look(folder, "mode=ro"))
        return None
    except _Differs:
        return _keep(wal, move=False)
    except PosError as error:
        if error.code not in ("database_damaged", "files_of_another_till"):
            return None  # opening it says what is wrong
        if not _is_sound_without_wal(folder):
            raise
        return _keep(wal, move=True)


class _Differs(Exception):
    """The twin knows more or other rows than the database with its WAL."""


def _look(folder: Path, options: str) -> None:
    database = connect_to_read(folder / FILE_NAME, options)
    with closing_on_error(database):
        identity = till_store.read_till(database)
        journal = Journal(database, identity)
        check_identity(database, journal, identity, folder / TWIN_NAME)
        broken = newest_break(journal)
        differs = find_difference(database, journal, folder / TWIN_NAME)
        if broken is not None and not (differs and differs.choice):
            raise MachineError("database_damaged", reason=f"journal row {broken}")
        if differs is not None:
            raise _Differs
    database.close()


def _is_sound_without_wal(folder: Path) -> bool:
    try:
        _look(folder, "immutable=1")  # SQLite then passes over the WAL
    except _Differs:
        return True
    except (PosError, *READ_FAULTS):
        return False
    return True


def _keep(wal: Path, *, move: bool) -> Path | None:
    number = 1
    while (kept := wal.with_name(f"till-wal-kept-{number}")).exists():
        number += 1
    try:
        if move:
            wal.replace(kept)
            wal.with_name(FILE_NAME + "-shm").unlink(missing_ok=True)
        else:
            kept.write_bytes(wal.read_bytes())
    except OSError:
        logger.exception("the WAL could not be kept")
        if move:
            raise MachineError("database_damaged", reason="WAL") from None
        return None
    logger.warning("the WAL did not fit the till and is kept as %s", kept.name)
    return kept


def key_trouble(key: Path) -> PosError | None:
    """Return `key_missing` or `key_damaged` if the till could not sign a day, else None.

    Nothing of the key is loaded; a start has no time for that.
    """
    try:
        bytes.fromhex(key.read_bytes().decode("ascii"))
    except FileNotFoundError:
        return MachineError("key_missing", path=str(key))
    except (OSError, ValueError):
        return MachineError("key_damaged", path=str(key))
    return None


def finish_new_key(key: Path) -> None:
    """Put a new key into its place, where a crash came between that and the database."""
    draft = key.with_name(NEW_KEY_NAME)
    if draft.exists() and key_trouble(key) is not None:
        try:
            draft.replace(key)
        except OSError:
            logger.exception("the new key could not be put into its place")


def till_remains(folder: Path) -> list[str]:
    """Return the names of a till's files that lie where no database is; a set-up spares them."""
    names = (KEY_NAME, TWIN_NAME, WAL_NAME)
    found = [folder / name for name in names if (folder / name).exists()]
    return [path.name for path in found if not path.is_file() or path.stat().st_size]


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from every other, or None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_days_start(database: Database, journal: Journal) -> None:
    """Raise MachineError `database_damaged` unless the newest day begins where the journal says.

    A day begins at the row after the last close of another day.
    """
    newest = till_store.newest_day(database)
    closes = [json.loads(payload) for _, payload in journal.of_kind("close", 1)]
    last = max((f["seq"] for f in closes if newest and f["day"] != newest.day), default=0)
    if till_store.first_seq_of_newest_day(database) != last + 1:
        raise MachineError("database_damaged", reason="closes")


@contextmanager
def as_machine_errors() -> Iterator[None]:
    """Turn what a damaged file makes the block raise into the MachineError that says so."""
    try:
        yield
    except PosError:
        raise
    except READ_FAULTS as error:
        raise as_machine_error(error) from error


FAULTS = (PosError, *READ_FAULTS)
"""What reading or changing a till raises that a person reads: see `as_machine_error`."""


def as_machine_error(error: Exception) -> PosError:
    """Return a fault of reading a damaged file as the error that a person reads."""
    return error if isinstance(error, PosError) else machine_error(error)
