"""Copies a till's database while it is in use, and checks such a copy."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.day import count_sales
from pos_app.domain.event import TillIdentity
from pos_app.domain.money import Rupiah
from pos_app.errors import MachineError
from pos_app.private_files import make_private_file
from pos_app.store import business_days, sales
from pos_app.store.database import (
    APPLICATION_ID,
    READ_FAULTS,
    Database,
    closing_on_error,
    machine_error,
    open_beside,
)
from pos_app.store.file_uri import file_uri
from pos_app.store.journal import Journal
from pos_app.store.reading import open_for_reading
from pos_app.store.told_and_stored import told_and_stored

_COMPARED = ("sales", "lines", "tenders", "cash", "counts", "stock")


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a sound copy holds: its sales, their net in rupiah, its newest row and that row's hash.

    `sales` are counted as in the totals of a day, `net` is that of refunds too. `head` is hex;
    `day` is the open day, or empty.
    """

    identity: TillIdentity
    sales: int
    net: Rupiah
    seq: int
    head: str
    last_number: str
    at: str
    day: str


def copy_database(source: Path, target: Path) -> None:
    """Copy a database, also one that a till is selling into, to a single file, and sync it.

    The copy is one moment of the database: SQLite's backup reads it in one transaction, which
    keeps no sale waiting. Raises MachineError, OSError.
    """
    target.unlink(missing_ok=True)
    make_private_file(target)
    try:
        with closing(_open_source(source, target.parent)) as own:
            _copy(own.connection, target)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_IOERR"):
            raise OSError(str(error)) from error
        raise machine_error(error) from error
    except READ_FAULTS as error:
        raise machine_error(error) from error


def _open_source(source: Path, scratch: Path) -> Database:
    """Open what is to be copied; where its own disk has no room at all, by way of `scratch`."""
    try:
        own = open_beside(source)
        with closing_on_error(own):
            own.scalar("SELECT count(*) FROM sqlite_master")
    except (sqlite3.Error, MachineError) as error:
        known = machine_error(error) if isinstance(error, sqlite3.Error) else error
        if known.code not in ("disk_full", "folder_read_only"):
            raise
        return open_for_reading(source, scratch)
    return own


def _copy(own: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous=FULL")
        own.backup(copy)
        _drop_own_contacts(copy)
        # A database in WAL mode cannot be read from a stick that is write-protected.
        copy.execute("PRAGMA journal_mode=DELETE")


def _drop_own_contacts(copy: sqlite3.Connection) -> None:
    """Take out what only the laptop itself may read: its key may lie beside the copy."""
    if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'contacts'").fetchone():
        return
    copy.execute("PRAGMA secure_delete=ON")
    if copy.execute("UPDATE contacts SET own = x'' WHERE length(own) > 0").rowcount > 0:
        copy.execute("PRAGMA temp_store=MEMORY")
        copy.execute("VACUUM")


def check_copy(path: Path) -> CopyFacts:
    """Check a copy from end to end: pages, chain, and tables against the journal.

    Raises MachineError `database_damaged` with what failed.
    """
    uri = file_uri(path.absolute(), "immutable=1")
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA cell_size_check=ON")
            return _check(Database(connection, path))
    except READ_FAULTS as error:
        raise machine_error(error) from error


def read_copy(path: Path) -> CopyFacts:
    """Return what a copy says that it holds, unchecked. Raises MachineError."""
    try:
        uri = file_uri(path.absolute(), "immutable=1")
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            database = Database(connection, path)
            return facts_of(database, business_days.read_till(database))
    except (*READ_FAULTS, TypeError) as error:
        raise machine_error(error) from error


_NOT_COMPARED = frozenset(
    # A laptop's own copies of contacts are in no other place.
    ("changes", "sqlite_sequence", "print_jobs", "_sqlite_migrations", "contacts")
)


def same_tables(one: Path, other: Path) -> bool:
    """Return whether two databases hold the same rows, the print queue apart.

    Raises MachineError for a damaged one.
    """
    try:
        with closing(_immutable(one)) as left, closing(_immutable(other)) as right:
            return _rows_of(left) == _rows_of(right)
    except READ_FAULTS as error:
        raise machine_error(error) from error


def has_sound_indexes(path: Path) -> bool:
    """Return whether every index of a database holds what its table does.

    `check_copy` does not compare them. Raises MachineError for a damaged one.
    """
    try:
        with closing(_immutable(path)) as database:
            return bool(database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except READ_FAULTS as error:
        raise machine_error(error) from error


def _immutable(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(file_uri(path.absolute(), "immutable=1"), uri=True)


def _rows_of(database: sqlite3.Connection) -> dict[str, str]:
    """Return a hash of the rows of each table and of the schema, so that two need no memory."""
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {}
    for (name,) in sorted(tables):
        if name not in _NOT_COMPARED:
            digest = hashlib.sha256()
            columns = len(database.execute(f'PRAGMA table_info("{name}")').fetchall())
            order = ", ".join(map(str, range(1, columns + 1)))
            for row in database.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):
                digest.update(repr(row).encode())
            found[name] = digest.hexdigest()
    schema = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    return {**found, "": repr(schema)}


def _check(database: Database) -> CopyFacts:
    if database.scalar("PRAGMA application_id") != APPLICATION_ID:
        raise MachineError("database_damaged", reason="application_id")
    if database.scalar("PRAGMA quick_check(1)") != "ok":
        raise MachineError("database_damaged", reason="quick_check")
    identity = business_days.read_till(database)
    journal = Journal(database, identity)
    broken = journal.first_break()
    if broken is not None:
        raise MachineError("database_damaged", reason=f"journal row {broken}")
    for told, stored in told_and_stored(database, journal):
        for name in _COMPARED:
            if told is None or list(getattr(told, name)) != stored[name]:
                raise MachineError("database_damaged", reason=f"table {name}")
    return facts_of(database, identity)


def facts_of(database: Database, identity: TillIdentity) -> CopyFacts:
    """Return what a database holds, unchecked."""
    journal = Journal(database, identity)
    head, counters = journal.head(), sales.till_counters(database)
    day = business_days.open_day(database)
    counts, last = sales.count_documents(database)
    return CopyFacts(
        identity,
        sum(count_sales((kind,)) * count for kind, count in counts.items()),
        counters.running_total,
        head.seq,
        head.hash.hex(),
        last,
        journal.last_at() or "",
        day.day if day else "",
    )
