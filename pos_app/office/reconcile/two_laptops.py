"""Compares the files of two laptops that sold as one till and seat on one day.

Both may be right: then both count. What speaks against it is a sale that they state differently,
pieces of which both together sold more than there were, or a sale that both gave back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pos_app.dayfile.format import short_code
from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.money import Rupiah
from pos_app.office.book_day import SaleDigest, sale_digests_of
from pos_app.office.reconcile.shared_returns import compare_returns
from pos_app.office.totals_algebra import SaleDetails, sale_details_of

_MOST_NAMED = 20
StockKey = tuple[str, str, int, str, str]


class LaptopFile(NamedTuple):
    """One laptop's file at a glance.

    Attributes:
        slip: The code on its closing slip.
        sales: The number of sales, without voided ones.
        net: Its net in rupiah.
        first: The number of the first receipt; empty without receipts.
        first_at: When it was written (ISO 8601).
        last: The number of the last receipt.
        last_at: When it was written.
        own: How many receipts no other file holds.
    """

    slip: str
    sales: int
    net: Rupiah
    first: str = ""
    first_at: str = ""
    last: str = ""
    last_at: str = ""
    own: int = 0


class TwoLaptops(NamedTuple):
    """Files of one till, seat and day side by side.

    Attributes:
        files: Each file at a glance.
        shared: How many receipts several files hold alike.
        contradicting: The numbers of receipts that they state differently.
        numbers_twice: Receipt numbers that two different sales bear.
        pieces: Goods (SKUs) of which they sold more together than there were.
        given_back: The numbers of sales of which they gave back more together than was sold.
        given_back_unseen: The numbers of corrections of one sale in several files, where the book
            has no file that holds that sale: nobody can tell whether all of them fit.
    """

    files: tuple[LaptopFile, ...] = ()
    shared: int = 0
    contradicting: tuple[str, ...] = ()
    numbers_twice: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    given_back: tuple[str, ...] = ()
    given_back_unseen: tuple[str, ...] = ()

    @property
    def against(self) -> tuple[str, ...]:
        """What speaks against counting all files: numbers of receipts, and goods."""
        return (*self.contradicting, *self.given_back, *self.pieces)

    @property
    def may_both_count(self) -> bool:
        """Whether no sale, no refund and no piece speaks against counting all files."""
        return len(self.files) > 1 and not self.against


def compare_laptops(
    days: Sequence[VerifiedDay],
    earlier: Sequence[VerifiedDay] = (),
    elsewhere: Iterable[SaleDetails] = (),
) -> TwoLaptops:
    """The files side by side.

    Args:
        days: The files.
        earlier: The till's days before, for what was in stock and what they sold.
        elsewhere: Sales, refunds and voids of other files, for what these files give back.
    """
    known = [*elsewhere, *(each for day in earlier for each in sale_details_of(day.tables))]
    returned = compare_returns([list(sale_details_of(day.tables)) for day in days], known)
    digests = [digest for day in days for digest in sale_digests_of(day.tables)]
    held = Counter(digest.sale_id for digest in digests)
    wrong = _told_differently(digests)
    shared = {sale_id for sale_id, count in held.items() if count > 1} - wrong
    return TwoLaptops(
        tuple(_file(day, held) for day in days),
        len(shared),
        _named(_number(digest) for digest in digests if digest.sale_id in wrong),
        _numbers_twice(digests),
        _named(_oversold(days, earlier)),
        _named(returned.too_much),
        _named(returned.unseen),
    )


def _told_differently(digests: Iterable[SaleDigest]) -> set[str]:
    """The sales of which there are two contents."""
    contents: dict[str, set[str]] = {}
    for digest in digests:
        contents.setdefault(digest.sale_id, set()).add(digest.content)
    return {sale_id for sale_id, found in contents.items() if len(found) > 1}


def _file(day: VerifiedDay, held: Mapping[str, int]) -> LaptopFile:
    sales, totals = day.tables.sales, day.head.totals
    own = sum(held[sale.sale_id] == 1 for sale in sales)
    found = LaptopFile(short_code(day.identity), totals.sales, totals.net, own=own)
    if not sales:
        return found
    first, last = sales[0], sales[-1]
    return found._replace(first=first.number, first_at=first.at, last=last.number, last_at=last.at)


def _number(digest: SaleDigest) -> str:
    return digest.details.sale.number if digest.details else digest.sale_id


def _numbers_twice(digests: Iterable[SaleDigest]) -> tuple[str, ...]:
    holders: dict[str, set[str]] = {}
    for digest in digests:
        holders.setdefault(_number(digest), set()).add(digest.sale_id)
    return _named(number for number, found in holders.items() if len(found) > 1)


def _named(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts))[:_MOST_NAMED])


def _oversold(days: Sequence[VerifiedDay], earlier: Iterable[VerifiedDay]) -> set[str]:
    """Goods that were in stock, that each file alone had enough of, and all together not."""
    before: Counter[str] = Counter()
    for day in earlier:
        before.update(_changes(_rows(day)))
    alone = [_plus(before, _rows(day)) for day in days]
    rows: Counter[StockKey] = Counter()
    for day in days:
        rows |= _rows(day)
    together = _plus(before, rows)
    short = {sku for sku, left in together.items() if left < 0} & _stocked(before, rows)
    return {sku for sku in short if all(stock[sku] >= 0 for stock in alone)}


_OF_SALES = frozenset(("sale", "void", "refund"))


def _stocked(before: Mapping[str, int], rows: Iterable[StockKey]) -> set[str]:
    """Goods of which somebody counted how many there were."""
    arrived = {sku for _, sku, change, kind, _ in rows if change > 0 and kind not in _OF_SALES}
    return arrived | {sku for sku, left in before.items() if left > 0}


def _rows(day: VerifiedDay) -> Counter[StockKey]:
    """The stock rows of a file, without their place, so that two files' rows can be compared.

    A sale is known by its id, because two laptops give the same numbers.
    """
    ids = {sale.number: sale.sale_id for sale in day.tables.sales}
    return Counter(
        (row.at, row.sku, row.change, row.kind, ids.get(row.reason, row.reason))
        for row in day.tables.stock
    )


def _plus(stock: Mapping[str, int], rows: Mapping[StockKey, int]) -> Counter[str]:
    """The stock after some rows; unlike `+` of counters it keeps what is below zero."""
    found = Counter(stock)
    found.update(_changes(rows))
    return found


def _changes(rows: Mapping[StockKey, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, sku, change, _, _), count in rows.items():
        found[sku] += change * count
    return found
