"""The office's key, which signs stand packs and decisions; enrolment keys are derived from it.

The key is a file beside the book (`book.db.key`, mode 0600) and never in it, so that a copy of the
book can be read by anyone but not be used to decide in the office's name.
"""

from __future__ import annotations

import os
from pathlib import Path

from pos_app.dayfile.signing import SEED_BYTES, Signer, create_key, load_key
from pos_app.domain.journal import canonical
from pos_app.errors import MachineError
from pos_app.office.records import Record, RecordKind, sign_record
from pos_app.private_files import protect_file


def key_path(book: Path) -> Path:
    """The path of the key of the book at `book`."""
    return book.with_name(book.name + ".key")


def make_office_key(book: Path, seed: bytes | None = None) -> Signer:
    """Creates a key beside a new book, and never replaces one.

    `seed` (32 bytes) is only for tests and demos. Raises MachineError `key_unwritable`.
    """
    try:
        create_key(key_path(book), seed if seed is not None else os.urandom(SEED_BYTES))
    except OSError as error:
        raise MachineError("key_unwritable", path=str(key_path(book))) from error
    return load_key(key_path(book))


def office_key(book: Path) -> Signer:
    """The key of the book at `book`.

    Raises MachineError `office_key_missing`, `office_key_damaged`.
    """
    path = key_path(book)
    try:
        protect_file(path)
        return load_key(path)
    except MachineError as error:
        raise MachineError(f"office_{error.code}", path=str(path)) from error


def own_key(book: Path, seed: bytes | None = None) -> Signer:
    """The key beside a book; creates one when there is none.

    `seed` is only for tests and demos. Raises MachineError `key_unwritable`, `office_key_damaged`.
    """
    return office_key(book) if key_path(book).exists() else make_office_key(book, seed)


def office_record(event: str, signer: Signer) -> Record:
    """The record that names the key of a book's own office."""
    facts = {"event": event, "key": signer.public_hex}
    return sign_record(RecordKind.OFFICE, facts, signer.public_hex, signer.sign)


def trust_record(event: str, key: str, at: str, signer: Signer, again: int = 0) -> Record:
    """The record by which an office trusts another one's key (hex) to decide in its book.

    `again` is a counter that makes it different from a record of the same second that was undone.
    """
    facts = {"event": event, "key": key, "at": at, **({"again": again} if again else {})}
    return sign_record(RecordKind.OFFICE, facts, signer.public_hex, signer.sign)


def enrolment_key(office: Signer, event: str, stand: str, till: str) -> Signer:
    """The enrolment key for the stand pack of one till; always the same for the same office."""
    return office.derive(b"enrolment" + canonical({"event": event, "stand": stand, "till": till}))
