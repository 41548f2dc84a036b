"""Two letters that distinguish a product from the others of its category."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pos_app.domain.catalogue import Product

_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(("dan", "dengan", "untuk", "the", "of", "and", "motif", "isi"))


class TileLetters:
    """Two letters for every SKU of a catalogue, different within a category as far as possible.

    The first letter is that of the kind of product (*G*elang). The second comes from a word that
    few products of that kind share (*k*ecil, *l*ebar); when no pair is left, both come from the end
    of the code. The letters of a category are chosen when the first of them is asked for.
    """

    def __init__(self, products: Iterable[Product] = ()) -> None:
        self._groups: dict[str, list[Product]] = {}
        for product in products:
            self._groups.setdefault(product.category, []).append(product)
        self._made: dict[str, dict[str, str]] = {}

    def of(self, product: Product) -> str:
        """The letters of `product`; empty when it is not in the catalogue."""
        category = product.category
        if category not in self._made:
            group = self._groups.get(category, [])
            self._made[category] = _letters_within(group, _words(category))
        return self._made[category].get(product.sku, "")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _STOP_WORDS]


def _letters_within(group: Sequence[Product], category: Sequence[str]) -> dict[str, str]:
    words = {product.sku: _words(product.name) or ["?"] for product in group}
    shared: dict[str, int] = {}
    for own in words.values():
        for word in set(own[1:]):
            key = f"{own[0]} {word}"
            shared[key] = shared.get(key, 0) + 1
    taken: set[str] = set()
    made: dict[str, str] = {}
    for product in group:
        own = words[product.sku]
        letters = _choose_letters(product.sku, own, category, shared, taken)
        taken.add(letters)
        made[product.sku] = letters
    return made


def _choose_letters(
    sku: str,
    own: list[str],
    category: Sequence[str],
    shared: dict[str, int],
    taken: set[str],
) -> str:
    first = own[0][0]
    rest = [word for word in own[1:] if word not in category] or own[1:]
    distinctive = sorted(rest, key=lambda word: shared[f"{own[0]} {word}"])
    seconds = [word[0] for word in distinctive] + [
        char for word in distinctive for char in word[1:]
    ]
    seconds += list(own[0][1:])
    for second in seconds:
        letters = (first + second).upper()
        if letters not in taken:
            return letters
    return sku[-2:].upper()
