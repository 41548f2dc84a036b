"""A command writes over its own earlier output, and over nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Till

GOODS = "sku,name,category,maker,price_rp,stock\nA,Kalung,Aksesori,UT,35000,5\n"
OUTPUTS = (
    ("receipt", "A07-1-000001", "--out", "out.pdf"),
    ("receipt", "A07-1-000001", "--out", "out.txt"),
    ("receipt", "A07-1-000001", "--out", "out.bin"),
    ("labels", "--all", "--out", "out.pdf"),
    ("catalogue", "export", "out.csv"),
    ("paper", "prices", "--out", "out.pdf"),
)


@pytest.fixture
def till(tmp_path: Path) -> Till:
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    till = Till(tmp_path)
    assert till("setup", "--event", "FAIR", "--stand", "A07", "--till", "1").exit_code == 0
    till("catalogue", "import", str(tmp_path / "goods.csv"))
    till("till", "open", "--float", "0")
    paid = [{"method": "cash", "amount": 35_000}]
    rung = till.ring(lines=[{"code": "A", "qty": 1}], tenders=paid)
    assert rung["ok"], rung
    return till


def words_in(folder: Path, words: tuple[str, ...]) -> list[str]:
    return [str(folder / word) if word.startswith("out.") else word for word in words]


@pytest.mark.parametrize("words", OUTPUTS)
def test_the_same_output_is_written_again(
    words: tuple[str, ...], till: Till, tmp_path: Path
) -> None:
    given = words_in(tmp_path, words)
    for _ in range(2):
        done = till(*given)
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("there", [b"Belanja: beras\n", b"%PDF-1.7\n%\xe2\xe3\n", b"PK\x03\x04"])
@pytest.mark.parametrize("words", OUTPUTS)
def test_a_file_of_someone_else_is_kept(
    words: tuple[str, ...], there: bytes, till: Till, tmp_path: Path
) -> None:
    given = words_in(tmp_path, words)
    (path,) = [Path(word) for word in given if word.startswith(str(tmp_path))]
    path.write_bytes(there)
    assert str(path) in till.refused(*given)
    assert path.read_bytes() == there
