"""Slips of goods that came from a maker or went back (berita acara)."""

from __future__ import annotations

import json
from typing import Any

from pos_app.domain.consignment_note import ConsignmentKind, ConsignmentLine, ConsignmentNote
from pos_app.store.database import Database


def next_note_number(database: Database) -> int:
    number: int = database.execute("SELECT coalesce(max(number), 0) + 1 FROM slips").fetchone()[0]
    return number


def insert_note(database: Database, slip: ConsignmentNote, reason: str, seq: int) -> None:
    database.execute(
        "INSERT INTO slips VALUES (?, ?, ?, ?, ?, ?, ?)",
        (slip.number, str(slip.kind), slip.maker, slip.at, slip.by, reason, seq),
    )


def consignment_notes(database: Database) -> list[ConsignmentNote]:
    """Every slip, the newest first."""
    rows = database.execute(
        "SELECT s.number, s.kind, s.maker, s.at, s.cashier, j.payload FROM slips s"
        " JOIN journal j ON j.seq = s.seq ORDER BY s.number DESC"
    )
    return [_slip(*row) for row in rows]


def _slip(number: int, kind: str, maker: str, at: str, by: str, payload: bytes) -> ConsignmentNote:
    fact: dict[str, Any] = json.loads(payload)
    lines = tuple(ConsignmentLine(*line) for line in fact["lines"])
    return ConsignmentNote(number, ConsignmentKind(kind), maker, fact["maker_name"], at, by, lines)
