"""The staff as the journal knows them, held against the table that the program works with.

The journal's word counts: a role, a state or a PIN that was changed in the table alone is put back.
A PIN's hash is not in the journal, only a hash of it, so a PIN that does not match is made unusable
instead; another lead, or the recovery code, sets a new one.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from pos_app.domain.staff import Person, Role
from pos_app.store import staff as staff_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal

UNUSABLE_PIN = b""
"""Stored in place of a PIN that is not the one that the journal knows; no PIN has this hash."""


class KnownPerson(NamedTuple):
    """A person by the journal; `pin` is the hash of the stored PIN in hex.

    It is empty where rows from before it was there say only that a PIN was set.
    """

    person: Person
    pin: str | None = None


def pin_mark(stored: bytes) -> str:
    """Returns what the journal holds of a stored PIN: the SHA-256 of its salt and hash, in hex."""
    return hashlib.sha256(stored).hexdigest()


def known_staff(journal: Journal) -> dict[str, KnownPerson]:
    """Returns everybody whom the journal names, by code."""
    found: dict[str, KnownPerson] = {}
    for fact in journal.facts_of("staff", "pin_set"):
        code = fact["person"]
        pin = found[code].pin if code in found else None
        if fact["kind"] == "staff":
            role, active = Role(fact["role"]), fact["active"]
            found[code] = KnownPerson(Person(code, fact["name"], role, active=active), pin)
        elif code in found:
            found[code] = found[code]._replace(pin=fact.get("pin", ""))
    return found


def changed_staff(database: Database, journal: Journal) -> list[str]:
    """Returns the codes of those whose row in the table is not what the journal says, sorted."""
    known = known_staff(journal)
    stored = {person.code: person for person in staff_store.people(database)}
    codes = known.keys() | stored.keys()
    return sorted(code for code in codes if _differs(database, known.get(code), stored.get(code)))


def _differs(database: Database, known: KnownPerson | None, stored: Person | None) -> bool:
    if known is None:
        return stored is not None and stored.active
    if stored is None:
        return True
    return stored._replace(has_pin=False) != known.person or not _pin_fits(database, known)


def _pin_fits(database: Database, known: KnownPerson) -> bool:
    stored = staff_store.any_pin_of(database, known.person.code)
    if stored is None or known.pin is None:
        return stored is None and known.pin is None
    return stored == UNUSABLE_PIN or known.pin in ("", pin_mark(stored))


def mend_staff(database: Database, journal: Journal, codes: list[str]) -> None:
    """Puts the journal's word into the table for the people with these codes."""
    known = known_staff(journal)
    stored = {person.code: person for person in staff_store.people(database)}
    for code in codes:
        if code not in known:
            staff_store.put_person(database, stored[code]._replace(active=False))
            continue
        staff_store.put_person(database, known[code].person)
        if not _pin_fits(database, known[code]):
            had_pin = known[code].pin is not None
            staff_store.set_pin(database, code, UNUSABLE_PIN if had_pin else None)
