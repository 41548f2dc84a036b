"""The slips of an order: both languages, both widths, and a code that is read from the paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from support.orders import cancel, deliver, qris, take
from support.shops import cash, make_shop

from pos_app.printing import pdf, preview
from pos_app.printing.plain_text import to_text
from pos_app.services.orders import slips
from pos_app.services.paper import receipts
from pos_app.services.shop.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    with make_shop(tmp_path / "till") as found:
        yield found


def codes(made: bytes) -> list[str]:
    """What a scanner reads from a PDF at 203 dots an inch, as receipt printers have."""
    found = []
    for page in preview.pictures(made, 203 / 72):
        size = (page.width, page.height)
        picture = Image.frombuffer("RGB", size, page.pixels, "raw", "RGB", page.stride, 1)
        found += [each.text for each in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("lang", ["id", "en", "both"])
def test_the_code_of_both_slips_is_read_from_paper(shop: Shop, width: int, lang: str) -> None:
    what = "Kain tenun ikat ukuran ratu, motif naga, dua warna " * 3
    answer = take(shop, what=what, size="240 × 260 cm", colour="merah tua dan emas")
    text = slips.slip_text(shop, answer["order"])
    layouts = (
        receipts.receipt_layout(shop, answer["number"], lang),
        receipts.maker_slip_layout(shop, answer["number"], lang),
    )
    for layout in layouts:
        assert codes(pdf.to_pdf(layout, width)) == [text]


def test_the_buyers_slip_says_what_was_agreed_and_what_is_left_to_pay(shop: Shop) -> None:
    answer = take(shop, qris(300_000))
    told = " ".join(receipts.receipt_text(shop, answer["number"], 42, "both").split())
    for words in (
        *("P-A07-1-0001", "A07-1-000001", "Kalung manik, merah, 6 buah", "Rp900.000", "300.000"),
        *("Rp600.000", "20 Nov 2023", "Lembar pembeli / Buyer's slip"),
        *("Bila pembeli membatalkan", "If the buyer cancels", "Pembeli / Buyer"),
    ):
        assert words in told, words
    maker = to_text(receipts.maker_slip_layout(shop, answer["number"], "id"), 42)
    assert "Lembar perajin" in maker and "If the buyer" not in maker


def test_the_receipt_of_a_delivery_shows_the_deposit_and_the_balance(shop: Shop) -> None:
    number = deliver(shop, take(shop, qris(300_000))["order"], cash(600_000))["number"]
    lines = [line.split() for line in receipts.receipt_text(shop, number, 42, "en").splitlines()]
    for wanted in (["Deposit", "300.000"], ["Balance", "due", "600.000"], ["Cash", "600.000"]):
        assert wanted in lines


def test_the_paper_of_a_return_shows_what_went_back_and_what_is_kept(shop: Shop) -> None:
    number = cancel(shop, take(shop)["order"], 150_000)["number"]
    told = receipts.receipt_text(shop, number, 42, "id")
    for words in ("PESANAN BATAL", "Rp150.000", "300.000", "Alasan: batal"):
        assert words in told, words


def test_a_copy_and_a_practice_slip_are_marked(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", training=True) as shop:
        number = take(shop)["number"]
        told = receipts.receipt_text(shop, number, 42, "id", copy=True)
    assert "SALINAN" in told and told.count("LATIHAN") == 2
