"""Searches products by typed text: parts of a name, a code, a barcode or a maker's name.

A search of 20,000 products has to finish within one screen frame, so all texts are case-folded
once, when the index is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pos_app.domain.barcode import comparison_key, gtins_meant
from pos_app.domain.catalogue import Product, sku_key


class ProductIndex:
    """The case-folded texts of a catalogue, in the order of names."""

    def __init__(self, products: Sequence[Product]) -> None:
        names = [sku_key(product.name) for product in products]
        self._positions = sorted(range(len(products)), key=names.__getitem__)
        ordered = [products[at] for at in self._positions]
        self._categories = [product.category for product in ordered]
        self._names = [names[at] for at in self._positions]
        self._codes = [sku_key(product.sku) for product in ordered]
        # Every word is preceded by a blank, so that a substring search finds the start of a word.
        self._texts = [
            f" {name} {_code_words(code)} {_code_words(product.barcode)}"
            f" {sku_key(product.maker_name or product.maker)}"
            f" {sku_key(product.name_en)}"
            for name, code, product in zip(self._names, self._codes, ordered, strict=True)
        ]

    def find(self, text: str, most: int = 20, category: str = "") -> list[int]:
        """Return the positions of at most `most` products that contain every word of `text`.

        Positions index the sequence that the index was built from. Codes and names that begin with
        the text come first, then products in which every word begins a word, then the rest, each
        group sorted by name. An empty `category` matches any.
        """
        words = sku_key(text).split()
        if not words:
            return []
        matches = self._rows_with(words, category)
        if not matches:
            matches = self._rows_of_code(text, category)
        found: dict[int, None] = {}
        for group in self._ranked_groups(" ".join(words), words, matches):
            for row in group:
                found.setdefault(row)
                if len(found) >= most:
                    return [self._positions[row] for row in found]
        return [self._positions[row] for row in found]

    def _rows_with(self, words: Sequence[str], category: str) -> list[int]:
        """Return the rows whose text contains every word."""
        first, *others = words
        rows = [row for row, text in enumerate(self._texts) if first in text]
        for word in others:
            rows = [row for row in rows if word in self._texts[row]]
        if category:
            rows = [row for row in rows if self._categories[row] == category]
        return rows

    def _rows_of_code(self, text: str, category: str) -> list[int]:
        """Return the rows with the number that a scanner sends in some other form."""
        for number in gtins_meant(text):
            if rows := self._rows_with([number], category):
                return rows
        return []

    def _ranked_groups(
        self, whole: str, words: Sequence[str], matches: list[int]
    ) -> Iterator[Iterable[int]]:
        """Yield the matching rows in groups, the closest first; a row may be in several groups."""
        codes, names, texts = self._codes, self._names, self._texts
        yield (row for row in matches if codes[row].startswith(whole))
        yield (row for row in matches if names[row].startswith(whole))
        at_word_start = matches
        for word in words:
            start = f" {word}"
            at_word_start = [row for row in at_word_start if start in texts[row]]
        yield at_word_start
        yield matches


def _code_words(code: str) -> str:
    """The code, and its GTIN in 14 digits: every other form of it is a part of that."""
    key = comparison_key(code)
    return code if key in ("", code) else f"{code} {key}"
