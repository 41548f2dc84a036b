"""Closing the business day: the drawer is counted, and the day file is made and signed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pos_app
from pos_app.domain.event import check_code
from pos_app.domain.money import DENOMINATIONS, MAX_PRICE, Rupiah
from pos_app.errors import MachineError, PosError
from pos_app.services.day.day_building import DayBuilding
from pos_app.services.reasons import tidy_reason
from pos_app.services.shop.day_check import check_day
from pos_app.services.shop.qris_record import stored_parts
from pos_app.services.shop.setting_keys import CONTINUES, ENROLMENT
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import contacts as contact_store
from pos_app.store import sales as sale_store
from pos_app.store.business_days import ClosedDay, OpenDay

if TYPE_CHECKING:
    from pos_app.dayfile.format import DayHead

# Withdrawn and rare pieces still turn up in a drawer, and are counted like the others.
COUNTABLE = frozenset((*DENOMINATIONS, 75_000, 50, 25))
MAX_COUNT = 100_000  # pieces of one denomination
MAX_COUNTED = MAX_PRICE * 100  # rupiah


@dataclass(frozen=True, slots=True)
class Witness:
    """The second person at the count: their code, and the pieces they counted, if they did."""

    code: str
    pieces: Mapping[int, int] | None = None


def close_till(
    shop: Shop,
    *,
    counted: Rupiah | None = None,
    pieces: Mapping[int, int] | None = None,
    reason: str = "",
    cashier: str = "",
    witness: Witness | None = None,
) -> ClosedDay:
    """Closes the open day with what was counted, in one transaction, and signs its day file.

    Any count is accepted. `pieces` is the count by denomination; without it `counted` is the sum
    in rupiah. `cashier` is who closes; empty for the person who opened the day. A close that fails
    leaves the day open. Raises PosError `till_not_open`, `already_closed`, `count_missing`,
    `count_invalid`, `count_differs`, `denomination_unknown`, `witness_same`, `twin_differs`,
    `twin_not_restorable`; MachineError `journal_damaged`, `close_not_sound`: before anything is
    signed, chain, twin and tables are held against each other, and the finished day is read by the
    reader of the office.
    """
    count = Count(
        counted_rupiah(counted, pieces),
        dict(pieces or {}),
        tidy_reason(reason),
        cashier,
        witness,
    )
    if witness is not None:
        _check_witness(shop, witness, cashier)
    open_day = till_store.open_day(shop.database)
    if open_day is None:
        raise _nothing_to_close(shop)
    from pos_app.gc_pause import gc_paused  # a start needs none of it

    with gc_paused():
        check_day(shop, tables=False)
        closed = _close_or_explain(shop, open_day, count)
    shop.day_closed()
    return closed


def _close_or_explain(shop: Shop, day: OpenDay, count: Count) -> ClosedDay:
    """Close the day; if the office's reader refuses it, hold the tables against the journal.

    They then say what a lead can decide on; else the reader's word stands.
    """
    try:
        with shop.transaction():
            return write_close(shop, day, count)
    except MachineError as error:
        if error.code == "close_not_sound":
            check_day(shop)
        raise


def _nothing_to_close(shop: Shop) -> PosError:
    """Return `already_closed` with the code of today's close, else `till_not_open`."""
    last = till_store.newest_close(shop.database)
    if last is None or last.day != shop.now()[:10]:
        return PosError("till_not_open")
    return PosError("already_closed", day=last.day, code=last.code, counted=last.counted)


def _check_witness(shop: Shop, witness: Witness, cashier: str) -> None:
    check_code(witness.code, "cashier")
    if witness.code == (cashier or shop.require_open().cashier):
        raise PosError("witness_same", code=witness.code)
    if witness.pieces is not None:
        counted_rupiah(None, witness.pieces)


@dataclass(frozen=True, slots=True)
class Count:
    """A count of the drawer: rupiah, pieces by denomination, the reason for a difference, who."""

    counted: Rupiah
    pieces: Mapping[int, int]
    reason: str
    cashier: str = ""
    witness: Witness | None = None


def counted_rupiah(counted: Rupiah | None, pieces: Mapping[int, int] | None) -> Rupiah:
    """Returns the sum of a count: of its pieces, or as it was given.

    Raises PosError `count_missing`, `count_invalid`, `count_differs`, `denomination_unknown`.
    """
    if pieces is None:
        if counted is None:
            raise PosError("count_missing")
        if not 0 <= counted <= MAX_COUNTED:
            raise PosError("count_invalid", amount=counted)
        return counted
    for denomination, count in pieces.items():
        if denomination not in COUNTABLE:
            raise PosError("denomination_unknown", denomination=denomination)
        if not 0 <= count <= MAX_COUNT:
            raise PosError("count_invalid", amount=count)
    total = sum(denomination * count for denomination, count in pieces.items())
    if counted is not None and counted != total:
        raise PosError("count_differs", counted=counted, pieces=total)
    return total


def write_close(shop: Shop, day: OpenDay, count: Count) -> ClosedDay:
    """Closes the open day in the running transaction, after `check_day`; raises as `close_till`."""
    now, witness = shop.now(), count.witness
    who = shop.person(count.cashier, day.cashier)
    counted = count.counted
    first = till_store.first_seq_of_newest_day(shop.database)
    if count.pieces:
        _record_count(shop, now, count.pieces, who, "count")
    if witness is not None and witness.pieces:
        _record_count(shop, now, witness.pieces, witness.code, "verify")
    expected = till_store.drawer_total(shop.database, first)
    building = DayBuilding(shop, first)
    totals = building.totals
    fact = {
        "day": day.day,
        "revision": day.revision,
        "expected": expected,
        "counted": counted,
        "difference": counted - expected,
        "reason": count.reason,
        "totals": totals.as_dict(),
        "running_total": sale_store.till_counters(shop.database).running_total,
    }
    if witness is not None:
        fact["verified_by"] = witness.code
    seq = shop.record("close", fact, at=now, by=who)
    # `record` may note a clock that was set back in a row before this one. No table shows such a
    # row, so the tables read above are still complete.
    built = building.finish(_head(shop, day, building, now, first))
    closed = ClosedDay(
        day.day,
        day.revision,
        now,
        expected,
        counted,
        counted - expected,
        count.reason,
        built.identity,
        built.name,
        totals,
        who,
        witness.code if witness else "",
    )
    till_store.insert_close(shop.database, closed, built.file, seq)
    contact_store.drop_own_of_inquiries(shop.database)
    return closed


def _record_count(shop: Shop, now: str, pieces: Mapping[int, int], cashier: str, role: str) -> None:
    ordered = {denomination: pieces[denomination] for denomination in sorted(pieces, reverse=True)}
    fact = {"pieces": [list(item) for item in ordered.items()], "role": role}
    seq = shop.record("count", fact, at=now, by=cashier)
    till_store.insert_counts(shop.database, now, ordered, cashier, role, seq)


def _head(shop: Shop, day: OpenDay, building: DayBuilding, now: str, first: int) -> DayHead:
    from pos_app.dayfile.format import DayHead, JournalRange

    signer = shop.signer()
    identity, head = shop.identity, shop.journal.head()
    before = till_store.close_of(shop.database, day.day, day.revision - 1)
    # What was carried over from another laptop has that one's numbers.
    numbers = [number for number in building.numbers if identity.owns(number)]
    continues = shop.settings.get(CONTINUES)
    code = stored_parts(shop.database)
    return DayHead(
        event=identity.event,
        stand=identity.stand,
        till=identity.till,
        seat=identity.seat,
        till_id=identity.till_id,
        key=signer.public_hex,
        day=day.day,
        opened_at=day.opened_at,
        closed_at=now,
        revision=day.revision,
        supersedes=before.manifest if before else None,
        prev_day=till_store.prev_day_of(shop.database, day.day),
        first_number=numbers[0] if numbers else None,
        last_number=numbers[-1] if numbers else None,
        totals=building.totals,
        running_total=sale_store.till_counters(shop.database).running_total,
        journal=JournalRange(
            first, head.seq, shop.journal.hash_before(first).hex(), head.hash.hex()
        ),
        app=f"pos-app {pos_app.__version__}",
        training=identity.training,
        replayed=shop.journal.has_kind("replay", first),
        enrolled=shop.settings.get(ENROLMENT) or None,
        continues=json.loads(continues) if continues else None,
        qris=None if code is None else dict(code),
        minor=building.minor,
    )
