"""Converts days to rows of the book's table `days` and back, and sale digests likewise.

A row ends with a CRC-32 of its values, the seal. In a book the seal by the office's key covers it
and is held against the row at every reading (`pos_app/office/book_seals.py`); where a row travels
alone, as in the open data, it has no other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict

from pos_app.dayfile.takeover_proof import read_takeover_proof
from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.day import Totals
from pos_app.domain.review_items import ReviewItem
from pos_app.domain.shift import Shift
from pos_app.office.book_day import BookDay, FileMaker, SaleDigest
from pos_app.office.book_drawer import Drawer
from pos_app.office.book_journal import Carried, JournalMarks
from pos_app.office.sold_terms import Offer, Offers, notes_from_text
from pos_app.office.totals_algebra import (
    Breakdown,
    LineSums,
    SaleDetails,
    Turnover,
    goods_from_json,
)

if TYPE_CHECKING:
    from msgspec.json import Decoder

_HEAD = (
    "identity",
    "stand",
    "till",
    "seat",
    "day",
    "revision",
    "supersedes",
    "prev_day",
    "key",
    "first",
    "last",
    "running_start",
    "running_total",
    "till_id",
    "enrolled",
    "journal_first",
    "journal_last",
    "journal_head",
    "qris",
)
_TEXTS = ("continues", "journal", "row_marks", "tally", "makers", "drawer", "offers", "notes")
DAY_COLUMNS = (*_HEAD, *_TEXTS, "seal")
"""The columns that are read of every day, and their seal."""
GOODS_COLUMNS = ("goods", "goods_seal")
"""The columns that only settlements read, and their own seal."""

UNREADABLE = (ValueError, TypeError, AttributeError, LookupError)
"""What reading a row raises that was edited and sealed again."""

Row = tuple[Any, ...]


def day_row(day: BookDay) -> Row:
    """The row of a day with its goods, both sealed; sale digests are stored elsewhere."""
    makers = {code: list(maker) for code, maker in day.makers.items()}
    continues = None if day.continues is None else json_text(day.continues.as_json())
    marks = day.journal
    carried = [marks.carried.documents, marks.carried.payouts]
    told = [marks.prev, marks.reopened, marks.spare, carried, marks.interims, marks.new_key]
    journal = json_text(told)
    texts = (journal, marks.rows, json_text(day.breakdown.as_json()), json_text(makers))
    more = json_text(_drawer_values(day.drawer)), day.offers.marks, json_text(day.notes.as_json())
    values = (*(getattr(day, column) for column in _HEAD), continues, *texts, *more)
    goods = json_text(day.breakdown.goods_as_json())
    return (*values, _seal(values), goods, _seal((day.identity, goods)))


def is_intact(row: Row) -> bool:
    """Whether the seals of a row, with or without its goods, are right.

    Totals are calculated from these rows and not from the files, so a flipped bit would otherwise
    be a wrong total that nothing contradicts.
    """
    size = len(DAY_COLUMNS)
    (*values, seal), goods = row[:size], row[size:]
    return seal == _seal(values) and (not goods or goods[1] == _seal((row[0], goods[0])))


MOST_REVIEWED = 500
"""How many items of a file are kept, the dearest: a file could otherwise flood the book."""


def review_row(identity: str, items: Sequence[ReviewItem]) -> Row:
    """The row of table `reviews`, sealed: what is worth a look in a file, in its order."""
    text = json_text([item.as_list() for item in items[:MOST_REVIEWED]])
    return identity, text, _seal((identity, text))


def review_of(row: Row) -> tuple[ReviewItem, ...] | None:
    """The items of a row of table `reviews`; None where the row was changed."""
    identity, text, seal = row
    if seal != _seal((identity, text)):
        return None
    try:
        return tuple(ReviewItem.from_list(values) for values in json.loads(text))
    except (ValueError, TypeError, IndexError):
        return None


def plan_seal(toml: bytes) -> int:
    """The seal of an event's plan."""
    return zlib.crc32(toml)


def _seal(values: Iterable[object]) -> int:
    return zlib.crc32("\0".join(map(str, values)).encode())


def day_of(
    row: Row,
    sale_digests: tuple[SaleDigest, ...],
    linked: tuple[SaleDigest, ...] = (),
    offers: Mapping[int, Offer] = MappingProxyType({}),
) -> BookDay:
    """The day of a row, with or without its goods.

    The digests and `offers` were stored elsewhere, the offers once for the whole book.
    """
    head, (continues, journal, marks, breakdown, makers, drawer, terms, notes, _, *goods) = (
        row[: len(_HEAD)],
        row[len(_HEAD) :],
    )
    found = stored_breakdown(breakdown, goods[0] if goods else "")
    takeover = None if continues is None else read_takeover_proof(json.loads(continues))
    values: list[Any] = [*head, takeover, found, _file_makers(makers), sale_digests]
    values += [_journal_marks(journal, marks), linked, _drawer(drawer)]
    values += [Offers(terms, offers), notes_from_text(notes)]
    return BookDay(*values)


class _StoredBreakdown(TypedDict):
    """A breakdown as `Breakdown.as_json` wrote it, without the goods."""

    totals: list[int]
    lines: LineSums
    makers: dict[str, LineSums]
    categories: dict[str, LineSums]
    hours: dict[str, Turnover]
    countries: dict[str, Turnover]
    unseen: dict[str, Turnover]


@lru_cache(maxsize=64)
def stored_breakdown(text: str, goods: str) -> Breakdown:
    """The breakdown of a row's texts; cached, because a merge reads the till's other days again."""
    found = _decoder().decode(text)
    return Breakdown(
        Totals.from_values(found["totals"]),
        found["lines"],
        found["makers"],
        found["categories"],
        found["hours"],
        found["countries"],
        goods_from_json(json.loads(goods)) if goods else {},
        found["unseen"],
    )


@cache
def _decoder() -> Decoder[_StoredBreakdown]:
    """The compiled reader; imported only here, because a till needs none."""
    from msgspec.json import Decoder

    return Decoder(_StoredBreakdown)


@cache
def _reader() -> Decoder[Any]:
    from msgspec.json import Decoder

    return Decoder()


def _values(text: str) -> Any:
    """The values of a sealed text. Raises ValueError."""
    return _reader().decode(text)


def _drawer(text: str) -> Drawer | None:
    found = _values(text)
    if found is None:
        return None
    *values, shifts = found
    return Drawer(*values)._replace(shifts=tuple(Shift(*shift) for shift in shifts))


def _drawer_values(drawer: Drawer | None) -> list[Any] | None:
    """The values of a drawer, its shifts as lists."""
    if drawer is None:
        return None
    *values, shifts = drawer
    return [*values, [astuple(shift) for shift in shifts]]


def days_of(
    rows: Iterable[Row],
    sale_digests: Mapping[str, tuple[SaleDigest, ...]],
    linked: Mapping[str, tuple[SaleDigest, ...]],
    offers: Mapping[int, Offer],
) -> list[BookDay] | None:
    """The days of rows, with what was stored elsewhere; None where a row cannot be read."""
    try:
        return [
            day_of(row, sale_digests.get(row[0], ()), linked.get(row[0], ()), offers)
            for row in rows
        ]
    except UNREADABLE:
        return None


def _journal_marks(text: str, rows: bytes) -> JournalMarks:
    prev, reopened, spare, (documents, payouts), interims, new_key = _values(text)
    carried = Carried(tuple(tuple(d) for d in documents), tuple(tuple(p) for p in payouts))
    closed = tuple((row, head) for row, head in reopened)
    told = tuple((row, sales, net) for row, sales, net in interims)
    return JournalMarks(prev, closed, spare, rows, carried, told, new_key)


@lru_cache(maxsize=1024)
def _file_makers(makers: str) -> Mapping[str, FileMaker]:
    """The makers of a file; cached, because most files of a till name the same ones."""
    return {
        code: FileMaker(name, DiscountBearer(bearer), *values)
        for code, (name, bearer, *values) in json.loads(makers).items()
    }


def offer_rows(day: BookDay) -> tuple[tuple[int, str], ...]:
    """The rows of table `offers` for the offers of a day."""
    return tuple((mark, offer.text) for mark, offer in day.offers.known.items())


def sale_digest_row(identity: str, digest: SaleDigest) -> Row:
    """The row of table `shared` or `linked` for a sale by which a file is tied to another."""
    details = digest.details.as_json() if digest.details is not None else None
    return digest.sale_id, identity, digest.content, json_text(details)


def sale_digest_of(sale_id: str, content: str, details: str) -> SaleDigest:
    """The sale digest of a row of table `shared` or `linked`."""
    return SaleDigest(sale_id, content, SaleDetails.from_json(sale_id, json.loads(details)))


def json_text(value: object) -> str:
    """JSON without spaces, with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
