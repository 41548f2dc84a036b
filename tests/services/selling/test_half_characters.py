"""Half a surrogate pair, which some input methods type and JSON allows, breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.commands import Till
from support.shops import make_shop

from pos_app.domain.product_index import ProductIndex
from pos_app.errors import PosError
from pos_app.services.catalogue.product_edit import entry_of, save_product
from pos_app.services.catalogue.product_lookup import all_products, find_by_code, product_of_sku
from pos_app.services.selling.sale_search import find_sales
from pos_app.services.shop.shop import Shop

HALVES = ["\ud800", "kalung \udfff", "\udcc3\udca9", "]C1\ud83d", "\ud83d\udc00\ud83d"]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path) as made:
        yield made


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    "look",
    [
        find_sales,
        find_by_code,
        product_of_sku,
        lambda shop, text: ProductIndex(all_products(shop)).find(text),
    ],
)
def test_looking_for_half_a_character_finds_nothing(
    look: Callable[[Shop, str], object], half: str, shop: Shop
) -> None:
    assert not look(shop, half)


@pytest.mark.parametrize("half", HALVES[:2])
@pytest.mark.parametrize("field", ["name", "name_en", "category"])
def test_half_a_character_in_a_name_is_refused_and_nothing_is_stored(
    field: str, half: str, shop: Shop
) -> None:
    before = all_products(shop)
    entry = replace(entry_of(shop, before[0]), **{field: half})
    with pytest.raises(PosError):
        save_product(shop, entry, new=False)
    assert all_products(shop) == before


@pytest.mark.parametrize(
    "words",
    [
        ("till", "open", "--float", "0", "--cashier", "Bu \udcff"),
        ("till", "move", "--amount", "5000", "--reason", "\udcff"),
        ("setup", "--event", "\udcff", "--stand", "A", "--till", "1"),
        ("receipt", "\udcff", "--out", "a.pdf"),
        ("receive", "\udcff"),
        ("catalogue", "import", "\udcff.csv"),
        ("verify", "\udcff.zip"),
    ],
)
def test_half_a_character_in_a_commands_words_is_a_sentence(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    till = Till(tmp_path)
    till("setup", "--event", "FAIR", "--stand", "A07", "--till", "1")
    done = till(*words)
    assert done.exit_code != 0
    assert "unexpected" not in done.output
