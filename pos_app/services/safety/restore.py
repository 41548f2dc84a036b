"""Restoring a till: the fullest sound history, rebuilt beside what is damaged, then switched to.

The damaged files are kept. Nothing that stands in any of the places is lost; what may have been
acknowledged after the newest row that they know is said.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.clock import Clock, SystemClock
from pos_app.dayfile.durable_write import FileSystem
from pos_app.domain.money import Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.held_files import replace_patiently
from pos_app.private_files import make_private_folder
from pos_app.services.answer_once import answer_in_folder, answering
from pos_app.services.safety.findings import Findings, look, names_of
from pos_app.services.safety.keys import find_key
from pos_app.services.safety.lead_check import Allowed, check_lead_of, not_asked
from pos_app.services.safety.stored_days import StoredDays
from pos_app.services.shop.requests import Answer
from pos_app.services.shop.shop import NewId, Shop, open_shop
from pos_app.store.backups import CopyFacts, check_copy, has_sound_indexes, same_tables
from pos_app.store.database import FILE_NAME, READ_FAULTS, Database, create_database
from pos_app.store.folder_lock import FolderLock
from pos_app.store.journal import TWIN_NAME
from pos_app.store.places import TWIN
from pos_app.store.whole_rebuild import WholeTill, fill

REBUILT = "till.db.rebuilt"


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored till: its sales, their net in rupiah, its newest row and receipt.

    `lost_after`: see `Findings`. `kept_damaged` is where the damaged database lies now, or the
    damaged twin if nothing else was; None where there was none. `new_key` is the fingerprint of a
    key that had to be made anew, or empty; `days_without_file` are closed days whose signed file
    nobody has any more.
    """

    sales: int
    net: Rupiah
    seq: int
    head: str
    last_number: str
    last_at: str
    lost_after: int | None
    kept_damaged: Path | None
    new_key: str = ""
    days_without_file: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        kept = self.kept_damaged
        return {
            "sales": self.sales,
            "net": self.net,
            "seq": self.seq,
            "head": self.head,
            "last_number": self.last_number or None,
            "lost_after": self.lost_after,
            "kept_damaged": str(kept) if kept else None,
            "new_key": self.new_key or None,
            "days_without_file": list(self.days_without_file),
        }


def restore(
    folder: Path,
    sources: Sequence[Path],
    clock: Clock | None = None,
    new_id: NewId | None = None,
    *,
    end: str = "",
    ref: str = "",
    lead: str = "",
    pin: str = "",
) -> Restored:
    """Restores the till in `folder` from the places `sources`, which may be several.

    `lead` and `pin` are those of a lead of the till. Where none are given it is done in nobody's
    name, and the journal row says so: a stand whose lead cannot be reached sells on.

    Sent again with the same `ref`, it changes nothing and returns the first answer. Raises PosError
    `ref_reused`, as `look` does, `lead_needed`, `pin_wrong`, `pin_wait`, and `restore_not_needed`
    where the database is sound and as full as the places; MachineError `folder_locked`,
    `folder_read_only`, `disk_full`, `restore_not_verified`.
    """
    asked = {"restore": [str(source.absolute()) for source in sources], "end": end}
    known = answer_in_folder(folder, ref, asked)
    if known is not None:
        return _told(known)
    try:
        make_private_folder(folder)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    lock = FolderLock(folder)
    try:
        found = look(folder, sources, end)
        allowed = check_lead_of(folder, found, lead, pin) if lead or pin else not_asked(found)
        rebuilt, left_out = _rebuild(folder, found)
        key = find_key(folder, sources, found)
        kept = _put_in_place(folder, rebuilt, found)
    except OSError as error:
        raise folder_error(error) from error
    finally:
        lock.release()
    done = Restored(
        found.sales,
        found.net,
        found.history.seq,
        found.history.head,
        found.last_number,
        found.last_at,
        found.lost_after,
        kept,
        key,
        tuple(left_out),
    )

    def told() -> Answer:
        return {**done.as_json(), "last_at": done.last_at}

    with (
        open_shop(folder, clock or SystemClock(), new_id) as shop,
        answering(shop, ref, asked, told),
    ):
        _note(shop, found, key, allowed)
    return done


def _told(answer: Answer) -> Restored:
    """Returns what a restore answered when it was done."""
    names = ("sales", "net", "seq", "head", "last_at", "lost_after")
    kept = answer["kept_damaged"]
    return Restored(
        **{name: answer[name] for name in names},
        last_number=answer["last_number"] or "",
        kept_damaged=Path(kept) if kept else None,
        new_key=answer["new_key"] or "",
        days_without_file=tuple(answer["days_without_file"]),
    )


def folder_error(error: OSError) -> MachineError:
    """Returns the error that tells a person why the till's folder could not be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return MachineError("disk_full" if full else "folder_read_only", reason=str(error))


def _is_whole(folder: Path, rebuilt: Path) -> bool:
    """Whether the till's own database is sound and holds what the rebuilt one does."""
    path = folder / FILE_NAME
    if not path.exists() or _has_log(path):
        return False
    try:
        check_copy(path)
        return has_sound_indexes(path) and same_tables(path, rebuilt)
    except (PosError, OSError):
        return False


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _rebuild(folder: Path, found: Findings) -> tuple[Path, list[str]]:
    """Builds the database beside the damaged one and checks it; returns it, and what it lacks."""
    rebuilt = folder / REBUILT
    rebuilt.unlink(missing_ok=True)
    days = StoredDays(found.history, found.entries, found.files)
    till = WholeTill(found.history, found.entries, days.file_of, found.changes)

    def provision(database: Database) -> None:
        fill(database, till)

    try:
        create_database(rebuilt, provision)
    except (KeyError, TypeError, *READ_FAULTS) as error:
        raise MachineError("restore_not_verified", reason=str(error)) from error
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    _compare(check_copy(rebuilt), found)
    return rebuilt, till.left_out


def _compare(facts: CopyFacts, found: Findings) -> None:
    """Raises MachineError `restore_not_verified` unless the rebuilt database is the history."""
    wanted = (found.sales, found.net, found.history.seq, found.history.head, found.day)
    if (facts.sales, facts.net, facts.seq, facts.head, facts.day) != wanted:
        raise MachineError("restore_not_verified", reason="not what was found")


def _put_in_place(folder: Path, rebuilt: Path, found: Findings) -> Path | None:
    """Puts what was rebuilt in the place of what is damaged; returns where that is kept.

    Raises PosError `restore_not_needed` where nothing is.
    """
    if not _is_whole(folder, rebuilt):
        kept = switch(folder, rebuilt)
        _put_twin_aside(folder, found)
        return kept
    rebuilt.unlink()
    twin = _put_twin_aside(folder, found)
    if twin is None:
        raise PosError("restore_not_needed", sales=found.sales, net=found.net)
    return twin


def switch(folder: Path, rebuilt: Path) -> Path | None:
    """Puts the rebuilt database in its place; returns where the damaged one is kept.

    The damaged file gets a second name before, and its write-ahead log goes with it, so that a
    power cut at any moment leaves the damaged or the rebuilt till, never a mixture.
    """
    target, disk = folder / FILE_NAME, FileSystem()
    kept = _free_name(folder) if target.exists() else None
    for suffix in ("-wal", "-shm"):
        log = target.with_name(target.name + suffix)
        if log.exists():
            name = kept.name + suffix if kept else f"{_free_name(folder).name}{suffix}"
            replace_patiently(log, folder / name)
    if kept is not None:
        _also_as(target, kept)
    disk.sync_folder(folder)
    replace_patiently(rebuilt, target)
    disk.sync_folder(folder)
    return kept


def _free_name(folder: Path) -> Path:
    number = 1
    while (path := folder / f"till.db.damaged-{number}").exists():
        number += 1
    return path


def _also_as(target: Path, kept: Path) -> None:
    try:
        os.link(target, kept)
    except OSError:  # FAT has no second names
        replace_patiently(target, kept)


def _put_twin_aside(folder: Path, found: Findings) -> Path | None:
    """Keeps a twin that is damaged or of another history under another name, and returns that.

    A sound one stays, and gets the rows that it lacks when the till is opened.
    """
    twin = folder / TWIN_NAME
    if not twin.exists():
        return None
    own = next((each for each in found.places if each.path == twin and each.kind == TWIN), None)
    if own is not None and own.whole and own.seq and _is_a_part(twin, found):
        return None
    number = 1
    while (kept := folder / f"journal-damaged-{number}.jsonl").exists():
        number += 1
    replace_patiently(twin, kept)
    return kept


def _is_a_part(twin: Path, found: Findings) -> bool:
    """Whether the twin's lines are the history's first rows, one after another."""
    from pos_app.store.journal import read_twin

    seq = 0
    for row in read_twin(twin):
        if row.seq != seq + 1 or not found.history.holds(row):
            return False
        seq = row.seq
    return True


def _note(shop: Shop, found: Findings, key: str, allowed: Allowed) -> None:
    """Writes the row `restored`, so that the office sees that it happened and what was known."""
    fact = {
        "places": names_of(found.places),
        "rows": found.history.seq,
        "sales": found.documents,
        "net": found.net,
        "lost_after": found.lost_after,
        "new_key": key,
        "left": list(found.left),
        **allowed.as_fact(),
    }
    with shop.transaction():
        shop.record("restored", fact, at=shop.now(), by=allowed.lead)
