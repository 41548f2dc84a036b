"""Searching stored sales: by number, time, amount, product or maker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.dayfile.takeover_proof import MAX_SEAT
from pos_app.domain.catalogue import sku_key
from pos_app.errors import PosError
from pos_app.services.selling.stored_sales import find_document
from pos_app.services.shop.shop import Shop
from pos_app.store import sale_search
from pos_app.store.sale_search import SaleListRow

__all__ = ["SaleListRow", "SalesFound", "find_sales", "not_here", "other_till", "search_sales"]

MAX_RESULTS = 200
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_AMOUNT = re.compile(r"(?:[Rr][Pp]\.? ?)?([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,12})")
_RECEIPT = re.compile(r"[A-Za-z0-9]+-[A-Za-z0-9]+-[0-9]+")


NEWEST, FURTHER = 20_000, 100_000
"""How many documents a search over all days reads first, and how many more each further time."""


@dataclass(frozen=True, slots=True)
class SalesFound:
    """What was found; `since` is the day down to which was looked, empty if nothing is left."""

    rows: list[SaleListRow]
    since: str = ""


def find_sales(shop: Shop, text: str = "", day: str | None = None) -> list[SaleListRow]:
    """Returns the rows of `search_sales`, which looks at the newest sales only."""
    return search_sales(shop, text, day).rows


def search_sales(
    shop: Shop, text: str = "", day: str | None = None, further: int = 0
) -> SalesFound:
    """Returns the newest sales, refunds and voids that match `text`, of `day` or of any day.

    Over all days the newest are read, and some more for each time of `further`. A receipt number,
    or the end of one, is found without reading; a whole one on any day.

    `text` is the end of a receipt number, a time (14.05), an amount (137.500), or part of the name
    or code of a product or maker; an empty text matches all. Those of earlier days that another
    laptop of the till closed are found too. Raises PosError `other_till` for a receipt number of
    another till, `other_laptop` for an unknown one of another laptop of this till.
    """
    text = " ".join(text.split())
    # Half a surrogate pair: no stored text holds one, and SQLite takes none.
    if any("\ud800" <= char <= "\udfff" for char in text):
        return SalesFound([])
    if _RECEIPT.fullmatch(text):
        if find_document(shop, "number", text.upper()) is not None:
            return SalesFound(_numbered(shop, text))
        _check_place(shop, text.upper())
    conditions = ["s.day = ?" if day else "1"]
    values: list[str | int] = [day] if day else []
    for condition, found in _matches(text):
        conditions.append(condition)
        values += found
    if day or not text:
        return SalesFound(sale_search.search(shop.database, conditions, values, MAX_RESULTS))
    floor = sale_search.newest_running(shop.database) - NEWEST - further * FURTHER
    reach = sale_search.Reach(floor, text)
    rows = sale_search.search(shop.database, conditions, values, MAX_RESULTS, reach)
    is_all = floor < 1 or len(rows) >= MAX_RESULTS
    return SalesFound(rows, "" if is_all else sale_search.day_after(shop.database, floor))


def _numbered(shop: Shop, number: str) -> list[SaleListRow]:
    """Returns the document with a whole number; no other is read."""
    number = number.upper()
    conditions, values = ["1", sale_search.IS_NUMBER], [number]
    return sale_search.search(shop.database, conditions, values, MAX_RESULTS)


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
