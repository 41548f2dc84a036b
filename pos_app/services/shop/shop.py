"""A till's folder, opened: its database, its journal, its clock and its key.

Every intent of the other services is one transaction of a Shop. What it records is in the journal
and, once committed, in the journal's twin.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.domain.event import TillIdentity
from pos_app.errors import PosError
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store.database import FILE_NAME, Database, open_database
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import TWIN_NAME, Journal, Twin

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer

logger = logging.getLogger(__name__)

KEY_NAME = "till.key"
ENROLLED_KEY = "enrolled"  # the setting that holds the enrolment key's word for the till's own
OFFICE_KEY = "office_key"  # the setting that holds the public key of the office whose pack it took
NewId = Callable[[], str]


def random_id() -> str:
    import uuid  # with its look at the platform it is no part of a start

    return str(uuid.uuid4())


def is_set_up(folder: Path) -> bool:
    """Whether a till lives in `folder`."""
    return (folder / FILE_NAME).exists()


class Settings:
    """Small texts that the till remembers: language, the stand's QRIS code, a window's place."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def get(self, key: str, default: str = "") -> str:
        found = catalogue_store.setting(self._shop.database, key)
        return default if found is None else found

    def set(self, key: str, value: str) -> None:
        with self._shop.transaction():
            catalogue_store.put_setting(self._shop.database, key, value)


class Shop:
    """One opened till. Close it when done: it holds the folder's lock."""

    def __init__(self, folder: Path, clock: Clock, new_id: NewId, *, writing: bool) -> None:
        self.folder = folder
        self.clock = clock
        self.new_id = new_id
        self.writing = writing
        self._lock = FolderLock(folder) if writing else None
        try:
            self._open()
        except BaseException:
            self._release()
            raise
        self.settings = Settings(self)

    def _open(self) -> None:
        self.database: Database = open_database(self.folder / FILE_NAME, writing=self.writing)
        self.identity: TillIdentity = till_store.read_till(self.database)
        self.journal = Journal(self.database, self.identity)
        self.twin = Twin(self.folder / TWIN_NAME) if self.writing else None
        if self.twin:
            self.twin.catch_up(self.journal)
        self._replay_noted = False

    def close(self) -> None:
        """Lets the folder go, with the journal's twin written to its end."""
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

        The connection that failed may show other rows than the disk holds.
        """
        if self.twin:
            self.twin.close()
        self.database.close()
        self._open()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One intent: all of it committed and handed to the twin, or none of it."""
        self.journal.pending.clear()
        try:
            with self.database.transaction():
                yield
        except BaseException:
            self.journal.forget()
            self._replay_noted = False
            raise
        if self.twin:
            self.twin.follow(self.journal.pending)
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

        A time that was handed in (`replayed`, or a set clock) marks the day as replayed.
        """
        if self.clock.replayed or replayed:
            self._note_replay(by)
        else:
            self._note_clock_back(at, by)
        return self.journal.append(kind, at, by, fact)

    def now(self) -> str:
        """The time as it is stored."""
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
        """The next fact belongs to the next day, which notes a replayed clock for itself."""
        self._replay_noted = False
        if self.twin:
            self.twin.flush()

    def signer(self) -> Signer:
        """The till's own signing key. Raises PosError `key_missing`, `key_damaged`."""
        from pos_app.dayfile.signing import load_key

        return load_key(self.folder / KEY_NAME)

    def require_open(self) -> till_store.OpenDay:
        """The day that is being sold on. Raises PosError `till_not_open`."""
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
    """Opens the till in `folder`; with `writing` False beside a window that has it open.

    Raises PosError `not_set_up`, `database_newer`, `database_damaged`, `folder_locked`,
    `folder_read_only`.
    """
    if not is_set_up(folder):
        raise PosError("not_set_up", folder=str(folder))
    return Shop(folder, clock or SystemClock(), new_id or random_id, writing=writing)
