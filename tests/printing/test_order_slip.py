"""The slips of an order: both languages, both widths, and a code that is read from the paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image, ImageFilter
from printing import order_samples, samples
from printing.escpos_reader import read_job
from support.orders import cancel, deliver, qris, take
from support.shops import cash, make_shop

from pos_app.cli.main import cli
from pos_app.dayfile.order_slip_code import read_order_slip
from pos_app.domain.orders import MAX_WHAT
from pos_app.errors import PosError
from pos_app.goods_names import english_words
from pos_app.printing import pdf, preview
from pos_app.printing.escpos import to_escpos
from pos_app.printing.order_slip import OrderPaper, order_blocks
from pos_app.printing.plain_text import to_text
from pos_app.printing.profiles import profile
from pos_app.services.catalogue.product_edit import set_english_names
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


WORDS = "kain tenun ikat ukuran ratu motif naga, manik merah, rotan belah dua, 1/4 meter × 60 cm; "
LONGEST = (WORDS * 3)[:MAX_WHAT].strip()


def printed_code(paper: OrderPaper) -> Image.Image:
    """The slip's code as 203 dots an inch put it on paper of 58 mm, with some white around it."""
    job = read_job(to_escpos(order_blocks(paper, samples.HEAD, "both"), profile("generic58")))
    rows = [row for picture in job.pictures for row in picture]
    code = Image.new("L", (len(rows[0]) + 40, len(rows) + 40), 255)
    for y, row in enumerate(rows):
        for x, dot in enumerate(row):
            code.putpixel((x + 20, y + 20), 0 if dot else 255)
    return code


def photographed(code: Image.Image) -> Image.Image:
    """The same through a camera that is held a little askew and out of focus."""
    large = code.resize((code.width * 3, code.height * 3), Image.Resampling.BICUBIC)
    askew = large.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return askew.filter(ImageFilter.GaussianBlur(2))


@pytest.mark.linux("the second reader is installed on Linux only")
@pytest.mark.parametrize("way", [lambda code: code, photographed], ids=["dots", "photo"])
@pytest.mark.parametrize("what", [order_samples.ORDER.terms.what, LONGEST], ids=["usual", "long"])
def test_two_readers_read_the_code_from_paper_of_58_mm(what: str, way: Any) -> None:
    import cv2
    import numpy

    signed = order_samples.signed(what)
    code = way(printed_code(order_samples.paper(signed=signed)))
    assert [each.text for each in zxingcpp.read_barcodes(code)] == [signed]
    assert cv2.QRCodeDetectorAruco().detectAndDecode(numpy.asarray(code))[0] == signed
    assert read_order_slip(signed).what == what


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


def test_both_slips_are_written_to_files(shop: Shop, tmp_path: Path) -> None:
    number = take(shop)["number"]
    for more, title in ((), "Lembar pembeli"), (("--for-maker",), "Lembar perajin"):
        out = tmp_path / "slip.txt"
        args = ["--data", str(shop.folder), "receipt", number, "--out", str(out), *more]
        assert CliRunner().invoke(cli, args).exit_code == 0
        assert title in out.read_text("utf-8")
    delivered = deliver(shop, "P-A07-1-0001")["number"]
    with pytest.raises(PosError, match="sale_unknown"):
        receipts.save_maker_slip(shop, delivered, out)


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


@pytest.mark.parametrize(
    ("lang", "told", "untold"),
    [
        ("id", "Kalung manik, merah, 6 buah", "Bead necklace"),
        ("en", "Bead necklace, merah, 6 buah", "Kalung manik"),
        ("both", "Kalung manik, merah, 6 buah Bead necklace, merah, 6 buah", "?"),
    ],
)
def test_a_guest_reads_the_english_name_of_what_is_ordered(
    shop: Shop, lang: str, told: str, untold: str
) -> None:
    set_english_names(shop, {"A": "Bead necklace"})
    taken = take(shop, qris(300_000))
    delivered = deliver(shop, taken["order"], cash(600_000))
    back = take(shop, qris(300_000))
    returned = cancel(shop, back["order"], 300_000)
    for number in (taken["number"], delivered["number"], returned["number"]):
        words = " ".join(receipts.receipt_text(shop, number, 60, lang).split())
        assert told in words and untold not in words, number


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("Kalung manik", "Bead necklace"),
        ("KALUNG MANIK (merah)", "Bead necklace (merah)"),
        ("Kalung manik besar, merah", "Large bead necklace, merah"),
        ("Kalung manikam", ""),
        ("Kalung manik tua", ""),
        ("Dua kalung manik", ""),
    ],
)
def test_only_a_whole_name_is_put_in_english(words: str, english: str) -> None:
    names = {"Kalung manik": "Bead necklace", "Kalung manik besar": "Large bead necklace"}
    assert english_words(names, words) == english
