"""What the office hands out before the fair: a stand pack for each planned till."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pos_app.dayfile.durable_write import write_durably
from pos_app.dayfile.pack_reader import read_pack
from pos_app.dayfile.stand_pack import StandPack, write_pack
from pos_app.errors import MachineError, PosError, Problem
from pos_app.office.book import Book
from pos_app.office.office_key import enrolment_key, office_key
from pos_app.office.plan.goods import goods_of
from pos_app.office.plan.packs import pack_record, stand_packs
from pos_app.office.records import RecordKind


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """A pack on disk, and the public half of the enrolment key in it."""

    path: Path
    stand: str
    till: str
    enrolment_key: str

    def as_json(self) -> dict[str, str]:
        place = {"file": str(self.path), "stand": self.stand, "till": self.till}
        return {**place, "enrolment_key": self.enrolment_key}


@dataclass(slots=True)
class PackReport:
    """The packs that lie in the folder now, and why others do not."""

    packs: list[WrittenPack] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def write_stand_packs(path: Path, folder: Path) -> PackReport:
    """Writes the pack of every planned till into `folder`, read back and verified.

    The book learns the enrolment keys first, so that no pack is out that it does not know. A file
    with other bytes is never overwritten: it is named among the problems. Raises Refused, PosError
    and MachineError for a book or a key that cannot be used, `packs_unwritable`.
    """
    report = PackReport()
    with Book.open(path) as book:
        office = office_key(path)
        goods = goods_of(book.plan, book.records(RecordKind.GOODS), office.public_hex)
        packs = [(p, write_pack(p, office.sign)) for p in stand_packs(book.plan, goods, office)]
        for pack, file in packs:
            read_pack(file, pack.file_name)
            book.add_record(pack_record(pack, office))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError("packs_unwritable", path=str(folder), reason=str(error)) from error
    for pack, file in packs:
        try:
            target = _place(file, folder, pack)
        except PosError as error:
            report.problems.append(error.problem(str(folder / pack.file_name)))
            continue
        key = enrolment_key(office, pack.event, pack.stand, pack.till).public_hex
        report.packs.append(WrittenPack(target, pack.stand, pack.till, key))
    return report


def _place(file: bytes, folder: Path, pack: StandPack) -> Path:
    """Raises PosError `pack_in_the_way`, MachineError `packs_unwritable`."""
    target = folder / pack.file_name
    try:
        if target.exists() and target.read_bytes() != file:
            raise PosError("pack_in_the_way", file=str(target), place=pack.place)
        return write_durably(file, folder, pack.file_name, _nothing_more)
    except (OSError, MachineError) as error:
        reason = error.facts.get("reason", error) if isinstance(error, MachineError) else error
        raise MachineError("packs_unwritable", path=str(folder), reason=str(reason)) from error


def _nothing_more(_file: bytes) -> None:
    """The same bytes were verified before, and are compared as they come back."""
