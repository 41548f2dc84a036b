"""Reads what a place holds of a till's history: a database, sound or damaged, or a twin.

Nothing is changed in a place, and nothing in it is believed: `histories` puts rows together by
their hashes.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.store import business_days
from pos_app.store.carried import TABLES, Entry, entries_from, entries_sum, every_entry
from pos_app.store.database import APPLICATION_ID, READ_FAULTS, Database
from pos_app.store.file_uri import file_uri
from pos_app.store.journal import JournalRow, row_of_line
from pos_app.store.twin_lines import carried_line

DATABASE, TWIN = "database", "twin"
_SQLITE = b"SQLite format 3\x00"
_MAX_BROKEN = 20
_SECONDS = 120.0
"""How long the reading of one database may take."""
_LONGEST_LINE = 64 << 20
"""Bytes of a line of a twin: the goods and photos of one change are far below."""
_MISSES = 2_000
"""How many row numbers in a row a damaged journal may lack before its reading ends."""


@dataclass(slots=True)
class Held:
    """What one place holds.

    `rows` are all that could be read, proven or not; `broken` the twin's lines that could not.
    `entries` are the carried rows by table and key, `changes` the number of the newest change;
    `day_files` the stored day files by manifest. `whole`: nothing in the place is damaged.
    `reached` is the newest row that the place names, also where the row itself is damaged.
    """

    path: Path
    kind: str
    identity: TillIdentity | None = None
    rows: list[JournalRow] = field(default_factory=list)
    broken: list[bytes] = field(default_factory=list)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    changes: int = 0
    day_files: dict[str, bytes] = field(default_factory=dict)
    whole: bool = True
    reached: int = 0

    def note(self, entry: Entry) -> None:
        """Keep an entry as the newest of its table and key."""
        self.entries[entry.table, entry.key] = entry


def kind_of(path: Path) -> str:
    """Return what a file looks like: `database`, `twin`, or empty. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    if head.startswith(_SQLITE) or path.suffix == ".db":
        return DATABASE
    return TWIN if b'"hash":' in head and b'"payload":' in head else ""


def read_place(path: Path) -> Held:
    """Read a file of a till's history, as far as it can be read. Raises OSError."""
    if kind_of(path) == DATABASE:
        return _read_database(path)
    return _read_twin(path)


def _read_twin(path: Path) -> Held:
    found = Held(path, TWIN)
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            _take_line(found, line.removeprefix(b"\xef\xbb\xbf"))
    return found


def _take_line(found: Held, line: bytes) -> None:
    torn = not line.endswith(b"\n")
    whole = line + b"\n" if torn else line
    row = row_of_line(whole)
    if row is not None:
        found.rows.append(row)
        found.reached = max(found.reached, row.seq)
    elif carried_line(whole) is None and whole.strip():
        found.whole = False
        if not torn and len(found.broken) < _MAX_BROKEN:
            found.broken.append(whole)
        return
    _take_entries(found, whole)


def _take_entries(found: Held, line: bytes) -> None:
    if b'"upto":' not in line:
        return
    try:
        told = json.loads(line)
        entries = entries_from(told["also"]) if "also" in told else []
        if entries and told.get("sum") != entries_sum(told["also"]):
            raise ValueError("sum")
        found.changes = max(found.changes, int(told["upto"]))
    except (ValueError, KeyError, TypeError):
        found.whole = False
        return
    for entry in entries:
        found.note(entry)


def _read_database(path: Path) -> Held:
    """Read a database with its write-ahead log and without: the log may be another's."""
    found = Held(path, DATABASE)
    wal = path.with_name(path.name + "-wal")
    logged = wal.exists() and wal.stat().st_size > 0
    if logged:
        with tempfile.TemporaryDirectory(prefix="pos-app-") as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(wal, copy.with_name(copy.name + "-wal"))
            _take_database(found, file_uri(copy, "mode=rw"))
    known = {(row.seq, row.hash) for row in found.rows}
    if not logged or not found.rows:
        _take_database(found, file_uri(path.absolute(), "immutable=1"))
    else:
        alone = Held(path, DATABASE)
        _take_database(alone, file_uri(path.absolute(), "immutable=1"))
        found.rows += [row for row in alone.rows if (row.seq, row.hash) not in known]
    return found


def _take_database(found: Held, uri: str) -> None:
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
            _bound(connection)
            _take_tables(found, Database(connection, found.path))
    except READ_FAULTS:
        found.whole = False


def _bound(connection: sqlite3.Connection) -> None:
    """Let a stranger's file run nothing of its own, and no reading last for ever.

    Raises sqlite3.DatabaseError for a file with views, which no till's has.
    """
    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    found = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'")
    if found.fetchone()[0]:
        raise sqlite3.DatabaseError("a till's database has no views")


def _take_tables(found: Held, database: Database) -> None:
    try:
        found.whole = (
            database.scalar("PRAGMA application_id") == APPLICATION_ID
            and database.scalar("PRAGMA quick_check(1)") == "ok"
        )
    except READ_FAULTS:
        found.whole = False
    with suppress(*READ_FAULTS, TypeError):
        found.identity = business_days.read_till(database)
    with suppress(*READ_FAULTS, TypeError):
        found.reached = int(str(database.scalar("SELECT max(seq) FROM journal") or 0))
    _take_rows(found, database)
    _take_carried(found, database)


def _take_rows(found: Held, database: Database) -> None:
    try:
        found.rows += [
            JournalRow(*row) for row in database.execute("SELECT seq, hash, payload FROM journal")
        ]
    except READ_FAULTS:
        found.whole = False
        found.rows += _row_by_row(database)
    found.rows = [row for row in found.rows if _is_row(row)]


def _row_by_row(database: Database) -> Iterator[JournalRow]:
    """Yield the rows that a damaged journal still gives when each is asked for by itself."""
    seq, missed = 0, 0
    while missed < _MISSES:
        seq += 1
        try:
            row = database.execute(
                "SELECT seq, hash, payload FROM journal WHERE seq = ?", (seq,)
            ).fetchone()
        except READ_FAULTS:
            row = None
        missed = 0 if row else missed + 1
        if row:
            yield JournalRow(*row)


def _is_row(row: JournalRow) -> bool:
    return isinstance(row.hash, bytes) and isinstance(row.payload, bytes)


def _take_carried(found: Held, database: Database) -> None:
    with suppress(*READ_FAULTS, TypeError):
        found.changes = int(str(database.scalar("SELECT coalesce(max(n), 0) FROM changes")))
    for table in TABLES:
        try:
            for entry in every_entry(database, table):
                found.note(entry)
        except READ_FAULTS:
            found.whole = False
    try:
        files = database.execute("SELECT manifest, file FROM closes").fetchall()
        found.day_files |= {str(manifest): bytes(file) for manifest, file in files}
    except READ_FAULTS:
        found.whole = False
