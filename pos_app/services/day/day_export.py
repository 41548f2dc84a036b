"""Writing day files into a folder, where each is read back and verified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.day import Totals
from pos_app.errors import MachineError, PosError
from pos_app.services.answer_once import answering, first_answer
from pos_app.services.day.business_day import closed_day
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import contacts as contact_store
from pos_app.store import handover as handover_store
from pos_app.store.business_days import ClosedDay

if TYPE_CHECKING:
    from pos_app.dayfile.format import DayHead
    from pos_app.dayfile.reader import VerifiedDay


@dataclass(frozen=True, slots=True)
class ExportedDay:
    """A day file that was written, read back and verified."""

    path: Path
    manifest: str
    code: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class ExportRun:
    """The days that were written one after another.

    `error` is what stopped the others; with the code `export_not_noted` it stopped none: every file
    is whole in the folder, and only the till's disk had no room for the note.
    """

    done: tuple[ExportedDay, ...]
    error: PosError | None = None


def export_day(shop: Shop, day: str, folder: Path, *, ref: str = "") -> ExportedDay:
    """Writes the newest file of a closed day into `folder` and reads it back.

    The bytes are those that the close signed. Sent again with the same `ref`, nothing is written
    and the first answer comes. Raises PosError `day_unknown`, `day_still_open`;
    MachineError `export_disk_full`, `export_read_only`, `export_folder_missing`,
    `export_failed`, `export_not_verified`, `day_file_damaged` for a stored file that no stick can
    help, and `export_not_noted` for one that is whole on the stick.
    """
    close = closed_day(shop, day)
    asked = {"export": close.manifest, "to": str(folder.absolute())}
    known = first_answer(shop, ref, asked)
    if known is not None:
        return ExportedDay(Path(known["path"]), close.manifest, close.code, close.totals)
    done = _write(shop, close, folder)
    with answering(shop, ref, asked, lambda: {"path": str(done.path)}):
        note_export(shop, close, done.path)
    return done


def _write(shop: Shop, close: ClosedDay, folder: Path) -> ExportedDay:
    from pos_app.dayfile.durable_write import write_durably
    from pos_app.dayfile.reader import read_day

    file = file_with_contacts(shop, close)
    make_folder(folder)

    def check(found: bytes) -> None:
        if read_day(found).identity != close.manifest:
            raise MachineError("export_not_verified", path=str(folder))

    path = write_durably(file, folder, close.file_name, check)
    return ExportedDay(path, close.manifest, close.code, close.totals)


def file_with_contacts(shop: Shop, close: ClosedDay) -> bytes:
    """Return the day file of a close with the sealed contacts that its rows name.

    They are stored by themselves, so that a contact can be forgotten without a word of the file
    being changed. Raises as `stored_day` does.
    """
    from pos_app.dayfile.contacts_in_file import with_contacts
    from pos_app.dayfile.sealed_contacts import ContactBox, named_contacts

    file, found = _stored(shop, close)
    named = named_contacts(found.facts)
    kept = contact_store.boxes_of(shop.database, list(named))
    boxes = [ContactBox(each.hash, each.ref, each.box) for each in kept]
    return with_contacts(file, (box for box in boxes if named[box.hash] == box.ref))


def stored_day(shop: Shop, close: ClosedDay) -> tuple[bytes, DayHead]:
    """Return the day file of a close as the till stored it, and its head.

    Raises MachineError `day_file_damaged` if the office would refuse it.
    """
    file, found = _stored(shop, close)
    return file, found.head


def _stored(shop: Shop, close: ClosedDay) -> tuple[bytes, VerifiedDay]:
    from pos_app.dayfile.reader import DayFileError, read_day

    file = till_store.day_file(shop.database, close.manifest)
    try:
        found = read_day(file)
    except DayFileError as error:
        raise MachineError("day_file_damaged", day=close.day, reason=error.code) from error
    if found.identity != close.manifest:
        raise MachineError("day_file_damaged", day=close.day, reason="manifest")
    return file, found


def note_export(shop: Shop, close: ClosedDay, path: Path) -> None:
    """Note in the journal that a day was handed out. Raises MachineError `export_not_noted`."""
    try:
        if not shop.writing:
            raise MachineError("disk_full")
        with shop.transaction():
            now = shop.now()
            fact = {"day": close.day, "revision": close.revision, "manifest": close.manifest}
            seq = shop.record("export", {**fact, "file": path.name}, at=now)
            handover_store.insert_export(shop.database, close.manifest, now, str(path), seq)
    except PosError as error:
        # The file is on the stick and was verified; only the till does not know it.
        raise MachineError(
            "export_not_noted", file=path.name, code=close.code, reason=error.code
        ) from error


def export_days(shop: Shop, days: Iterable[str], folder: Path, *, ref: str = "") -> ExportRun:
    """Writes several closed days into `folder`, the oldest first.

    Sent again with the same `ref` after all were noted, nothing is written and the first answer
    comes. Raises PosError `ref_reused`.

    An error ends the run; the files written before it stay. A file that cannot be noted ends
    nothing: on a full disk the stick gets every day that is owed.
    """
    asked = {"handover": str(folder.absolute())}
    known = first_answer(shop, ref, asked)
    if known is not None:
        return ExportRun(tuple(_exported(shop, day, path) for day, path in known["written"]))
    done: list[ExportedDay] = []
    not_noted: PosError | None = None
    wanted = sorted(days)

    def told() -> dict[str, object]:
        written = zip(wanted, done, strict=True)
        return {"written": [[day, str(each.path)] for day, each in written]}

    try:
        for day in wanted:
            close = closed_day(shop, day)
            done.append(_write(shop, close, folder))
            is_last = len(done) == len(wanted) and not_noted is None
            try:
                with answering(shop, ref if is_last else "", asked, told):
                    note_export(shop, close, done[-1].path)
            except PosError as error:
                not_noted = not_noted or error
    except PosError as error:
        return ExportRun(tuple(done), error)
    return ExportRun(tuple(done), not_noted)


def _exported(shop: Shop, day: str, path: str) -> ExportedDay:
    """Returns a day that was written before."""
    close = closed_day(shop, day)
    return ExportedDay(Path(path), close.manifest, close.code, close.totals)


def make_folder(folder: Path) -> None:
    """Makes the last folder of the path only, so that no folder takes a missing stick's place.

    Raises MachineError `export_read_only`.
    """
    if not folder.exists() and folder.parent.is_dir():
        try:
            folder.mkdir()
        except OSError as error:
            raise MachineError("export_read_only", path=str(folder)) from error
