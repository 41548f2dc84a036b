"""The column for goods of which there is only one piece, in our own and other people's lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.services.catalogue import import_export, product_lookup

OTHERS = """\
Nama Barang;Harga Jual;Hanya Satu
Patung blontang;Rp 900.000;ya
Gelang manik;Rp 15.000;
Topeng hudoq;Rp 450.000;-
"""


def test_a_makers_list_says_what_there_is_one_of(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(OTHERS, encoding="utf-8")
    with make_shop(tmp_path / "till") as shop:
        report = import_export.import_file(shop, path)
        assert report.stored and report.columns["unique"] == "Hanya Satu"
        found = {p.name: p.unique for p in product_lookup.all_products(shop)}
    assert (found["Patung blontang"], found["Gelang manik"], found["Topeng hudoq"]) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("word", ["Satu-satunya", "UNIQUE", "One of a kind", "hanya satu"])
def test_the_heads_that_are_known(word: str, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(OTHERS.replace("Hanya Satu", word), encoding="utf-8")
    with make_shop(tmp_path / "till") as shop:
        assert import_export.import_file(shop, path, dry_run=True).columns["unique"] == word
