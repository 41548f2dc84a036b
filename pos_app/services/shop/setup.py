"""Setting up a till: its identity, its database and its signing key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.clock import Clock, SystemClock, stamp
from pos_app.domain.event import TillIdentity, check_code
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.private_files import make_private_folder
from pos_app.services.shop.shop import KEY_NAME, NewId, Shop, is_set_up, open_shop, random_id
from pos_app.services.shop.start_check import NEW_KEY_NAME, finish_new_key, till_remains
from pos_app.store import business_days as till_store
from pos_app.store.database import FILE_NAME, Database, create_database
from pos_app.store.journal import Journal

if TYPE_CHECKING:
    from pos_app.dayfile.signing import Signer


@dataclass(frozen=True, slots=True)
class TillSetup:
    """The facts that set a till up. `cash_rounding` is in rupiah, 0 for none.

    `ref` names the command, so that it can be sent again: see `set_up_before`.
    """

    event: str
    stand: str
    till: str
    name: str = ""
    cash_rounding: Rupiah = 0
    training: bool = False
    ref: str = ""


def set_up_before(folder: Path, ref: str) -> TillIdentity | None:
    """Returns the till in `folder` if the command with this `ref` set it up, else None."""
    if not ref or not is_set_up(folder):
        return None
    with open_shop(folder, writing=False) as shop:
        (fact,) = shop.journal.facts_of("setup")
        return shop.identity if fact.get("ref") == ref else None


def set_up(
    folder: Path,
    details: TillSetup,
    clock: Clock | None = None,
    new_id: NewId | None = None,
    key_seed: bytes | None = None,
) -> Shop:
    """Makes a till in `folder` and opens it.

    Raises PosError `already_set_up`, `code_invalid`, `rounding_invalid`, `name_invalid`;
    MachineError `folder_read_only`.
    """
    clock, new_id = clock or SystemClock(), new_id or random_id
    identity = new_identity(folder, details, new_id)
    make_till(folder, identity, clock, key_seed, ref=details.ref)
    return open_shop(folder, clock, new_id)


def new_identity(folder: Path, details: TillSetup, new_id: NewId) -> TillIdentity:
    """Checks the facts and returns the identity of a new till; nothing is written.

    Raises PosError `already_set_up`, `till_remains`, `code_invalid`, `rounding_invalid`,
    `name_invalid`.
    """
    _check(details)
    if is_set_up(folder):
        raise PosError("already_set_up", folder=str(folder))
    left = till_remains(folder)
    if left:
        raise PosError("till_remains", folder=str(folder), files=", ".join(left))
    return TillIdentity(
        details.event,
        details.stand,
        details.till,
        new_id(),
        name=details.name.strip(),
        cash_rounding=details.cash_rounding,
        training=details.training,
    )


def _check(details: TillSetup) -> None:
    for what in ("event", "stand", "till"):
        check_code(getattr(details, what), what)
    if not 0 <= details.cash_rounding <= MAX_PRICE:
        raise PosError("rounding_invalid", rounding=details.cash_rounding)
    if len(details.name) > 100 or any(ord(character) < 32 for character in details.name):
        raise PosError("name_invalid", text=details.name[:40])


Provision = Callable[[Database, Journal, str, "Signer"], None]
"""Writes more into a new till in the same transaction: gets the time and the till's key."""


def make_till(
    folder: Path,
    identity: TillIdentity,
    clock: Clock,
    key_seed: bytes | None,
    provision: Provision | None = None,
    ref: str = "",
) -> None:
    """Makes the till's key and its database, which is written whole or not at all.

    The set-up's fact carries the `ref` of its command. Raises MachineError `folder_read_only`.
    """
    from pos_app.dayfile.signing import create_key, load_key
    from pos_app.services.shop.spare_key import make_spare

    try:
        make_private_folder(folder)
        key = folder / NEW_KEY_NAME  # a half-made till leaves no key behind
        key.unlink(missing_ok=True)
        create_key(key, key_seed)
        # A replay, which hands the key in, writes the same rows again.
        spare = make_spare(folder) if key_seed is None and not identity.training else ""
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    now = stamp(clock.now())

    def fill(database: Database) -> None:
        till_store.insert_till(database, identity, now)
        journal = Journal(database, identity)
        if clock.replayed:
            journal.append("replay", now, "", {"clock": now})
        named = {"spare": spare} if spare else {}
        named |= {"ref": ref} if ref else {}
        journal.append("setup", now, "", {**identity._asdict(), **named})
        if provision is not None:
            provision(database, journal, now, load_key(key))

    create_database(folder / FILE_NAME, fill)
    finish_new_key(folder / KEY_NAME)
