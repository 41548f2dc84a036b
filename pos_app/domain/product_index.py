"""Finding products by what a hand types: part of a name, a code, a maker.

Twenty thousand products are looked through within one frame of the screen, so every text is folded
once, when the catalogue is read, and a search only asks where the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pos_app.domain.catalogue import Product, sku_key


class ProductIndex:
    """The texts of a catalogue, folded and in the order of names."""

    def __init__(self, products: Sequence[Product]) -> None:
        names = [sku_key(product.name) for product in products]
        self._positions = sorted(range(len(products)), key=names.__getitem__)
        ordered = [products[at] for at in self._positions]
        self._categories = [product.category for product in ordered]
        self._names = [names[at] for at in self._positions]
        self._codes = [sku_key(product.sku) for product in ordered]
        # A blank before every word, so that the beginning of one is found by plain search.
        self._texts = [
            f" {name} {code} {product.barcode} {sku_key(product.maker_name or product.maker)}"
            f" {sku_key(product.name_en)}"
            for name, code, product in zip(self._names, self._codes, ordered, strict=True)
        ]

    def find(self, text: str, most: int = 20, category: str = "") -> list[int]:
        """Positions of at most `most` products that hold every word of `text`, closest first.

        Positions are those of the products that the index was made from. First come codes and
        names that begin with the text, then words that do, then the rest; within each by name.
        An empty `category` is any.
        """
        words = sku_key(text).split()
        if not words:
            return []
        holding = self._holding(words, category)
        found: dict[int, None] = {}
        for stage in self._stages(" ".join(words), words, holding):
            for row in stage:
                found.setdefault(row)
                if len(found) >= most:
                    return [self._positions[row] for row in found]
        return [self._positions[row] for row in found]

    def _holding(self, words: Sequence[str], category: str) -> list[int]:
        first, *others = words
        rows = [row for row, text in enumerate(self._texts) if first in text]
        for word in others:
            rows = [row for row in rows if word in self._texts[row]]
        if category:
            rows = [row for row in rows if self._categories[row] == category]
        return rows

    def _stages(
        self, whole: str, words: Sequence[str], holding: list[int]
    ) -> Iterator[Iterable[int]]:
        codes, names, texts = self._codes, self._names, self._texts
        yield (row for row in holding if codes[row].startswith(whole))
        yield (row for row in holding if names[row].startswith(whole))
        beginning = holding
        for word in words:
            start = f" {word}"
            beginning = [row for row in beginning if start in texts[row]]
        yield beginning
        yield holding
