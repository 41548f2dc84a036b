"""Writes a till's safety folder behind the till: a second twin, and verified backups.

A thread of its own reads what the database has committed and appends it to the twin on the stick.
A sale neither waits for it nor knows of it. A stick that is pulled out, full, slow or read-only
leaves the thread behind; it tries again and catches up by itself.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.errors import PosError
from pos_app.private_files import private_opener
from pos_app.services.shop.backup_file import (
    PART,
    SUFFIX,
    backups_in,
    refusal,
    seq_of,
    write_backup,
)
from pos_app.services.shop.forget_in_files import Cleaned, Gone, clean_folder
from pos_app.services.shop.safety_check import folder_name, is_of_till, is_taken, known_more
from pos_app.services.shop.safety_decided import is_decided
from pos_app.services.shop.start_check import KEY_NAME
from pos_app.store.carried import changes_after, newest_change
from pos_app.store.contacts import FORGET
from pos_app.store.database import FILE_NAME, READ_FAULTS, open_beside
from pos_app.store.journal import TWIN_NAME, Journal, readable_rows, twin_end
from pos_app.store.twin_lines import lines_of

logger = logging.getLogger(__name__)

KNOWN_NAME = "till.safety.json"
BACKUP_EVERY = 400
"""Journal rows after which there is a new backup, if no close came before."""
GENERATIONS = 4
CHUNK = 500
FIRST_WAIT, RETRY = 2.0, 15.0
GATHER = 0.5
"""Seconds in which sales gather before they are written together: a fsync each would slow a disk
that the till shares with its safety folder."""
PATIENCE = 3.0
"""Seconds that a till that is closed waits for its safety folder at the most."""


@dataclass(frozen=True, slots=True)
class SafetyState:
    """How far the safety folder is: its newest row, and what is wrong (a problem's code) or ''."""

    written: int
    problem: str


class SafetyWriter:
    """The thread that writes the safety folder `folder` of the till in the folder `till`."""

    def __init__(self, till: Path, folder: Path, identity: TillIdentity) -> None:
        self.folder = folder
        self._till = till
        self._identity = identity
        self._target = folder / folder_name(identity)
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._rounds = threading.Condition()
        self._done = 0
        self._written, self._upto, self._connected = known_row(till), 0, False
        self._problem = ""
        self.error: PosError | None = None
        """The newest error; it stays after the folder could be written again."""
        self._due = False
        self._thread = threading.Thread(target=self._run, name="safety-folder", daemon=True)

    def start(self) -> None:
        """Start the thread, which leaves the first seconds to the till."""
        self._thread.start()

    @property
    def state(self) -> SafetyState:
        """How far the folder is now."""
        return SafetyState(self._written, self._problem)

    def wake(self) -> None:
        """Tell the thread that something was committed."""
        self._wake.set()

    def catch_up(self, seconds: float) -> bool:
        """Wait until a whole round was written that began after now; return whether it was."""
        with self._rounds:
            wanted = self._done + 2 if self._thread.is_alive() else self._done
            self._hurry.set()
            self._wake.set()
            done = self._rounds.wait_for(lambda: self._done >= wanted or self._nudge(), seconds)
            self._hurry.clear()
            return done

    def _nudge(self) -> bool:
        self._wake.set()
        return False

    def close(self, patience: float = PATIENCE) -> None:
        """Write what is left, as far as the folder lets it within `patience` seconds."""
        self._stop.set()
        self._hurry.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        self._remember()

    def _remember(self) -> None:
        """Keep in the till's own folder how far the safety folder is: it may be unplugged later."""
        with suppress(OSError):
            text = json.dumps({"written": self._written, "folder": str(self.folder)})
            (self._till / KNOWN_NAME).write_text(text, encoding="ascii")

    def _run(self) -> None:
        self._wake.wait(FIRST_WAIT)
        while True:
            stopping = self._stop.is_set()
            self._wake.clear()
            self._round()
            if stopping:
                return
            self._wake.wait(RETRY if self._problem else None)
            self._hurry.wait(GATHER)

    def _round(self) -> None:
        try:
            self._write_all()
            self._problem = ""
        except OSError as error:
            self._fail(refusal(error, self.folder))
        except READ_FAULTS as error:
            logger.warning("the safety folder was not written: %s", error)
            self._connected = False
        except PosError as error:
            self._fail(error)
        with self._rounds:
            self._done += 1
            self._rounds.notify_all()

    def _fail(self, error: PosError) -> None:
        if error.code != self._problem:
            logger.warning("the safety folder was not written: %s", error)
        self._problem, self._connected, self.error = error.code, False, error
        self._remember()

    def _write_all(self) -> None:
        # A folder that is missing is a stick that is not there, or another one: none is made.
        if not self._target.is_dir():
            raise FileNotFoundError(2, "the safety folder is not there", str(self._target))
        database = open_beside(self._till / FILE_NAME)
        try:
            journal = Journal(database, self._identity)
            if not self._connected:
                self._connect(journal)
            while self._write_some(journal):
                pass
            if self._due or self._backup_due(journal.head().seq):
                self._back_up()
        finally:
            database.close()

    def _connect(self, journal: Journal) -> None:
        """Find where the folder's twin ends; that of another till is set aside.

        Raises PosError `safety_knows_more` where this till's own twin there knows rows that the
        journal lacks, `safety_differs` where it holds others under their numbers: nothing is
        written over them until a lead decided.
        """
        path = self._target / TWIN_NAME
        self._forget(journal)
        self._written, self._upto = twin_end(path)
        last = next(reversed(list(readable_rows(path, 4096))), None)
        if last is not None and journal.row(last.seq) != last:
            self._set_aside(journal, path)
        elif path.exists():
            _sync(path)  # after a failed write nobody knows what of it is on the medium
        if self._upto > newest_change(journal.database):
            self._upto = 0
        self._connected = True

    def _forget(self, journal: Journal) -> None:
        """Take contacts out of the folder that were forgotten while it was not there."""
        gone = frozenset(each for fact in journal.facts_of(FORGET) for each in fact["contacts"])
        if gone:
            clean_folder(self._target, Gone(gone), Cleaned(), {KEY_NAME})

    def _set_aside(self, journal: Journal, path: Path) -> None:
        """Keep a twin under another name that is of another till, or that a lead decided against.

        Backups of that end get another name too, so that they are not taken for the newest ones.
        """
        rows = [row for row in readable_rows(path) if journal.row(row.seq) != row]
        if is_of_till(path, self._identity.till_id):
            if not is_decided(journal, rows, self._till):
                raise known_more(journal, rows).error(taken=is_taken(journal, rows))
            for backup in backups_in(self._target):
                if not _is_of_journal(backup, journal):
                    backup.replace(backup.with_name(f"{backup.name}.differs"))
        number = 1
        while (kept := path.with_name(f"journal-differs-{number}.jsonl")).exists():
            number += 1
        path.replace(kept)
        self._written = self._upto = 0

    def _write_some(self, journal: Journal) -> bool:
        """Append the next rows and changes; return whether there were any."""
        journal.database.execute("BEGIN")  # rows and changes of one moment
        rows = list(journal.rows(self._written + 1, self._written + CHUNK))
        changed = changes_after(journal.database, self._upto)
        journal.database.execute("COMMIT")
        newest = rows[-1].seq if rows else self._written
        changes = list(takewhile(lambda each: each.seq <= newest, changed))
        lines = list(lines_of(rows, self._written, self._upto, changes))
        if not lines:
            return False
        text = b"".join(line.text() for line in lines)
        with open(self._target / TWIN_NAME, "ab", opener=private_opener) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        self._written, self._upto = lines[-1].after, lines[-1].upto
        self._due = self._due or any(b'"kind":"close"' in row.payload for row in rows)
        return True

    def _backup_due(self, newest: int) -> bool:
        backups = backups_in(self._target)
        return not backups or newest - seq_of(backups[-1]) >= BACKUP_EVERY

    def _back_up(self) -> None:
        """Write a backup and thin the older ones; where there is no room, thin first."""
        try:
            write_backup(self._till / FILE_NAME, self._target)
        except PosError as error:
            if error.code != "backup_disk_full":
                raise
            self._thin(1)
            write_backup(self._till / FILE_NAME, self._target)
        self._due = False
        self._thin(GENERATIONS)

    def _thin(self, keep: int) -> None:
        (self._target / PART).unlink(missing_ok=True)
        for path in backups_in(self._target)[:-keep]:
            path.unlink(missing_ok=True)


def _is_of_journal(backup: Path, journal: Journal) -> bool:
    """Whether the newest row of a backup, as its name states it, is in the journal."""
    row = journal.row(seq_of(backup))
    return row is not None and row.hash.hex()[:8] == backup.name.removesuffix(SUFFIX)[-8:]


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def known_row(till: Path) -> int:
    """Returns the newest row that the safety folder was last known to have."""
    try:
        found = json.loads((till / KNOWN_NAME).read_text(encoding="ascii"))["written"]
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return found if isinstance(found, int) else 0
