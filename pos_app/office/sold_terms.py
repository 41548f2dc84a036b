"""On which terms a till sold, and who sold: what the office holds against what it handed out.

A fair sells the same goods thousands of times. So a day keeps only a 64-bit hash of each offer, and
the book keeps each offer once; an offer proves itself by its hash.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from pos_app.dayfile.reader import VerifiedDay
from pos_app.domain.catalogue import sku_key
from pos_app.domain.day import DayTables
from pos_app.domain.money import Rupiah
from pos_app.office.goods_moves import GoodsMove, move_of, moves_of
from pos_app.office.inquiry_notes import InquiryNote, inquiry_note_of, inquiry_notes_of
from pos_app.office.order_events import OrderNote, order_note_of, order_notes_of
from pos_app.office.piece_sales import (
    MarkedGoods,
    UniqueSale,
    marked_goods_of,
    sales_of_goods,
)
from pos_app.office.returns import Excess, excess_in_day

_OF_PRODUCT = ("sku", "price_before", "price", "share_bp", "maker", "by")
_sold_terms = attrgetter("sku", "maker", "share_bp", "list_price", "unit_price")
_MOST, _LONGEST = 10_000, 60
"""How many notes of a kind a file may leave in the book, and how long their texts may be."""


class Offer(NamedTuple):
    """A piece of goods as a till offered it: its maker, the stand's share and the list price.

    `is_below` says whether it was also sold below that price. The list price of a line is at least
    the price asked for it, so only then is it certainly the price in the till's catalogue.
    """

    sku: str
    maker: str
    maker_name: str
    share_bp: int
    list_price: Rupiah
    is_below: bool = False

    @property
    def text(self) -> str:
        """The offer as the book stores it."""
        return json.dumps([*self], ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a day: their hashes (8 bytes each, sorted), and where to find them by hash."""

    marks: bytes = b""
    known: Mapping[int, Offer] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, offers: Iterable[Offer]) -> Offers:
        """Those offers, each once."""
        known = {_mark_of(*offer): offer for offer in offers}
        return cls(array("q", sorted(known)).tobytes(), known)

    @property
    def hashes(self) -> array[int]:
        """The hash of each offer."""
        return array("q", self.marks)


class GoodsChange(NamedTuple):
    """A journal row that changed a piece of goods at the till, and what it has been since then.

    `price` (rupiah) is None where it stayed as it was, `share_bp` and `maker` where the row does
    not tell them. `by` is who did it; empty where the row names nobody.
    """

    sku: str | None
    price: Rupiah | None
    share_bp: int | None
    maker: str | None
    by: str | None


class TillStaff(NamedTuple):
    """A journal row that made somebody staff of the till, and who did it."""

    person: str | None
    by: str | None


_Note = TypeVar("_Note", GoodsChange, TillStaff)


class TillNotes(NamedTuple):
    """Who rang up sales on a day, and which goods and people its journal says were changed.

    `excess` are its refunds of sales of the day that give back more than was sold, `moves` the
    notes of goods that left for other stands or came from there, `marked` the goods of which there
    is only one piece by its journal, and `unique` all its lines with goods of these codes. `app` is
    the program that closed the day, with its version; `orders` are the events of orders, and
    `inquiries` the possible buyers.
    """

    cashiers: tuple[str, ...] = ()
    goods: tuple[GoodsChange, ...] = ()
    staff: tuple[TillStaff, ...] = ()
    excess: tuple[Excess, ...] = ()
    moves: tuple[GoodsMove, ...] = ()
    marked: tuple[MarkedGoods, ...] = ()
    unique: tuple[UniqueSale, ...] = ()
    app: str = ""
    orders: tuple[OrderNote, ...] = ()
    inquiries: tuple[InquiryNote, ...] = ()

    def as_json(self) -> list[Any]:
        """The notes as lists, as `notes_from_text` reads them."""
        moves = [move.as_json() for move in self.moves]
        pieces = [self.marked, self.unique]
        orders = [note.as_json() for note in self.orders]
        notes = [self.cashiers, self.goods, self.staff, self.excess, moves, pieces, self.app]
        return [*notes, orders, self.inquiries]


def offer_hash(text: str) -> int:
    """The hash of an offer's text; the same in every file and book."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little", signed=True)


# Cached, because the files of a stand show the same offers. Typed, because True equals 1, but their
# texts differ.
@lru_cache(maxsize=16384, typed=True)
def _mark_of(*values: Any) -> int:
    return offer_hash(Offer(*values).text)


def known_offers(rows: Iterable[tuple[int, str]]) -> dict[int, Offer]:
    """The offers by hash, from their hashes and texts; those with another hash are left out."""
    found = ((mark, _hashed_offer(text)) for mark, text in rows)
    return {mark: offer for mark, (right, offer) in found if offer and mark == right}


# Cached, because a window reads the same ones again and again.
@lru_cache(maxsize=65536)
def _hashed_offer(text: str) -> tuple[int, Offer | None]:
    try:
        return offer_hash(text), Offer(*json.loads(text))
    except (ValueError, TypeError):
        return offer_hash(text), None


@lru_cache(maxsize=1024)
def notes_from_text(text: str) -> TillNotes:
    """The notes that `TillNotes.as_json` wrote; cached, because most days of a till are alike."""
    cashiers, goods, staff, excess, moves, (marked, unique), *rest = json.loads(text)
    app, orders, inquiries = rest
    return TillNotes(
        tuple(cashiers),
        tuple(GoodsChange(*change) for change in goods),
        tuple(TillStaff(*row) for row in staff),
        tuple(Excess(*row) for row in excess),
        tuple(move_of(move) for move in moves),
        tuple(MarkedGoods(*row) for row in marked),
        tuple(UniqueSale(*row) for row in unique),
        str(app),
        tuple(map(order_note_of, orders)),
        tuple(map(inquiry_note_of, inquiries)),
    )


def offers_of(tables: DayTables, moves: Iterable[GoodsMove] = ()) -> Offers:
    """The offers that the lines of a day show, and the notes by which goods left the stand."""
    names = {row.maker: row.name for row in tables.makers}
    below: dict[tuple[str, str, int, Rupiah], bool] = {}
    for sku, maker, share, list_price, price in dict.fromkeys(map(_sold_terms, tables.lines)):
        key = sku, maker, share, list_price
        below[key] = below.get(key, False) or price < list_price
    for move in moves:
        for goods in move.lines if move.is_out else ():
            names.setdefault(goods.maker, goods.maker_name)
            for price in goods.prices:
                below.setdefault((goods.sku, goods.maker, goods.share_bp, price), False)
    return Offers.of(
        Offer(sku, maker, names.get(maker, maker), share, price, is_below)
        for (sku, maker, share, price), is_below in below.items()
    )


def notes_of(day: VerifiedDay) -> TillNotes:
    """What a day says about its cashiers and about changes of goods and staff."""
    marked = marked_goods_of(day)
    cashiers = {row.cashier for row in day.tables.sales} | {row.cashier for row in day.tables.cash}
    return TillNotes(
        tuple(sorted(_short(each) for each in cashiers if each))[:_MOST],
        tuple(_unique(_goods_changes(day.facts))),
        tuple(_unique(_staff(day.facts))),
        excess_in_day(day.tables)[:_MOST],
        moves_of(day),
        marked,
        sales_of_goods(day, {sku_key(each.sku) for each in marked}),
        _short(day.head.app),
        order_notes_of(day.tables),
        inquiry_notes_of(day.tables),
    )


def _unique(rows: Iterable[_Note]) -> Iterator[_Note]:
    """Each row once, in order; a file could otherwise flood the book."""
    return islice(dict.fromkeys(rows), _MOST)


def _goods_changes(facts: Iterable[Mapping[str, Any]]) -> Iterator[GoodsChange]:
    for fact in facts:
        # The reader of day files checks only the facts that make tables: these may hold anything.
        if fact["kind"] == "product":
            sku, before, price, share, maker, by = (_known(fact.get(key)) for key in _OF_PRODUCT)
            yield GoodsChange(sku, price if price != before else None, share, maker, by)
        elif fact["kind"] == "import" and isinstance(fact.get("prices"), list):
            for row in fact["prices"]:
                if isinstance(row, list) and len(row) == 3:
                    sku, _, price, by = map(_known, (*row, fact.get("by")))
                    yield GoodsChange(sku, price, None, None, by)


def _staff(facts: Iterable[Mapping[str, Any]]) -> Iterator[TillStaff]:
    for fact in facts:
        if fact["kind"] == "staff" and fact.get("active") is True:
            yield TillStaff(_known(fact.get("person")), _known(fact.get("by")))


def _known(value: object) -> Any:
    """A text, shortened, or a whole number; of anything else nothing."""
    if isinstance(value, str):
        return _short(value)
    return value if type(value) is int else None


def _short(text: str) -> str:
    return text[:_LONGEST]
