"""The drawing of a product that has no photo: what it is, by words of its name and category."""

from __future__ import annotations

import re

from pos_app.domain.catalogue import Product, sku_key

# The name is asked before the category: a ring of stone is a ring.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ring", ("cincin", "ring")),
    ("necklace", ("kalung", "liontin", "necklace", "pendant")),
    ("bracelet", ("gelang", "bracelet", "bangle")),
    ("earring", ("anting", "anting-anting", "giwang", "earring", "earrings")),
    ("keyring", ("gantungan", "gantung", "kunci", "magnet", "keyring", "keychain")),
    ("brooch", ("bros", "brooch", "pin", "jepit")),
    ("hat", ("topi", "peci", "kopiah", "laung", "seraung", "lawung", "udeng", "hat")),
    ("shoe", ("sandal", "sepatu", "selop", "sandals", "shoe", "shoes")),
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
    (
        "bottle",
        (
            "sabun",
            "sampo",
            "minyak",
            "parfum",
            "madu",
            "sirup",
            "sirop",
            "lilin",
            "lulur",
            "soap",
            "oil",
            "perfume",
            "honey",
            "syrup",
            "candle",
        ),
    ),
    (
        "bowl",
        (
            "piring",
            "mangkuk",
            "mangkok",
            "cangkir",
            "gelas",
            "teko",
            "vas",
            "pot",
            "guci",
            "keramik",
            "gerabah",
            "tembikar",
            "plate",
            "bowl",
            "cup",
            "mug",
            "vase",
            "ceramics",
            "pottery",
        ),
    ),
    ("paper", ("kartu", "buku", "kertas", "notes", "lukisan", "poster", "card", "book")),
    ("carving", ("ukiran", "patung", "topeng", "dekor", "kayu", "carving", "statue", "mask")),
    ("stone", ("batu", "akik", "permata", "stone", "gem")),
    ("necklace", ("manik", "manik-manik", "mutiara", "beads", "pearl")),
    ("brooch", ("aksesori", "accessories")),
)
_OTHER = "goods_other"
_WORD = re.compile(r"[\w-]+")


def drawing_of(product: Product) -> str:
    """The name of the icon of a product: a gift where no word tells what it is."""
    for text in (product.name, product.category):
        words = set(_WORD.findall(sku_key(text)))
        for name, known in _WORDS:
            if words.intersection(known):
                return f"goods_{name}"
    return _OTHER
