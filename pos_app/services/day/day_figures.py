"""What was ordered and asked for on the newest day: beside the turnover, never added to it."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.inquiry import KIND
from pos_app.domain.money import Rupiah
from pos_app.domain.orders import OrderEvent
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Orders taken, their prices and deposits in rupiah, and inquiries noted."""

    orders: int = 0
    ordered: Rupiah = 0
    deposits: Rupiah = 0
    inquiries: int = 0


def day_figures(shop: Shop) -> DayFigures:
    """Returns the figures of the newest day, open or closed; a cancelled order counts as taken."""
    if till_store.newest_day(shop.database) is None:
        return DayFigures()
    first = till_store.first_seq_of_newest_day(shop.database)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    taken = [row for row in tables.orders if row.event == OrderEvent.DEPOSIT]
    noted = [fact for fact in shop.journal.facts_of(KIND) if fact["seq"] >= first]
    return DayFigures(
        len(taken),
        sum(row.total for row in taken),
        sum(row.deposit for row in taken),
        len(noted),
    )
