"""A day that was opened under a wrong date, because the laptop's clock was wrong at that time.

Before anything is sold, a lead corrects it in one step: the day is closed empty with what lies in
the drawer, and the right date is opened with the same float.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer
from pos_app.services.day.business_day import OpenDay
from pos_app.services.day.closing import Count, write_close
from pos_app.services.shop import setting_keys
from pos_app.services.shop.day_check import check_day
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import check_lead
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store

REASON = "{opened} → {today}"
"""The reason that the close carries: both dates, in no language."""


@dataclass(frozen=True, slots=True)
class WrongDate:
    """The open day's date and the one that the clock shows now; `empty`: nothing moved yet."""

    opened: str
    today: str
    empty: bool


def wrong_date(shop: Shop) -> WrongDate | None:
    """Returns the open day if its date cannot be right by the clock of now, else None.

    That is a date that is still to come, or one outside the planned days while today is one of
    them. A day that runs past midnight is none.
    """
    day, today = till_store.open_day(shop.database), shop.now()[:10]
    if day is None or day.day == today:
        return None
    planned = shop.settings.get(setting_keys.PLANNED_DAYS).split()
    if day.day < today and (day.day in planned or today not in planned):
        return None
    return WrongDate(day.day, today, _is_empty(shop))


def correct_date(shop: Shop, *, by: str = "") -> OpenDay:
    """Closes the empty day that a wrong clock opened, and opens today with the same float.

    Both are one transaction. `by` is the lead who allows it. The journal has the close with both
    dates as its reason, and the date that was confirmed. Raises PosError `date_is_right`,
    `lead_needed`, `day_not_empty`, `day_already_closed`, and as `close_till` and `open_till` do.
    """
    check_lead(shop, by)
    found, day = wrong_date(shop), till_store.open_day(shop.database)
    if found is None or day is None:
        raise PosError("date_is_right", today=shop.now()[:10])
    if not found.empty:
        raise PosError("day_not_empty", day=found.opened, today=found.today)
    if till_store.has_day(shop.database, found.today):
        raise PosError("day_already_closed", day=found.today)
    check_day(shop)
    with shop.transaction():
        cash = cash_drawer.expected_cash_now(shop)
        reason = REASON.format(opened=found.opened, today=found.today)
        write_close(shop, day, Count(cash, {}, reason, by))
        opened = business_day.write_open(shop, cash, day.cashier, date_confirmed=True)
    shop.day_closed()
    return opened


def _is_empty(shop: Shop) -> bool:
    """Whether nothing was sold and no money moved since the day was opened."""
    first = till_store.first_seq_of_newest_day(shop.database)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    return not tables.sales and all(row.kind == "float" for row in tables.cash)
