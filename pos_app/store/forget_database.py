"""Takes forgotten contacts out of databases: deleted, overwritten, and out of every free page."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from pos_app.errors import MachineError
from pos_app.private_files import make_private_file
from pos_app.store.database import READ_FAULTS, Database, machine_error
from pos_app.store.file_uri import file_uri

PATIENCE = 5.0
"""Seconds for which another reader may hold the write-ahead log."""
_PAUSE = 0.05
PART = ".forget.part"
"""How the name of a file ends that is written to take another one's place."""


def empty_free_pages(database: Database, patience: float = PATIENCE) -> None:
    """Write an open database anew, without free pages, and empty its write-ahead log.

    Not inside a transaction. Raises MachineError, and `database_busy` while another program reads
    an older state: what was deleted is then still in the log.
    """
    connection = database.connection
    end = time.monotonic() + patience
    try:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("VACUUM")
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > end:
                raise MachineError("database_busy")
            time.sleep(_PAUSE)
    except sqlite3.Error as error:
        raise machine_error(error) from error


def has_contacts(path: Path, hashes: Collection[str]) -> bool:
    """Return whether a database that nobody has open holds one of these contacts.

    Raises sqlite3.DatabaseError and the like for a damaged one.
    """
    with closing(sqlite3.connect(file_uri(path.absolute(), "immutable=1"), uri=True)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'contacts'").fetchone():
            return False
        return any(
            database.execute("SELECT 1 FROM contacts WHERE hash = ?", (each,)).fetchone()
            for each in hashes
        )


def clean_copy(path: Path, hashes: Collection[str]) -> bool:
    """Write a backup anew without these contacts, in one step; return whether it had any.

    Raises OSError, MachineError.
    """
    part = path.with_name(path.name + PART)
    try:
        if not has_contacts(path, hashes):
            return False
        part.unlink(missing_ok=True)
        make_private_file(part)
        with (
            closing(_opened(path, "immutable=1")) as source,
            closing(_opened(part, "mode=rw")) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=MEMORY")
            copy.execute("PRAGMA temp_store=MEMORY")
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute("PRAGMA synchronous=FULL")
            marks = [(each,) for each in hashes]
            copy.executemany("DELETE FROM contacts WHERE hash = ?", marks)
            copy.execute("VACUUM")
            copy.execute("PRAGMA journal_mode=DELETE")
            if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise MachineError("database_damaged", reason="quick_check")
        part.replace(path)
    except sqlite3.Error as error:
        raise machine_error(error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _opened(path: Path, options: str) -> sqlite3.Connection:
    uri = file_uri(path.absolute(), options)
    return sqlite3.connect(uri, uri=True, isolation_level=None)


WINDOW = 32


def overwrite_pieces(path: Path, secrets: Collection[bytes]) -> int:
    """Overwrite every piece of some bytes in a file that cannot be opened; return how many.

    SQLite cuts a long value into pieces of a page. A sealed contact is random bytes, so that 32 of
    them are found nowhere by chance. Raises OSError.
    """
    data = bytearray(path.read_bytes())
    found = 0
    for secret in secrets:
        for start in range(0, len(secret) - WINDOW + 1, WINDOW):
            window, place = secret[start : start + WINDOW], 0
            while (place := data.find(window, place)) >= 0:
                left, right = _extent(data, place, secret, start)
                data[left:right] = bytes(right - left)
                found += 1
    if found:
        with path.open("r+b") as file:
            file.write(data)
            file.flush()
    return found


def _extent(data: bytearray, place: int, secret: bytes, start: int) -> tuple[int, int]:
    """Return where the piece begins and ends of which a window was found at `place`."""
    left, right, shift = place, place + WINDOW, start - place
    while left > 0 and left + shift > 0 and data[left - 1] == secret[left + shift - 1]:
        left -= 1
    end = min(len(data), len(secret) - shift)
    while right < end and data[right] == secret[right + shift]:
        right += 1
    return left, right


UNREADABLE = (*READ_FAULTS, MachineError)
"""What a damaged database raises."""
