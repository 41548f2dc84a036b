"""The book: one SQLite file with every verified day file as received, and what each adds up to.

It only grows. The files are the truth; the other tables repeat what is in them, so that neither a
merge nor a total has to read the files again. All SQL of the office is here.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.catalogue import DiscountBearer
from pos_app.errors import MachineError, PosError
from pos_app.office.book_day import BookDay, FileMaker, SaleMark, book_day
from pos_app.office.event_plan import EventPlan, read_plan
from pos_app.office.tally import Tally
from pos_app.store.database import Database, machine_error

APPLICATION_ID = 0x504F5342  # "POSB"
SCHEMA_VERSION = 1
SQLITE_MAGIC = b"SQLite format 3\0"

_PRAGMAS = (
    ("journal_mode", "wal", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
)
_TABLES = """
CREATE TABLE plan (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    toml BLOB NOT NULL
) STRICT;
CREATE TABLE files (
    identity TEXT NOT NULL PRIMARY KEY CHECK (length(identity) = 64),
    file BLOB NOT NULL
) STRICT;
CREATE TABLE days (
    identity TEXT NOT NULL PRIMARY KEY REFERENCES files (identity),
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
    tally TEXT NOT NULL,
    makers TEXT NOT NULL
) STRICT;
CREATE INDEX days_by_place ON days (stand, till, seat, day);
CREATE TABLE sales (
    sale_id TEXT NOT NULL,
    identity TEXT NOT NULL REFERENCES files (identity),
    slot TEXT NOT NULL,
    content TEXT NOT NULL,
    tally TEXT NOT NULL,
    PRIMARY KEY (sale_id, identity)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared (sale_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
"""
_GUARDED = ("plan", "files", "days", "sales", "shared")
_GUARD = """
CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the book only grows'); END
"""
_DAY_COLUMNS = (
    "identity, stand, till, seat, day, revision, supersedes, prev_day, key, first, last,"
    " running_start, running_total"
)


class Book:
    """An open book. Not for use from a second thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def create(cls, path: Path, toml: bytes) -> Book:
        """A new book for the event in `toml`, built beside and renamed into place.

        Raises Refused for a plan that cannot be used; PosError `book_exists`,
        `book_folder_missing`.
        """
        read_plan(toml)
        if path.exists():
            raise PosError("book_exists", file=str(path))
        if not path.parent.is_dir():
            raise PosError("book_folder_missing", file=str(path))
        draft = path.with_name(path.name + ".new")
        for stale in (draft, *_companions(draft)):
            stale.unlink(missing_ok=True)
        with closing(_connect(draft, "rwc", new=True)) as database:
            _provision(database, toml)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        draft.replace(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True) -> Book:
        """The book at `path`, checked. Without `writing` the file is left as it is.

        Raises PosError `book_missing`, `book_newer`; MachineError `not_a_book`.
        """
        if not path.is_file():
            raise PosError("book_missing", file=str(path))
        if not is_sqlite(path):
            raise MachineError("not_a_book", file=str(path))
        database = _connect(path, "rw" if writing else "ro", new=False)
        try:
            _check(database, path)
        except sqlite3.Error as error:
            database.close()
            raise MachineError("not_a_book", file=str(path)) from error
        except BaseException:
            database.close()
            raise
        return cls(database)

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @cached_property
    def plan(self) -> EventPlan:
        toml = self._database.scalar("SELECT toml FROM plan")
        assert isinstance(toml, bytes)
        return read_plan(toml)[0]

    def has(self, identity: str) -> bool:
        return bool(self._database.scalar("SELECT 1 FROM files WHERE identity = ?", identity))

    def add(self, day: VerifiedDay, file: bytes) -> bool:
        """Takes a verified day with its bytes; False when the book has it already."""
        with self._database.transaction():
            if self.has(day.identity):
                return False
            self._insert(book_day(day), file)
        return True

    def _insert(self, day: BookDay, file: bytes) -> None:
        execute = self._database.execute
        execute("INSERT INTO files (identity, file) VALUES (?, ?)", (day.identity, file))
        makers = {code: [m.name, m.discount_by, m.paid_out] for code, m in day.makers.items()}
        head = [getattr(day, column.strip()) for column in _DAY_COLUMNS.split(",")]
        execute(
            f"INSERT INTO days ({_DAY_COLUMNS}, tally, makers) VALUES ({'?, ' * len(head)}?, ?)",
            (*head, _dump(day.tally.as_json()), _dump(makers)),
        )
        slot = "/".join(map(str, day.slot))
        ids = [(mark.sale_id, slot) for mark in day.marks]
        for pair in ids:
            execute(
                "INSERT OR IGNORE INTO shared (sale_id)"
                " SELECT sale_id FROM sales WHERE sale_id = ? AND slot <> ? LIMIT 1",
                pair,
            )
        self._database.executemany(
            "INSERT INTO sales (sale_id, identity, slot, content, tally) VALUES (?, ?, ?, ?, ?)",
            (
                (mark.sale_id, day.identity, slot, mark.content, _dump(mark.tally.as_json()))
                for mark in day.marks
            ),
        )

    def days(self) -> list[BookDay]:
        """Every file of the book, in the order of its identities."""
        return self._days("", (), self._marks("SELECT sale_id FROM shared"))

    def around(self, day: BookDay) -> list[BookDay]:
        """The files that can put this day in doubt: of its till, and of tills that share a sale."""
        mine = "SELECT sale_id FROM sales WHERE identity = ? INTERSECT SELECT sale_id FROM shared"
        sharing = self._rows(
            "SELECT DISTINCT stand, till FROM days WHERE identity IN"
            f" (SELECT identity FROM sales WHERE sale_id IN ({mine}))",
            day.identity,
        )
        tills = {(day.stand, day.till), *sharing}
        marks = self._marks(mine, day.identity)
        where = "WHERE stand = ? AND till = ?"
        return [found for till in sorted(tills) for found in self._days(where, till, marks)]

    def _days(
        self, where: str, values: Sequence[object], marks: Mapping[str, tuple[SaleMark, ...]]
    ) -> list[BookDay]:
        sql = f"SELECT {_DAY_COLUMNS}, tally, makers FROM days {where} ORDER BY identity"
        return [_day(row, marks.get(row[0], ())) for row in self._rows(sql, *values)]

    def _marks(self, sale_ids: str, *values: object) -> dict[str, tuple[SaleMark, ...]]:
        """The marks of the sales that a query names, by file."""
        rows = self._rows(
            "SELECT identity, sale_id, content, tally FROM sales"
            f" WHERE sale_id IN ({sale_ids}) ORDER BY identity, sale_id",
            *values,
        )
        found: dict[str, list[SaleMark]] = {}
        for identity, sale_id, content, tally in rows:
            mark = SaleMark(sale_id, content, Tally.from_json(json.loads(tally)))
            found.setdefault(identity, []).append(mark)
        return {identity: tuple(marks) for identity, marks in found.items()}

    def identities(self) -> list[str]:
        rows = self._rows("SELECT identity FROM files ORDER BY identity")
        return [str(identity) for (identity,) in rows]

    def file(self, identity: str, limit: int) -> bytes | None:
        """A file's bytes as received; None for one over `limit` bytes, or for none."""
        sql = "SELECT file FROM files WHERE identity = ? AND length(file) <= ?"
        for (file,) in self._rows(sql, identity, limit):
            return file if isinstance(file, bytes) else None
        return None

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """What a query finds. Raises MachineError for a book that cannot be read."""
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise machine_error(error) from error


def is_sqlite(path: Path) -> bool:
    """Whether a file begins as a SQLite database does."""
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except OSError:
        return False


def _companions(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _connect(path: Path, mode: str, *, new: bool) -> Database:
    if mode == "ro" and not os.access(path.parent, os.W_OK) and not _companions(path)[0].exists():
        # A read-only stick has no room for SQLite's side files, and no writer either.
        mode = "ro&immutable=1"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=10
        )
    except sqlite3.Error as error:
        raise machine_error(error) from error
    try:
        if new:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        _set_pragmas(connection, _PRAGMAS[2:] if mode.startswith("ro") else _PRAGMAS)
    except sqlite3.Error as error:
        connection.close()
        raise machine_error(error) from error
    except BaseException:
        connection.close()
        raise
    return Database(connection, path)


def _set_pragmas(
    connection: sqlite3.Connection, pragmas: Iterable[tuple[str, str, object]]
) -> None:
    """Sets each and reads it back."""
    for name, value, expected in pragmas:
        connection.execute(f"PRAGMA {name}={value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != expected:
            raise MachineError("database_unsafe", pragma=name, found=str(found))


def _provision(database: Database, toml: bytes) -> None:
    with database.transaction():
        for statement in _TABLES.split(";"):
            if statement.strip():
                database.execute(statement)
        for table in _GUARDED:
            for verb in ("UPDATE", "DELETE"):
                database.execute(_GUARD.format(table=table, verb=verb))
        database.execute("INSERT INTO plan (id, toml) VALUES (1, ?)", (toml,))
        database.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _check(database: Database, path: Path) -> None:
    if database.scalar("PRAGMA application_id") != APPLICATION_ID:
        raise MachineError("not_a_book", file=str(path))
    found = database.scalar("PRAGMA user_version")
    if not isinstance(found, int) or found > SCHEMA_VERSION:
        raise PosError("book_newer", found=found, known=SCHEMA_VERSION)
    if database.scalar("SELECT count(*) FROM plan") != 1:
        raise MachineError("not_a_book", file=str(path))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _day(row: tuple[Any, ...], marks: tuple[SaleMark, ...]) -> BookDay:
    *head, tally, makers = row
    day = BookDay(*head)
    return replace(
        day,
        tally=Tally.from_json(json.loads(tally)),
        makers={
            code: FileMaker(name, DiscountBearer(bearer), paid)
            for code, (name, bearer, paid) in json.loads(makers).items()
        },
        marks=marks,
    )
