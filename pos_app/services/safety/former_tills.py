"""The laptops that a till goes on for: their ids are in those of their documents."""

from __future__ import annotations

from pos_app.services.shop import setting_keys
from pos_app.store import catalogue as catalogue_store
from pos_app.store.database import Database


def note_former(database: Database, till_id: str) -> None:
    """Adds the laptop before this one to those noted, in the running transaction."""
    known = (catalogue_store.setting(database, setting_keys.FORMER_TILLS) or "").split()
    ids = " ".join(dict.fromkeys([*known, till_id]))
    catalogue_store.put_setting(database, setting_keys.FORMER_TILLS, ids)
