"""A copy of everything onto a stick, for a till that its laptop cannot open for want of room.

Nothing is written on the laptop's own disk. What the stick gets is enough to hand over what is
owed and to carry on or restore the till elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pos_app.dayfile.durable_write import PrivateFileSystem, write_durably
from pos_app.domain.money import Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.services.day.day_export import export_days
from pos_app.services.day.handover import HandoverState, day_handovers, state_of
from pos_app.services.shop.backup_file import name_start, write_backup
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store.database import FILE_NAME
from pos_app.store.journal import TWIN_NAME

T = TypeVar("T")


@dataclass(slots=True)
class StickCopy:
    """What a stick got: day files, and copies of the till (a backup and the journal's twin).

    `sales` counts those of the backup, `net` is theirs in rupiah; `open_day` is a day
    that is not closed, so that only the copies hold it. `error` is what could not be copied first.
    """

    days: list[Path] = field(default_factory=list)
    copies: list[Path] = field(default_factory=list)
    sales: int = 0
    net: Rupiah = 0
    open_day: str = ""
    error: PosError | None = None

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns; keep the first PosError, and go on with the rest."""
        try:
            return work()
        except PosError as error:
            self.error = self.error or error
            return None


def copy_to_stick(till: Path, stick: Path) -> StickCopy:
    """Writes every owed day file, a verified backup and the twin of a till into `stick`.

    Each part is written whatever became of the others; what failed first is in `error`, and nothing
    is raised. Only an existing folder is written to.
    """
    found = StickCopy()
    found.attempt(lambda: _copy_days(found, till, stick))
    backup = found.attempt(lambda: write_backup(till / FILE_NAME, stick))
    start = f"{till.name}_"
    if backup is not None:
        facts = backup.facts
        found.copies.append(backup.path)
        found.sales, found.net, found.open_day = facts.sales, facts.net, facts.day
        start = name_start(facts.identity)
    found.attempt(lambda: _copy_twin(found, till / TWIN_NAME, stick, start))
    return found


def _copy_days(found: StickCopy, till: Path, stick: Path) -> None:
    with open_shop(till, writing=False, scratch=stick) as shop:
        run = export_days(shop, _owed(shop), stick)
    found.days.extend(done.path for done in run.done)
    if run.error is not None and run.error.code != "export_not_noted":
        raise run.error


def _owed(shop: Shop) -> list[str]:
    return [day.close.day for day in day_handovers(shop) if state_of(day) is HandoverState.OWED]


def _copy_twin(found: StickCopy, twin: Path, stick: Path, start: str) -> None:
    """Copies the twin as it lies; a torn last line is for the restore to pass over."""
    if not twin.is_file():
        return
    name = f"{start}{TWIN_NAME}"
    try:
        content = twin.read_bytes()
    except OSError as error:
        raise MachineError("disk_unreadable", reason=str(error)) from error
    path = write_durably(content, stick, name, lambda _: None, PrivateFileSystem())
    found.copies.append(path)
