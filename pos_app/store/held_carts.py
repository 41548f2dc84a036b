"""Held carts in the database: carts put aside to be sold later."""

from __future__ import annotations

from typing import NamedTuple

from pos_app.store.database import Database


class HeldCartRow(NamedTuple):
    """A held cart: `cart` is its content as JSON, `label` its name for people."""

    id: str
    at: str
    label: str
    cart: str


def insert_held_cart(database: Database, row: HeldCartRow) -> None:
    """Store a held cart."""
    database.execute("INSERT INTO held_carts (id, at, label, cart) VALUES (?, ?, ?, ?)", row)


def delete_held_cart(database: Database, held_id: str) -> None:
    """Delete a held cart."""
    database.execute("DELETE FROM held_carts WHERE id = ?", (held_id,))


def held_cart_rows(database: Database) -> list[HeldCartRow]:
    """Return the held carts, the oldest first."""
    found = database.execute("SELECT id, at, label, cart FROM held_carts ORDER BY at, id")
    return [HeldCartRow._make(row) for row in found]
