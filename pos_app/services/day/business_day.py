"""The business day: opened with a float, closed (in `closing`), and opened again if need be."""

from __future__ import annotations

from pos_app.clock import parse_day
from pos_app.domain.day import CashRow, Totals, totals_of
from pos_app.domain.event import check_code
from pos_app.domain.money import MAX_PRICE, Rupiah
from pos_app.domain.staff import UNNAMED_CASHIER
from pos_app.errors import PosError
from pos_app.services.reasons import checked_reason
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store
from pos_app.store.business_days import ClosedDay, OpenDay

__all__ = ["ClosedDay", "OpenDay"]


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


def open_till(
    shop: Shop, float_: Rupiah, cashier: str = "", *, date_confirmed: bool = False
) -> OpenDay:
    """Opens the day of today's date with `float_` rupiah in the drawer.

    A date of the laptop's own clock that is doubtful (see `date_doubt`) has to be confirmed by a
    person, which the journal notes; so has one before the newest day, which a clock that was ahead
    may have opened. Raises PosError `till_already_open`, `day_already_closed`, `date_doubtful`,
    `clock_before_last_day`, `float_invalid`.
    """
    with shop.transaction():
        return write_open(shop, float_, cashier, date_confirmed=date_confirmed)


def write_open(shop: Shop, float_: Rupiah, cashier: str, *, date_confirmed: bool) -> OpenDay:
    """Opens the day of today in the running transaction; raises as `open_till`."""
    if not 0 <= float_ <= MAX_PRICE:
        raise PosError("float_invalid", amount=float_)
    who = shop.person("" if shop.nobody else cashier, UNNAMED_CASHIER)
    cashier = check_code(cashier or shop.proven or UNNAMED_CASHIER, "cashier")
    now = shop.now()
    day = OpenDay(now[:10], now, cashier)
    doubt = _check_can_open(shop, day.day, date_confirmed=date_confirmed)
    if doubt is not None:
        facts = {"day": day.day, "newest": doubt.facts.get("newest", doubt.facts.get("day"))}
        shop.record("date_confirmed", facts, at=now, by=who)
    last = till_store.newest_close(shop.database)
    prev_day = last.manifest if last else None
    fact = {"day": day.day, "float": float_, "prev_day": prev_day}
    seq = shop.record("open", fact, at=now, by=who)
    till_store.insert_day(shop.database, day, float_, prev_day, seq)
    row = CashRow(0, now, "float", float_, "", "", who)
    till_store.insert_cash(shop.database, row, seq)
    return day


def _check_can_open(shop: Shop, today: str, *, date_confirmed: bool) -> PosError | None:
    """Return the doubt that a person has settled, or None. Raises PosError."""
    running = till_store.open_day(shop.database)
    if running is not None:
        raise PosError("till_already_open", day=running.day)
    if till_store.has_day(shop.database, today):
        raise PosError("day_already_closed", day=today)
    doubt = date_doubt(shop)
    if doubt is not None and not date_confirmed:
        raise doubt
    return doubt


def date_doubt(shop: Shop) -> PosError | None:
    """Return why a person has to confirm today's date before a day is opened, else None.

    It lies before the newest day (`clock_before_last_day`), or the laptop's clock may be wrong
    (`date_doubtful`): the stand pack plans other days, or, without a plan, more than a day has
    passed since the newest fact of the journal. A clock that was set for a command is believed.
    """
    today, last = shop.now()[:10], till_store.newest_day(shop.database)
    if last is not None and today < last.day:
        return PosError("clock_before_last_day", today=today, day=last.day)
    if shop.clock.replayed or shop.identity.training:
        return None
    planned = shop.settings.get(setting_keys.PLANNED_DAYS).split()
    newest = (shop.journal.last_at() or today)[:10]
    passed = (parse_day(today) - parse_day(newest)).days
    if today in planned or (not planned and passed <= 1):
        return None
    return PosError("date_doubtful", today=today, newest=newest, planned=", ".join(planned) or "–")


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
