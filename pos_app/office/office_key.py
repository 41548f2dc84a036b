"""The office's own key: it signs stand packs and decisions, and enrolment keys grow from it.

It lies beside the book (`book.db.key`, mode 0600), never in it: a copy of the book can be read by
anyone, but decides nothing in the office's name.
"""

from __future__ import annotations

import os
from pathlib import Path

from pos_app.dayfile.signing import SEED_BYTES, Signer, create_key, load_key
from pos_app.domain.journal import canonical
from pos_app.errors import MachineError
from pos_app.office.records import Record, RecordKind, sign_record


def key_path(book: Path) -> Path:
    """Where the key of the book at `book` lies."""
    return book.with_name(book.name + ".key")


def make_office_key(book: Path, seed: bytes | None = None) -> Signer:
    """A new key beside a new book; `seed` (32 bytes) only for replays.

    Raises MachineError `key_unwritable`; never replaces a key.
    """
    try:
        create_key(key_path(book), seed if seed is not None else os.urandom(SEED_BYTES))
    except OSError as error:
        raise MachineError("key_unwritable", path=str(key_path(book))) from error
    return load_key(key_path(book))


def office_key(book: Path) -> Signer:
    """The key of the book at `book`. Raises MachineError `office_key_missing`,
    `office_key_damaged`."""
    path = key_path(book)
    try:
        return load_key(path)
    except MachineError as error:
        raise MachineError(f"office_{error.code}", path=str(path)) from error


def own_key(book: Path, seed: bytes | None = None) -> Signer:
    """The key that lies beside a book, made when none does: whoever holds it is the office.

    `seed` only for replays. Raises MachineError `key_unwritable`, `office_key_damaged`.
    """
    return office_key(book) if key_path(book).exists() else make_office_key(book, seed)


def office_record(event: str, signer: Signer) -> Record:
    """The record by which a book names its own office's key."""
    facts = {"event": event, "key": signer.public_hex}
    return sign_record(RecordKind.OFFICE, facts, signer.public_hex, signer.sign)


def trust_record(event: str, key: str, at: str, signer: Signer, again: int = 0) -> Record:
    """The record by which an office lets another one's key (hex) decide in its book too; `again`
    tells it from one of the same second that was undone."""
    facts = {"event": event, "key": key, "at": at, **({"again": again} if again else {})}
    return sign_record(RecordKind.OFFICE, facts, signer.public_hex, signer.sign)


def enrolment_key(office: Signer, event: str, stand: str, till: str) -> Signer:
    """The key that is handed out in the stand pack of one till; the same every time."""
    return office.derive(b"enrolment" + canonical({"event": event, "stand": stand, "till": till}))
