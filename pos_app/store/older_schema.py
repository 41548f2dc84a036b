"""Writes a till's database as an older version of the program had it, with all that was sold since.

It is made by the older version's own migrations and filled with the rows of today's tables, so that
the older version takes it for its own. The journal is the same, so the numbers go on.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.errors import MachineError, PosError
from pos_app.private_files import make_private_file
from pos_app.store.database import APPLICATION_ID, FILE_NAME, Database, quick_check, tables
from pos_app.store.migrations import SCHEMA_VERSION, apply_migrations
from pos_app.store.reading import connect_to_read

_MADE_BY_MIGRATIONS = ("_sqlite_migrations", "schema_mark")
_NO_LOSS = (*_MADE_BY_MIGRATIONS, "changes")
"""What needs no place in an older version: it says nothing of the till."""
_COPY_NAME = re.compile(re.escape(FILE_NAME) + r"\.v(\d{1,4})\.bak")


@dataclass(slots=True)
class LeftOut:
    """How many rows of which tables, and which columns, the older version has no place for."""

    rows: dict[str, int] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)


def copy_before(folder: Path, version: int) -> Path:
    """Return the name of the copy that the migration from schema `version` makes first."""
    return folder / f"{FILE_NAME}.v{version}.bak"


def older_versions(folder: Path) -> list[int]:
    """Return the schemas of the copies made before migrations, newest last."""
    names = [_COPY_NAME.fullmatch(path.name) for path in folder.glob(f"{FILE_NAME}.v*.bak")]
    found = [int(name[1]) for name in names if name is not None]
    return sorted(number for number in found if 0 < number < SCHEMA_VERSION)


def numbers_in(copy: Path) -> set[str] | None:
    """Return the numbers of the documents in a copy; None where there is no copy.

    Raises MachineError.
    """
    if not copy.is_file():
        return None
    with closing(connect_to_read(copy, "immutable=1")) as database:
        rows = database.execute("SELECT number FROM sales").fetchall()
    return {number for (number,) in rows}


def write_older(source: Path, version: int, target: Path) -> LeftOut:
    """Write the database `source` to the new file `target` in the schema `version`, and check it.

    Raises MachineError `downgrade_failed`, after which there is no `target`.
    """
    target.unlink(missing_ok=True)
    make_private_file(target)
    try:
        with closing(sqlite3.connect(target, isolation_level=None, uri=True)) as connection:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            database = Database(connection, target)
            apply_migrations(tables(database), 0, upto=version)
            left_out = _fill(database, source)
            _check(database)
            return left_out
    except (sqlite3.Error, OSError, PosError) as error:
        target.unlink(missing_ok=True)
        raise MachineError("downgrade_failed", reason=str(error)) from error


def _fill(database: Database, source: Path) -> LeftOut:
    """Copy the rows, with triggers away: they would note each row as a change of today."""
    database.execute("ATTACH ? AS newer", (f"{source.absolute().as_uri()}?mode=ro",))
    database.execute("PRAGMA foreign_keys=OFF")
    database.execute("BEGIN IMMEDIATE")
    triggers = database.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        database.execute(f'DROP TRIGGER main."{name}"')
    left_out = _copy_tables(database)
    for _, sql in triggers:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("DETACH newer")
    return left_out


def _copy_tables(database: Database) -> LeftOut:
    left_out, known = LeftOut(), _tables_of(database, "main")
    for table in _tables_of(database, "newer"):
        if table in _MADE_BY_MIGRATIONS:
            continue
        if table in known:
            left_out.columns += _copy_table(database, table)
        elif table not in _NO_LOSS and (rows := _count_newer(database, table)):
            left_out.rows[table] = rows
    if "changes" in known:
        marks = ", ".join("?" for _ in known)
        database.execute(f"DELETE FROM main.changes WHERE tbl NOT IN ({marks})", sorted(known))
    return left_out


def _copy_table(database: Database, table: str) -> list[str]:
    """Copy the columns that both have; return the names of those that only the newer has."""
    here, there = _columns(database, "main", table), _columns(database, "newer", table)
    names = ", ".join(f'"{name}"' for name in there if name in here)
    database.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM newer."{table}"')
    return [f"{table}.{name}" for name in there if name not in here]


def _count_newer(database: Database, table: str) -> int:
    rows = database.scalar(f'SELECT count(*) FROM newer."{table}"')
    return rows if isinstance(rows, int) else 0


def _tables_of(database: Database, schema: str) -> list[str]:
    rows = database.execute(
        f"SELECT name FROM {schema}.sqlite_master"
        " WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [name for (name,) in rows.fetchall()]


def _columns(database: Database, schema: str, table: str) -> list[str]:
    rows = database.execute(f'PRAGMA {schema}.table_info("{table}")').fetchall()
    return [row[1] for row in rows]


def _check(database: Database) -> None:
    quick_check(database)
    if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise MachineError("database_damaged", reason="foreign_key_check")
