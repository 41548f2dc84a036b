"""The health check of a till (`doctor`): is its data intact, and can it sell?

Each check is by itself: what one finds damaged, or makes SQLite raise, keeps no other from looking.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.clock import Clock
from pos_app.errors import PosError, Problem
from pos_app.services.shop import day_records
from pos_app.services.shop.qris_record import code_was_replaced
from pos_app.services.shop.safety_check import check_safety
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.shop.staff_record import changed_staff
from pos_app.services.shop.start_check import as_machine_error, check_days_start, check_identity
from pos_app.services.shop.twin_difference import NEWEST_ROWS, compare_tables, find_difference
from pos_app.store import business_days as till_store
from pos_app.store import handover as handover_store
from pos_app.store import sales as sale_store
from pos_app.store.carried_check import tables_unlike_twin
from pos_app.store.database import schema_changed
from pos_app.store.journal import TWIN_NAME, twin_lines, twin_newest, twin_size
from pos_app.store.twin_check import TAIL_BYTES, check_twin

MIN_FREE = 50_000_000  # bytes


@dataclass(slots=True)
class HealthReport:
    """Facts for whoever helps, and problems; an error means damage, or that it cannot sell."""

    facts: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    full: bool = True
    twin_size: int = 0
    """Bytes of the twin before the database was read."""
    twin_whole: bool = False
    """Whether every line of the twin could be read."""

    def add_error(self, what: str) -> None:
        """Adds a check that failed."""
        self.problems.append(Problem("not_checked", "error", {"what": what}))

    def add_warning(self, what: str) -> None:
        """Adds something that a person should look at."""
        self.problems.append(Problem("worth_a_look", "warning", {"what": what}))


def check_till(folder: Path, clock: Clock, *, full: bool = True) -> HealthReport:
    """Runs every check of the till in `folder`; none of them changes anything.

    Without `full` the newest day is checked, and what is not of a day: as quick however much
    was sold before.
    """
    checked = "all" if full else "newest day"
    facts = {"folder": str(folder), "sqlite": sqlite3.sqlite_version, "checked": checked}
    found = HealthReport(dict(facts), full=full)
    try:
        shop = open_shop(folder, clock, writing=False)
    except PosError as error:
        found.problems.append(error.problem())
        return found
    found.twin_size = _size_of(folder / TWIN_NAME)
    from pos_app.gc_pause import gc_paused  # a start needs none of it

    # The rows hold no cycles, but each pass would look at everything the program holds.
    with shop, gc_paused():
        shop.database.execute("BEGIN")  # a window may sell meanwhile
        for name, check in _CHECKS:
            if full or name not in _OF_ALL_DAYS:
                _guarded(name, check, shop, found)
    return found


def _size_of(twin: Path) -> int:
    try:
        return twin_size(twin)
    except OSError:
        return 0


Check = Callable[[Shop, HealthReport], None]


def _guarded(name: str, check: Check, shop: Shop, found: HealthReport) -> None:
    try:
        check(shop, found)
    except PosError as error:
        found.problems.append(error.problem())
    except Exception as error:  # whatever a damaged file makes SQLite or JSON raise
        known = as_machine_error(error)
        if known.code not in _NO_DAMAGE:
            found.add_error(f"{name} ({type(error).__name__})")
        elif known.code not in {problem.code for problem in found.problems}:
            found.problems.append(known.problem())


_NO_DAMAGE = frozenset(("disk_unreadable", "disk_full", "folder_locked"))
"""What may pass, or lies with the disk: said once, and not called damage."""


def _check_pages(shop: Shop, found: HealthReport) -> None:
    if shop.database.scalar("PRAGMA integrity_check(1)") != "ok":
        found.add_error("integrity_check")


def _check_schema(shop: Shop, found: HealthReport) -> None:
    if schema_changed(shop.database):
        found.add_error("schema")


def _check_foreign_keys(shop: Shop, found: HealthReport) -> None:
    if shop.database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        found.add_error("foreign_key_check")


def _check_numbers(shop: Shop, found: HealthReport) -> None:
    tail = sale_store.till_counters(shop.database)
    if not found.full:
        count = tail.running + sale_store.carried_over(shop.database)
        found.facts |= {"till": shop.identity.place, "sales": count, "net": tail.running_total}
        return
    owns = shop.identity.owns
    numbers = [owns(number) for number in sale_store.receipt_numbers(shop.database)]
    count = len(numbers)
    found.facts |= {"till": shop.identity.place, "sales": count, "net": tail.running_total}
    if sum(numbers) != tail.running:
        found.add_error("receipt numbers")


def _check_identity(shop: Shop, _: HealthReport) -> None:
    check_identity(shop.database, shop.journal, shop.identity, shop.folder / TWIN_NAME)


def _check_chain(shop: Shop, found: HealthReport) -> None:
    broken = shop.journal.first_break(_first_row(shop, found))
    found.facts["journal"] = shop.journal.head().seq
    if broken is not None:
        found.add_error(f"journal row {broken}")


def _first_row(shop: Shop, found: HealthReport) -> int:
    """Returns the first journal row that is checked: the first of all, or of the newest day."""
    if found.full:
        return 1
    newest = till_store.first_seq_of_newest_day(shop.database)
    return max(1, min(newest, shop.journal.head().seq - NEWEST_ROWS))


def _check_tables(shop: Shop, found: HealthReport) -> None:
    compared = compare_tables(shop.database, shop.journal, _first_row(shop, found))
    for name in ("sales", "lines", "tenders", "cash", "counts", "stock"):
        if name in compared.tables:
            found.add_error(f"table {name}")
    if compared.unreadable:
        found.add_error("journal")


def _check_records(shop: Shop, found: HealthReport) -> None:
    check_days_start(shop.database, shop.journal)
    if not found.full:
        return
    for name in day_records.differing_tables(shop.database):
        found.add_error(f"table {name}")


def _check_day_files(shop: Shop, found: HealthReport) -> None:
    damaged = day_records.damaged_files(shop, newest_only=not found.full)
    found.problems.extend(error.problem() for error in damaged)


def _check_twin(shop: Shop, found: HealthReport) -> None:
    """Compares the twin with the journal row by row; the tables are compared above."""
    path = shop.folder / TWIN_NAME
    tail = None if found.full else TAIL_BYTES
    try:
        twin = check_twin(shop.journal, path, tail, size=found.twin_size)
        if twin.unknown and tail is not None:
            twin = check_twin(shop.journal, path, size=found.twin_size)
        found.facts["twin"] = twin.lines if found.full else twin_newest(path)
        found.twin_whole = found.full and twin.damaged is None
        difference = find_difference(
            shop.database, shop.journal, path, full=True, checked=twin, with_tables=False
        )
    except OSError as error:
        warning = Problem("twin_unwritable", "warning", {"reason": str(error)})
        found.problems.append(warning)
        return
    if difference is not None and difference.rows:
        found.problems.append(difference.error().problem())
    elif twin.damaged is not None:
        found.problems.append(Problem("twin_damaged", "warning", {"row": twin.damaged}))


def _check_carried(shop: Shop, found: HealthReport) -> None:
    """Compares goods, settings, PINs and the like with what the twin carries of them."""
    path = shop.folder / TWIN_NAME
    if not path.is_file():
        return
    if found.twin_whole:
        lines = twin_lines(path, upto=found.twin_size)
        for table in tables_unlike_twin(shop.database, lines):
            found.add_error(f"table {table}, against the twin")


def _check_day(shop: Shop, found: HealthReport) -> None:
    day = till_store.open_day(shop.database)
    found.facts["open_day"] = day.day if day else None
    found.facts["not_handed_over"] = handover_store.sales_not_exported(shop.database)


def _check_key(shop: Shop, _: HealthReport) -> None:
    shop.signer()


def _check_staff(shop: Shop, found: HealthReport) -> None:
    changed = changed_staff(shop.database, shop.journal)
    if changed:
        found.problems.append(PosError("staff_differs", people=", ".join(changed)).problem())


def _check_qris(shop: Shop, found: HealthReport) -> None:
    if code_was_replaced(shop.database, shop.journal):
        found.problems.append(PosError("qris_replaced").problem())


def _check_safety(shop: Shop, found: HealthReport) -> None:
    facts, problems = check_safety(shop.database, shop.journal, shop.identity, full=found.full)
    found.facts["safety"] = facts
    found.problems.extend(problems)


def _check_disk(shop: Shop, found: HealthReport) -> None:
    free = shutil.disk_usage(shop.folder).free
    found.facts["disk_free"] = free
    if free < MIN_FREE:
        found.add_warning("disk space")


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("integrity_check", _check_pages),
    ("schema", _check_schema),
    ("foreign_key_check", _check_foreign_keys),
    ("receipt numbers", _check_numbers),
    ("till", _check_identity),
    ("journal", _check_chain),
    ("tables", _check_tables),
    ("days", _check_records),
    ("day files", _check_day_files),
    ("twin", _check_twin),
    ("twin's goods and settings", _check_carried),
    ("open day", _check_day),
    ("key", _check_key),
    ("staff", _check_staff),
    ("qris", _check_qris),
    ("safety folder", _check_safety),
    ("disk", _check_disk),
)
_OF_ALL_DAYS = frozenset(("integrity_check", "foreign_key_check", "twin's goods and settings"))
"""What takes the longer the more was sold, and is checked with `full` only."""
