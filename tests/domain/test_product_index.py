"""Typed text finds the products that the cashier means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.product_index import ProductIndex

GOODS = [
    Product(
        "MNK-0101", "Gelang manik Dayak kecil", "Manik-manik", "UT", 15_000, maker_name="Untaian"
    ),
    Product("BTU-0304", "Gelang batu akik", "Batu", "KM", 65_000, name_en="Agate bracelet"),
    Product("DST-0501", "Bros daun salam", "Daun", "AR", 35_000, maker_name="Aksesori Gelang"),
    Product("X-1", "Kotak", "Kayu", "KM", 5_000, barcode="8991234567890"),
]
WORDS = st.text(alphabet="abcde -", min_size=1, max_size=6)


def found(text: str, **more: object) -> list[str]:
    index = ProductIndex(GOODS)
    return [GOODS[at].sku for at in index.find(text, **more)]  # type: ignore[arg-type]


def test_a_name_that_begins_so_comes_before_a_maker_that_does() -> None:
    assert found("gelang") == ["BTU-0304", "MNK-0101", "DST-0501"]


def test_a_code_comes_first() -> None:
    assert found("dst") == ["DST-0501"]
    assert found("x-1") == ["X-1"]


def test_words_may_stand_in_any_order_and_in_english() -> None:
    assert found("dayak gelang") == ["MNK-0101"]
    assert found("BRACELET") == ["BTU-0304"]
    assert found("91234") == ["X-1"]


def test_a_category_narrows() -> None:
    assert found("gelang", category="Batu") == ["BTU-0304"]


def test_nothing_typed_finds_nothing() -> None:
    assert found("  ") == []


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=40), WORDS, st.integers(1, 5))
def test_what_is_found_is_what_holds_every_word(
    goods: list[tuple[str, str, str]], text: str, most: int
) -> None:
    products = [Product(f"S{n}{a}", b, "C", c, 1) for n, (a, b, c) in enumerate(goods)]
    words = sku_key(text).split()
    texts = [sku_key(f"{p.name} {p.sku} {p.maker}") for p in products]
    holding = {at for at, each in enumerate(texts) if words and all(w in each for w in words)}
    index = ProductIndex(products)
    assert set(index.find(text, 1_000)) == holding
    few = index.find(text, most)
    assert few == index.find(text, 1_000)[:most]
    assert len(few) == min(most, len(holding))
