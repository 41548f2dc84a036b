"""The health check of a till (`doctor`): is its data intact, and can it sell?"""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.clock import Clock
from pos_app.domain.journal_projection import project_journal
from pos_app.errors import PosError, Problem
from pos_app.services.shop.qris_record import code_was_replaced
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.shop.staff_record import changed_staff
from pos_app.services.shop.twin_difference import find_difference
from pos_app.store import business_days as till_store
from pos_app.store import handover as handover_store
from pos_app.store import sales as sale_store
from pos_app.store.journal import TWIN_NAME, read_twin

MIN_FREE = 50_000_000  # bytes


@dataclass(slots=True)
class HealthReport:
    """Facts for whoever helps, and problems; an error means damage, or that it cannot sell."""

    facts: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add_error(self, what: str) -> None:
        """Adds a check that failed."""
        self.problems.append(Problem("not_checked", "error", {"what": what}))

    def add_warning(self, what: str) -> None:
        """Adds something that a person should look at."""
        self.problems.append(Problem("worth_a_look", "warning", {"what": what}))


def check_till(folder: Path, clock: Clock) -> HealthReport:
    """Runs every check of the till in `folder`; none of them changes anything."""
    found = HealthReport({"folder": str(folder), "sqlite": sqlite3.sqlite_version})
    try:
        shop = open_shop(folder, clock, writing=False)
    except PosError as error:
        found.problems.append(error.problem())
        return found
    with shop:
        _check_database(shop, found)
        _check_chain(shop, found)
        _check_twin(shop, found)
        _check_rest(shop, found)
    return found


def _check_database(shop: Shop, found: HealthReport) -> None:
    if shop.database.scalar("PRAGMA integrity_check(1)") != "ok":
        found.add_error("integrity_check")
    if shop.database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        found.add_error("foreign_key_check")
    tail = sale_store.till_counters(shop.database)
    count = sum(1 for _ in sale_store.summaries(shop.database))
    found.facts |= {"till": shop.identity.place, "sales": count, "net": tail.running_total}
    if count != tail.running:
        found.add_error("receipt numbers")


def _check_chain(shop: Shop, found: HealthReport) -> None:
    broken = shop.journal.first_break()
    found.facts["journal"] = shop.journal.head().seq
    if broken is not None:
        found.add_error(f"journal row {broken}")
        return
    derived = project_journal(json.loads(row.payload) for row in shop.journal.rows())
    stored = sale_store.day_tables(shop.database, 1, 1 << 62)
    for name in ("sales", "lines", "tenders", "cash", "counts", "stock"):
        if getattr(derived, name) != getattr(stored, name):
            found.add_error(f"table {name}")


def _check_twin(shop: Shop, found: HealthReport) -> None:
    """Compares the twin with the journal row by row; the tables are compared above."""
    path = shop.folder / TWIN_NAME
    found.facts["twin"] = max((row.seq for row in read_twin(path)), default=0)
    difference = find_difference(shop.database, shop.journal, path, full=True)
    if difference is not None and difference.rows:
        found.problems.append(difference.error().problem())


def _check_rest(shop: Shop, found: HealthReport) -> None:
    day = till_store.open_day(shop.database)
    found.facts["open_day"] = day.day if day else None
    found.facts["not_handed_over"] = handover_store.sales_not_exported(shop.database)
    try:
        shop.signer()
    except PosError as error:
        found.problems.append(error.problem())
    changed = changed_staff(shop.database, shop.journal)
    if changed:
        found.problems.append(PosError("staff_differs", people=", ".join(changed)).problem())
    if code_was_replaced(shop.database, shop.journal):
        found.problems.append(PosError("qris_replaced").problem())
    free = shutil.disk_usage(shop.folder).free
    found.facts["disk_free"] = free
    if free < MIN_FREE:
        found.add_warning("disk space")
