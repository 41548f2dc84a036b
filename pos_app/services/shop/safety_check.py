"""The safety folder held against the journal: what it lacks, and what only it knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError, Problem
from pos_app.services.shop import setting_keys
from pos_app.services.shop.backup_file import backups_in
from pos_app.store import catalogue as catalogue_store
from pos_app.store.backups import check_copy, read_copy
from pos_app.store.database import Database
from pos_app.store.journal import TWIN_NAME, Journal, JournalRow, readable_rows
from pos_app.store.twin_check import TAIL_BYTES

FOLDER_PREFIX = "kasir-"


def folder_name(till: TillIdentity) -> str:
    """Returns the name of a till's folder on a stick: `kasir-EXPO23-A07-1`."""
    return f"{FOLDER_PREFIX}{till.event}-{till.place}"


@dataclass(frozen=True, slots=True)
class KnownMore:
    """Rows that the safety folder's twin knows and the journal does not, or holds otherwise.

    `sales` counts the documents among them, `net` is their sum in rupiah.
    """

    rows: int
    sales: int
    net: Rupiah

    def error(self, *, taken: bool = False) -> PosError:
        """Returns the error that tells a person what to do; `taken`: their numbers are in use."""
        code = "safety_differs" if taken else "safety_knows_more"
        return PosError(code, rows=self.rows, sales=self.sales, net=self.net)


def known_more(journal: Journal, rows: Iterable[JournalRow]) -> KnownMore:
    """Returns what of the rows of a twin the journal does not hold."""
    count = sales = net = 0
    for row in rows:
        if journal.row(row.seq) == row:
            continue
        count += 1
        fact = json.loads(row.payload)
        if fact.get("kind") in SALE_KINDS:
            sales, net = sales + 1, net + fact["sale"]["net"]
    return KnownMore(count, sales, net)


def is_taken(journal: Journal, rows: Iterable[JournalRow]) -> bool:
    """Whether the journal holds another row under the number of one that only a twin has."""
    return any(journal.row(row.seq) not in (None, row) for row in rows)


def is_of_till(path: Path, till_id: str) -> bool:
    """Whether a twin is of the till with that id. Raises OSError."""
    for row in readable_rows(path):
        fact = json.loads(row.payload)
        if fact.get("kind") == "setup":
            return bool(fact.get("till_id") == till_id)
    return False


def check_safety(
    database: Database, journal: Journal, identity: TillIdentity, *, full: bool
) -> tuple[dict[str, object] | None, list[Problem]]:
    """Holds the safety folder's newest rows against the journal.

    With `full` it is every row, and its backup is checked.

    Returns the facts, None without a safety folder, and the problems. Raises PosError for a
    damaged backup.
    """
    stored = catalogue_store.setting(database, setting_keys.SAFETY_FOLDER)
    if not stored:
        return None, []
    target = Path(stored) / folder_name(identity)
    facts: dict[str, object] = {"folder": stored}
    try:
        tail = None if full else TAIL_BYTES
        rows = list(readable_rows(target / TWIN_NAME, tail)) if target.is_dir() else None
        backups = backups_in(target) if rows is not None else []
    except OSError:
        rows, backups = None, []
    if rows is None:
        return facts, [Problem("safety_missing", "warning")]
    newest = max((row.seq for row in rows), default=0)
    facts["rows_behind"] = max(0, journal.head().seq - newest)
    if backups:
        found = check_copy(backups[-1]) if full else read_copy(backups[-1])
        facts["last_backup"] = found.at
    more = known_more(journal, rows)
    taken = is_taken(journal, rows)
    return facts, [more.error(taken=taken).problem()] if more.rows else []
