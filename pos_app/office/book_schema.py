"""The book's tables, and the checks when a book is opened.

The tables of what was received (`plan`, `files`, `records`, the codes of days by light)
only grow and are never migrated. The other tables are derived from them, and rebuilt when a new
version of the app changes them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pos_app import __version__
from pos_app.bounded.files import first_bytes
from pos_app.errors import MachineError, PosError
from pos_app.held_files import wait_until_free
from pos_app.private_files import make_private_file, protect_file
from pos_app.store.database import READ_FAULTS, Database, machine_error
from pos_app.store.file_uri import file_uri

APPLICATION_ID = 0x504F5342  # "POSB"
SCHEMA_VERSION = 29
SQLITE_MAGIC = b"SQLite format 3\0"

_PRAGMAS = (
    ("journal_mode", "wal", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),  # what is deleted of a buyer's contact is overwritten
    ("cache_size", "-65536", -65536),
    # A merge writes the same pages many times, so checkpoints are made rarely.
    ("wal_autocheckpoint", "8192", 8192),
)
_OF_A_BOOK = {
    "database_damaged": "book_damaged",
    "folder_locked": "book_busy",
    "folder_read_only": "book_read_only",
}
_RECEIVED = (
    """CREATE TABLE IF NOT EXISTS plan (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    toml BLOB NOT NULL
) STRICT""",
    """CREATE TABLE IF NOT EXISTS files (
    identity TEXT NOT NULL PRIMARY KEY CHECK (length(identity) = 64),
    file BLOB NOT NULL
) STRICT""",
    """CREATE TABLE IF NOT EXISTS records (
    identity TEXT NOT NULL PRIMARY KEY CHECK (length(identity) = 64),
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    signer TEXT NOT NULL CHECK (length(signer) = 64),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT""",
    """CREATE TABLE IF NOT EXISTS root (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL CHECK (length(key) = 64)
) STRICT""",
    # Codes of days that come by light, as received. Several may claim the same number.
    """CREATE TABLE IF NOT EXISTS light_codes (
    whole TEXT NOT NULL,
    number INTEGER NOT NULL,
    code BLOB NOT NULL,
    PRIMARY KEY (whole, number, code)
) STRICT, WITHOUT ROWID""",
    # The file that a whole became, or why it was refused.
    """CREATE TABLE IF NOT EXISTS light_wholes (
    whole TEXT NOT NULL PRIMARY KEY,
    identity TEXT,
    refused TEXT
) STRICT, WITHOUT ROWID""",
    # Pictures in folders that were looked at and show no code.
    """CREATE TABLE IF NOT EXISTS light_looked (
    mark TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID""",
)
# A book of version 2 held only its own office's record, and had no table `root` that names it.
_ROOT_OF_VERSION_2 = (
    "INSERT INTO root (id, key) SELECT 1, signer FROM records WHERE kind = 'office' LIMIT 1"
)
_DERIVED = (
    "CREATE TABLE plan_seal (seal INTEGER NOT NULL) STRICT",
    """CREATE TABLE days (
    file INTEGER NOT NULL PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE REFERENCES files (identity),
    stand TEXT NOT NULL,
    till TEXT NOT NULL,
    seat INTEGER NOT NULL,
    day TEXT NOT NULL,
    revision INTEGER NOT NULL,
    supersedes TEXT,
    prev_day TEXT,
    key TEXT NOT NULL,
    first INTEGER,
    last INTEGER,
    running_start INTEGER NOT NULL,
    running_total INTEGER NOT NULL,
    till_id TEXT NOT NULL,
    enrolled TEXT,
    journal_first INTEGER NOT NULL,
    journal_last INTEGER NOT NULL,
    journal_head TEXT NOT NULL,
    qris TEXT NOT NULL,
    continues TEXT,
    journal TEXT NOT NULL,
    row_marks BLOB NOT NULL,
    tally TEXT NOT NULL,
    makers TEXT NOT NULL,
    drawer TEXT NOT NULL,
    offers BLOB NOT NULL,
    notes TEXT NOT NULL,
    seal INTEGER NOT NULL,
    goods TEXT NOT NULL,
    goods_seal INTEGER NOT NULL
) STRICT""",  # the goods stand last, so that SQLite reads no page of them for a status
    "CREATE INDEX days_by_place ON days (stand, till, seat, day)",
    # Which files hold or correct which sale: small, as it has a row for every sale of the event.
    """CREATE TABLE sales (
    sale INTEGER NOT NULL,
    file INTEGER NOT NULL,
    PRIMARY KEY (sale, file)
) STRICT, WITHOUT ROWID""",
    # The sales that two files hold.
    """CREATE TABLE shared (
    sale_id TEXT NOT NULL,
    identity TEXT NOT NULL REFERENCES files (identity),
    content TEXT NOT NULL,
    parts TEXT NOT NULL,
    PRIMARY KEY (sale_id, identity)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX shared_by_file ON shared (identity)",
    # Refunds of sales that their file does not hold, and the sales of other files that they name.
    """CREATE TABLE linked (
    sale_id TEXT NOT NULL,
    identity TEXT NOT NULL REFERENCES files (identity),
    content TEXT NOT NULL,
    parts TEXT NOT NULL,
    PRIMARY KEY (sale_id, identity)
) STRICT, WITHOUT ROWID""",
    # On which terms goods were sold, each once; an offer's number is a hash of its text.
    """CREATE TABLE offers (
    offer INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT""",
    # The seals of the rows of each file, by the office's key.
    """CREATE TABLE file_seals (
    identity TEXT NOT NULL PRIMARY KEY REFERENCES files (identity),
    day TEXT NOT NULL,
    goods TEXT NOT NULL,
    sales TEXT NOT NULL,
    review TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # What is worth a look in each file, as JSON.
    """CREATE TABLE reviews (
    identity TEXT NOT NULL PRIMARY KEY REFERENCES files (identity),
    items TEXT NOT NULL,
    seal INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
)
_RECEIVED_TABLES = ("plan", "files", "records", "root", "light_codes", "light_wholes")
_SEAL_OF_ALL = """CREATE TABLE book_seals (
    part TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    seal TEXT NOT NULL,
    rows INTEGER NOT NULL,
    hidden TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
_DERIVED_TABLES = (
    "file_seals",
    "reviews",
    "linked",
    "shared",
    "offers",
    "sales",
    "days",
    "plan_seal",
)  # in the order in which they can be dropped
_GUARD = """
CREATE TRIGGER IF NOT EXISTS {table}_never_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the book only grows'); END
"""


def is_sqlite(path: Path) -> bool:
    """Whether a file begins with the magic bytes of a SQLite database."""
    return first_bytes(path, len(SQLITE_MAGIC)) == SQLITE_MAGIC


def companions(path: Path) -> tuple[Path, Path]:
    """The WAL and shared-memory files that SQLite keeps beside a database."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def check_free(path: Path) -> None:
    """Raise PosError `book_exists` or `book_folder_missing` where no new book can be made."""
    if path.exists():
        raise PosError("book_exists", file=str(path))
    if not path.parent.is_dir():
        raise PosError("book_folder_missing", file=str(path))


def create_database(path: Path) -> Database:
    """A new database for a book, without its tables; only its owner can read it."""
    make_private_file(path)
    return _connect(path, "rwc", new=True)


def open_database(path: Path, *, writing: bool) -> Database:
    """Opens and checks a book's database; without `writing` the file is not changed.

    Raises PosError `book_missing`, `book_newer`; MachineError `not_a_book`.
    """
    if not path.is_file():
        raise PosError("book_missing", file=str(path))
    if not is_sqlite(path):
        raise MachineError("not_a_book", file=str(path))
    if writing:
        for each in (path, *companions(path)):
            protect_file(each)
    database = _connect(path, "rw" if writing else "ro", new=False)
    try:
        _check(database, path)
    except READ_FAULTS as error:
        database.close()
        raise MachineError("not_a_book", file=str(path)) from error
    except BaseException:
        database.close()
        raise
    return database


def connect_foreign(path: Path) -> sqlite3.Connection:
    """A connection for reading a book that anyone may have made; nothing of it is believed yet.

    Raises MachineError `not_a_book`, `book_damaged`.
    """
    if not is_sqlite(path):
        raise MachineError("not_a_book", file=str(path))
    database = _connect(path, "ro", new=False)
    try:
        found = database.scalar("PRAGMA application_id")
    except READ_FAULTS as error:
        database.close()
        raise MachineError("not_a_book", file=str(path)) from error
    if found != APPLICATION_ID:
        database.close()
        raise MachineError("not_a_book", file=str(path))
    return database.connection


def is_outdated(database: Database) -> bool:
    """Whether an older version of the app made the tables."""
    return database.scalar("PRAGMA user_version") != SCHEMA_VERSION


def in_memory(database: Database) -> Database:
    """A copy in memory that can be rebuilt where the file itself must not be changed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    database.connection.backup(copy)
    database.close()
    return Database(copy, database.path)


def make_tables(database: Database) -> None:
    """Makes the current tables within a transaction; derived tables are then empty."""
    for table in _DERIVED_TABLES:
        database.execute(f"DROP TABLE IF EXISTS {table}")
    # The seals over all rows change with every file that comes, so no trigger guards them.
    database.execute("DROP TABLE IF EXISTS book_seals")
    for statement in (*_RECEIVED, *_DERIVED, _SEAL_OF_ALL):
        database.execute(statement)
    if database.scalar("PRAGMA user_version") == 2:
        database.execute(_ROOT_OF_VERSION_2)
    for table in (*_RECEIVED_TABLES, *_DERIVED_TABLES):
        for verb in ("UPDATE", "DELETE"):
            database.execute(_GUARD.format(table=table, verb=verb))
    database.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _connect(path: Path, mode: str, *, new: bool) -> Database:
    if mode == "ro" and not os.access(path.parent, os.W_OK) and not companions(path)[0].exists():
        # On a read-only disk SQLite cannot create its side files, and nobody else can write.
        mode = "ro&immutable=1"
    wait_until_free(path)
    try:
        connection = sqlite3.connect(
            file_uri(path.absolute(), f"mode={mode}"), uri=True, isolation_level=None, timeout=10
        )
    except sqlite3.Error as error:
        raise book_error(error, path) from error
    try:
        if new:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        _set_pragmas(connection, _PRAGMAS[2:] if mode.startswith("ro") else _PRAGMAS)
    except READ_FAULTS as error:
        connection.close()
        raise book_error(error, path) from error
    except BaseException:
        connection.close()
        raise
    return Database(connection, path)


def book_error(error: Exception, path: Path) -> PosError:
    """The error for a fault while reading a book.

    Everything except a lock, a full disk or a missing permission means that the book is damaged.
    """
    known = machine_error(error)
    if known.code == "database_failed":
        return MachineError("book_damaged", file=str(path))
    return as_book_error(known, path)


def newer_book(found: object) -> PosError:
    """The error for a book whose version this app does not know yet."""
    return PosError("book_newer", found=found, known=SCHEMA_VERSION, app=__version__)


def as_book_error(error: PosError, path: Path) -> PosError:
    """The same fault with the code for a book; database codes are worded for a till."""
    code = _OF_A_BOOK.get(error.code)
    return error if code is None else MachineError(code, file=str(path))


def _set_pragmas(
    connection: sqlite3.Connection, pragmas: Iterable[tuple[str, str, object]]
) -> None:
    """Sets each pragma and reads it back. Raises MachineError `database_unsafe`."""
    for name, value, expected in pragmas:
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise MachineError("database_unsafe", pragma=name, found=str(found))


def _check(database: Database, path: Path) -> None:
    if database.scalar("PRAGMA application_id") != APPLICATION_ID:
        raise MachineError("not_a_book", file=str(path))
    found = database.scalar("PRAGMA user_version")
    if not isinstance(found, int) or found > SCHEMA_VERSION:
        raise newer_book(found)
    if database.scalar("SELECT count(*) FROM plan") != 1:
        raise MachineError("not_a_book", file=str(path))
