"""The columns of a list as a person chooses them, and what is remembered of it."""

from __future__ import annotations

from pos_app.services.catalogue.import_export import grid_of_text
from pos_app.services.catalogue.sheet_columns import (
    MOST_KEPT,
    choices_of,
    remember_choices,
    remembered_choices,
    sheet_columns,
)
from pos_app.services.shop.setting_keys import SHEET_CHOICES
from pos_app.services.shop.shop import Shop
from pos_app.sheets.grid import Grid
from pos_app.sheets.layout import Choices

TEXT = "Nama Barang;Harga;Harga Satuan\nKalung;150000;125000\n"


def grid(text: str = TEXT) -> Grid:
    return grid_of_text(text.encode(), "list.csv")


def test_doubtful_columns_are_asked_about() -> None:
    found = sheet_columns(grid(), Choices())
    assert found.heads == ("Nama Barang", "Harga", "Harga Satuan")
    assert (found.fields, found.asked) == (("name", "", ""), {1, 2})
    assert (found.missing, found.rows) == (("price_rp",), (("Kalung", "150000", "125000"),))


def test_a_list_without_heads_has_letters() -> None:
    found = sheet_columns(grid("Kalung;150000\n"), Choices())
    assert (found.heads, found.missing) == (("A", "B"), ("name", "price_rp"))
    chosen = choices_of(found, ("name", "price_rp"))
    assert sheet_columns(grid("Kalung;150000\n"), chosen).fields == ("name", "price_rp")


def test_choices_are_remembered_by_the_heads(shop: Shop) -> None:
    chosen = choices_of(sheet_columns(grid(), Choices()), ("name", "", "price_rp"))
    remember_choices(shop.settings, grid(), chosen)
    assert remembered_choices(shop.settings, grid(TEXT + "Tas;1000;900\n")) == chosen
    assert remembered_choices(shop.settings, grid("Nama;Harga\nTas;1000\n")) == Choices()


def test_only_the_last_choices_are_kept_and_damage_is_no_harm(shop: Shop) -> None:
    for number in range(MOST_KEPT + 2):
        head = f"Nama Barang;Harga;Data {number}\nTas;1000;1\n"
        remember_choices(shop.settings, grid(head), Choices({"name": "Nama Barang"}, True))
    first = remembered_choices(shop.settings, grid("Nama Barang;Harga;Data 0\nTas;1000;1\n"))
    assert first == Choices()
    shop.settings.set(SHEET_CHOICES, "[1")
    assert remembered_choices(shop.settings, grid()) == Choices()
