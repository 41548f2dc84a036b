"""A day as a row of the book's table `days`, and back; and the marks that are kept beside it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pos_app.dayfile.takeover_proof import read_takeover_proof
from pos_app.domain.catalogue import DiscountBearer
from pos_app.office.book_day import BookDay, FileMaker, SaleDigest
from pos_app.office.totals_algebra import Breakdown, SaleDetails

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
)
DAY_COLUMNS = (*_HEAD, "continues", "tally", "makers", "seal")
"""What is read of every day, sealed."""
GOODS_COLUMNS = ("goods", "goods_seal")
"""What is kept behind it, sealed by itself: only a settlement reads it."""

Row = tuple[Any, ...]


def day_row(day: BookDay) -> Row:
    """The row of a day, its goods at the end, both sealed; its marks are not in it."""
    makers = {code: [m.name, m.discount_by, m.paid_out] for code, m in day.makers.items()}
    continues = None if day.continues is None else json_text(day.continues.as_json())
    texts = (json_text(day.breakdown.as_json()), json_text(makers))
    said = (*(getattr(day, column) for column in _HEAD), continues, *texts)
    goods = json_text(day.breakdown.goods_as_json())
    return (*said, _seal(said), goods, _seal((day.identity, goods)))


def is_intact(row: Row) -> bool:
    """Whether a row, with or without its goods, is as it was written.

    The figures come from these rows and not from the files: a bit that fell over on the disk would
    otherwise be a wrong total that nothing contradicts.
    """
    size = len(DAY_COLUMNS)
    (*said, seal), goods = row[:size], row[size:]
    return seal == _seal(said) and (not goods or goods[1] == _seal((row[0], goods[0])))


def plan_seal(toml: bytes) -> int:
    """The seal of an event's plan, for a book to hold it against."""
    return zlib.crc32(toml)


def _seal(values: Iterable[object]) -> int:
    return zlib.crc32("\0".join(map(str, values)).encode())


def day_of(row: Row, sale_digests: tuple[SaleDigest, ...]) -> BookDay:
    """The day of a row, with or without its goods, and the marks that were kept beside it."""
    head, (continues, breakdown, makers, _, *goods) = row[: len(_HEAD)], row[len(_HEAD) :]
    found = Breakdown.from_json(json.loads(breakdown), json.loads(goods[0]) if goods else ())
    linked = None if continues is None else read_takeover_proof(json.loads(continues))
    values: list[Any] = [*head, linked, found, _file_makers(makers), sale_digests]
    return BookDay(*values)


@lru_cache(maxsize=1024)
def _file_makers(makers: str) -> Mapping[str, FileMaker]:
    """The makers of a file; most files of a till name the same ones."""
    return {
        code: FileMaker(name, DiscountBearer(bearer), paid)
        for code, (name, bearer, paid) in json.loads(makers).items()
    }


def sale_digest_row(identity: str, digest: SaleDigest) -> Row:
    """The row of table `shared` of a sale that a file has in common with another."""
    said = digest.details.as_json() if digest.details is not None else None
    return digest.sale_id, identity, digest.content, json_text(said)


def sale_digest_of(sale_id: str, content: str, said: str) -> SaleDigest:
    return SaleDigest(sale_id, content, SaleDetails.from_json(sale_id, json.loads(said)))


def json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
