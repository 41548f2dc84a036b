"""Carts that were put aside."""

from __future__ import annotations

from typing import NamedTuple

from pos_app.store.database import Database


class HeldCartRow(NamedTuple):
    """A cart put aside: `cart` is its text, `label` what a person knows it by."""

    id: str
    at: str
    label: str
    cart: str


def insert_held_cart(database: Database, row: HeldCartRow) -> None:
    database.execute("INSERT INTO held_carts (id, at, label, cart) VALUES (?, ?, ?, ?)", row)


def delete_held_cart(database: Database, held_id: str) -> None:
    database.execute("DELETE FROM held_carts WHERE id = ?", (held_id,))


def held_cart_rows(database: Database) -> list[HeldCartRow]:
    """The carts put aside, the oldest first."""
    found = database.execute("SELECT id, at, label, cart FROM held_carts ORDER BY at, id")
    return [HeldCartRow._make(row) for row in found]
