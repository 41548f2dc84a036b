"""The command `labels`, run as another program does."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Till
from support.papers import pages_of, text_of

from pos_app.cli.labels import copies_by_sku


@pytest.fixture
def till(tmp_path: Path) -> Till:
    made = Till(tmp_path)
    assert made("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    sheet = tmp_path / "goods.csv"
    sheet.write_text(
        "sku,name,category,maker,price_rp,stock\n"
        "A,Kalung,Manik,M1,50000,2\nB,Gelang,Batu,M2,120000,1\nC,Cincin,Batu,M2,20000,0\n"
    )
    assert made("catalogue", "import", str(sheet)).exit_code == 0
    return made


def prices(path: Path) -> list[str]:
    return sorted(line for line in text_of(path.read_bytes()).split() if line.startswith("Rp"))


def test_all_is_one_for_every_piece_in_stock(till: Till) -> None:
    out = till.folder / "all.pdf"
    assert till("labels", "--out", str(out), "--all").exit_code == 0
    assert prices(out) == ["Rp120.000", "Rp50.000", "Rp50.000"]


def test_each_sku_has_its_own_copies(till: Till) -> None:
    out = till.folder / "some.pdf"
    words = ["--sku", "A", "--copies", "3", "--sku", "B", "--stock", "L7160", "--start", "20"]
    assert till("labels", "--out", str(out), *words).exit_code == 0
    assert prices(out) == ["Rp120.000", *["Rp50.000"] * 3]
    assert len(pages_of(out.read_bytes())) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["--sku", "NIX"],
        ["--all", "--stock", "NIX"],
        ["--all", "--start", "41"],
        ["--all", "--dpi", "5"],
    ],
)
def test_a_refusal_writes_nothing(till: Till, words: list[str]) -> None:
    out = till.folder / "none.pdf"
    assert till.refused("labels", "--out", str(out), *words)
    assert not out.exists()


def test_neither_and_both_are_no_choice(till: Till) -> None:
    out = str(till.folder / "none.pdf")
    assert till("labels", "--out", out).exit_code == 2
    assert till("labels", "--out", out, "--all", "--sku", "A").exit_code == 2


def test_a_folder_that_is_not_there_is_said(till: Till) -> None:
    till.refused("labels", "--out", str(till.folder / "no" / "labels.pdf"), "--all")


def test_copies_belong_to_the_sku_before_them() -> None:
    assert copies_by_sku(["--sku=A", "--copies=2", "--dpi", "300", "--sku", "B"]) == [
        ("A", 2),
        ("B", 1),
    ]
