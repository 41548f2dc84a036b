"""Taking a till over without its safety folder: from its last day file and the stand pack.

What the old laptop sold after that file is not known here. Nothing proves to the office that this
laptop goes on for the other, so its days wait until the office accepts it (`seat_unproven`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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
from pos_app.domain.orders import CHANGE_KIND
from pos_app.errors import MachineError, PosError
from pos_app.services.safety.carry_over import write_change
from pos_app.services.safety.former_tills import note_former
from pos_app.services.shop import setting_keys
from pos_app.services.shop.pack_setup import CheckedPack, PackWriter, check_pack, find_packs
from pos_app.services.shop.shop import KEY_NAME, NewId
from pos_app.services.shop.spare_key import make_spare
from pos_app.services.shop.start_check import NEW_KEY_NAME, finish_new_key
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import earlier_documents, earlier_payouts
from pos_app.store import orders as order_store
from pos_app.store.database import FILE_NAME, Database, create_database
from pos_app.store.journal import Journal


@dataclass(frozen=True, slots=True, order=True)
class LastDay:
    """What a sound day file says of its till: the newest one sorts last.

    `net` is the till's net over its life in rupiah, `row` and `head` its newest journal row.
    `seen` counts the laptop's documents that the day files hold, `sales` the sales among them as
    the totals of its days count them: no refunds, no voids, nothing that was voided.
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
    seen: int
    sales: int
    till_id: str = ""

    @property
    def documents(self) -> int:
        """The documents of the laptop's life, as its running number counts them."""
        return running_of(self.last_number) if self.last_number else 0

    @property
    def is_whole(self) -> bool:
        """Whether the files hold every document; else there were `sales` at least."""
        return self.seen >= self.documents


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
    days = {each.day: each for each in sorted(found) if each.seat == newest.seat}
    seen, sales = (each.seen for each in days.values()), (each.sales for each in days.values())
    return replace(newest, seen=sum(seen), sales=sum(sales))


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
        *_counted(read),
        head.till_id,
    )


def _counted(read: VerifiedDay) -> tuple[int, int]:
    """Returns how many documents have numbers of the laptop itself, and the sales among them."""
    place = (read.head.last_number or "").rpartition("-")[0]
    own = [row.kind for row in read.tables.sales if row.number.rpartition("-")[0] == place]
    return len(own), count_sales(own)


@dataclass(frozen=True, slots=True)
class EarlierDays:
    """The documents and payouts of a till's earlier days, as rows of their tables.

    `changes` are the journal's facts of changes of orders.
    """

    documents: Sequence[tuple[str, ...]] = ()
    payouts: Sequence[tuple[str | int, ...]] = ()
    changes: Sequence[Mapping[str, Any]] = ()


def earlier_days_in(sources: Sequence[Path], day: LastDay) -> EarlierDays:
    """Returns what the day files in these places hold of the till, for refunds and payouts."""
    found: dict[str, tuple[str, ...]] = {}
    payouts: dict[str | int, tuple[str | int, ...]] = {}
    changes: dict[tuple[int, int], Mapping[str, Any]] = {}
    for path in _zips(sources):
        try:
            read = read_in_child(_earlier_day_of, read_bounded(path, MAX_FILE))
        except PosError:
            continue
        if read.place == (day.event, day.stand, day.till):
            payouts |= {row[0]: row for row in read.payouts}
            changes |= {(fact["seat"], fact["seq"]): fact for fact in read.changes}
            for row in read.documents:
                found[row[0]] = _that_tells_more(row, found.get(row[0], row))
    told = sorted(changes.values(), key=lambda fact: (fact["at"], fact["seat"], fact["seq"]))
    return EarlierDays(list(found.values()), list(payouts.values()), told)


def _that_tells_more(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the row of a document by a later revision, which knows of more confirmed payments."""
    return max(one, other, key=lambda row: row[-1].count('"confirmed":true'))


@dataclass(frozen=True, slots=True)
class _EarlierDay:
    place: tuple[str, str, str]
    documents: list[tuple[str, ...]]
    payouts: list[tuple[str | int, ...]]
    changes: Sequence[Mapping[str, Any]]


def _earlier_day_of(file: bytes) -> _EarlierDay:
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
    head = day.head
    found = (earlier_payouts.row_of(fact, head.day, head.seat) for fact in day.facts)
    payouts = [row for row in found if row is not None]
    changes = [{**fact, "seat": head.seat} for fact in day.facts if fact["kind"] == CHANGE_KIND]
    return _EarlierDay((head.event, head.stand, head.till), rows, payouts, changes)


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

    `store` gets the database, in the running transaction, and the row's number. `earlier` is what
    is known of the till's earlier days.
    """

    identity: TillIdentity
    fact: Mapping[str, str]
    store: Callable[[Database, int], None]
    earlier: EarlierDays = EarlierDays()


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
        journal.append("setup", now, "", {**identity._asdict(), "spare": spare})
        told = {"continues": proof.as_json(), "sales": day.documents, "net": day.net}
        note.store(database, journal.append("takeover", now, "", {**told, **note.fact}))
        PackWriter(database, journal, now).write(pack, identity, key)
        earlier_documents.insert_documents(database, note.earlier.documents)
        earlier_payouts.insert_payouts(database, note.earlier.payouts)
        order_store.insert_earlier(database)
        for fact in note.earlier.changes:
            mark = {"seat": fact["seat"], "row": fact["seq"]}
            write_change(database, journal, fact, {"order": fact["order"], "carried": mark})
        note_former(database, day.till_id)
        text = json.dumps(proof.as_json(), sort_keys=True)
        catalogue_store.put_setting(database, setting_keys.CONTINUES, text)

    create_database(folder / FILE_NAME, provision)
    finish_new_key(folder / KEY_NAME)
