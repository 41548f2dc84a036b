"""Reads some rows of the journal and of the tables at a time, to be held against each other.

A till has many rows in its life, and this runs beside one that sells: the memory does not grow.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pos_app.domain.day import DayTables
from pos_app.domain.journal_projection import Confirmations, confirmations, project_journal
from pos_app.store import sales
from pos_app.store.database import Database
from pos_app.store.journal import Journal

CHUNK = 400
StoredRows = Mapping[str, list[tuple[Any, ...]]]
"""The rows of each table as the database holds them: equal to those of `DayTables`."""


def told_and_stored(
    database: Database, journal: Journal, first: int = 1
) -> Iterator[tuple[DayTables | None, StoredRows]]:
    """Yield what the journal tells from row `first` on and what the tables hold of it.

    The first is None where a damaged row tells no tables.
    """
    later = confirmations_from(journal, first)
    last = journal.head().seq
    # A start holds few rows against the tables, and loads no library for them.
    parse = _fast_reader() if last - first >= CHUNK else json.loads
    for start in range(first, last + 1, CHUNK):
        end = min(last, start + CHUNK - 1)
        told = _project((row.payload for row in journal.rows(start, end)), later, parse)
        # After the newest row there is none, but a table may hold rows of one.
        until = end if end < last else 1 << 62
        yield told, sales.day_rows(database, start, until)


def _fast_reader() -> Callable[[str], Any]:
    from pos_app.store.fast_json import parsed

    return parsed


def confirmations_from(journal: Journal, first: int) -> Confirmations | None:
    """Return the tenders that journal rows from `first` on confirm; None where one is damaged."""
    try:
        return confirmations(
            json.loads(payload) for _, payload in journal.of_kind("confirm", first)
        )
    except (ValueError, KeyError, TypeError):
        return None


def _project(
    payloads: Iterable[bytes], later: Confirmations | None, parse: Callable[[str], Any]
) -> DayTables | None:
    """Return the tables of the rows, or None where a damaged row tells none."""
    if later is None:
        return None
    try:
        return project_journal((parse(payload.decode()) for payload in payloads), later)
    except (ValueError, KeyError, TypeError):
        return None
