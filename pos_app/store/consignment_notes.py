"""Consignment notes in the database (berita acara); their lines are in the journal."""

from __future__ import annotations

import json
from typing import Any

from pos_app.domain.consignment_note import ConsignmentKind, ConsignmentLine, ConsignmentNote
from pos_app.store.database import Database


def next_note_number(database: Database) -> int:
    """Return the number of the next note, from 1."""
    number: int = database.execute("SELECT coalesce(max(number), 0) + 1 FROM slips").fetchone()[0]
    return number


def insert_note(database: Database, note: ConsignmentNote, reason: str, seq: int) -> None:
    """Store a note; `seq` is the journal row with its lines."""
    database.execute(
        "INSERT INTO slips VALUES (?, ?, ?, ?, ?, ?, ?)",
        (note.number, str(note.kind), note.maker, note.at, note.by, reason, seq),
    )


def consignment_notes(database: Database) -> list[ConsignmentNote]:
    """Return all notes, the newest first."""
    rows = database.execute(
        "SELECT s.number, s.kind, s.maker, s.at, s.cashier, j.payload FROM slips s"
        " JOIN journal j ON j.seq = s.seq ORDER BY s.number DESC"
    )
    return [_note(*row) for row in rows]


def _note(number: int, kind: str, maker: str, at: str, by: str, payload: bytes) -> ConsignmentNote:
    fact: dict[str, Any] = json.loads(payload)
    lines = tuple(ConsignmentLine(*line) for line in fact["lines"])
    return ConsignmentNote(number, ConsignmentKind(kind), maker, fact["maker_name"], at, by, lines)
