"""The answers of commands that were sent with a `ref`, kept in the book.

They are no part of what is totalled and go into no other book: they only tell a program that lost
an answer what was answered. The table is made with the first `ref`, so older books need no rebuild.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pos_app.errors import MachineError, UnknownOutcome
from pos_app.office import book_schema
from pos_app.store.database import READ_FAULTS, Database

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    ref TEXT NOT NULL PRIMARY KEY,
    asked BLOB NOT NULL,
    answer TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
_GUARD = """CREATE TRIGGER IF NOT EXISTS answers_never_{verb} BEFORE {verb} ON answers
BEGIN SELECT RAISE(ABORT, 'the book only grows'); END"""


def answer_in(path: Path, ref: str) -> tuple[bytes, str] | None:
    """The digest of what was asked under `ref`, and the answer (JSON); None for a new one.

    Raises as `open_database`; MachineError `book_damaged`.
    """
    with closing(book_schema.open_database(path, writing=False)) as database:
        try:
            if not database.scalar("SELECT 1 FROM sqlite_schema WHERE name = 'answers'"):
                return None
            sql = "SELECT asked, answer FROM answers WHERE ref = ?"
            row = database.execute(sql, (ref,)).fetchone()
        except READ_FAULTS as error:
            raise book_schema.book_error(error, path) from error
    return None if row is None else (bytes(row[0]), str(row[1]))


def add_answer(path: Path, ref: str, asked: bytes, answer: str) -> None:
    """Keeps the answer to `ref`; the first of two that came at once stays.

    Raises as `open_database`; MachineError `book_busy`, `disk_full`.
    """
    with closing(book_schema.open_database(path, writing=True)) as database:
        try:
            with database.transaction():
                _insert(database, ref, asked, answer)
        except UnknownOutcome:
            raise
        except MachineError as error:
            raise book_schema.as_book_error(error, path) from error


def _insert(database: Database, ref: str, asked: bytes, answer: str) -> None:
    database.execute(_TABLE)
    for verb in ("UPDATE", "DELETE"):
        database.execute(_GUARD.format(verb=verb))
    sql = "INSERT OR IGNORE INTO answers (ref, asked, answer) VALUES (?, ?, ?)"
    database.execute(sql, (ref, asked, answer))
