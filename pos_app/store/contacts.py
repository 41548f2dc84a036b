"""The sealed contacts of orders and inquiries in the till's database; never anything in plain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pos_app.store.database import Database

INSERT = "INSERT OR IGNORE INTO contacts (hash, ref, box, own) VALUES (?, ?, ?, x'')"
"""How a carried row is inserted: a laptop's own copy is never carried."""
FORGET = "forget"
"""The kind of the journal row that names what was forgotten."""


@dataclass(frozen=True, slots=True)
class StoredContact:
    """A contact as it is stored: `box` for the office, `own` for this till; each may be empty."""

    hash: str
    ref: str
    box: bytes
    own: bytes


def insert_contact(database: Database, contact: StoredContact) -> None:
    """Store a sealed contact."""
    database.execute(
        "INSERT INTO contacts (hash, ref, box, own) VALUES (?, ?, ?, ?)",
        (contact.hash, contact.ref, contact.box, contact.own),
    )


def contacts_of(database: Database, ref: str) -> list[StoredContact]:
    """Return what is stored of an order or inquiry, the newest last."""
    rows = database.execute(
        "SELECT hash, ref, box, own FROM contacts WHERE ref = ? ORDER BY rowid", (ref,)
    )
    return [StoredContact(*row) for row in rows.fetchall()]


def boxes_of(database: Database, hashes: Sequence[str]) -> list[StoredContact]:
    """Return the contacts with these hashes that have a box for the office."""
    found: list[StoredContact] = []
    for each in hashes:
        rows = database.execute(
            "SELECT hash, ref, box, x'' FROM contacts WHERE hash = ? AND length(box) > 0", (each,)
        )
        found += [StoredContact(*row) for row in rows.fetchall()]
    return found


def drop_own(database: Database, ref: str) -> None:
    """Delete this till's own copy of a contact; the database overwrites what it deletes."""
    database.execute("UPDATE contacts SET own = x'' WHERE ref = ? AND length(own) > 0", (ref,))


def drop_own_of_inquiries(database: Database) -> None:
    """Delete the own copies of the contacts of all inquiries: their day is closed."""
    database.execute(
        "UPDATE contacts SET own = x'' WHERE substr(ref, 1, 2) = 'M-' AND length(own) > 0"
    )


def delete_contacts(database: Database, hashes: Iterable[str]) -> None:
    """Delete contacts; the database overwrites what it deletes."""
    database.executemany("DELETE FROM contacts WHERE hash = ?", [(each,) for each in hashes])


def without_forgotten(
    rows: Iterable[tuple[Any, ...]], facts: Iterable[Mapping[str, Any]]
) -> list[tuple[Any, ...]]:
    """Return carried rows without those that a journal says were forgotten."""
    gone = {each for fact in facts if fact["kind"] == FORGET for each in fact["contacts"]}
    return [row for row in rows if row[0] not in gone]
