"""Opens a till's database to be read only: beside an open window, or on a read-only medium.

SQLite needs an index beside a database in WAL mode. Where none can be made, a database without a
WAL is read as it lies, and one with a WAL from a copy in a temporary folder; so is one of an older
schema, which is migrated there. Nothing in the till's folder is changed.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from pos_app import __version__
from pos_app.errors import MachineError, PosError
from pos_app.store.database import (
    READ_FAULTS,
    Database,
    again_after_a_pause,
    check_ours,
    closing_on_error,
    machine_error,
    migrate,
)
from pos_app.store.file_uri import file_uri


class CopiedDatabase(Database):
    """A database in a temporary folder, which is removed when it is closed."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._folder = path.parent

    def close(self) -> None:
        """Close the connection and remove the copy."""
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


def open_for_reading(path: Path, scratch: Path | None = None) -> Database:
    """Return a connection that only reads. Raises as `database.open_database`.

    `scratch` is where a copy may lie for that time if the laptop's own disk has no room for one.
    """
    if not path.exists():
        raise PosError("not_set_up", folder=str(path.parent))
    return again_after_a_pause(lambda: _open(path, scratch))


def _open(path: Path, scratch: Path | None) -> Database:
    try:
        database = _connect_as_it_lies(path)
    except MachineError as error:
        if error.code not in ("folder_read_only", "disk_full", "database_failed"):
            raise
        return _open_some_copy(path, scratch)
    with closing_on_error(database):
        check_ours(database)
        newest = _is_newest(database)
    if not newest:
        database.close()
        return _open_some_copy(path, scratch)
    return database


def _connect_as_it_lies(path: Path) -> Database:
    wal = path.with_name(path.name + "-wal")
    has_wal = wal.exists() and wal.stat().st_size > 0
    options = "mode=ro" if has_wal or os.access(path.parent, os.W_OK) else "immutable=1"
    database = connect_to_read(path, options)
    with closing_on_error(database):
        database.scalar("SELECT count(*) FROM sqlite_master")
    return database


def connect_to_read(path: Path, options: str = "mode=ro") -> Database:
    """Return a connection that cannot write, unchecked. Raises MachineError."""
    try:
        connection = sqlite3.connect(
            file_uri(path.absolute(), options), uri=True, isolation_level=None, timeout=2
        )
    except READ_FAULTS as error:
        raise machine_error(error) from error
    database = Database(connection, path)
    with closing_on_error(database):
        for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON"):
            database.execute(f"PRAGMA {pragma}")
    return database


def _is_newest(database: Database) -> bool:
    from pos_app.store.migrations import SCHEMA_VERSION

    found = database.scalar("PRAGMA user_version")
    assert isinstance(found, int)
    if found > SCHEMA_VERSION:
        raise PosError("database_newer", found=found, known=SCHEMA_VERSION, app=__version__)
    return found == SCHEMA_VERSION


def _open_some_copy(path: Path, scratch: Path | None) -> Database:
    try:
        return _open_copy(path, None)
    except MachineError as error:
        if scratch is None or error.code != "disk_full":
            raise
        return _open_copy(path, scratch)


def _open_copy(path: Path, place: Path | None) -> Database:
    """Open a copy in a new folder in `place`, None for the system's own for such things."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="pos-app-", dir=place))
    except OSError as error:
        raise MachineError("disk_full", reason=str(error)) from error
    copy = folder / path.name
    try:
        for name in (path.name, path.name + "-wal"):
            if path.with_name(name).exists():
                shutil.copyfile(path.with_name(name), folder / name)
        connection = sqlite3.connect(copy, isolation_level=None)
        database = CopiedDatabase(connection, copy)
        with closing_on_error(database):
            check_ours(database)
            migrate(database)
            database.execute("PRAGMA query_only=ON")
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            code = "disk_full" if full else "disk_unreadable"
            raise MachineError(code, reason=str(error)) from error
        raise
    return database
