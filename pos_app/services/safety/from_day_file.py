"""Taking a till over without its safety folder: from its last day file and the stand pack.

What the old laptop sold after that file is not known here. Nothing proves to the office that this
laptop goes on for the other, so its days wait until the office accepts it (`seat_unproven`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pos_app.bounded.child import read_in_child
from pos_app.bounded.files import read_bounded
from pos_app.clock import Clock, stamp
from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.dayfile.signing import create_key, load_key
from pos_app.dayfile.takeover_proof import MAX_SEAT, TakeoverProof
from pos_app.dayfile.unpack import MAX_FILE
from pos_app.domain.day import count_sales
from pos_app.domain.event import TillIdentity, running_of
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.money import Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.services.safety.former_tills import note_former
from pos_app.services.shop import setting_keys
from pos_app.services.shop.pack_setup import CheckedPack, PackWriter, check_pack, find_packs
from pos_app.services.shop.shop import KEY_NAME, NewId
from pos_app.services.shop.spare_key import make_spare
from pos_app.services.shop.start_check import NEW_KEY_NAME, finish_new_key
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import earlier_documents
from pos_app.store.database import FILE_NAME, Database, create_database
from pos_app.store.journal import Journal


@dataclass(frozen=True, slots=True, order=True)
class LastDay:
    """What a sound day file says of its till: the newest one sorts last.

    `net` is the till's net over its life in rupiah, `row` and `head` its newest journal row.
    `others` counts the laptop's documents that are no sale, as far as day files tell: refunds,
    voids and what was voided.
    """

    seat: int
    day: str
    revision: int
    event: str
    stand: str
    till: str
    last_number: str
    net: Rupiah
    row: int
    head: str
    closed_at: str
    others: int
    till_id: str = ""

    @property
    def documents(self) -> int:
        """The documents of the laptop's life, as its running number counts them."""
        return running_of(self.last_number) if self.last_number else 0

    @property
    def sales(self) -> int:
        """The sales of the laptop's life, as the totals of its days count them.

        Of days whose files are not in the places every document counts as one: no file says more.
        """
        return self.documents - self.others


def last_day_in(sources: Sequence[Path]) -> LastDay | None:
    """Returns the newest day of the newest laptop among the sound day files in these places.

    Raises PosError `restore_several_tills`.
    """
    found = [day for path in _zips(sources) if (day := _read(path)) is not None]
    tills = sorted({f"{day.event} {day.stand}-{day.till}" for day in found})
    if len(tills) > 1:
        raise PosError("restore_several_tills", places=", ".join(tills))
    newest = max(found, default=None)
    if newest is None:
        return None
    days = {each.day: each.others for each in sorted(found) if each.seat == newest.seat}
    return replace(newest, others=sum(days.values()))


def _zips(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from (path for path in sorted(source.iterdir()) if path.suffix == ".zip")
        elif source.suffix == ".zip":
            yield source


def _read(path: Path) -> LastDay | None:
    try:
        return read_in_child(_last_day_of, read_bounded(path, MAX_FILE))
    except PosError:
        return None


def _last_day_of(file: bytes) -> LastDay:
    read = read_day(file)
    head = read.head
    return LastDay(
        head.seat,
        head.day,
        head.revision,
        head.event,
        head.stand,
        head.till,
        head.last_number or "",
        head.running_total,
        head.journal.last,
        head.journal.head,
        head.closed_at,
        _others(read),
        head.till_id,
    )


def _others(read: VerifiedDay) -> int:
    """Returns how many of the day's own numbers are refunds, voids or voided sales."""
    place = (read.head.last_number or "").rpartition("-")[0]
    own = [row.kind for row in read.tables.sales if row.number.rpartition("-")[0] == place]
    return len(own) - count_sales(own)


def documents_in(sources: Sequence[Path], day: LastDay) -> list[tuple[str, ...]]:
    """Returns the documents of the till that the day files in these places hold, for refunds."""
    found: dict[str, tuple[str, ...]] = {}
    for path in _zips(sources):
        try:
            read = read_in_child(_documents_of, read_bounded(path, MAX_FILE))
        except PosError:
            continue
        if read.place == (day.event, day.stand, day.till):
            for row in read.rows:
                found[row[0]] = _that_tells_more(row, found.get(row[0], row))
    return list(found.values())


def _that_tells_more(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the row of a document by a later revision, which knows of more confirmed payments."""
    return max(one, other, key=lambda row: row[-1].count('"confirmed":true'))


@dataclass(frozen=True, slots=True)
class _Documents:
    place: tuple[str, str, str]
    rows: list[tuple[str, ...]]


def _documents_of(file: bytes) -> _Documents:
    day = read_day(file)
    seen: dict[str, list[int]] = {}
    for fact in day.facts:
        if fact["kind"] == "confirm":
            seen.setdefault(fact["sale_id"], []).append(fact["tender"])
    rows = [
        earlier_documents.row_of(fact, day.head.day, seen.get(fact["sale"]["id"], ()))
        for fact in day.facts
        if fact["kind"] in SALE_KINDS
    ]
    return _Documents((day.head.event, day.head.stand, day.head.till), rows)


def pack_for(day: LastDay, sources: Sequence[Path]) -> CheckedPack:
    """Returns the till's stand pack from these places. Raises PosError `takeover_no_pack`."""
    folders = [each if each.is_dir() else each.parent for each in sources]
    for path in (*(each for each in sources if each.is_file()), *find_packs(folders)):
        try:
            found = check_pack(path)
        except PosError:
            continue
        pack = found.pack
        if (pack.event, pack.stand, pack.till) == (day.event, day.stand, day.till):
            return found
    raise PosError("takeover_no_pack", place=f"{day.stand}-{day.till}")


@dataclass(frozen=True, slots=True)
class TakeoverNote:
    """Which till a take-over makes, what more its journal row says, and how its answer is stored.

    `store` gets the database, in the running transaction, and the row's number. `documents` are the
    till's earlier ones.
    """

    identity: TillIdentity
    fact: Mapping[str, str]
    store: Callable[[Database, int], None]
    documents: Sequence[tuple[str, ...]] = ()


def next_identity(day: LastDay, pack: CheckedPack, new_id: NewId) -> TillIdentity:
    """Returns the next seat of a day file's till. Raises PosError `takeover_no_seat`."""
    if day.seat >= MAX_SEAT:
        raise PosError("takeover_no_seat", place=f"{day.stand}-{day.till}")
    return TillIdentity(
        day.event,
        day.stand,
        day.till,
        new_id(),
        day.seat + 1,
        pack.pack.name,
        pack.pack.cash_rounding,
    )


def take_over_from_day(
    folder: Path, day: LastDay, pack: CheckedPack, clock: Clock, note: TakeoverNote
) -> None:
    """Makes the next seat in the empty `folder`. Raises PosError, MachineError."""
    identity = note.identity
    proof = TakeoverProof(day.seat, day.row, day.head, day.last_number or None)
    try:
        key_file = folder / NEW_KEY_NAME
        key_file.unlink(missing_ok=True)
        create_key(key_file)
        key, spare = load_key(key_file), make_spare(folder)
    except OSError as error:
        raise MachineError("folder_read_only", reason=str(error)) from error
    now = stamp(clock.now())

    def provision(database: Database) -> None:
        till_store.insert_till(database, identity, now)
        journal = Journal(database, identity)
        if clock.replayed:
            journal.append("replay", now, "", {"clock": now})
        journal.append("setup", now, "", {**asdict(identity), "spare": spare})
        told = {"continues": proof.as_json(), "sales": day.documents, "net": day.net}
        note.store(database, journal.append("takeover", now, "", {**told, **note.fact}))
        PackWriter(database, journal, now).write(pack, identity, key)
        earlier_documents.insert_documents(database, note.documents)
        note_former(database, day.till_id)
        text = json.dumps(proof.as_json(), sort_keys=True)
        catalogue_store.put_setting(database, setting_keys.CONTINUES, text)

    create_database(folder / FILE_NAME, provision)
    finish_new_key(folder / KEY_NAME)
