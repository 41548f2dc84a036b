"""The answers to commands that came with a `ref`."""

from __future__ import annotations

from pos_app.store.database import Database

LOST = b""
"""Stands for the digest of a command that is known to be done, while its answer is lost."""


def insert_answer(database: Database, ref: str, digest: bytes, answer: str, seq: int) -> None:
    """Store the answer to a command for good; `seq` is the newest journal row that it wrote."""
    database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", (ref, digest, answer, seq))


def answer(database: Database, ref: str) -> tuple[bytes, str] | None:
    """Return (digest of the command, answer) for `ref`, or None."""
    row = database.execute("SELECT digest, answer FROM answers WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else (row[0], row[1])
