"""Opens the till's database safely and writes to it in whole transactions, from one writer only.

The mode is WAL with `synchronous=FULL`, set at every open and read back. In simulated power cuts,
Python's default mode always lost the last sale, and this mode lost none.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pos_app import __version__
from pos_app.errors import MachineError, PosError, UnknownOutcome
from pos_app.held_files import replace_patiently, wait_until_free
from pos_app.private_files import make_private_file, make_private_folder
from pos_app.store.file_uri import file_uri

if TYPE_CHECKING:
    import sqlite_utils

logger = logging.getLogger(__name__)

APPLICATION_ID = 0x504F5331  # "POS1"
FILE_NAME = "till.db"
# SQLite's WAL-reset bug, which needs two connections that write at once, is fixed from this
# version. With one writer per folder it cannot occur, so an older SQLite is only logged.
WAL_RESET_FIXED = (3, 51, 3)

_PRAGMAS = (
    ("journal_mode", "wal", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),  # what is deleted of a buyer's contact is overwritten
)


class Database:
    """The writing connection to a till's database, and for a window one that reads beside it.

    One thread writes at a time. After `read_beside`, other threads read what is committed on a
    connection of their own, so that none of them waits while a transaction is on its way to disk.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.execute = connection.execute
        self.executemany = connection.executemany
        self._reader: sqlite3.Connection | None = None
        self._writer_thread = 0

    def read_beside(self) -> None:
        """Read on a second connection outside of transactions, from now on."""
        if self._reader is None:
            self._reader = _connection(self.path, "rw")
            self._reader.execute("PRAGMA query_only=ON")
            self.execute = self._execute
            self.executemany = self._executemany

    def _execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        return self._of_this_thread().execute(sql, values)

    def _executemany(self, sql: str, values: Any) -> sqlite3.Cursor:
        return self._of_this_thread().executemany(sql, values)

    def _of_this_thread(self) -> sqlite3.Connection:
        """The writing connection inside a transaction of this thread, else the reading one."""
        if self._reader is None or self._writer_thread == threading.get_ident():
            return self.connection
        return self._reader

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block between `BEGIN IMMEDIATE` and `COMMIT`; any exception in it rolls back.

        Threads take turns, which the caller sees to: see `Shop.transaction`. Raises
        UnknownOutcome if the commit itself fails, because the rows may be on disk anyway,
        MachineError for other database errors, and PosError `text_not_storable` for half of a
        surrogate pair.
        """
        self._writer_thread = threading.get_ident()
        try:
            with self._one_transaction():
                yield
        finally:
            self._writer_thread = 0

    @contextmanager
    def _one_transaction(self) -> Iterator[None]:
        try:
            self.execute("BEGIN IMMEDIATE")
            yield
        except sqlite3.Error as error:
            self._roll_back()
            raise machine_error(error) from error
        except UnicodeEncodeError as error:
            self._roll_back()
            raise PosError("text_not_storable") from error
        except BaseException:
            self._roll_back()
            raise
        self._commit()

    def _commit(self) -> None:
        try:
            self.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            if _is_disk_full(error):
                raise machine_error(error) from error
            logger.exception("commit raised")
            raise UnknownOutcome("commit_unknown", reason=str(error)) from error

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            try:
                self.execute("ROLLBACK")
            except sqlite3.Error:
                logger.exception("rollback raised")

    def scalar(self, sql: str, *values: object) -> object:
        """Return the first column of the first row, or None."""
        row = self.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def close_writer(self) -> None:
        """Close the writing connection; another thread may still read."""
        self.connection.close()

    def close(self) -> None:
        """Close the connections."""
        self.connection.close()
        if self._reader is not None:
            self._reader.close()


READ_FAULTS = (sqlite3.Error, UnicodeDecodeError, MemoryError)
"""What `sqlite3` raises for a damaged file: for a damaged header it may be a MemoryError."""


# What SQLite says when the disk has no room for its shared index beside the database.
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")


def _is_disk_full(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "") in _NO_ROOM


def machine_error(error: Exception) -> PosError:
    """Return the MachineError that explains a database error to the user."""
    if not isinstance(error, sqlite3.Error):
        return MachineError("database_damaged", reason=type(error).__name__)
    name = getattr(error, "sqlite_errorname", "") or ""
    codes = (
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR_SHMSIZE", "disk_full"),
        ("SQLITE_IOERR_READ", "disk_unreadable"),
        ("SQLITE_IOERR_SHORT_READ", "disk_unreadable"),
        ("SQLITE_READONLY", "folder_read_only"),
        ("SQLITE_CANTOPEN", "folder_read_only"),
        ("SQLITE_BUSY", "folder_locked"),
        ("SQLITE_CORRUPT", "database_damaged"),
        ("SQLITE_NOTADB", "database_damaged"),
        ("SQLITE_CONSTRAINT_TRIGGER", "history_only_grows"),
    )
    for prefix, code in codes:
        if name.startswith(prefix):
            return MachineError(code, reason=str(error))
    said = str(error).lower()
    for part, code in _SAID:
        if not name and part in said:
            return MachineError(code, reason=str(error))
    return MachineError("database_failed", reason=str(error))


_SAID = (
    ("is full", "disk_full"),
    ("disk i/o error", "disk_unreadable"),
    ("malformed", "database_damaged"),
    ("not a database", "database_damaged"),
    ("readonly", "folder_read_only"),
    ("unable to open", "folder_read_only"),
    ("locked", "folder_locked"),
)
"""What an error without a name of its own says, and what that is."""


def create_database(path: Path, provision: Callable[[Database], None]) -> None:
    """Create a database at `path` with the current schema, and fill it with `provision`.

    It is built under another name and renamed at the end, so that a half-made file never looks like
    a till. Raises PosError `already_set_up`.
    """
    if path.exists():
        raise PosError("already_set_up", folder=str(path.parent))
    make_private_folder(path.parent)
    draft = path.with_name(path.name + ".new")
    for stale in (draft, *_companions(draft)):
        stale.unlink(missing_ok=True)
    make_private_file(draft)  # SQLite gives its side files the mode of the database
    database = _connect(draft, create=True)
    try:
        migrate(database)
        with database.transaction():
            provision(database)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close()
    replace_patiently(draft, path)


def _companions(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def open_database(path: Path) -> Database:
    """Open and migrate the till's database after checking that it is ours, intact and not newer.

    SQLite accepts an empty file as a new database, so the application id and a table are tested
    too. A small file is checked whole; for a large one see `quick_check`. A read error that passes
    is no damage: it is tried again after a short pause. To read only, see `reading`. Raises
    PosError `not_set_up`, `database_damaged`, `database_newer`, `folder_read_only`,
    `disk_unreadable`, `disk_full`, `migration_failed`.
    """
    if not path.exists():
        raise PosError("not_set_up", folder=str(path.parent))
    return again_after_a_pause(lambda: _open_for_writing(path))


T = TypeVar("T")
PAUSES = (0.05, 0.2, 0.5)
"""Seconds before each new try of a read that failed."""
_MAY_PASS = frozenset(("database_damaged", "database_failed", "disk_unreadable"))


def again_after_a_pause(work: Callable[[], T]) -> T:
    """Return what `work` returns; an error of reading is raised only if it comes four times."""
    for pause in PAUSES:
        try:
            return work()
        except PosError as error:
            if error.code not in _MAY_PASS:
                raise
            logger.warning("reading the till failed and is tried again: %s", error)
        time.sleep(pause)
    return work()


def _open_for_writing(path: Path) -> Database:
    try:
        database = _connect(path, create=False)
    except PosError as error:
        raise _without_room(error, path) from error
    with closing_on_error(database):
        check_ours(database)
        migrate(database)
    return database


def schema_changed(database: Database) -> bool:
    """Return whether a table, index or trigger is no longer as the migrations made it."""
    from pos_app.store.migrations import schema_hash

    made = database.scalar("SELECT sha256 FROM schema_mark")
    return made != schema_hash(database.connection)


def _without_room(error: PosError, path: Path) -> PosError:
    """Return `disk_full` where a disk without any room is why a database cannot be opened."""
    with suppress(OSError):
        if error.code in ("database_failed", "folder_read_only") and _free(path) < ROOM_TO_OPEN:
            return MachineError("disk_full", reason=str(error))
    return error


ROOM_TO_OPEN = 64 * 1024
"""Bytes: SQLite makes an index of 32 kB beside a database that it opens."""


def _free(path: Path) -> int:
    return shutil.disk_usage(path.parent).free


@contextmanager
def closing_on_error(database: Database) -> Iterator[None]:
    """Close the database if the block raises; what its file made it raise becomes a PosError."""
    try:
        yield
    except READ_FAULTS as error:
        database.close()
        raise machine_error(error) from error
    except BaseException:
        database.close()
        raise


def _connect(path: Path, *, create: bool) -> Database:
    mode = "rwc" if create else "rw"
    wait_until_free(path)
    try:
        connection = _connection(path, mode)
    except READ_FAULTS as error:
        raise machine_error(error) from error
    database = Database(connection, path)
    with closing_on_error(database):
        if create:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        _set_pragmas(connection)
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        logger.info("SQLite %s: one writer only", sqlite3.sqlite_version)
    return database


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that a window may hand from its own thread to the one that writes."""
    uri = file_uri(path.absolute(), f"mode={mode}")
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=2, check_same_thread=False)


def open_beside(path: Path) -> Database:
    """Open a database for reading only, beside the till that writes it. Raises sqlite3.Error."""
    connection = _connection(path, "rw")
    connection.execute("PRAGMA query_only=ON")
    return Database(connection, path)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise MachineError("database_unsafe", pragma=name, found=str(found))


CHECKED_AT_ONCE = 4 << 20
"""Bytes of a database up to which a start checks it whole, in about 8 ms."""


def check_ours(database: Database) -> None:
    """Raise MachineError `database_damaged` unless this is a till's database, and a sound one."""
    if database.scalar("PRAGMA application_id") != APPLICATION_ID:
        raise MachineError("database_damaged", reason="application_id")
    if database.path.stat().st_size <= CHECKED_AT_ONCE:
        quick_check(database)
    if not database.scalar("SELECT count(*) FROM sqlite_master WHERE name='till'"):
        raise MachineError("database_damaged", reason="till")


def quick_check(database: Database) -> None:
    """Read every page of the database. Raises MachineError `database_damaged`."""
    if database.scalar("PRAGMA quick_check(1)") != "ok":
        raise MachineError("database_damaged", reason="quick_check")


def migrate(database: Database) -> None:
    """Bring an older database to the current schema.

    Raises PosError `database_newer`; MachineError `migration_failed`, after which the file is as
    it was.
    """
    from pos_app.store.migrations import SCHEMA_VERSION

    found = database.scalar("PRAGMA user_version")
    assert isinstance(found, int)
    if found > SCHEMA_VERSION:
        raise PosError("database_newer", found=found, known=SCHEMA_VERSION, app=__version__)
    if found < SCHEMA_VERSION:
        try:
            apply_migrations_of(tables(database), found)
        except (sqlite3.Error, OSError) as error:
            known = machine_error(error) if isinstance(error, sqlite3.Error) else None
            if known is not None and known.code in ("disk_full", "database_damaged"):
                raise known from error
            raise MachineError("migration_failed", reason=str(error)) from error


def apply_migrations_of(database: sqlite_utils.Database, found: int) -> None:
    """Apply the migrations after version `found`. Raises sqlite3.Error, OSError."""
    from pos_app.store.migrations import apply_migrations  # a start needs none of them

    apply_migrations(database, found)


def tables(database: Database) -> sqlite_utils.Database:
    """Return the connection wrapped by sqlite-utils, for schema, migrations and small writes."""
    import sqlite_utils

    return sqlite_utils.Database(database.connection, execute_plugins=False)
