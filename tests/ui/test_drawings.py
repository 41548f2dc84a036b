"""A product without a photo has a drawing of what it is."""

from __future__ import annotations

import csv

import pytest

from pos_app.domain.catalogue import Product
from pos_app.paths import resources_dir
from pos_app.services.demo import sample_catalogue
from ui.sell.drawings import _WORDS, drawing_of


@pytest.mark.parametrize(
    ("name", "category", "drawing"),
    [
        ("Cincin batu akik polos", "Batu", "goods_ring"),
        ("Gelang manik Dayak", "Manik-manik", "goods_bracelet"),
        ("Tas anyam pandan", "Anyaman & rotan", "goods_bag"),
        ("Tatakan", "Anyaman & rotan", "goods_basket"),
        ("KAIN Ulos", "", "goods_cloth"),
        ("Small ring", "Jewellery", "goods_ring"),
        ("Piring", "Lain", "goods_bowl"),
        ("Anting resin bunga kering", "Aksesori", "goods_earring"),
        ("Kalung etnik", "Aksesori", "goods_necklace"),
        ("Konektor masker", "Aksesori", "goods_brooch"),
        ("Sabun sereh", "Perawatan", "goods_bottle"),
        ("Gantungan kunci enggang", "Ukiran kayu", "goods_keyring"),
        ("Ikat kepala laung", "Busana", "goods_hat"),
        ("Kain batik cap 2 m", "Kain", "goods_cloth"),
        ("Patung kepala", "Ukiran", "goods_carving"),
        ("Sesuatu", "Lain-lain", "goods_other"),
    ],
)
def test_the_name_tells_what_it_is_before_the_category(
    name: str, category: str, drawing: str
) -> None:
    assert drawing_of(Product("A", name, category, "M", 1)) == drawing


def test_every_drawing_is_there_and_every_sample_product_has_one() -> None:
    for name in ("other", *(name for name, _ in _WORDS)):
        assert (resources_dir() / "icons" / f"goods_{name}.svg").is_file()
    with sample_catalogue().open(encoding="utf-8") as sheet:
        rows = list(csv.DictReader(sheet))
    goods = [Product("A", row["name"], row["category"], "M", 1) for row in rows]
    bare = [each.name for each in goods if drawing_of(each) == "goods_other"]
    assert not bare, "letters alone tell too little"
