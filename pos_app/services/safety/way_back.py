"""The way back to an older version of the program, with all that was sold since the update.

The newer version writes the till's database as the older one had it, in place: two folders of one
till would both sell under its numbers. What was there stays beside it as a copy.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.dayfile.durable_write import PrivateFileSystem
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.store import sales
from pos_app.store.backups import copy_database
from pos_app.store.database import FILE_NAME, Database, open_database
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import TWIN_NAME
from pos_app.store.migrations import ORDERS_SINCE, SCHEMA_VERSION
from pos_app.store.older_schema import (
    LeftOut,
    copy_before,
    numbers_in,
    older_versions,
    write_older,
)
from pos_app.store.orders import order_numbers

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Receipt:
    """A document since the update; `net` in rupiah, that of a refund is negative."""

    number: str
    at: str
    net: Rupiah


@dataclass(slots=True)
class WayBack:
    """What was done: from which schema to which, what was sold since, where today's copy lies.

    `counted` is False where no copy from before the update says what was sold since.
    """

    schema: int
    copy: Path
    sales: int
    net: Rupiah
    since: list[Receipt] = field(default_factory=list)
    counted: bool = True
    left_out: LeftOut = field(default_factory=LeftOut)

    def as_json(self) -> dict[str, object]:
        """Return the answer of `pos-app downgrade --json`."""
        return {
            "ok": True,
            "schema": self.schema,
            "from_schema": SCHEMA_VERSION,
            "copy": str(self.copy),
            "sales": self.sales,
            "net": self.net,
            "since_update": {
                "known": self.counted,
                "count": len(self.since),
                "net": sum(receipt.net for receipt in self.since),
                "receipts": [
                    {"number": each.number, "at": each.at, "net": each.net} for each in self.since
                ],
            },
            "left_out": {"rows": self.left_out.rows, "columns": self.left_out.columns},
        }


def go_back(folder: Path, schema: int | None = None) -> WayBack:
    """Bring the till in `folder` to an older schema: that of the newest copy before an update.

    Raises PosError `downgrade_no_copy` where no `schema` is given and there is no copy, and
    `downgrade_not_older`, `downgrade_orders` where the till had orders, which the older version
    cannot add up; MachineError `downgrade_failed`, and as `open_database` does.
    """
    versions = older_versions(folder)
    wanted = schema or (versions[-1] if versions else 0)
    if not wanted:
        raise PosError("downgrade_no_copy", folder=str(folder))
    if not 0 < wanted < SCHEMA_VERSION:
        raise PosError("downgrade_not_older", found=wanted, known=SCHEMA_VERSION)
    lock = FolderLock(folder)
    try:
        return _go_back(folder, wanted)
    finally:
        lock.release()


def _go_back(folder: Path, schema: int) -> WayBack:
    path = folder / FILE_NAME
    kept, draft = copy_before(folder, SCHEMA_VERSION), path.with_name(path.name + ".older")
    with closing(open_database(path)) as database:
        _refuse_orders(database, schema)
        done = _sold(database, schema, kept, copy_before(folder, schema))
        copy_database(path, kept)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    done.left_out = write_older(path, schema, draft)
    disk = PrivateFileSystem()
    disk.sync_file(draft)
    twin = folder / TWIN_NAME
    if twin.exists():  # the older version writes its own, in its own form
        disk.replace(twin, twin.with_name(f"{TWIN_NAME}.v{SCHEMA_VERSION}"))
    for companion in ("-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)
    disk.replace(draft, path)
    disk.sync_folder(folder)
    return done


def _refuse_orders(database: Database, schema: int) -> None:
    """Refuses a till with orders for a version that would count their deposits as money of none.

    Raises PosError `downgrade_orders` with how many there are and the first of them.
    """
    if schema >= ORDERS_SINCE:
        return
    numbers = order_numbers(database)
    if numbers:
        named = ", ".join(numbers[:_MOST_NAMED]) + ("…" if len(numbers) > _MOST_NAMED else "")
        raise PosError("downgrade_orders", count=len(numbers), orders=named)


def _sold(database: Database, schema: int, kept: Path, before: Path) -> WayBack:
    """Count what there is, and name what came after the copy `before`."""
    everything = list(sales.summaries(database))
    receipts = [Receipt(each.number, each.at, Rupiah(each.net)) for each in everything]
    counts, _ = sales.count_documents(database)
    net = sales.till_counters(database).running_total
    done = WayBack(schema, kept, counts.get("sale", 0), net)
    old = numbers_in(before)
    if old is None:
        done.counted = False
    else:
        done.since = [each for each in receipts if each.number not in old]
    return done
