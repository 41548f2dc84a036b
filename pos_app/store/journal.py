"""The journal (a hash chain) in the database, and its twin: a JSONL file with the same rows.

The database can be rebuilt from the twin.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import canonical, envelope, genesis, row_hash
from pos_app.private_files import private_opener
from pos_app.store.carried import Change, bind_changes, changes_after, newest_change
from pos_app.store.database import Database
from pos_app.store.twin_lines import JournalRow, TwinLine, lines_of
from pos_app.store.twin_reading import (
    read_twin,
    readable_rows,
    row_of_line,
    twin_end,
    twin_lines,
    twin_newest,
    twin_size,
)

logger = logging.getLogger(__name__)

TWIN_NAME = "journal.jsonl"
# By these words SQLite takes the index of the facts that are no documents.
_NO_DOCUMENT = "kind NOT IN ('refund', 'sale', 'void')"
__all__ = [
    "TWIN_NAME",
    "Journal",
    "JournalRow",
    "Twin",
    "read_twin",
    "readable_rows",
    "row_of_line",
    "twin_end",
    "twin_lines",
    "twin_newest",
    "twin_size",
]


_ROWS_AT_ONCE = 400
MOST_UNWRITTEN = 4 << 20
"""Bytes of lines that are kept in memory while the twin cannot be written: some 2,000 sales."""


class Journal:
    """Appends facts to the chain, within the caller's transaction.

    The newest row is cached between appends, because a folder has one writer only. After a
    rollback, call `discard_uncommitted` to clear the cache.
    """

    def __init__(self, database: Database, till: TillIdentity) -> None:
        self.database = database
        self._genesis = genesis(till)
        self._head: JournalRow | None = None
        self.pending: list[JournalRow] = []

    def head(self) -> JournalRow:
        """Return the newest row; in an empty journal a row with seq 0 and the genesis hash."""
        if self._head is None:
            row = self.database.execute(
                "SELECT seq, hash, payload FROM journal ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            self._head = JournalRow(*row) if row else JournalRow(0, self._genesis, b"")
        return self._head

    def append(self, kind: str, at: str, by: str, fact: Mapping[str, Any]) -> int:
        """Append one fact and return its seq."""
        head = self.head()
        seq = head.seq + 1
        payload = canonical(envelope(kind, seq, at, by, fact))
        row = JournalRow(seq, row_hash(head.hash, payload), payload)
        self.database.execute(
            "INSERT INTO journal (seq, kind, payload, hash) VALUES (?, ?, ?, ?)",
            (seq, kind, payload, row.hash),
        )
        self._head = row
        self.pending.append(row)
        return seq

    def restore(self, rows: Iterable[JournalRow]) -> None:
        """Insert rows that are missing, as they were. `twin_check.fits` says whether they may be.

        They are not added to the twin, from which they come.
        """
        self.database.executemany(
            "INSERT INTO journal (seq, kind, payload, hash) VALUES (?, ?, ?, ?)",
            [(row.seq, json.loads(row.payload)["kind"], row.payload, row.hash) for row in rows],
        )
        self._head = None

    def mend(self, rows: Iterable[JournalRow]) -> None:
        """Put the twin's rows in the place of damaged ones of the same seq.

        `twin_check.fits` says whether they may be. The trigger that forbids it is off meanwhile,
        inside the caller's transaction.
        """
        name = "journal_no_update"
        sql = self.database.scalar("SELECT sql FROM sqlite_master WHERE name = ?", name)
        self.database.execute(f"DROP TRIGGER IF EXISTS {name}")
        self.database.executemany(
            "UPDATE journal SET kind = ?, payload = ?, hash = ? WHERE seq = ?",
            [(json.loads(row.payload)["kind"], row.payload, row.hash, row.seq) for row in rows],
        )
        if sql is not None:
            self.database.execute(str(sql))
        self._head = None

    def discard_uncommitted(self) -> None:
        """Discard the rows of a transaction that was rolled back."""
        self._head = None
        self.pending.clear()

    def last_at(self) -> str | None:
        """Return the time of the newest fact, or None if there is none."""
        payload = self.head().payload
        return json.loads(payload)["at"] if payload else None

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[JournalRow]:
        """Yield the rows from `first` to `last`, both included, in order."""
        rows = self.database.execute(
            "SELECT seq, hash, payload FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq",
            (first, last if last is not None else 1 << 62),
        )
        yield from map(JournalRow._make, rows)

    def row(self, seq: int) -> JournalRow | None:
        """Return the row with that seq, or None."""
        return next(self.rows(seq, seq), None)

    def hash_before(self, seq: int) -> bytes:
        """Return the hash of the row before `seq`, or the genesis hash for the first row."""
        if seq <= 1:
            return self._genesis
        found = self.database.scalar("SELECT hash FROM journal WHERE seq = ?", seq - 1)
        assert isinstance(found, bytes)
        return found

    def has_kind(self, kind: str, first: int) -> bool:
        """Return whether there is a fact of `kind`, no document, at row `first` or later."""
        return bool(
            self.database.scalar(
                f"SELECT 1 FROM journal WHERE seq >= ? AND kind = ? AND {_NO_DOCUMENT} LIMIT 1",
                first,
                kind,
            )
        )

    def of_kind(self, kind: str, first: int) -> list[tuple[int, bytes]]:
        """Return seq and payload of each fact of `kind`, no document, from row `first` on."""
        return self.database.execute(
            "SELECT seq, payload FROM journal"
            f" WHERE seq >= ? AND kind = ? AND {_NO_DOCUMENT} ORDER BY seq",
            (first, kind),
        ).fetchall()

    def newest_of(self, kind: str) -> tuple[int, bytes] | None:
        """Return the seq and payload of the newest fact of `kind`, no document; else None."""
        row = self.database.execute(
            "SELECT seq, payload FROM journal"
            f" WHERE kind = ? AND {_NO_DOCUMENT} ORDER BY seq DESC LIMIT 1",
            (kind,),
        ).fetchone()
        return None if row is None else (row[0], row[1])

    def facts_of(self, *kinds: str) -> Iterator[dict[str, Any]]:
        """Yield the parsed facts of some kinds, no documents, in order."""
        marks = ", ".join("?" * len(kinds))
        for (payload,) in self.database.execute(
            f"SELECT payload FROM journal WHERE kind IN ({marks}) AND {_NO_DOCUMENT} ORDER BY seq",
            kinds,
        ):
            yield json.loads(payload)

    def first_break(self, first: int = 1, pause: Callable[[], None] = lambda: None) -> int | None:
        """Return the seq of the first row from `first` on whose hash or number is wrong, or None.

        A damaged payload breaks its own row; a damaged hash its own row, too. `pause` is called
        between some hundred rows, and what it raises ends the check.
        """
        if first > 1 and self.row(first - 1) is None:
            return first - 1
        previous, expected = self.hash_before(first), first
        for row in self.rows(first):
            if row.seq != expected or row_hash(previous, row.payload) != row.hash:
                return expected
            previous, expected = row.hash, expected + 1
            if not expected % _ROWS_AT_ONCE:
                pause()
        return None


class Twin:
    """The journal's twin file, written by a thread of its own after the database.

    A row goes to the twin only after its commit, so the twin never has a row that the database
    lacks, unless somebody changed the database: see `twin_check`. Rows that a crash kept from it
    are added at the next start. A sale does not wait for the
    fsync of the twin, because it is already durable in the database.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last = self._upto = 0
        self._queue: queue.SimpleQueue[TwinLine | threading.Event | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.failed: OSError | None = None
        """Why the newest rows are not in the twin, or None. The till sells on without them."""
        self._readable = True
        self._unwritten = b""
        try:
            self._last, self._upto = twin_end(path)
        except OSError as error:
            self.note_failure(error)

    def note_failure(self, error: OSError) -> None:
        """Take note that the file cannot be read or written; nothing is added in this run."""
        logger.warning("the journal's twin cannot be used: %s", error)
        self.failed, self._readable = error, False

    @property
    def last(self) -> int:
        """The seq of the newest row given to the twin."""
        return self._last

    def catch_up(self, journal: Journal) -> None:
        """Append every row of the journal, and every carried entry, that the twin lacks."""
        if self._upto > newest_change(journal.database):
            self._upto = 0  # another database wrote it
        changes = changes_after(journal.database, self._upto)
        self.append(journal.rows(self._last + 1), changes)

    def bind_changes(self, journal: Journal) -> None:
        """Let what the running transaction changed go with the last row that it wrote."""
        if journal.pending:
            bind_changes(journal.database, self._upto, journal.pending[-1].seq)

    def append_committed(self, journal: Journal) -> None:
        """Append the journal's pending rows, and what else has changed since the last time."""
        self.append(journal.pending, changes_after(journal.database, self._upto))

    def append(self, rows: Iterable[JournalRow], changes: Sequence[Change] = ()) -> None:
        """Append committed rows and changes; the thread writes them soon after.

        What cannot be written is tried again with the next, and at last by the next start, so that
        the file has no gap.
        """
        if not self._readable:
            return
        for line in lines_of(rows, self._last, self._upto, changes):
            self._enqueue(line)

    def _enqueue(self, line: TwinLine) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="journal-twin", daemon=True)
            self._thread.start()
        self._last, self._upto = line.after, line.upto
        self._queue.put(line)

    def set_aside(self) -> Path:
        """Rename the file, so that a new twin is written; return the name that it is kept under."""
        self.close()
        number = 1
        while (kept := self.path.with_name(f"journal-differs-{number}.jsonl")).exists():
            number += 1
        self.path.replace(kept)
        self._last = self._upto = 0
        return kept

    def flush(self) -> None:
        """Wait until all appended rows are on disk or writing them has failed."""
        if self._thread is not None:
            done = threading.Event()
            self._queue.put(done)
            done.wait()

    def close(self) -> None:
        """Write the remaining rows and stop the thread."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        running = True
        while running:
            batch = [self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get())
            lines = b"".join(item.text() for item in batch if isinstance(item, TwinLine))
            if lines:
                self._write(lines)
            for item in batch:
                if isinstance(item, threading.Event):
                    item.set()
            running = None not in batch

    def _write(self, lines: bytes) -> None:
        """Write lines, after those that could not be written before, so that there is no gap."""
        self._unwritten += lines
        if self.failed and len(self._unwritten) > MOST_UNWRITTEN:
            return  # the next start adds the rows from the database
        try:
            self._append_durably(self._unwritten)
            self._unwritten, self.failed = b"", None
        except OSError as error:
            if self.failed is None:
                logger.exception("the journal's twin could not be written")
            self.failed = error

    def _append_durably(self, lines: bytes) -> None:
        with open(self.path, "ab", opener=private_opener) as file:
            size = file.tell()
            try:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    os.truncate(self.path, size)  # half a line would hide those after it
                raise
