"""The business day: opened with a float, sold on, counted blind, closed in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pos_app
from pos_app.clock import parse_day
from pos_app.domain.catalogue import match_maker
from pos_app.domain.day import CashRow, DayTables, Totals, totals_of
from pos_app.domain.event import check_code
from pos_app.domain.money import DENOMINATIONS, MAX_PRICE, Rupiah
from pos_app.errors import PosError, UnknownOutcome
from pos_app.services.shop.setting_keys import ENROLMENT
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store
from pos_app.store import sales as sale_store
from pos_app.store.business_days import ClosedDay, OpenDay

if TYPE_CHECKING:
    from pos_app.dayfile.writer import BuiltDay

__all__ = ["ClosedDay", "OpenDay"]

DEFAULT_CASHIER = "KASIR"
# Withdrawn and rare pieces still turn up in a drawer, and what lies there is counted.
COUNTABLE = frozenset((*DENOMINATIONS, 75_000, 50, 25))
MAX_REASON = 200
MOVES = ("in", "out", "payout")


def current_day(shop: Shop) -> OpenDay | None:
    """The day that is being sold on, or None."""
    return till_store.open_day(shop.database)


def last_closed(shop: Shop) -> ClosedDay | None:
    return till_store.newest_close(shop.database)


def suggested_float(shop: Shop) -> Rupiah:
    """What the last count left in the drawer."""
    close = last_closed(shop)
    return close.counted if close else 0


def open_till(shop: Shop, float_: Rupiah, cashier: str = "") -> OpenDay:
    """Opens the day of today's date with `float_` in the drawer.

    Raises PosError `till_already_open`, `day_already_closed`, `clock_before_last_day`,
    `float_invalid`.
    """
    if not 0 <= float_ <= MAX_PRICE:
        raise PosError("float_invalid", amount=float_)
    cashier = check_code(cashier or DEFAULT_CASHIER, "cashier")
    with shop.transaction():
        now = shop.now()
        day = OpenDay(now[:10], now, cashier)
        _check_can_open(shop, day.day)
        last = till_store.newest_close(shop.database)
        prev_day = last.manifest if last else None
        fact = {"day": day.day, "float": float_, "prev_day": prev_day}
        seq = shop.record("open", fact, at=now, by=cashier)
        till_store.insert_day(shop.database, day, float_, prev_day, seq)
        row = CashRow(0, now, "float", float_, "", "", cashier)
        till_store.insert_cash(shop.database, row, seq)
    return day


def _check_can_open(shop: Shop, today: str) -> None:
    running = till_store.open_day(shop.database)
    if running is not None:
        raise PosError("till_already_open", day=running.day)
    newest = till_store.newest_day(shop.database)
    if till_store.has_day(shop.database, today):
        raise PosError("day_already_closed", day=today)
    if newest is not None and today < newest.day:
        raise PosError("clock_before_last_day", today=today, day=newest.day)


def move_cash(
    shop: Shop, amount: Rupiah, reason: str, maker: str = "", *, cashier: str = ""
) -> None:
    """Cash in (positive) or out (negative) of the drawer; with `maker`, a payout to that maker.

    `cashier` is who does it; without one, who opened the day.

    Raises PosError `till_not_open`, `amount_invalid`, `reason_missing`, `payout_sign`,
    `maker_unknown`.
    """
    reason = _checked_reason(reason)
    if amount == 0 or abs(amount) > MAX_PRICE:
        raise PosError("amount_invalid", amount=amount)
    if maker and amount > 0:
        raise PosError("payout_sign", amount=amount)
    with shop.transaction():
        day = shop.require_open()
        code = _maker_code(shop, maker) if maker else ""
        kind = "payout" if maker else "in" if amount > 0 else "out"
        now = shop.now()
        fact = {"move": kind, "amount": amount, "maker": code, "reason": reason}
        who = cashier or day.cashier
        seq = shop.record("move", fact, at=now, by=who)
        row = CashRow(0, now, kind, amount, code, reason, who)
        till_store.insert_cash(shop.database, row, seq)


def cash_moves(shop: Shop) -> list[CashRow]:
    """What went into and out of the drawer by hand since the newest day was opened."""
    first = till_store.first_seq_of_newest_day(shop.database)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    return [row for row in tables.cash if row.kind in MOVES]


def note_drawer(shop: Shop, reason: str, *, cashier: str = "") -> None:
    """The drawer was opened without a sale. Raises PosError `till_not_open`, `reason_missing`."""
    reason = _checked_reason(reason)
    with shop.transaction():
        day = shop.require_open()
        shop.record("drawer", {"reason": reason}, at=shop.now(), by=cashier or day.cashier)


def _checked_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise PosError("reason_missing")
    return reason[:MAX_REASON]


def _maker_code(shop: Shop, text: str) -> str:
    maker = match_maker(text, catalogue_store.makers(shop.database))
    if maker is None:
        raise PosError("maker_unknown", text=text[:40])
    return maker.code


def today_totals(shop: Shop) -> Totals:
    """The totals of the newest day so far, as they would stand in its file."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return totals_of(sale_store.day_tables(shop.database, first, 1 << 62))


@dataclass(frozen=True, slots=True)
class Witness:
    """The second person who counted the drawer: their code, and what they counted if they did."""

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
    """Closes the open day on what was counted, in one transaction, and signs its file.

    Any count is accepted. `pieces` counts by denomination; without it `counted` is the sum.
    `cashier` is who closes; without one, who opened.
    Raises PosError `till_not_open`, `count_missing`, `count_invalid`, `denomination_unknown`,
    `witness_same`;
    a close that fails leaves the day open.
    """
    drawer = _Drawer(
        _counted(counted, pieces),
        dict(pieces or {}),
        " ".join(reason.split())[:MAX_REASON],
        cashier,
        witness,
    )
    if witness is not None:
        check_code(witness.code, "cashier")
        if witness.code == (cashier or shop.require_open().cashier):
            raise PosError("witness_same", code=witness.code)
        if witness.pieces is not None:
            _counted(None, witness.pieces)
    open_day = shop.require_open()
    try:
        with shop.transaction():
            closed = _close(shop, open_day, drawer)
    except UnknownOutcome:
        shop.recover()
        found = till_store.close_of(shop.database, open_day.day, open_day.revision)
        if found is None:
            raise
        closed = found
    shop.day_closed()
    return closed


@dataclass(frozen=True, slots=True)
class _Drawer:
    """What is said of the drawer at a close, and by whom."""

    counted: Rupiah
    pieces: dict[int, int]
    reason: str
    cashier: str
    witness: Witness | None


def _counted(counted: Rupiah | None, pieces: Mapping[int, int] | None) -> Rupiah:
    if pieces is None:
        if counted is None:
            raise PosError("count_missing")
        if not 0 <= counted <= MAX_PRICE * 100:
            raise PosError("count_invalid", amount=counted)
        return counted
    for denomination, count in pieces.items():
        if denomination not in COUNTABLE:
            raise PosError("denomination_unknown", denomination=denomination)
        if not 0 <= count <= 100_000:
            raise PosError("count_invalid", amount=count)
    total = sum(denomination * count for denomination, count in pieces.items())
    if counted is not None and counted != total:
        raise PosError("count_differs", counted=counted, pieces=total)
    return total


def _close(shop: Shop, day: OpenDay, drawer: _Drawer) -> ClosedDay:
    now, who, witness = shop.now(), drawer.cashier or day.cashier, drawer.witness
    counted = drawer.counted
    first = till_store.first_seq_of_newest_day(shop.database)
    if drawer.pieces:
        _record_count(shop, now, drawer.pieces, who, "count")
    if witness is not None and witness.pieces:
        _record_count(shop, now, witness.pieces, witness.code, "verify")
    expected = till_store.drawer_total(shop.database, first)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    totals = totals_of(tables)
    fact = {
        "day": day.day,
        "revision": day.revision,
        "expected": expected,
        "counted": counted,
        "difference": counted - expected,
        "reason": drawer.reason,
        "totals": totals.as_dict(),
        "running_total": sale_store.till_counters(shop.database).running_total,
    }
    if witness is not None:
        fact["verified_by"] = witness.code
    seq = shop.record("close", fact, at=now, by=who)
    # A clock that was set back is noted in a row of its own just before this one, which no table
    # shows: the tables read above still hold.
    built = _build_file(shop, day, tables, totals, now, first)
    closed = ClosedDay(
        day.day,
        day.revision,
        now,
        expected,
        counted,
        counted - expected,
        drawer.reason,
        built.identity,
        built.name,
        totals,
        who,
        witness.code if witness else "",
    )
    till_store.insert_close(shop.database, closed, built.file, seq)
    return closed


def _record_count(shop: Shop, now: str, pieces: Mapping[int, int], cashier: str, role: str) -> None:
    ordered = {denomination: pieces[denomination] for denomination in sorted(pieces, reverse=True)}
    fact = {"pieces": [list(item) for item in ordered.items()], "role": role}
    seq = shop.record("count", fact, at=now, by=cashier)
    till_store.insert_counts(shop.database, now, ordered, cashier, role, seq)


def _build_file(
    shop: Shop, day: OpenDay, tables: DayTables, totals: Totals, now: str, first: int
) -> BuiltDay:
    from pos_app.dayfile.format import DayHead, JournalRange
    from pos_app.dayfile.writer import build_day

    signer = shop.signer()
    identity, head = shop.identity, shop.journal.head()
    before = till_store.close_of(shop.database, day.day, day.revision - 1)
    numbers = [row.number for row in tables.sales]
    pos = DayHead(
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
        totals=totals,
        running_total=sale_store.till_counters(shop.database).running_total,
        journal=JournalRange(
            first, head.seq, shop.journal.hash_before(first).hex(), head.hash.hex()
        ),
        app=f"pos-app {pos_app.__version__}",
        training=identity.training,
        replayed=shop.journal.has_kind("replay", first),
        enrolled=shop.settings.get(ENROLMENT) or None,
    )
    payloads = [row.payload for row in shop.journal.rows(first)]
    return build_day(pos, tables, payloads, signer.sign)


def reopen_till(shop: Shop, day: str, reason: str, *, by: str = "") -> OpenDay:
    """Opens the newest closed day again; closed anew, it is the next revision.

    `by` is the lead who allows it; without one, who opened the day.

    Raises PosError `day_unknown`, `till_already_open`, `reopen_not_newest`, `reason_missing`.
    """
    reason = _checked_reason(reason)
    day = parse_day(day).isoformat()
    with shop.transaction():
        running = till_store.open_day(shop.database)
        if running is not None:
            raise PosError("till_already_open", day=running.day)
        newest = till_store.newest_day(shop.database)
        if newest is None or not till_store.has_day(shop.database, day):
            raise PosError("day_unknown", day=day)
        if newest.day != day:
            raise PosError("reopen_not_newest", day=day, newest=newest.day)
        now = shop.now()
        revision = newest.revision + 1
        fact = {"day": day, "revision": revision, "reason": reason}
        seq = shop.record("reopen", fact, at=now, by=by or newest.cashier)
        till_store.insert_reopen(shop.database, day, revision, reason, seq)
    return OpenDay(newest.day, newest.opened_at, newest.cashier, revision)


def closed_day(shop: Shop, day: str) -> ClosedDay:
    """The newest close of `day`. Raises PosError `day_unknown`, `day_still_open`."""
    day = parse_day(day).isoformat()
    if not till_store.has_day(shop.database, day):
        raise PosError("day_unknown", day=day)
    running = till_store.open_day(shop.database)
    if running is not None and running.day == day:
        raise PosError("day_still_open", day=day)
    found = till_store.newest_close(shop.database, day)
    assert found is not None
    return found


def day_file_bytes(shop: Shop, close: ClosedDay) -> bytes:
    """The day file of a close, as it was signed."""
    return till_store.day_file(shop.database, close.manifest)


def drawer_now(shop: Shop) -> Rupiah:
    """What should lie in the drawer now. Never shown to whoever counts it."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return till_store.drawer_total(shop.database, first)
