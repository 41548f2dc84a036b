"""The opened folder of a till: its database, its journal, its clock and its key.

Each operation of the other services is one transaction of a Shop. Its facts are rows of the journal
and, once committed, lines of the journal's twin: a text file from which the database can be
rebuilt.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.domain.event import TillIdentity
from pos_app.errors import MachineError, NotSaved, PosError, UnknownOutcome
from pos_app.private_files import protect_till
from pos_app.services.shop import setting_keys
from pos_app.services.shop.settings import Settings
from pos_app.services.shop.staff_record import changed_staff, mend_staff
from pos_app.services.shop.start_check import (
    KEY_NAME,
    check_identity,
    check_wal,
    file_identity,
    finish_new_key,
    newest_break,
)
from pos_app.services.shop.twin_care import TwinCare
from pos_app.services.shop.uptime import ClockUptime
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store.cart_file import CART_NAME, CartFile
from pos_app.store.database import (
    FILE_NAME,
    Database,
    closing_on_error,
    open_database,
    schema_changed,
)
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import TWIN_NAME, Journal, JournalRow, Twin
from pos_app.store.reading import open_for_reading

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer
    from pos_app.services.shop.requests import Request
    from pos_app.services.shop.safety_writer import SafetyWriter

logger = logging.getLogger(__name__)

__all__ = ["KEY_NAME", "NewId", "Settings", "Shop", "is_set_up", "open_shop", "random_id"]

NewId = Callable[[], str]


def random_id() -> str:
    """Returns a random UUID (version 4) as text."""
    import uuid  # it looks at the platform, which would slow down the start

    return str(uuid.uuid4())


def is_set_up(folder: Path) -> bool:
    """Whether `folder` holds a till."""
    return (folder / FILE_NAME).exists()


class Shop(TwinCare):
    """One opened till. Close it after use: it holds the lock of the folder."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        new_id: NewId,
        *,
        writing: bool,
        scratch: Path | None = None,
    ) -> None:
        super().__init__(folder)
        self._scratch = scratch
        self.clock = clock
        self.new_id = new_id
        self.writing = writing
        self.pin_failures: dict[str, list[float]] = {}
        """The uptime at each wrong PIN of this run, by person, since their last right one."""
        self.uptime: Callable[[], float] = ClockUptime(clock) if clock.replayed else time.monotonic
        """Seconds of a time that nobody sets: see `services.pin_waits`."""
        self.counts_uptime = not clock.replayed
        """Whether `uptime` is that of the laptop, so that another run can go on with it."""
        self.opened_uptime = self.uptime()
        self.changed_staff: list[str] = []
        self.via = ""
        """By which way facts come that no window sent: `cli` or `ring`; the journal says so."""
        self.proven = ""
        """The code of the person who gave their PIN to a command."""
        self.nobody = False
        """Whether a command came without a PIN, on a till whose people have PINs."""
        self.request: Request | None = None
        """The command with a `ref` that is being done: see `requests`."""
        self.before_close: list[Callable[[], None]] = []
        self._reads_beside = False
        self._lock = FolderLock(folder) if writing else None
        self.cart_file = CartFile(folder / CART_NAME)
        try:
            self._open()
        except BaseException:
            self._release()
            raise
        self.settings = Settings(self)

    def _open(self) -> None:
        path = self.folder / FILE_NAME
        if self.writing:
            protect_till(self.folder)
            finish_new_key(self.folder / KEY_NAME)
            check_wal(self.folder)
        self.database: Database = (
            open_database(path) if self.writing else open_for_reading(path, self._scratch)
        )
        if self._reads_beside:
            self.database.read_beside()
        self._place = file_identity(path)
        self.twin = None
        with closing_on_error(self.database):
            self._read_till()
        self._replay_noted = False
        self.safety: SafetyWriter | None = None
        if self.writing and self.damage is None:
            self.check_safety()
        if self.writing and self.trouble is None:
            self.check_staff()
            self.start_safety()

    def _read_till(self) -> None:
        self.identity: TillIdentity = till_store.read_till(self.database)
        self.journal = Journal(self.database, self.identity)
        self.difference, self.damage, self.checked = None, None, None
        if not self.writing:
            return
        path = self.folder / TWIN_NAME
        check_identity(self.database, self.journal, self.identity, path)
        self.twin = Twin(path)
        self.difference = self.find_difference(full=False)
        if schema_changed(self.database):
            self.damage = MachineError("database_damaged", reason="schema")
        broken = newest_break(self.journal)
        if broken is not None and not (self.difference and self.difference.choice):
            self.damage = MachineError("journal_damaged", row=broken)
        if self.trouble is None:
            self.twin.catch_up(self.journal)

    def read_beside(self) -> None:
        """Let a window read on a thread of its own while another thread writes."""
        self._reads_beside = True
        self.database.read_beside()

    def count_laptop_uptime(self, uptime: Callable[[], float]) -> None:
        """Measure waits by the laptop's uptime, also where the clock is set for a command."""
        self.uptime, self.counts_uptime = uptime, True
        self.opened_uptime = uptime()

    def start_safety(self) -> None:
        """Start to write the safety folder behind the till, if one is set."""
        folder = catalogue_store.setting(self.database, setting_keys.SAFETY_FOLDER)
        if folder:
            from pos_app.services.shop.safety_writer import SafetyWriter

            self.safety = SafetyWriter(self.folder, Path(folder), self.identity)
            self.safety.start()

    def check_safety(self) -> None:
        """See whether the safety folder has what database and twin have lost: that is damage."""
        folder = catalogue_store.setting(self.database, setting_keys.SAFETY_FOLDER)
        if folder:
            from pos_app.services.shop.safety_ahead import find_ahead

            head, found = self.journal.head(), self.difference
            self.damage = find_ahead(Path(folder), self.identity, head, found)

    def check_staff(self) -> None:
        """Hold the staff against the journal; what differs is put back and noted.

        The codes of those concerned are then in `changed_staff`.
        """
        changed = changed_staff(self.database, self.journal)
        if changed:
            self.changed_staff = changed
            with self.transaction():
                mend_staff(self.database, self.journal, changed)
                self.record("staff_differs", {"people": changed}, at=self.now())

    def close(self) -> None:
        """Completes the journal's twin and the cart, closes the database, releases the lock.

        What is in `before_close` is called first: who reads the till by a clock stops then.
        """
        for each in self.before_close:
            each()
        self.cart_file.close()
        if self.safety:
            self.safety.close()
        self.stop_checking()
        if self.twin:
            self.twin.close()
        self.database.close()
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Shop:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def recover(self) -> None:
        """Opens the database again after a commit whose outcome is unknown.

        The failed connection may show rows that are not on disk.
        """
        with self.turn:
            if self.safety:
                self.safety.close(0)
            self.stop_checking()
            if self.twin:
                self.twin.close()
            failed = self.database
            failed.close_writer()  # what reads beside it goes on until the new one is there
            self._open()
            failed.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Runs one operation: all of it is committed and appended to the twin, or none of it.

        A transaction of another thread waits for the end of this one. When the commit fails, the
        folder is opened again and the operation's journal rows looked up; if they are there, it was
        done. Raises NotSaved if they are not, UnknownOutcome if the folder cannot be opened,
        MachineError `database_gone` if the file is no longer at its place.
        """
        with self.turn:
            self.journal.pending.clear()
            try:
                with self.database.transaction():
                    yield
                    self._end_transaction()
            except UnknownOutcome as error:
                self._resolve(error, list(self.journal.pending))
                return
            except BaseException:
                self.journal.discard_uncommitted()
                self._replay_noted = False
                raise
            self._check_place()
            if self.twin and self.difference is None:
                self.twin.append_committed(self.journal)
            if self.safety:
                self.safety.wake()
            self.journal.pending.clear()

    def _end_transaction(self) -> None:
        """Store the answer to the command that came with a `ref`, and what goes into the twin."""
        if self.request is not None and self.journal.pending:
            self.request.store(self.database, self.journal.pending[-1].seq)
            self.request = None
        if self.twin:
            self.twin.bind_changes(self.journal)

    def _resolve(self, error: UnknownOutcome, written: list[JournalRow]) -> None:
        """Return if the rows of a commit that failed are on disk. Raises as `transaction` does."""
        self.journal.discard_uncommitted()
        try:
            self.recover()
        except (PosError, OSError) as other:
            logger.exception("the folder could not be opened again")
            self.damage = error
            raise error from other
        if not written:
            raise error
        if self.journal.row(written[-1].seq) != written[-1]:
            raise NotSaved("not_saved", reason=str(error.facts.get("reason", ""))) from error

    def _check_place(self) -> None:
        """Raise unless the database is still the file at its path, by one `stat`."""
        if file_identity(self.folder / FILE_NAME) != self._place:
            self.journal.discard_uncommitted()
            self.damage = MachineError("database_gone", folder=str(self.folder))
            raise self.damage

    def record(
        self,
        kind: str,
        fact: Mapping[str, Any],
        *,
        at: str,
        by: str = "",
        replayed: bool = False,
    ) -> int:
        """Adds a fact of time `at` to the journal in the running transaction; returns its seq.

        A time that is not of the real clock (`replayed`, or a manual clock) marks the day as
        replayed. Raises PosError `twin_differs`, `twin_not_restorable` until a lead decided on
        what the twin knows and the database does not.
        """
        self.refuse_trouble()
        if self.clock.replayed or replayed:
            self._note_replay(by)
        else:
            self._note_clock_back(at, by)
        marked = {**fact, "via": self.via} if self.via else fact
        if self.request is not None:
            marked = {**marked, "ref": self.request.ref}
        return self.journal.append(kind, at, by or self.proven, marked)

    def person(self, code: str, opened_by: str) -> str:
        """Return who does something: `code`, or else who gave a PIN, or who opened the day.

        It is empty for a command without a PIN where people have PINs: nobody proved who they are.
        """
        return code or self.proven or ("" if self.nobody else opened_by)

    def now(self) -> str:
        """Returns the time now, as it is stored."""
        return stamp(self.clock.now())

    def _note_replay(self, by: str) -> None:
        if self._replay_noted:
            return
        now = self.now()
        first = till_store.next_seq_after_all_closes(self.database)
        if not self.journal.has_kind("replay", first):
            self.journal.append("replay", now, by, {"clock": now})
        self._replay_noted = True

    def _note_clock_back(self, at: str, by: str) -> None:
        previous = self.journal.last_at()
        if previous is not None and at < previous:
            self.journal.append("clock_back", at, by, {"before": previous})

    def day_closed(self) -> None:
        """Is called after a close: the next day has to note a replayed clock again."""
        self._replay_noted = False
        if self.twin:
            self.twin.flush()

    def signer(self) -> Signer:
        """Returns the till's signing key. Raises MachineError `key_missing`, `key_damaged`."""
        from pos_app.dayfile.signing import load_key

        return load_key(self.folder / KEY_NAME)

    def require_open(self) -> till_store.OpenDay:
        """Returns the open business day. Raises PosError `till_not_open`."""
        day = till_store.open_day(self.database)
        if day is None:
            raise PosError("till_not_open")
        return day


def open_shop(
    folder: Path,
    clock: Clock | None = None,
    new_id: NewId | None = None,
    *,
    writing: bool = True,
    scratch: Path | None = None,
) -> Shop:
    """Opens the till in `folder`; with `writing` False also while a window has it open.

    `scratch` is a folder with room, for reading a till whose own disk is full. Raises PosError
    `not_set_up`, `database_newer`, `database_damaged`, `folder_locked`, `folder_read_only`.
    """
    if not is_set_up(folder):
        raise PosError("not_set_up", folder=str(folder))
    return Shop(
        folder, clock or SystemClock(), new_id or random_id, writing=writing, scratch=scratch
    )
