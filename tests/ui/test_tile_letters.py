"""Tiles say which product they are."""

from __future__ import annotations

import csv

from pos_app.domain.catalogue import Product
from pos_app.paths import data_samples_dir
from ui.sell.tile_letters import TileLetters


def _product(sku: str, name: str, category: str = "Manik-manik") -> Product:
    return Product(sku, name, category, "UT", 1000)


def marks(products: list[Product]) -> dict[str, str]:
    made = TileLetters(products)
    return {product.sku: made.of(product) for product in products}


def test_two_bracelets_are_told_apart_by_the_word_that_differs() -> None:
    made = marks(
        [
            _product("MNK-0101", "Gelang manik Dayak kecil"),
            _product("MNK-0102", "Gelang manik Dayak lebar motif aso"),
        ]
    )
    assert made == {"MNK-0101": "GK", "MNK-0102": "GL"}


def test_no_two_products_of_a_category_share_a_mark_in_the_sample() -> None:
    with (data_samples_dir() / "sample_catalogue.csv").open(encoding="utf-8") as file:
        rows = [_product(r["sku"], r["name"], r["category"]) for r in csv.DictReader(file)]
    made = marks(rows)
    seen = {(product.category, made[product.sku]) for product in rows}
    assert len(seen) == len(rows)


def test_a_name_without_letters_falls_back_to_its_code() -> None:
    assert marks([_product("X-17", "…")]) == {"X-17": "17"}


def test_goods_of_two_categories_may_share_a_mark() -> None:
    made = marks([_product("A-1", "Gelang kecil"), _product("B-1", "Gelang kecil", "Batu")])
    assert made == {"A-1": "GK", "B-1": "GK"}


def test_a_product_that_is_not_in_the_catalogue_has_none() -> None:
    assert TileLetters([]).of(_product("X-17", "Gelang")) == ""
