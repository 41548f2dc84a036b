"""What a day file tells of pieces that there is only one of: who marks them, and their sales."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pos_app.dayfile.reader import VerifiedDay, read_day
from pos_app.domain.catalogue import sku_key
from pos_app.domain.journal_projection import SALE_KINDS

MOST = 5_000
"""How many marked goods, and how many sales of them, a file may leave in the book."""
_LONGEST = 60


class MarkedGoods(NamedTuple):
    """Goods of which there is only one piece, by a till's journal; `maker` is a maker's code."""

    sku: str
    maker: str


class UniqueSale(NamedTuple):
    """A line with a piece that there is only one of: sold, or back with a negative `qty`.

    `sale` is the id of the document and `line` the number of its line, by which two laptops that
    state it are told from two that sold it.
    """

    sku: str
    name: str
    maker: str
    number: str
    at: str
    qty: int
    sale: str
    line: int


def marked_goods_of(day: VerifiedDay) -> tuple[MarkedGoods, ...]:
    """The goods that the file's journal marks: by a sale, or by a change of the goods."""
    return tuple(islice(dict.fromkeys(_marked(day)), MOST))


def _marked(day: VerifiedDay) -> Iterator[MarkedGoods]:
    for fact in day.facts:
        # The reader of day files checks only the facts that make tables: others may hold anything.
        if fact["kind"] in SALE_KINDS:
            found = fact.get("unique")
            marked = found if isinstance(found, list) else []
            for line in fact["lines"] if marked else ():
                if line["line"] in marked:
                    yield MarkedGoods(line["sku"], line["maker"])
        elif fact["kind"] == "product" and fact.get("unique") is True:
            sku, maker = fact.get("sku"), fact.get("maker")
            if isinstance(sku, str) and isinstance(maker, str):
                yield MarkedGoods(sku[:_LONGEST], maker[: 2 * _LONGEST])


def sales_of_goods(day: VerifiedDay, skus: Collection[str]) -> tuple[UniqueSale, ...]:
    """Every line of the file with goods of these `sku_key`s, whoever their maker is."""
    return tuple(islice(_sales(day, skus), MOST)) if skus else ()


def _sales(day: VerifiedDay, skus: Collection[str]) -> Iterator[UniqueSale]:
    for fact in day.facts:
        for line in fact["lines"] if fact["kind"] in SALE_KINDS else ():
            if sku_key(line["sku"]) in skus:
                yield _sale(fact, line)


def _sale(fact: Mapping[str, Any], line: Mapping[str, Any]) -> UniqueSale:
    head, name = fact["sale"], line["name"][:_LONGEST]
    goods = (line["sku"], name, line["maker"])
    return UniqueSale(*goods, head["number"], fact["at"], line["qty"], head["id"], line["line"])


# Cached, because a window asks again and again for the few files of which it needs this.
@lru_cache(maxsize=64)
def sales_in_file(file: bytes, skus: frozenset[str]) -> tuple[UniqueSale, ...]:
    """The lines with such goods in a day file's bytes. Raises DayFileError."""
    return sales_of_goods(read_day(file), skus)
