"""Cashiers and leads: their PINs, who signs in, and the recovery code for a lost PIN.

A PIN says who did something; no data is encrypted with it. Only its scrypt hash is stored.
"""

from __future__ import annotations

import hashlib
import os
from typing import NamedTuple

from pos_app.domain.event import check_code
from pos_app.domain.staff import (
    MAX_NAME,
    RECOVERY_ALPHABET,
    RECOVERY_LENGTH,
    Person,
    Role,
    check_pin,
    normalise_recovery_code,
)
from pos_app.errors import PosError
from pos_app.services.pin_waits import check_wait, note_failure
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.services.shop.staff_record import UNUSABLE_PIN, pin_mark
from pos_app.store import catalogue as catalogue_store
from pos_app.store import staff as staff_store

__all__ = ["MAX_NAME", "Person", "Role", "check_pin"]

SALT = 16  # bytes


class NewPin(NamedTuple):
    """A person whose PIN was set, and the recovery code to write down now (empty for most)."""

    person: Person
    recovery: str = ""


def people(shop: Shop) -> list[Person]:
    """Returns everybody at this till, the active people first."""
    return staff_store.people(shop.database)


def uses_pins(shop: Shop) -> bool:
    """Whether the till asks for PINs: only where an active lead has one, to unlock it."""
    return any(_can_unlock(person) for person in people(shop))


def _can_unlock(person: Person) -> bool:
    return person.is_lead and person.has_pin and person.active


def check_lead(shop: Shop, by: str) -> None:
    """Refuses what only a lead may do, where the till asks for PINs.

    Raises PosError `lead_needed` unless `by` is the code of a lead with a PIN.
    """
    leads = {person.code for person in people(shop) if _can_unlock(person)}
    if leads and by not in leads:
        raise PosError("lead_needed")


def save_person(shop: Shop, person: Person, *, by: str = "") -> Person:
    """Adds or changes a person, and returns them with the name tidied.

    Raises PosError `code_invalid`, `person_nameless`, and `last_lead` when nobody would be left who
    can unlock the till.
    """
    check_code(person.code, "cashier")
    name = " ".join(person.name.split())[:MAX_NAME]
    if not name:
        raise PosError("person_nameless")
    changed = Person(person.code, name, person.role, person.has_pin, person.active)
    _check_lead_remains(shop, changed)
    with shop.transaction():
        fact = {"person": changed.code, "name": name, "role": str(changed.role)}
        shop.record("staff", {**fact, "active": changed.active}, at=shop.now(), by=by)
        staff_store.put_person(shop.database, changed)
    return changed


def _check_lead_remains(shop: Shop, changed: Person) -> None:
    if (changed.is_lead and changed.active) or not uses_pins(shop):
        return
    if not any(_can_unlock(p) for p in people(shop) if p.code != changed.code):
        raise PosError("last_lead")


def set_pin(shop: Shop, code: str, pin: str, *, by: str = "") -> NewPin:
    """Sets the PIN of a person; with the first lead's PIN a recovery code is made.

    Raises PosError `pin_invalid`, `pin_simple`, `person_unknown`.
    """
    check_pin(pin)
    person = _person(shop, code)
    hashed = _hash(pin)
    recovery = ""
    if person.is_lead and not shop.settings.get(setting_keys.RECOVERY_HASH):
        recovery = _new_recovery_code()
    with shop.transaction():
        _store_pin(shop, code, hashed, recovery, by=by or code)
    return NewPin(_person(shop, code), recovery)


def sign_in(shop: Shop, code: str, pin: str, *, lead: bool = False, purpose: str = "") -> Person:
    """Checks a PIN and returns the person; the journal notes it, and failed attempts too.

    With `lead`, only a lead is accepted. Raises PosError `person_unknown`, `pin_missing`,
    `pin_differs`, `pin_wrong`, `lead_needed`, and `pin_wait` with the seconds left.
    """
    person = _person(shop, code)
    if lead and not person.is_lead:
        raise PosError("lead_needed")
    stored = staff_store.pin_of(shop.database, code)
    if stored is None:
        raise PosError("pin_missing", name=person.name)
    if stored == UNUSABLE_PIN:
        raise PosError("pin_differs", name=person.name)
    check_wait(shop, code)
    if not _matches(stored, pin):
        note_failure(shop, code)
        raise PosError("pin_wrong")
    shop.pin_failures.pop(code, None)
    if shop.difference is not None:
        return person  # nothing is written before a lead decided; the decision names them
    with shop.transaction():
        fact = {"person": code, "purpose": purpose}
        shop.record("switch", fact, at=shop.now(), by=code)
    return person


def reset_pin(shop: Shop, code: str, recovery: str, pin: str) -> NewPin:
    """Sets a new PIN for a lead who forgot it, by the recovery code, which is used up.

    The code alone unlocks nothing: it sets one lead's PIN, the journal notes it, and a new code is
    made. Raises PosError `lead_needed`, `pin_wait`, `recovery_wrong`, `pin_invalid`, `pin_simple`.
    """
    check_pin(pin)
    person = _person(shop, code)
    if not person.is_lead:
        raise PosError("lead_needed")
    check_wait(shop, code)
    stored = _recovery_hash(shop)
    if not stored or not _matches(stored, normalise_recovery_code(recovery)):
        note_failure(shop, code)
        raise PosError("recovery_wrong")
    hashed, fresh = _hash(pin), _new_recovery_code()
    with shop.transaction():
        shop.record("pin_reset", {"person": code}, at=shop.now(), by=code)
        _store_pin(shop, code, hashed, fresh, by=code)
    return NewPin(person, fresh)


def _person(shop: Shop, code: str) -> Person:
    for person in people(shop):
        if person.code == code and person.active:
            return person
    raise PosError("person_unknown", code=code[:20])


def _hash(secret: str, salt: bytes | None = None) -> bytes:
    """Returns salt and scrypt hash (n=2^15, r=8, p=1: 32 MiB, a tenth of a second)."""
    salt = salt if salt is not None else os.urandom(SALT)
    key = hashlib.scrypt(
        secret.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32
    )
    return salt + key


def pin_matches(stored: bytes, pin: str) -> bool:
    """Whether a PIN is the one whose salt and hash are stored."""
    return stored != UNUSABLE_PIN and _matches(stored, pin)


def _matches(stored: bytes, secret: str) -> bool:
    import hmac  # imported on use, as `secrets` below: the start needs neither

    return hmac.compare_digest(stored, _hash(secret, stored[:SALT]))


def _new_recovery_code() -> str:
    import secrets

    return "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH))


def _store_pin(shop: Shop, code: str, hashed: bytes, recovery: str, *, by: str) -> None:
    """Stores a PIN's hash and, if there is one, a new recovery code; the journal marks both."""
    fact = {"person": code, "pin": pin_mark(hashed)}
    if recovery:
        recovery_hash = _hash(recovery)
        fact["recovery"] = pin_mark(recovery_hash)
        value = recovery_hash.hex()
        catalogue_store.put_setting(shop.database, setting_keys.RECOVERY_HASH, value)
    shop.record("pin_set", fact, at=shop.now(), by=by)
    staff_store.set_pin(shop.database, code, hashed)


def _recovery_hash(shop: Shop) -> bytes:
    """Returns the hash of the recovery code; empty if it is not the one that the journal marks."""
    stored = bytes.fromhex(shop.settings.get(setting_keys.RECOVERY_HASH))
    marks = [fact["recovery"] for fact in shop.journal.facts_of("pin_set") if "recovery" in fact]
    return stored if not marks or marks[-1] == pin_mark(stored) else b""
