"""What the heads of other people's lists mean, by the table `catalogue_headers.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pos_app.paths import resources_dir

FIELDS = (
    "sku",
    "name",
    "category",
    "maker",
    "price_rp",
    "stock",
    "barcode",
    "name_en",
    "share_pct",
    "price_steps",
    "unique",
)
"""The columns of goods, as their own sheets call them."""
TIERS = ("best", "good", "fair", "unsure")
UNSURE = TIERS.index("unsure")
MAX_HEAD = 120

_FOREIGN_SIGNS = frozenset("$€£¥₩")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+|[#%]")
_BRACKETED = re.compile(r"\s*\[[^\]]*\]\s*$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a head may stand for, and how well: `tier` 0 is best, UNSURE must be asked about."""

    field: str
    tier: int = 0


@lru_cache(maxsize=4096)
def meanings_of(head: str) -> tuple[Meaning, ...]:
    """Return what a head may mean, best first; empty for an unknown one.

    A head that speaks of a price by words that the table does not know is an unsure price, except
    where one of its words says that it is a price of purchase, of many pieces, or of the past.
    """
    if len(head) > MAX_HEAD:
        return ()
    if not _FOREIGN_SIGNS.isdisjoint(head):
        return (Meaning("other_price"),)
    table = _table()
    words = plain_words(head)
    found = table.exact.get(" ".join(words))
    if found is None:
        found = table.exact.get(" ".join(_without_bracket(head, table.bracketed)))
    if found is not None:
        return found if found[0].field != "stock" else _pieces_or_amount(head, found, table)
    text = " ".join(words)
    for start, meaning in table.starts:
        if text.startswith(start):
            return (meaning,)
    return _price_like(set(words), table)


def plain_words(head: str) -> list[str]:
    """Return the words of a head, case-folded, without marks and what says nothing."""
    text = _HUMP.sub(" ", unicodedata.normalize("NFKC", head)).casefold()
    words = _WORD.findall(text)
    return [word for word in words if word not in _table().dropped] or words


def key_of(head: str) -> str:
    """Return the key by which two heads are compared."""
    return " ".join(unicodedata.normalize("NFC", head).casefold().split())


@dataclass(frozen=True, slots=True)
class _Table:
    exact: Mapping[str, tuple[Meaning, ...]]
    starts: tuple[tuple[str, Meaning], ...]
    tokens: Mapping[str, frozenset[str]]
    money: frozenset[str]
    dropped: frozenset[str]
    bracketed: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    with (resources_dir() / "catalogue_headers.toml").open("rb") as file:
        read: dict[str, Any] = tomllib.load(file)
    exact: dict[str, list[Meaning]] = {}
    starts = []
    fields = {name: table for name, table in read.items() if isinstance(table, dict)}
    for field, table in fields.items():
        for tier, name in enumerate(TIERS):
            for head in table.get(name, ()):
                exact.setdefault(head, []).append(Meaning(field, tier))
        starts += [(start, Meaning(field)) for start in table.get("starts", ())]
    return _Table(
        {head: tuple(sorted(found, key=lambda each: each.tier)) for head, found in exact.items()},
        tuple(starts),
        {field: frozenset(table.get("tokens", ())) for field, table in fields.items()},
        frozenset(read["money"]),
        frozenset(read["dropped"]),
        frozenset(read["bracketed"]),
    )


def _without_bracket(head: str, bracketed: frozenset[str]) -> list[str]:
    """Return the words of a head like `Price [shop]` without the shop, else none."""
    words = plain_words(_BRACKETED.sub("", head))
    return words if _BRACKETED.search(head) and " ".join(words) in bracketed else []


def _pieces_or_amount(head: str, found: tuple[Meaning, ...], table: _Table) -> tuple[Meaning, ...]:
    """Return what a head of pieces means: `Jumlah (Rp)` is an amount of money."""
    is_money = not table.money.isdisjoint(_WORD.findall(head.casefold()))
    return (Meaning("other_price"),) if is_money else found


def _price_like(words: set[str], table: _Table) -> tuple[Meaning, ...]:
    if not words & table.tokens["price_rp"]:
        return ()
    for field in ("cost", "other_price"):
        if words & table.tokens[field]:
            return (Meaning(field),)
    return (Meaning("price_rp", UNSURE),)
