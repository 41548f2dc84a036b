"""Whether the safety folder holds sales that the till itself has lost.

A power cut on a bad disk can take the newest rows of the database and of the twin beside it alike.
The folder may be slow or gone, so it is read on a thread for which a start waits a moment only.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import row_hash
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.errors import PosError
from pos_app.services.shop.safety_check import KnownMore, folder_name
from pos_app.services.shop.twin_difference import KEPT, TwinDifference
from pos_app.store.journal import TWIN_NAME, JournalRow, readable_rows

logger = logging.getLogger(__name__)

PATIENCE = 0.2
"""Seconds that a start waits for the folder."""


def safety_ahead(
    folder: Path, till: TillIdentity, head: JournalRow, in_twin: Sequence[JournalRow] = ()
) -> PosError | None:
    """Returns `safety_knows_more` if the folder's twin goes on after the till's newest row `head`.

    `in_twin` are rows after `head` that the twin beside the database has. A folder that ends before
    them, that goes on otherwise, or that is not read within `PATIENCE`, says nothing.
    """
    newest = in_twin[-1] if in_twin else head
    found: list[JournalRow] = []

    def read() -> None:
        try:
            found.extend(rows_after(folder / folder_name(till) / TWIN_NAME, newest))
        except OSError as error:
            logger.info("the safety folder could not be compared: %s", error)

    thread = threading.Thread(target=read, name="safety-ahead", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    rows = list(found)
    return _error([*in_twin, *rows]) if rows else None


def find_ahead(
    folder: Path, till: TillIdentity, head: JournalRow, difference: TwinDifference | None
) -> PosError | None:
    """Returns what `safety_ahead` does, beside what the twin knows and the database does not."""
    if difference is None:
        return safety_ahead(folder, till, head)
    if difference.choice == KEPT:  # the journal has gone on with other rows
        return None
    later = sorted((row for row in difference.rows if row.seq > head.seq), key=lambda row: row.seq)
    return safety_ahead(folder, till, head, later)


def rows_after(twin: Path, head: JournalRow) -> list[JournalRow]:
    """Returns the rows of a twin that follow on `head` in one chain. Raises OSError."""
    newest = max((row.seq for row in readable_rows(twin, 4096)), default=0)
    rows: list[JournalRow] = []
    before = head
    for row in readable_rows(twin) if newest > head.seq else ():
        if row.seq == before.seq + 1 and row_hash(before.hash, row.payload) == row.hash:
            rows.append(row)
            before = row
    return rows


def _error(rows: list[JournalRow]) -> PosError:
    facts = [json.loads(row.payload) for row in rows]
    nets = [fact["sale"]["net"] for fact in facts if fact["kind"] in SALE_KINDS]
    return KnownMore(len(rows), len(nets), sum(nets)).error()
