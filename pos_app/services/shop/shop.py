"""The opened folder of a till: its database, its journal, its clock and its key.

Each operation of the other services is one transaction of a Shop. Its facts are rows of the journal
and, once committed, lines of the journal's twin: a text file from which the database can be
rebuilt.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.domain.event import TillIdentity
from pos_app.errors import PosError
from pos_app.private_files import protect_till
from pos_app.services.shop import setting_keys
from pos_app.services.shop.staff_record import changed_staff, mend_staff
from pos_app.services.shop.twin_difference import TwinDifference, find_difference
from pos_app.services.shop.uptime import ClockUptime
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store.cart_file import CART_NAME, CartFile
from pos_app.store.database import FILE_NAME, Database, open_database
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import TWIN_NAME, Journal, Twin

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer
    from pos_app.services.shop.safety_writer import SafetyWriter

logger = logging.getLogger(__name__)

KEY_NAME = "till.key"
NewId = Callable[[], str]


def random_id() -> str:
    """Returns a random UUID (version 4) as text."""
    import uuid  # it looks at the platform, which would slow down the start

    return str(uuid.uuid4())


def is_set_up(folder: Path) -> bool:
    """Whether `folder` holds a till."""
    return (folder / FILE_NAME).exists()


class Settings:
    """The till's settings, each a short text under a key: language, QRIS code, window position."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def get(self, key: str, default: str = "") -> str:
        """Returns the text stored under `key`, or `default`."""
        found = catalogue_store.setting(self._shop.database, key)
        return default if found is None else found

    def set(self, key: str, value: str) -> None:
        """Stores a text, in a transaction of its own."""
        with self._shop.transaction():
            catalogue_store.put_setting(self._shop.database, key, value)


class Shop:
    """One opened till. Close it after use: it holds the lock of the folder."""

    def __init__(self, folder: Path, clock: Clock, new_id: NewId, *, writing: bool) -> None:
        self.folder = folder
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
        self._reads_beside = False
        self._writing = threading.RLock()
        self._lock = FolderLock(folder) if writing else None
        self.cart_file = CartFile(folder / CART_NAME)
        try:
            self._open()
        except BaseException:
            self._release()
            raise
        self.settings = Settings(self)

    def _open(self) -> None:
        if self.writing:
            protect_till(self.folder)
        self.database: Database = open_database(self.folder / FILE_NAME, writing=self.writing)
        if self._reads_beside:
            self.database.read_beside()
        self.identity: TillIdentity = till_store.read_till(self.database)
        self.journal = Journal(self.database, self.identity)
        self.twin = Twin(self.folder / TWIN_NAME) if self.writing else None
        self.difference = self._find_difference(full=False)
        if self.twin and self.difference is None:
            self.twin.catch_up(self.journal)
        self._replay_noted = False
        self.safety: SafetyWriter | None = None
        if self.writing and self.difference is None:
            self.check_staff()
            self.start_safety()

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

    def _find_difference(self, *, full: bool) -> TwinDifference | None:
        if self.twin is None:
            return None
        return find_difference(self.database, self.journal, self.twin.path, full=full)

    def close(self) -> None:
        """Completes the journal's twin and the cart, closes the database, releases the lock."""
        self.cart_file.close()
        if self.safety:
            self.safety.close()
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
        with self._writing:
            if self.safety:
                self.safety.close(0)
            if self.twin:
                self.twin.close()
            failed = self.database
            failed.close_writer()  # what reads beside it goes on until the new one is there
            self._open()
            failed.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Runs one operation: all of it is committed and appended to the twin, or none of it.

        A transaction of another thread waits for the end of this one.
        """
        with self._writing:
            self.journal.pending.clear()
            try:
                with self.database.transaction():
                    yield
                    if self.twin:
                        self.twin.bind_changes(self.journal)
            except BaseException:
                self.journal.discard_uncommitted()
                self._replay_noted = False
                raise
            if self.twin and self.difference is None:
                self.twin.append_committed(self.journal)
            if self.safety:
                self.safety.wake()
            self.journal.pending.clear()

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
        if self.difference is not None:
            raise self.difference.error()
        if self.clock.replayed or replayed:
            self._note_replay(by)
        else:
            self._note_clock_back(at, by)
        marked = {**fact, "via": self.via} if self.via else fact
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

    def check_twin(self) -> None:
        """Compare the whole twin and the open day's tables with the journal, before a close.

        Raises PosError `twin_differs`, `twin_not_restorable`; nothing is written until a lead
        decided.
        """
        if self.twin:
            self.twin.flush()
            self.difference = self.difference or self._find_difference(full=True)
        if self.difference is not None:
            raise self.difference.error()

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
) -> Shop:
    """Opens the till in `folder`; with `writing` False also while a window has it open.

    Raises PosError `not_set_up`, `database_newer`, `database_damaged`, `folder_locked`,
    `folder_read_only`.
    """
    if not is_set_up(folder):
        raise PosError("not_set_up", folder=str(folder))
    return Shop(folder, clock or SystemClock(), new_id or random_id, writing=writing)
