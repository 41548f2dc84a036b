"""The drawing of a product that has no photo: what it is, by words of its name and category."""

from __future__ import annotations

import re

from pos_app.domain.catalogue import Product, sku_key

# The name is asked before the category: a ring of stone is a ring.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ring", ("cincin", "ring")),
    ("necklace", ("kalung", "liontin", "necklace", "pendant")),
    ("bracelet", ("gelang", "bracelet", "bangle")),
    ("brooch", ("bros", "brooch", "pin", "anting", "earring", "jepit", "aksesori", "accessories")),
    ("bag", ("tas", "dompet", "pouch", "bag", "totebag", "purse")),
    (
        "cloth",
        (
            "kain",
            "batik",
            "tenun",
            "sarung",
            "syal",
            "selendang",
            "baju",
            "kemeja",
            "outer",
            "ulos",
            "songket",
            "cloth",
            "scarf",
            "shirt",
        ),
    ),
    (
        "basket",
        (
            "anyaman",
            "rotan",
            "keranjang",
            "tikar",
            "topi",
            "bakul",
            "anjat",
            "basket",
            "rattan",
            "wicker",
        ),
    ),
    (
        "food",
        (
            "kuliner",
            "makanan",
            "minuman",
            "kopi",
            "teh",
            "keripik",
            "amplang",
            "sambal",
            "kue",
            "food",
            "snack",
            "coffee",
            "tea",
        ),
    ),
    ("carving", ("ukiran", "patung", "topeng", "dekor", "kayu", "carving", "statue", "mask")),
    ("stone", ("batu", "akik", "permata", "stone", "gem")),
    ("necklace", ("manik", "manik-manik", "mutiara", "beads", "pearl")),
)
_WORD = re.compile(r"[\w-]+")


def drawing_of(product: Product) -> str:
    """The name of the icon of a product, or an empty text where no word tells what it is."""
    for text in (product.name, product.category):
        words = set(_WORD.findall(sku_key(text)))
        for name, known in _WORDS:
            if words.intersection(known):
                return f"goods_{name}"
    return ""
