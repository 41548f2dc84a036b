"""The makers' cards in the database: their texts as JSON, and a small JPEG each."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pos_app.domain.maker_card import MakerCard, made_card
from pos_app.store.database import Database


def cards(database: Database) -> dict[str, MakerCard]:
    """Return the card of every maker that has one, by the maker's code."""
    rows = database.execute("SELECT code, card, photo FROM maker_cards ORDER BY code")
    return {code: made_card(code, json.loads(texts), bytes(photo)) for code, texts, photo in rows}


def put_cards(database: Database, found: Iterable[MakerCard]) -> None:
    """Store cards, or replace those of the same makers; an empty card is taken away."""
    for card in found:
        database.execute("DELETE FROM maker_cards WHERE code = ?", (card.code,))
        if card:
            texts = json.dumps(card.texts, ensure_ascii=False)
            row = (card.code, texts, card.photo)
            database.execute("INSERT INTO maker_cards VALUES (?, ?, ?)", row)
