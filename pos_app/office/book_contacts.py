"""The sealed contacts that came with day files, in a table of the book of their own.

They are stored apart from the files, which only grow: a contact can be deleted, and no file changes
by it. The table is made with the first contact, so older books need no rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from pos_app.dayfile.contacts_in_file import split_contacts
from pos_app.dayfile.sealed_contacts import ContactBox
from pos_app.office import book_schema
from pos_app.store.database import READ_FAULTS, Database
from pos_app.store.forget_database import empty_free_pages

_TABLE = """CREATE TABLE IF NOT EXISTS contacts (
    hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    ref TEXT NOT NULL,
    box BLOB NOT NULL
) STRICT"""


class _Decided(Protocol):
    @property
    def forgotten(self) -> frozenset[str]: ...


class _Decides(Protocol):
    def effective_decisions(self) -> _Decided: ...


class BookContacts:
    """The contacts of an open book, whose decisions say which numbers are forgotten.

    `writing` is a transaction of the book.
    """

    def __init__(
        self,
        book: _Decides,
        database: Database,
        writing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._book = book
        self._database = database
        self._writing = writing

    def split_off(self, file: bytes) -> bytes:
        """Store the contacts of a checked day file, within a transaction; return the file without.

        They are taken also from a file that the book has: it may have come before by light.
        """
        file, boxes = split_contacts(file)
        self._take(boxes)
        return file

    def take(self, box: ContactBox) -> None:
        """Store a contact of another book, unless it was forgotten. Raises as `Book.adding`."""
        with self._writing():
            self._take([box])

    def _take(self, boxes: Iterable[ContactBox]) -> None:
        boxes = list(boxes)
        if not boxes:
            return
        forgotten = self._book.effective_decisions().forgotten
        self._database.execute(_TABLE)
        self._database.executemany(
            "INSERT OR IGNORE INTO contacts (hash, ref, box) VALUES (?, ?, ?)",
            [(each.hash, each.ref, each.box) for each in boxes if each.ref not in forgotten],
        )

    def boxes(self) -> dict[str, ContactBox]:
        """Every contact, by its hash. Raises MachineError `book_damaged`."""
        try:
            if not self._database.scalar("SELECT 1 FROM sqlite_schema WHERE name = 'contacts'"):
                return {}
            rows = self._database.execute("SELECT hash, ref, box FROM contacts").fetchall()
        except READ_FAULTS as error:
            raise book_schema.book_error(error, self._database.path) from error
        return {digest: ContactBox(digest, ref, bytes(box)) for digest, ref, box in rows}

    def forget(self) -> list[ContactBox]:
        """Delete what the office decided to forget, and return what there was of it.

        Raises as `Book.adding`.
        """
        forgotten: Collection[str] = self._book.effective_decisions().forgotten
        gone = [box for box in self.boxes().values() if box.ref in forgotten]
        if gone:
            with self._writing():
                self._database.executemany(
                    "DELETE FROM contacts WHERE hash = ?", [(each.hash,) for each in gone]
                )
        return gone

    def empty_free_pages(self) -> None:
        """Write the book anew, so that nothing of what was deleted is left in it.

        Not within a transaction. Raises MachineError as `empty_free_pages` of the store.
        """
        empty_free_pages(self._database)
