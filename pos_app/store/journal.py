"""The journal (a hash chain) in the database, and its twin: a JSONL file with the same rows.

The database can be rebuilt from the twin.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import canonical, envelope, genesis, row_hash
from pos_app.private_files import private_opener
from pos_app.store.carried import Change, bind_changes, changes_after, newest_change
from pos_app.store.database import Database
from pos_app.store.twin_lines import JournalRow, TwinLine, carried_line, lines_of

logger = logging.getLogger(__name__)

TWIN_NAME = "journal.jsonl"
__all__ = [
    "TWIN_NAME",
    "Journal",
    "JournalRow",
    "Twin",
    "read_twin",
    "readable_rows",
    "row_of_line",
    "twin_end",
    "twin_newest",
]


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
        for row in self.database.execute(
            "SELECT seq, hash, payload FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq",
            (first, last if last is not None else 1 << 62),
        ):
            yield JournalRow(*row)

    def hash_before(self, seq: int) -> bytes:
        """Return the hash of the row before `seq`, or the genesis hash for the first row."""
        if seq <= 1:
            return self._genesis
        found = self.database.scalar("SELECT hash FROM journal WHERE seq = ?", seq - 1)
        assert isinstance(found, bytes)
        return found

    def has_kind(self, kind: str, first: int) -> bool:
        """Return whether there is a fact of `kind` at row `first` or later."""
        return bool(
            self.database.scalar(
                "SELECT 1 FROM journal WHERE seq >= ? AND kind = ? LIMIT 1", first, kind
            )
        )

    def newest_of(self, kind: str) -> tuple[int, bytes] | None:
        """Return the seq and payload of the newest fact of `kind`, or None."""
        row = self.database.execute(
            "SELECT seq, payload FROM journal WHERE kind = ? ORDER BY seq DESC LIMIT 1", (kind,)
        ).fetchone()
        return None if row is None else (row[0], row[1])

    def facts_of(self, *kinds: str) -> Iterator[dict[str, Any]]:
        """Yield the parsed facts of some kinds, in order."""
        marks = ", ".join("?" * len(kinds))
        for (payload,) in self.database.execute(
            f"SELECT payload FROM journal WHERE kind IN ({marks}) ORDER BY seq", kinds
        ):
            yield json.loads(payload)

    def first_break(self) -> int | None:
        """Return the seq of the first row whose hash or number is wrong, or None."""
        previous, expected = self._genesis, 1
        for row in self.rows():
            if row.seq != expected or row_hash(previous, row.payload) != row.hash:
                return expected
            previous, expected = row.hash, expected + 1
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
        self._last, self._upto = twin_end(path)
        self._queue: queue.SimpleQueue[TwinLine | threading.Event | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.failed: OSError | None = None

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
        """Append committed rows and changes; the thread writes them soon after."""
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
        try:
            with open(self.path, "ab", opener=private_opener) as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            self.failed = None
        except OSError as error:
            # The database remains authoritative; the gap is filled from it at the next start.
            logger.exception("the journal's twin could not be written")
            self.failed = error


def read_twin(path: Path) -> Iterator[JournalRow]:
    """Yield the rows of a twin file up to the first incomplete or invalid line."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            row = _parse_twin_line(line)
            if row is not None:
                yield row
            elif carried_line(line) is None:
                return


def readable_rows(path: Path, tail_bytes: int | None = None) -> Iterator[JournalRow]:
    """Yield the rows of a twin file, passing over lines that are no rows.

    With `tail_bytes` only that much of the end of the file is read, and more where no row ends in
    it.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = 0 if tail_bytes is None else max(0, size - tail_bytes)
        while start and not _has_row(file, start):
            start = max(0, size - 4 * (size - start))
        for line in _lines_from(file, start):
            row = _parse_twin_line(line)
            if row is not None:
                yield row


def _has_row(file: BinaryIO, start: int) -> bool:
    return any(_parse_twin_line(line) is not None for line in _lines_from(file, start))


def _lines_from(file: BinaryIO, start: int) -> Iterator[bytes]:
    file.seek(start)
    if start:
        file.readline()  # the rest of a line that began before
    for line in file:  # noqa: UP028  # `yield from` would close the file with the generator
        yield line


def _parse_twin_line(line: bytes) -> JournalRow | None:
    try:
        found = json.loads(line)
        row = JournalRow(found["seq"], bytes.fromhex(found["hash"]), found["payload"].encode())
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return row if line.endswith(b"\n") and isinstance(row.seq, int) else None


def twin_end(path: Path) -> tuple[int, int]:
    """Return the newest row and change of the last complete line; cut off an incomplete one.

    What the incomplete line held is in the database and will be written again.
    """
    if not path.exists():
        return 0, 0
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = 0
        window = 1 << 20
        while True:
            start = max(0, size - window)
            file.seek(start)
            tail = file.read()
            whole = tail[: tail.rfind(b"\n") + 1]
            body = whole[:-1]
            if start == 0 or b"\n" in body:
                break
            window *= 4
        if len(whole) < len(tail):
            file.truncate(start + len(whole))
    if not body:
        return 0, 0
    line = body[body.rfind(b"\n") + 1 :] + b"\n"
    row = _parse_twin_line(line)
    if row is not None:
        return row.seq, _upto_of(line)
    carried = carried_line(line)
    if carried is not None:
        return carried.after, carried.upto
    return sum(1 for _ in read_twin(path)), 0


def row_of_line(line: bytes) -> JournalRow | None:
    """Return the row of a complete line of a twin, or None if it holds none or cannot be read."""
    return _parse_twin_line(line)


def twin_newest(path: Path) -> int:
    """Return the newest row of a twin that another thread may be writing; nothing is cut off.

    Raises OSError.
    """
    return max((row.seq for row in readable_rows(path, 4096)), default=0)


def _upto_of(line: bytes) -> int:
    """Return the newest change that a whole line of a row names, or 0."""
    found = json.loads(line).get("upto", 0) if b'"upto":' in line[-40:] else 0
    return found if isinstance(found, int) else 0
