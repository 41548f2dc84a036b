"""Codes for goods that come without one: `UT-0001`, counted for each maker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pos_app.domain.catalogue import Product, sku_key

MAX_PREFIX = 12
_RUNNING = re.compile(r"(.+)-([0-9]{4,9})")


def prefix_of(maker: str) -> str:
    """Return how the codes of a maker begin: its code, or else the initials of its name."""
    bare = unicodedata.normalize("NFKD", maker).encode("ascii", "ignore").decode().upper()
    words: list[str] = re.findall(r"[A-Z0-9]+", bare)
    if len(words) == 1 and len(words[0]) <= MAX_PREFIX:
        return words[0]
    if len(words) == 1:
        return words[0][:4]
    return "".join(word[0] for word in words)[:4] or "X"


class CodeMaker:
    """Gives goods without a code the one that they had before, else the next of their maker."""

    def __init__(self, known: Iterable[Product]) -> None:
        self._by_name: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        for product in known:
            key = (sku_key(product.maker), sku_key(product.name))
            self._by_name.setdefault(key, product.sku)
            self.reserve(product.sku)

    def reserve(self, sku: str) -> None:
        """Note a code that is in use, so that it is not given out."""
        match = _RUNNING.fullmatch(sku_key(sku))
        if match:
            self._last[match[1]] = max(self._last.get(match[1], 0), int(match[2]))

    def code_of(self, maker: str, name: str) -> str:
        """Return the code that a product of that maker and name has already; empty for none."""
        return self._by_name.get((sku_key(maker), sku_key(name)), "")

    def code_for(self, maker: str, name: str) -> str:
        """Return the code of the product of that maker (its code) and name, made if needed."""
        key = (sku_key(maker), sku_key(name))
        if key not in self._by_name:
            self._by_name[key] = self._next(prefix_of(maker))
        return self._by_name[key]

    def _next(self, prefix: str) -> str:
        number = self._last.get(sku_key(prefix), 0) + 1
        code = f"{prefix}-{number:04d}"
        self.reserve(code)
        return code
