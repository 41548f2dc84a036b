"""The staff in the database, and their wrong PIN entries in the journal."""

from __future__ import annotations

import json
from typing import Any

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


def set_pin(database: Database, code: str, pin: bytes | None) -> None:
    """Store the salt and hash of a person's PIN; None for no PIN."""
    database.execute("UPDATE staff SET pin = ? WHERE code = ?", (pin, code))


def any_pin_of(database: Database, code: str) -> bytes | None:
    """Return the salt and hash of a person's PIN, also of one who is not active, or None."""
    found = database.scalar("SELECT pin FROM staff WHERE code = ?", code)
    return found if isinstance(found, bytes) else None


def failures_since_success(database: Database, code: str) -> list[dict[str, Any]]:
    """Return the facts of a person's wrong PINs since their last right one, the newest first.

    They are counted in the order of the journal's rows, whatever the clock said, over all days;
    other people's rows in between, right or wrong, change nothing.
    """
    found = []
    for kind, payload in database.execute(
        "SELECT kind, payload FROM journal WHERE kind IN ('pin_failed', 'switch', 'pin_set')"
        " ORDER BY seq DESC"
    ):
        fact = json.loads(payload)
        if fact["person"] != code:
            continue
        if kind != "pin_failed":
            break
        found.append(fact)
    return found
