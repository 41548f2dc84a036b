"""What the till's database holds of one maker: the lines sold, and the payouts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.store.database import Database


class MakerLine(NamedTuple):
    """A line of a sale, refund or void as a settlement needs it; `share_bp` is in basis points."""

    qty: int
    list_price: Rupiah
    amount: Rupiah
    share_bp: int


def lines_of_maker(database: Database, maker: str) -> Iterator[MakerLine]:
    """Yield every line of the maker with this code, of all days of the till."""
    sql = "SELECT qty, list_price, amount, share_bp FROM sale_lines WHERE maker = ?"
    return map(MakerLine._make, database.execute(sql, (maker,)))


def paid_out_to(database: Database, maker: str) -> Rupiah:
    """Return what this till has paid out to a maker on all its days."""
    sql = "SELECT -coalesce(sum(amount), 0) FROM cash WHERE kind = 'payout' AND maker = ?"
    found = database.scalar(sql, maker)
    assert isinstance(found, int)
    return found
