"""The till's settings, each a short text under a key."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from pos_app.store import catalogue as catalogue_store
from pos_app.store.database import Database


class Store(Protocol):
    """A shop: its database, and its transactions."""

    database: Database

    def transaction(self) -> AbstractContextManager[None]:
        """Runs one operation whole or not at all."""


class Settings:
    """The till's settings, each a short text under a key: language, QRIS code, window position."""

    def __init__(self, shop: Store) -> None:
        self._shop = shop

    def get(self, key: str, default: str = "") -> str:
        """Returns the text stored under `key`, or `default`."""
        found = catalogue_store.setting(self._shop.database, key)
        return default if found is None else found

    def set(self, key: str, value: str) -> None:
        """Stores a text, in a transaction of its own."""
        with self._shop.transaction():
            catalogue_store.put_setting(self._shop.database, key, value)
