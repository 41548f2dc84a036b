"""Holds what a twin carries beside its rows against the tables, line by line, in little memory."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.store.carried import (
    Entry,
    changes_after,
    current_rows,
    entries_from,
    newest_change,
)
from pos_app.store.database import Database
from pos_app.store.fast_json import parsed

_ALSO, _UPTO = b'"also":', b'"upto":'
_ENTRIES_AT_ONCE, _BYTES_AT_ONCE = 400, 1 << 20
Place = tuple[str, str]
"""A table and the key of a row in it."""


def tables_unlike_twin(database: Database, lines: Iterable[bytes]) -> list[str]:
    """Return the tables whose rows are not what the sound lines of a twin carry of them.

    What changed after the twin's newest line is not compared, nor is anything with a twin that is
    ahead of the running transaction.
    """
    upto = 0
    differing: set[Place] = set()
    some: dict[Place, Entry] = {}
    size = 0
    for line in lines:
        entries, newest = _carried(line)
        upto = max(upto, newest)
        # A later line carries a row anew, and counts instead.
        some |= {(entry.table, entry.key): entry for entry in entries}
        size += len(line)
        if len(some) >= _ENTRIES_AT_ONCE or size >= _BYTES_AT_ONCE:
            _compare(database, some, differing)
            size = 0
    _compare(database, some, differing)
    if upto > newest_change(database):
        return []
    later = {(change.entry.table, change.entry.key) for change in changes_after(database, upto)}
    return sorted({table for table, key in differing - later})


def _compare(database: Database, some: dict[Place, Entry], differing: set[Place]) -> None:
    """Hold entries against the tables, note which differ and which no longer do, and drop them."""
    keys: dict[str, list[str]] = {}
    for table, key in some:
        keys.setdefault(table, []).append(key)
    now = {table: current_rows(database, table, each) for table, each in keys.items()}
    unlike = {place for place, entry in some.items() if now[place[0]].get(place[1]) != entry.row}
    differing.difference_update(some)
    differing.update(unlike)
    some.clear()


def _carried(line: bytes) -> tuple[list[Entry], int]:
    """Return the entries of a line and the newest change that it names.

    Inside a JSON text a quotation mark is escaped, so that neither word is found in one.
    """
    at = line.find(_ALSO)
    at = at if at >= 0 else line.find(_UPTO)
    if at < 0:
        return [], 0
    told = parsed(b"{" + line[at:])
    if "also" not in told:
        return [], int(told["upto"])
    return entries_from(told["also"]), int(told["upto"])
