"""What a screen, a sheet and a roll show: the codes, and words that say what they are."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from printing.escpos_reader import read_job

from pos_app.light.codes import LightLabel, day_codes, read_code
from pos_app.light.papers import PRINT_DOTS, roll_layout, sheet_pdf
from pos_app.light.pictures import code_image, codes_on, screen_of, screen_png, screens_of
from pos_app.light.words_on_codes import screen_words
from pos_app.printing.escpos import to_escpos
from pos_app.printing.pdf import to_pdf
from pos_app.printing.plain_text import to_text
from pos_app.printing.profiles import profile

LABEL = LightLabel("NUSA23", "A07", "1", 1, "2023-10-25", 2, False, "3c464daf" * 8)
QR = zxingcpp.BarcodeFormat.QRCode  # noise of modules is now and then taken for an EAN
CODES = day_codes(bytes(range(256)) * 20, LABEL)


def read(page: Image.Image) -> set[bytes]:
    return {bytes(code.bytes) for code in zxingcpp.read_barcodes(page, QR)}


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def dots_as_image(rows: list[list[int]]) -> Image.Image:
    page = Image.new("L", (len(rows[0]), len(rows)))
    page.putdata([0 if dot else 255 for row in rows for dot in row])
    return page


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (1920, 1080), (720, 1280)], ids=str)
def test_every_screen_shows_its_codes_at_every_size(size: tuple[int, int]) -> None:
    screens = screens_of(CODES)
    for place, codes in enumerate(screens):
        picture = screen_png(codes, LABEL, place, len(screens), size)
        with Image.open(BytesIO(picture)) as page:
            assert page.size == size
        assert set(codes_on(picture)) == set(codes)


def test_a_code_names_its_screen() -> None:
    for place, codes in enumerate(screens_of(CODES)):
        for data in codes:
            code = read_code(data)
            assert code is not None and screen_of(code.index) == place


def test_a_module_is_six_pixels_on_the_screen_of_a_stand() -> None:
    picture = screen_png(screens_of(CODES)[0], LABEL, 0, 4)
    with Image.open(BytesIO(picture)) as page:
        (page_code, *_) = zxingcpp.read_barcodes(page, QR)
    corners = page_code.position
    modules = code_image(bytes(page_code.bytes)).width
    assert corners.top_right.x - corners.top_left.x == pytest.approx(6 * modules, abs=8)


def test_the_words_say_till_day_part_and_code_in_both_languages() -> None:
    words = screen_words(LABEL, 2, 6)
    for part in ("A07-1B", "25 Okt 2023", "r2", "layar 3 dari 6", "screen 3 of 6", "3C46-4DAF"):
        assert part in words
    assert "LATIHAN" not in words
    assert "LATIHAN" in screen_words(replace(LABEL, training=True), 2, 6)


@pytest.mark.parametrize("count", [2, 6, 8, 30])
def test_a_sheet_shows_every_code(count: int) -> None:
    codes = (CODES * 9)[:count]
    found = [read(page) for page in pages(sheet_pdf(codes, LABEL), 150)]
    assert set().union(*found) == set(codes)
    assert len(found) == -(-count // 12)
    assert sheet_pdf(codes, LABEL) == sheet_pdf(codes, LABEL)


@pytest.mark.parametrize("width", [58, 80])
def test_a_roll_shows_every_code_as_pdf_and_on_the_printer(width: int) -> None:
    layout = roll_layout(CODES, LABEL, PRINT_DOTS[width])
    paper = pages(to_pdf(layout, width), 203)
    assert set().union(*map(read, paper)) == set(CODES)
    printed = read_job(to_escpos(layout, profile(f"generic{width}")))
    assert read(dots_as_image([row for band in printed.pictures for row in band])) == set(CODES)
    text = to_text(layout, 32)
    assert "A07-1B" in text and "3C46-4DAF" in text


def test_a_roll_of_a_practice_day_says_so() -> None:
    layout = roll_layout(CODES, replace(LABEL, training=True), 384)
    assert "LATIHAN" in to_text(layout, 32)
