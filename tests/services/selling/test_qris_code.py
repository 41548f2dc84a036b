"""Reading the stand's QRIS code from photos."""

from __future__ import annotations

from pathlib import Path

import pytest
import segno
from PIL import Image
from support.shops import make_shop

from pos_app.domain.qris import with_amount
from pos_app.errors import PosError
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import qris_code


def sticker(path: Path, *texts: str) -> Path:
    """A photo of a sticker: turned a little, grey, with the codes side by side."""
    sheet = Image.new("RGB", (700 * len(texts), 700), "#ddd8cc")
    for n, text in enumerate(texts):
        code = path.with_suffix(f".{n}.png")
        segno.make(text, error="m", micro=False).save(str(code), scale=6, border=4)
        with Image.open(code) as image:
            sheet.paste(image.convert("RGB").resize((560, 560)), (700 * n + 70, 70))
    sheet.rotate(4, fillcolor="#ddd8cc", expand=True).save(path)
    return path


def test_the_code_is_read_from_a_photo_of_the_sticker(tmp_path: Path) -> None:
    assert qris_code.read_code_from_photo(sticker(tmp_path / "s.jpg", DEMO_QRIS)) == DEMO_QRIS


def code_of(path: Path) -> str:
    with pytest.raises(PosError) as refused:
        qris_code.read_code_from_photo(path)
    return refused.value.code


def test_a_photo_without_a_qris_or_with_two_is_refused(tmp_path: Path) -> None:
    other = with_amount(DEMO_QRIS, 5_000)
    assert code_of(sticker(tmp_path / "a.png", "https://example.com")) == "photo_without_code"
    assert code_of(sticker(tmp_path / "b.png", DEMO_QRIS, other)) == "photo_several_codes"


def test_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no picture")
    assert code_of(tmp_path / "x.jpg") == "photo_unreadable"
    assert code_of(tmp_path / "none.jpg") == "photo_unreadable"


def test_a_picture_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    Image.new("1", (12_000, 12_000)).save(tmp_path / "bomb.png")
    assert code_of(tmp_path / "bomb.png") == "photo_too_large"
    Image.new("1", (8_000, 8_000)).save(tmp_path / "large.png")
    assert code_of(tmp_path / "large.png") == "photo_too_large"


def test_a_code_made_for_one_sale_is_not_kept_as_the_stands(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        with pytest.raises(PosError):
            qris_code.set_stand_code(shop, with_amount(DEMO_QRIS, 5_000))
        with pytest.raises(PosError):
            qris_code.set_stand_code(shop, DEMO_QRIS[:-1] + "0")
        assert qris_code.stand_code(shop) == ""
        qris_code.set_stand_code(shop, f"  {DEMO_QRIS}\n")
        assert qris_code.stand_code(shop) == DEMO_QRIS
