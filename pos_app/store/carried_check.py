"""Holds what a twin carries beside its rows against the tables, line by line, in little memory."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pos_app.store.carried import (
    Entry,
    changes_after,
    current_row,
    entries_from,
    newest_change,
)
from pos_app.store.database import Database

_ALSO, _UPTO = b'"also":', b'"upto":'


def tables_unlike_twin(database: Database, lines: Iterable[bytes]) -> list[str]:
    """Return the tables whose rows are not what the sound lines of a twin carry of them.

    What changed after the twin's newest line is not compared, nor is anything with a twin that is
    ahead of the running transaction.
    """
    upto = 0
    differing: dict[tuple[str, str], Entry] = {}
    for line in lines:
        entries, newest = _carried(line)
        upto = max(upto, newest)
        for entry in entries:
            place = entry.table, entry.key
            if current_row(database, *place) == entry.row:
                differing.pop(place, None)
            else:
                differing[place] = entry  # unless a later line carries it anew
    if upto > newest_change(database):
        return []
    later = {(change.entry.table, change.entry.key) for change in changes_after(database, upto)}
    return sorted({table for table, key in differing.keys() - later})


def _carried(line: bytes) -> tuple[list[Entry], int]:
    """Return the entries of a line and the newest change that it names.

    Inside a JSON text a quotation mark is escaped, so that neither word is found in one.
    """
    at = line.find(_ALSO)
    at = at if at >= 0 else line.find(_UPTO)
    if at < 0:
        return [], 0
    told = json.loads("{" + line[at:].decode())
    if "also" not in told:
        return [], int(told["upto"])
    return entries_from(told["also"]), int(told["upto"])
