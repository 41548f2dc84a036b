"""Names of makers that are probably another one's, written differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from pos_app.domain.catalogue import Maker, match_maker, sku_key

LIKE = 0.85
MOST_COMPARED = 300
_DIGITS = re.compile(r"[0-9]+")


def similar_makers(texts: Iterable[str], known: Sequence[Maker]) -> Iterator[tuple[str, str]]:
    """Yield each name that no maker has, with the maker's or the earlier name that it is like.

    Names that differ in a number are of different makers.
    """
    names = {sku_key(maker.name): maker.name for maker in known}
    new = [text for text in dict.fromkeys(texts) if match_maker(text, list(known)) is None]
    for text in new[:MOST_COMPARED]:
        key = sku_key(text)
        if key in names:
            continue
        like = get_close_matches(key, list(names), 1, LIKE)
        if like and _DIGITS.findall(like[0]) == _DIGITS.findall(key):
            yield text, names[like[0]]
        names[key] = text
