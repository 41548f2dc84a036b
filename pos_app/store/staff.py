"""The people of the till, and their wrong tries as the journal remembers them."""

from __future__ import annotations

import json

from pos_app.domain.staff import Person, Role
from pos_app.store.database import Database


def people(database: Database) -> list[Person]:
    """Everybody, the active ones first, by name."""
    rows = database.execute(
        "SELECT code, name, role, pin IS NOT NULL, active FROM staff ORDER BY active DESC, name"
    )
    return [
        Person(code, name, Role(role), bool(pin), bool(active))
        for code, name, role, pin, active in rows
    ]


def put_person(database: Database, person: Person) -> None:
    """Adds the person or gives them the new name, role and state; the PIN stays."""
    database.execute(
        "INSERT INTO staff (code, name, role, active) VALUES (?, ?, ?, ?) ON CONFLICT (code)"
        " DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
        (person.code, person.name, str(person.role), int(person.active)),
    )


def pin_of(database: Database, code: str) -> bytes | None:
    """The salt and hash of that person's PIN."""
    found = database.scalar("SELECT pin FROM staff WHERE code = ? AND active", code)
    return found if isinstance(found, bytes) else None


def set_pin(database: Database, code: str, pin: bytes) -> None:
    database.execute("UPDATE staff SET pin = ? WHERE code = ?", (pin, code))


def failed_in_a_row(database: Database, code: str) -> tuple[int, str]:
    """Wrong tries of that person since their last right one, and the time of the newest.

    They are facts of the journal, so that starting the program anew forgets none of them.
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
