"""The logo, footer and amount in words of a stand's receipts."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from printing.escpos_reader import read_job
from support.shops import cash, ring

from pos_app.errors import PosError
from pos_app.printing.escpos import to_escpos
from pos_app.printing.profiles import profile
from pos_app.services.paper import pdf_files, receipt_style, receipts
from pos_app.services.shop.shop import Shop


@pytest.fixture
def number(shop: Shop) -> str:
    answer = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    return str(answer["number"])


def picture(path: Path, size: tuple[int, int], mode: str = "RGB") -> Path:
    Image.linear_gradient("L").resize(size).convert(mode).save(path)
    return path


def test_a_logo_is_on_bytes_and_pages_but_not_in_text(
    shop: Shop, number: str, tmp_path: Path
) -> None:
    bare = pdf_files.pdf_pages(receipts.receipt_pdf(shop, number), 2)[0].height
    receipt_style.set_logo(shop, picture(tmp_path / "logo.png", (8_000, 3_000)))
    style = receipt_style.receipt_style(shop)
    kept = Image.open(BytesIO(style.logo))
    assert kept.size == (384, 144) and kept.mode == "1"
    layout = receipts.receipt_layout(shop, number, "id")
    rows = [r for p in read_job(to_escpos(layout, profile("generic58"))).pictures for r in p]
    assert len(rows) > 144
    drawn = pdf_files.pdf_pages(receipts.receipt_pdf(shop, number), 2)[0].height
    assert 90 <= drawn - bare <= 130, "144 dots of 203 dpi at 144 dpi"
    receipt_style.remove_logo(shop)
    assert receipt_style.receipt_style(shop).logo == b""


def test_a_logo_with_a_see_through_ground_is_on_white(shop: Shop, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    clear.save(tmp_path / "clear.png")
    receipt_style.set_logo(shop, tmp_path / "clear.png")
    kept = Image.open(BytesIO(receipt_style.receipt_style(shop).logo)).convert("L")
    assert kept.getextrema() == (255, 255)


@pytest.mark.parametrize("size", [(8_000, 8_000)])
def test_what_is_no_picture_or_too_large_is_refused(
    shop: Shop, tmp_path: Path, size: tuple[int, int]
) -> None:
    with pytest.raises(PosError, match="photo_too_large"):
        receipt_style.set_logo(shop, picture(tmp_path / "large.png", size, "1"))
    (tmp_path / "no.png").write_bytes(b"GIF89a nothing")
    with pytest.raises(PosError, match="photo_unreadable"):
        receipt_style.set_logo(shop, tmp_path / "no.png")
    assert receipt_style.receipt_style(shop).logo == b""


@pytest.mark.parametrize(
    ("lang", "words"),
    [("id", ["lima puluh ribu rupiah"]), ("en", ["fifty thousand rupiah"])],
)
def test_the_amount_in_words_on_request(
    shop: Shop, number: str, lang: str, words: list[str]
) -> None:
    assert words[0] not in receipts.receipt_text(shop, number, 48, lang)
    receipt_style.set_receipt_texts(shop, footer="", in_words=True)
    assert words[0] in receipts.receipt_text(shop, number, 48, lang)
    both = receipts.receipt_text(shop, number, 48, "both")
    assert "lima puluh ribu" in both and "fifty thousand" in both


def test_a_footer_that_refuses_returns_is_not_kept(shop: Shop, number: str) -> None:
    receipt_style.set_receipt_texts(shop, footer="  Instagram   @dekranasda ", in_words=False)
    with pytest.raises(PosError, match="footer_forbidden"):
        receipt_style.set_receipt_texts(
            shop, footer="Barang tidak dapat dikembalikan", in_words=True
        )
    assert "Instagram @dekranasda" in receipts.receipt_text(shop, number)
    assert not receipt_style.receipt_style(shop).in_words
