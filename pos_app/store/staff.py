"""The staff in the database, and their wrong PIN entries in the journal."""

from __future__ import annotations

import json

from pos_app.domain.staff import Person, Role
from pos_app.store.database import Database


def people(database: Database) -> list[Person]:
    """Return all staff by name, the active ones first."""
    rows = database.execute(
        "SELECT code, name, role, pin IS NOT NULL, active FROM staff ORDER BY active DESC, name"
    )
    return [
        Person(code, name, Role(role), bool(pin), bool(active))
        for code, name, role, pin, active in rows
    ]


def put_person(database: Database, person: Person) -> None:
    """Add a person, or update their name, role and active state; the PIN is kept."""
    database.execute(
        "INSERT INTO staff (code, name, role, active) VALUES (?, ?, ?, ?) ON CONFLICT (code)"
        " DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
        (person.code, person.name, str(person.role), int(person.active)),
    )


def pin_of(database: Database, code: str) -> bytes | None:
    """Return the salt and hash of an active person's PIN, or None."""
    found = database.scalar("SELECT pin FROM staff WHERE code = ? AND active", code)
    return found if isinstance(found, bytes) else None


def set_pin(database: Database, code: str, pin: bytes) -> None:
    """Store the salt and hash of a person's PIN."""
    database.execute("UPDATE staff SET pin = ? WHERE code = ?", (pin, code))


def failed_in_a_row(database: Database, code: str) -> tuple[int, str]:
    """Return the number of a person's wrong PINs since the last right one, and the newest time.

    They are counted in the journal, so that restarting the program does not reset them.
    """
    rows = database.execute(
        "SELECT kind, payload FROM journal WHERE kind IN ('pin_failed', 'switch', 'pin_set')"
        " ORDER BY seq DESC LIMIT 200"
    )
    count, newest = 0, ""
    for kind, payload in rows:
        fact = json.loads(payload)
        if fact["person"] != code:
            continue
        if kind != "pin_failed":
            break
        count, newest = count + 1, newest or fact["at"]
    return count, newest
