"""Making a laptop into a till: its identity, its database and its signing key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.domain.event import TillIdentity, check_code
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.services.shop.shop import KEY_NAME, NewId, Shop, is_set_up, open_shop, random_id
from pos_app.store import business_days as till_store
from pos_app.store.database import FILE_NAME, Database, create_database
from pos_app.store.journal import Journal

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer


@dataclass(frozen=True, slots=True)
class SetUp:
    """What has to be known of a till. `cash_rounding` is in rupiah, 0 for none."""

    event: str
    stand: str
    till: str
    name: str = ""
    cash_rounding: Rupiah = 0
    training: bool = False


def set_up(
    folder: Path,
    asked: SetUp,
    clock: Clock | None = None,
    new_id: NewId | None = None,
    key_seed: bytes | None = None,
) -> Shop:
    """Makes a till in `folder` and opens it.

    Raises PosError `already_set_up`, `code_invalid`, `rounding_invalid`, `folder_read_only`.
    """
    clock, new_id = clock or SystemClock(), new_id or random_id
    identity = new_identity(folder, asked, new_id)
    make_till(folder, identity, clock, key_seed)
    return open_shop(folder, clock, new_id)


def new_identity(folder: Path, asked: SetUp, new_id: NewId) -> TillIdentity:
    """Who the till in `folder` will be, everything checked and nothing made yet.

    Raises PosError `already_set_up`, `code_invalid`, `rounding_invalid`, `name_invalid`.
    """
    _check(asked)
    if is_set_up(folder):
        raise PosError("already_set_up", folder=str(folder))
    return TillIdentity(
        asked.event,
        asked.stand,
        asked.till,
        new_id(),
        name=asked.name.strip(),
        cash_rounding=asked.cash_rounding,
        training=asked.training,
    )


def _check(asked: SetUp) -> None:
    for what in ("event", "stand", "till"):
        check_code(getattr(asked, what), what)
    if not 0 <= asked.cash_rounding <= MAX_PRICE:
        raise PosError("rounding_invalid", rounding=asked.cash_rounding)
    if len(asked.name) > 100 or any(ord(character) < 32 for character in asked.name):
        raise PosError("name_invalid", text=asked.name[:40])


Stock = Callable[[Database, Journal, str, "Signer"], None]
"""Puts more into a till that is being made, in the same transaction, at a time, with its key."""


def make_till(
    folder: Path,
    identity: TillIdentity,
    clock: Clock,
    key_seed: bytes | None,
    stock: Stock | None = None,
) -> None:
    """Makes the till's key and database, with all of it or nothing in the database.

    Raises MachineError `folder_read_only`.
    """
    from pos_app.dayfile.signing import create_key, load_key

    try:
        folder.mkdir(parents=True, exist_ok=True)
        key = folder / KEY_NAME
        key.unlink(missing_ok=True)
        create_key(key, key_seed)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    now = stamp(clock.now())

    def provision(database: Database) -> None:
        till_store.insert_till(database, identity, now)
        journal = Journal(database, identity)
        if clock.replayed:
            journal.append("replay", now, "", {"clock": now})
        journal.append("setup", now, "", asdict(identity))
        if stock is not None:
            stock(database, journal, now, load_key(key))

    create_database(folder / FILE_NAME, provision)
