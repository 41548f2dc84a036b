"""Cashiers and leads: who they are, who stands at the till, and the way back for a lost PIN.

A PIN says who did something; it hides nothing. Only its scrypt hash is kept.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import timedelta

from pos_app.clock import parse_stamp
from pos_app.domain.event import check_code
from pos_app.domain.staff import (
    MAX_NAME,
    RECOVERY_ALPHABET,
    RECOVERY_LENGTH,
    Person,
    Role,
    check_pin,
    normalise_recovery_code,
    wait_after,
)
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import staff as staff_store

__all__ = ["MAX_NAME", "Person", "Role", "check_pin"]

RECOVERY_KEY = "recovery_hash"
SALT = 16


@dataclass(frozen=True, slots=True)
class NewPin:
    """A PIN was set. `recovery` is the lead's way back, to be written down now; mostly empty."""

    person: Person
    recovery: str = ""


def people(shop: Shop) -> list[Person]:
    """Everybody who works here, the active ones first."""
    return staff_store.people(shop.database)


def locks(shop: Shop) -> bool:
    """Whether anything is locked here: only where a lead has a PIN that opens it again."""
    return any(p.is_lead and p.has_pin and p.active for p in people(shop))


def put_person(shop: Shop, person: Person, *, by: str = "") -> Person:
    """Adds or changes a person. Raises PosError `code_invalid`, `person_nameless`, `last_lead`."""
    check_code(person.code, "cashier")
    name = " ".join(person.name.split())[:MAX_NAME]
    if not name:
        raise PosError("person_nameless")
    changed = Person(person.code, name, person.role, person.has_pin, person.active)
    others = [p for p in people(shop) if p.code != person.code]
    was_lead = any(p.is_lead and p.has_pin and p.active for p in people(shop))
    still = (changed.is_lead and changed.active) or any(
        p.is_lead and p.has_pin and p.active for p in others
    )
    if was_lead and not still:
        raise PosError("last_lead")
    with shop.transaction():
        fact = {"person": changed.code, "name": name, "role": str(changed.role)}
        shop.record("staff", {**fact, "active": changed.active}, at=shop.now(), by=by)
        staff_store.put_person(shop.database, changed)
    return changed


def set_pin(shop: Shop, code: str, pin: str, *, by: str = "") -> NewPin:
    """Gives a person their PIN; the first lead's also makes the recovery code.

    Raises PosError `pin_invalid`, `pin_simple`, `person_unknown`.
    """
    check_pin(pin)
    person = _person(shop, code)
    hashed = _hash(pin)
    recovery = ""
    if person.is_lead and not shop.settings.get(RECOVERY_KEY):
        recovery = _new_recovery()
    with shop.transaction():
        shop.record("pin_set", {"person": code}, at=shop.now(), by=by or code)
        staff_store.set_pin(shop.database, code, hashed)
        if recovery:
            _keep_recovery(shop, recovery)
    return NewPin(_person(shop, code), recovery)


def sign_in(shop: Shop, code: str, pin: str, *, lead: bool = False, purpose: str = "") -> Person:
    """The person whose PIN that is; noted in the journal, as a wrong try is.

    With `lead`, only a lead will do. Raises PosError `person_unknown`, `pin_missing`, `pin_wait`
    (with the seconds left), `pin_wrong`, `lead_needed`.
    """
    person = _person(shop, code)
    if lead and not person.is_lead:
        raise PosError("lead_needed")
    stored = staff_store.pin_of(shop.database, code)
    if stored is None:
        raise PosError("pin_missing", name=person.name)
    _check_wait(shop, code)
    if not _matches(stored, pin):
        _note_failure(shop, code)
        raise PosError("pin_wrong")
    with shop.transaction():
        fact = {"person": code, "purpose": purpose}
        shop.record("switch", fact, at=shop.now(), by=code)
    return person


def reset_pin(shop: Shop, code: str, recovery: str, pin: str) -> NewPin:
    """A lead who forgot the PIN sets a new one with the recovery code, which is then spent.

    It opens nothing by itself: it gives one lead a new PIN, is noted, and makes a new code. Raises
    PosError `lead_needed`, `pin_wait`, `recovery_wrong`, `pin_invalid`, `pin_simple`.
    """
    check_pin(pin)
    person = _person(shop, code)
    if not person.is_lead:
        raise PosError("lead_needed")
    _check_wait(shop, code)
    stored = shop.settings.get(RECOVERY_KEY)
    if not stored or not _matches(bytes.fromhex(stored), normalise_recovery_code(recovery)):
        _note_failure(shop, code)
        raise PosError("recovery_wrong")
    hashed, fresh = _hash(pin), _new_recovery()
    with shop.transaction():
        shop.record("pin_reset", {"person": code}, at=shop.now(), by=code)
        shop.record("pin_set", {"person": code}, at=shop.now(), by=code)
        staff_store.set_pin(shop.database, code, hashed)
        _keep_recovery(shop, fresh)
    return NewPin(person, fresh)


def _person(shop: Shop, code: str) -> Person:
    for person in people(shop):
        if person.code == code and person.active:
            return person
    raise PosError("person_unknown", code=code[:20])


def _check_wait(shop: Shop, code: str) -> None:
    failed, newest = staff_store.failed_in_a_row(shop.database, code)
    seconds = wait_after(failed)
    if not seconds:
        return
    passed = shop.clock.now() - parse_stamp(newest)
    # A clock that was set back must not lock a stand for a day.
    if timedelta(0) <= passed < timedelta(seconds=seconds):
        raise PosError("pin_wait", seconds=seconds - int(passed.total_seconds()))


def _note_failure(shop: Shop, code: str) -> None:
    with shop.transaction():
        shop.record("pin_failed", {"person": code}, at=shop.now())


def _hash(secret: str, salt: bytes | None = None) -> bytes:
    """Salt and scrypt hash (n=2^15, r=8, p=1: 32 MiB and a tenth of a second)."""
    salt = salt if salt is not None else os.urandom(SALT)
    key = hashlib.scrypt(
        secret.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32
    )
    return salt + key


def _matches(stored: bytes, secret: str) -> bool:
    import hmac  # loaded on use, as `secrets` below: the first window proves nobody

    return hmac.compare_digest(stored, _hash(secret, stored[:SALT]))


def _new_recovery() -> str:
    import secrets

    return "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))


def _keep_recovery(shop: Shop, recovery: str) -> None:
    catalogue_store.put_setting(shop.database, RECOVERY_KEY, _hash(recovery).hex())
