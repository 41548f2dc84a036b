"""Searching stored sales: by number, time, amount, product or maker."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.dayfile.takeover_proof import MAX_SEAT
from pos_app.domain.catalogue import sku_key
from pos_app.errors import PosError
from pos_app.services.selling.stored_sales import find_document
from pos_app.services.shop.shop import Shop
from pos_app.store import sale_search
from pos_app.store.database import FILE_NAME, READ_FAULTS, Database, machine_error, open_beside
from pos_app.store.sale_search import SaleListRow, Wanted

__all__ = [
    "SaleListRow",
    "SalesFound",
    "find_sales",
    "not_here",
    "other_till",
    "search_on",
    "search_sales",
]

MAX_RESULTS = 200
FIRST, PIECE = 1_000, 20_000
"""How many documents a search over all days reads at once, and in each piece after that."""
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_AMOUNT = re.compile(r"(?:[Rr][Pp]\.? ?)?([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,12})")
_RECEIPT = re.compile(r"[A-Za-z0-9]+-[A-Za-z0-9]+-[0-9]+")


@dataclass(frozen=True, slots=True)
class SalesFound:
    """What was found so far, the newest first.

    `below` is the running number from which on down documents were not looked at yet, None if no
    one is left; `since` is the day down to which was looked, empty if none is left.
    """

    rows: list[SaleListRow]
    below: int | None = None
    since: str = ""


def find_sales(shop: Shop, text: str = "", day: str | None = None) -> list[SaleListRow]:
    """Returns the rows of a whole search: of `search_sales`, and of older sales after it."""
    found = search_sales(shop, text, day)
    while found.below is not None:
        found = _search_piece(shop.database, text, found)
    return found.rows


def search_sales(shop: Shop, text: str = "", day: str | None = None) -> SalesFound:
    """Returns the newest sales, refunds and voids that match `text`, of `day` or of any day.

    Over all days the newest are read, as long as it takes in a till of that size; `search_on` looks
    at the older ones. A receipt number, or the end of one, is found without reading; a whole one
    on any day.

    `text` is the end of a receipt number, a time (14.05), an amount (137.500), or part of the name
    or code of a product or maker; an empty text matches all. Those of earlier days that another
    laptop of the till closed are found too. Raises PosError `other_till` for a receipt number of
    another till, `other_laptop` for an unknown one of another laptop of this till.
    """
    text = _plain(text)
    # Half a surrogate pair: no stored text holds one, and SQLite takes none.
    if any("\ud800" <= char <= "\udfff" for char in text):
        return SalesFound([])
    if _RECEIPT.fullmatch(text):
        if find_document(shop, "number", text.upper()) is not None:
            return SalesFound(_numbered(shop, text))
        _check_place(shop, text.upper())
    database, asked = shop.database, _wanted(text, day)
    if day or not text:
        return SalesFound(sale_search.search(database, asked))
    newest = sale_search.newest_running(database)
    rows = sale_search.search_between(database, asked, newest - FIRST, newest, text)
    below: int | None = newest - FIRST
    oldest = sale_search.oldest_running(database)
    if newest - FIRST < oldest:
        below = oldest - 1 if sale_search.has_more_earlier_than(database, FIRST) else None
    if below is None:
        rows += sale_search.search_earlier(database, asked._replace(most=MAX_RESULTS - len(rows)))
    return _so_far(database, rows, below)


def search_on(folder: Path, text: str, found: SalesFound) -> SalesFound:
    """Returns what was `found` for a text with what the next piece of older sales adds.

    For another thread than that of the till in `folder`: it reads beside it. Raises MachineError.
    """
    try:
        with closing(open_beside(folder / FILE_NAME)) as database:
            return _search_piece(database, text, found)
    except READ_FAULTS as error:
        raise machine_error(error) from error


def _search_piece(database: Database, text: str, found: SalesFound) -> SalesFound:
    """Returns `found` with what the documents below it add, in the order of all."""
    assert found.below is not None
    asked = _wanted(_plain(text), None)
    floor = found.below - PIECE
    more = sale_search.search_between(database, asked, floor, found.below)
    is_last = floor < sale_search.oldest_running(database)
    if is_last:
        more += sale_search.search_earlier(database, asked)
    known = {(row.number, row.id) for row in found.rows}
    rows = found.rows + [row for row in more if (row.number, row.id) not in known]
    own = sorted((row for row in rows if row.place is not None), key=_place, reverse=True)
    rows = [*own, *(row for row in rows if row.place is None)]
    return _so_far(database, rows[:MAX_RESULTS], None if is_last else floor)


def _place(row: SaleListRow) -> int:
    assert row.place is not None
    return row.place


def _so_far(database: Database, rows: list[SaleListRow], below: int | None) -> SalesFound:
    """Returns the rows with where to look on; nowhere if no older one would be among them."""
    if below is None or (len(rows) == MAX_RESULTS and _place(rows[-1]) > below):
        return SalesFound(rows)
    return SalesFound(rows, below, sale_search.day_after(database, below))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _wanted(text: str, day: str | None) -> Wanted:
    """Returns what a text asks for, on a day or any day."""
    conditions = ["s.day = ?" if day else "1"]
    values: list[str | int] = [day] if day else []
    for condition, found in _matches(text):
        conditions.append(condition)
        values += found
    return sale_search.wanted(conditions, values, MAX_RESULTS)


def _numbered(shop: Shop, number: str) -> list[SaleListRow]:
    """Returns the document with a whole number; no other is read."""
    number = number.upper()
    asked = sale_search.wanted(["1", sale_search.IS_NUMBER], [number], MAX_RESULTS)
    return sale_search.search(shop.database, asked)


def other_till(shop: Shop, number: str) -> str:
    """Returns the till that issued a receipt number (`A07-1`), or empty if it is this till."""
    number = number.strip().upper()
    if not _RECEIPT.fullmatch(number) or shop.identity.owns(number):
        return ""
    return number.rpartition("-")[0]


def not_here(shop: Shop, number: str) -> PosError:
    """Returns the refusal of a receipt number that is not stored: it says whose number it is."""
    number = number.strip().upper()
    if shop.identity.owns(number) or "-" not in number:
        return PosError("sale_unknown", number=number)
    place = number.rpartition("-")[0]
    seats = (shop.identity._replace(seat=seat).place for seat in range(MAX_SEAT + 1))
    code = "other_laptop" if place in seats else "other_till"
    return PosError(code, number=number, place=place)


def _check_place(shop: Shop, number: str) -> None:
    """Raises PosError `other_till`, `other_laptop` for a number of another place."""
    if other_till(shop, number):
        raise not_here(shop, number)


def _matches(text: str) -> list[tuple[str, list[str | int]]]:
    if not text:
        return []
    plain = sku_key(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = f"%{plain}%"
    found: list[tuple[str, list[str | int]]] = [
        (sale_search.BY_NUMBER, [f"%{plain}"]),
        (sale_search.IN_LINES, [like] * 4),
    ]
    if match := _TIME.fullmatch(text):
        found.append((sale_search.BY_TIME, [f"{int(match[1]):02d}:{match[2]}"]))
    if match := _AMOUNT.fullmatch(text):
        found.append((sale_search.BY_AMOUNT, [int(match[1].replace(".", ""))]))
    return found
