"""The mark of what a book holds: it changes with every file, record and plan that comes in."""

from __future__ import annotations

from pathlib import Path

from pos_app.office import book_schema
from pos_app.store.database import READ_FAULTS, Database


def book_mark(path: Path) -> str:
    """Returns a short text that is another one whenever another program added to the book.

    Codes of days that come by photos count, too: what is here of such a day is shown at once.

    It comes from the seals over what was received, which every writer renews in its transaction;
    without them (a book of an older version) from the number of files and records. The file is not
    changed. Raises as `book_schema.open_database`; MachineError `book_damaged`.
    """
    database = book_schema.open_database(path, writing=False)
    try:
        return mark_in(database)
    except READ_FAULTS as error:
        raise book_schema.book_error(error, path) from error
    finally:
        database.close()


def mark_in(database: Database) -> str:
    """The mark of an open book."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema").fetchall()}
    counted = (*("files", "records"), *(tables & {"light_codes"}))
    counts = [database.scalar(f"SELECT count(*) FROM {table}") for table in counted]
    if "book_seals" not in tables:
        return repr(counts)
    rows = database.execute("SELECT part, seal FROM book_seals ORDER BY part").fetchall()
    return repr((counts, rows))
