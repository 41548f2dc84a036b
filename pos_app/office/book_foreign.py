"""Reads another book, which a stranger may have made, for use in a process with bounded memory.

A database is a program: a view can recurse without end, a generated column can fill the memory.
So only real tables are read, one row at a time, and SQLite itself gives up after a while.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from pos_app.bounded.child import Child
from pos_app.dayfile.sealed_contacts import MAX_BOX, ContactBox, box_hash
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.errors import MachineError, PosError
from pos_app.office import book_schema
from pos_app.office.book_rows import plan_seal
from pos_app.office.records import Record, RecordKind

MAX_RECORD = 8 << 20
MAX_ROWS = 200_000
QUERY_S = 3.0
_STEPS = 10_000
MAX_WHOLES, MAX_CODE = 10_000, 4096
MAX_CODES = 4 * 256
"""How many codes of one whole are read."""
_NEEDED = {"plan", "files"}
_READ = {*_NEEDED, "records", "light_codes", "contacts"}
_KINDS: Mapping[object, RecordKind] = {str(kind): kind for kind in RecordKind}


class Contents(NamedTuple):
    """The identities of files, records and days by light, as the book gives them."""

    files: tuple[str, ...]
    records: tuple[str, ...]
    wholes: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


Answer = Contents | Record | ContactBox | bytes | list[bytes]
ForeignReader = Child[Answer]


def request(
    path: Path, *, file: str = "", record: str = "", whole: str = "", contact: str = ""
) -> bytes:
    """What to ask `read_foreign` for: a file, a record, codes, a contact, or else the contents."""
    asked = {"path": str(path), "file": file, "record": record, "whole": whole}
    return json.dumps({**asked, "contact": contact}).encode()


def read_foreign(asked: bytes) -> Answer:
    """Return what a `request` asks for.

    Raises MachineError `not_a_book`, `book_damaged`; PosError `book_newer`, `check_too_long`;
    `file_too_large` for a file; `record_damaged` for a record.
    """
    found = json.loads(asked)
    book = _opened(found["path"])
    if found["file"]:
        return book.file(found["file"])
    if found["whole"]:
        return book.codes(found["whole"])
    if found["contact"]:
        return book.contact(found["contact"])
    return book.record(found["record"]) if found["record"] else book.contents()


class _ForeignBook:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = book_schema.connect_foreign(path)
        self._deadline = 0.0
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FILE + 4096)
        self._connection.set_progress_handler(self._is_late, _STEPS)
        try:
            self._check_tables()
        except BaseException:
            self.close()
            raise

    def is_at(self, path: Path) -> bool:
        """Whether this is the book at `path`."""
        return path == self._path

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline

    def _rows(self, sql: str, *values: object) -> Sequence[tuple[object, ...]]:
        self._deadline = time.monotonic() + QUERY_S
        try:
            found = self._connection.execute(sql, values).fetchmany(MAX_ROWS + 1)
        except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as error:
            if self._is_late():
                raise PosError("check_too_long") from error
            raise MachineError("book_damaged", file=str(self._path)) from error
        if len(found) > MAX_ROWS:
            raise MachineError("book_damaged", file=str(self._path))
        return found

    def _check_tables(self) -> None:
        """Refuse views and virtual tables in the place of a book's tables."""
        (version,) = self._rows("PRAGMA user_version")[0]
        if not isinstance(version, int) or version > book_schema.SCHEMA_VERSION:
            raise book_schema.newer_book(version)
        sql = "SELECT lower(name) FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        tables = {name for (name,) in self._rows(sql)}
        others = {name for (name,) in self._rows("SELECT lower(name) FROM sqlite_master")} - tables
        if not tables >= _NEEDED or others & _READ:
            raise MachineError("not_a_book", file=str(self._path))
        self._tables = [name for name in ("files", "records") if name in tables]
        self._has_codes = "light_codes" in tables
        self._has_contacts = "contacts" in tables

    def contents(self) -> Contents:
        """Return the identities, sorted."""
        found: dict[str, tuple[str, ...]] = {}
        for table in self._tables:
            rows = self._rows(f"SELECT identity FROM {table} ORDER BY identity")
            names = (name for (name,) in rows if isinstance(name, str) and len(name) == 64)
            found[table] = tuple(names)
        known = found["files"], found.get("records", ()), self._wholes()
        return Contents(*known, self._contacts())

    def _contacts(self) -> tuple[str, ...]:
        if not self._has_contacts:
            return ()
        rows = self._rows(f"SELECT hash FROM contacts ORDER BY hash LIMIT {MAX_WHOLES}")
        return tuple(name for (name,) in rows if isinstance(name, str) and len(name) == 64)

    def contact(self, digest: str) -> ContactBox:
        """Return a sealed contact whose hash is right. Raises MachineError `book_damaged`."""
        sql = "SELECT ref, box FROM contacts WHERE hash = ? AND length(box) <= ?"
        for ref, box in self._rows(sql, digest, MAX_BOX):
            if isinstance(ref, str) and isinstance(box, bytes) and box_hash(box) == digest:
                return ContactBox(digest, ref, box)
        raise MachineError("book_damaged", file=str(self._path))

    def _wholes(self) -> tuple[str, ...]:
        if not self._has_codes:
            return ()
        sql = f"SELECT DISTINCT whole FROM light_codes ORDER BY whole LIMIT {MAX_WHOLES}"
        return tuple(name for (name,) in self._rows(sql) if isinstance(name, str))

    def codes(self, whole: str) -> list[bytes]:
        """Return the codes of a whole; they are read again where they are taken."""
        sql = (
            "SELECT code FROM light_codes WHERE whole = ? AND length(code) <= ?"
            " ORDER BY number, code LIMIT ?"
        )
        rows = self._rows(sql, whole, MAX_CODE, MAX_CODES)
        return [code for (code,) in rows if isinstance(code, bytes)]

    def file(self, identity: str) -> bytes:
        """Return a file's bytes as received."""
        sql = "SELECT CASE WHEN length(file) <= ? THEN file END FROM files WHERE identity = ?"
        for (file,) in self._rows(sql, MAX_FILE, identity):
            if isinstance(file, bytes):
                return file
        raise PosError("file_too_large", file=str(self._path), limit_mb=MAX_FILE // 1024**2)

    def record(self, identity: str) -> Record:
        """Return a record whose signature holds, of a kind that this version knows."""
        sql = (
            "SELECT kind, body, signer, signature FROM records"
            " WHERE identity = ? AND length(body) <= ?"
        )
        for kind, body, signer, signature in self._rows(sql, identity, MAX_RECORD):
            if kind in _KINDS and isinstance(body, bytes) and isinstance(signature, bytes):
                record = Record(_KINDS[kind], body, str(signer), signature)
                if record.is_valid:
                    return record
        raise PosError("record_damaged")


_open: list[_ForeignBook] = []


def _opened(path: str) -> _ForeignBook:
    """The book that was asked last, because a book is asked for each of its files."""
    if _open and not _open[0].is_at(Path(path)):
        close_foreign()
    if not _open:
        _open.append(_ForeignBook(Path(path)))
    return _open[0]


def close_foreign() -> None:
    """Close the book that was asked last, if any; on Windows its file is held till then."""
    while _open:
        _open.pop().close()


def sealed_plan_in(path: Path) -> bytes:
    """The plan of a damaged book if its bytes are those that were sealed, else nothing."""
    with suppress(PosError, sqlite3.Error), closing(book_schema.connect_foreign(path)) as base:
        row = base.execute("SELECT toml, seal FROM plan, plan_seal").fetchone()
        if row and isinstance(row[0], bytes) and plan_seal(row[0]) == row[1]:
            return row[0]
    return b""
