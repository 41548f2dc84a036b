"""The business day: opened with a float, closed (in `closing`), and opened again if need be."""

from __future__ import annotations

from pos_app.clock import parse_day
from pos_app.domain.day import CashRow, Totals, totals_of
from pos_app.domain.event import check_code
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.errors import PosError
from pos_app.services.reasons import checked_reason
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store
from pos_app.store.business_days import ClosedDay, OpenDay

__all__ = ["ClosedDay", "OpenDay"]

DEFAULT_CASHIER = "KASIR"


def current_day(shop: Shop) -> OpenDay | None:
    """Returns the open day, or None."""
    return till_store.open_day(shop.database)


def last_closed(shop: Shop) -> ClosedDay | None:
    """Returns the newest close, or None before the first one."""
    return till_store.newest_close(shop.database)


def suggested_float(shop: Shop) -> Rupiah:
    """Returns what the last count left in the drawer, in rupiah."""
    close = last_closed(shop)
    return close.counted if close else 0


def open_till(shop: Shop, float_: Rupiah, cashier: str = "") -> OpenDay:
    """Opens the day of today's date with `float_` rupiah in the drawer.

    Raises PosError `till_already_open`, `day_already_closed`, `clock_before_last_day`,
    `float_invalid`.
    """
    if not 0 <= float_ <= MAX_PRICE:
        raise PosError("float_invalid", amount=float_)
    who = shop.person("" if shop.nobody else cashier, DEFAULT_CASHIER)
    cashier = check_code(cashier or shop.proven or DEFAULT_CASHIER, "cashier")
    with shop.transaction():
        now = shop.now()
        day = OpenDay(now[:10], now, cashier)
        _check_can_open(shop, day.day)
        last = till_store.newest_close(shop.database)
        prev_day = last.manifest if last else None
        fact = {"day": day.day, "float": float_, "prev_day": prev_day}
        seq = shop.record("open", fact, at=now, by=who)
        till_store.insert_day(shop.database, day, float_, prev_day, seq)
        row = CashRow(0, now, "float", float_, "", "", who)
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


def today_totals(shop: Shop) -> Totals:
    """Returns the totals of the newest day so far, as its day file would state them."""
    first = till_store.first_seq_of_newest_day(shop.database)
    return totals_of(sale_store.day_tables(shop.database, first, 1 << 62))


def reopen_till(shop: Shop, day: str, reason: str, *, by: str = "") -> OpenDay:
    """Opens the newest closed day again; its next close is the next revision.

    `by` is the lead who allows it; empty for the person who opened the day.

    Raises PosError `day_unknown`, `till_already_open`, `reopen_not_newest`, `reason_missing`.
    """
    reason = checked_reason(reason)
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
        seq = shop.record("reopen", fact, at=now, by=shop.person(by, newest.cashier))
        till_store.insert_reopen(shop.database, day, revision, reason, seq)
    return OpenDay(newest.day, newest.opened_at, newest.cashier, revision)


def closed_day(shop: Shop, day: str) -> ClosedDay:
    """Returns the newest close of `day`. Raises PosError `day_unknown`, `day_still_open`."""
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
    """Returns the bytes of the signed day file of a close."""
    return till_store.day_file(shop.database, close.manifest)
