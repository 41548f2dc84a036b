"""Writing the stand packs: one for each planned till, handed out before the fair."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from pos_app.dayfile.durable_write import PrivateFileSystem, write_durably
from pos_app.dayfile.pack_reader import read_pack
from pos_app.dayfile.stand_pack import StandPack, write_pack
from pos_app.errors import MachineError, PosError, Problem, Refused
from pos_app.office.book import Book
from pos_app.office.office_key import enrolment_key, office_key
from pos_app.office.plan.goods import goods_of, pictures_of
from pos_app.office.plan.packs import pack_record, stand_packs
from pos_app.office.records import RecordKind
from pos_app.private_files import protect_file


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """A pack on disk, and the public half of the enrolment key in it."""

    path: Path
    stand: str
    till: str
    enrolment_key: str

    def as_json(self) -> dict[str, str]:
        """Returns it as the command prints it."""
        place = {"file": str(self.path), "stand": self.stand, "till": self.till}
        return {**place, "enrolment_key": self.enrolment_key}


@dataclass(slots=True)
class PackReport:
    """The packs that are in the folder, and the problems of those that are not."""

    packs: list[WrittenPack] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def write_stand_packs(path: Path, folder: Path) -> PackReport:
    """Writes the pack of every planned till into `folder`, where it is read back and verified.

    The enrolment keys are added to the book first, so that it knows every pack that exists. A file
    with other bytes is not overwritten but named among the problems. Raises PosError with the codes
    of `Book.open`; MachineError `office_key_missing`, `office_key_damaged`, `packs_unwritable`.
    """
    report = PackReport()
    with Book.open(path) as book:
        office = office_key(path)
        goods = goods_of(book.plan, book.records(RecordKind.GOODS), office.public_hex)
        pictures = pictures_of(book.plan, book.records(RecordKind.CARD), office.public_hex)
        made = stand_packs(book.plan, goods, office, pictures)
        packs = [(pack, write_pack(pack, office.sign)) for pack in made]
        for pack, file in packs:
            read_pack(file, pack.file_name)
            book.add_record(pack_record(pack, office))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError("packs_unwritable", path=str(folder), reason=str(error)) from error
    for pack, file in packs:
        try:
            target = _write_pack_file(file, folder, pack)
        except PosError as error:
            report.problems.append(error.problem(str(folder / pack.file_name)))
            continue
        key = enrolment_key(office, pack.event, pack.stand, pack.till).public_hex
        report.packs.append(WrittenPack(target, pack.stand, pack.till, key))
    return report


def _differs_in_other_tills(file: bytes, pack: StandPack) -> bool:
    """Whether the file is this pack as it was before another till was planned: it stays in use."""
    try:
        return replace(read_pack(file), tills=pack.tills) == pack
    except Refused:
        return False


def _write_pack_file(file: bytes, folder: Path, pack: StandPack) -> Path:
    """Writes one pack. Raises PosError `pack_in_the_way`, MachineError `packs_unwritable`."""
    target = folder / pack.file_name
    try:
        if target.exists() and (there := target.read_bytes()) != file:
            if _differs_in_other_tills(there, pack):
                return target
            raise PosError("pack_in_the_way", file=str(target), place=pack.place)
        protect_file(target)
        return write_durably(file, folder, pack.file_name, _no_further_check, PrivateFileSystem())
    except (OSError, MachineError) as error:
        reason = error.facts.get("reason", error) if isinstance(error, MachineError) else error
        raise MachineError("packs_unwritable", path=str(folder), reason=str(reason)) from error


def _no_further_check(_file: bytes) -> None:
    """Accepts the bytes read back: they were verified before, and are compared by the writer."""
