"""Every code on every label stock is read by a decoder, or refused with the reason."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pos_app.domain.barcode import Kind, in_store_ean13
from pos_app.errors import PosError
from pos_app.labels.bars import bars_of
from pos_app.labels.layout import Label, module_dots, nearest_that_fits, plan
from pos_app.labels.render import calibration_pdf, to_pdf
from pos_app.labels.stock import Stock, check_stock, stock, stocks

EAN = [in_store_ean13(20, 71, n) for n in range(1, 9)]
SKUS = [f"MNK-00{n}" for n in range(11, 19)]
CODES = {"EAN-13": EAN, "Code 128": SKUS}
DPIS = (203, 300, 600)


def labels(codes: list[str], name: str = "Gelang manik Dayak lebar") -> list[Label]:
    return [Label(name, 45_000, "Untaian Teritip", code) for code in codes]


def by_pdfium(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()


def by_poppler(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(dpi), "-gray", "-", f"{folder}/page"]
        subprocess.run(command, input=pdf, capture_output=True, check=True)
        for path in sorted(Path(folder).glob("*.pgm")):
            with Image.open(path) as image:
                yield image.copy()


READERS = {"pdfium": by_pdfium, "poppler": by_poppler}


def decoded(images: Iterator[Image.Image]) -> list[str]:
    """Return the codes that a decoder reads from the page in pure black and white."""
    found = []
    for image in images:
        sharp = image.convert("L").point(lambda grey: 255 if grey > 127 else 0)
        found += [code.text for code in zxingcpp.read_barcodes(sharp)]
    return sorted(found)


def cases() -> Iterator[object]:
    for key in stocks():
        for dpi in DPIS:
            for renderer in READERS:
                for kind in CODES:
                    marks = [] if dpi == 203 else [pytest.mark.soak]
                    name = f"{key}-{dpi}-{renderer}-{kind}"
                    yield pytest.param(key, dpi, renderer, kind, marks=marks, id=name)


Matrix = dict[tuple[int, str, str], Counter[str]]


@pytest.fixture(scope="module")
def matrix() -> Iterator[Matrix]:
    """How many codes were drawn and read; printed at the end, to be seen with `-s`."""
    rows: Matrix = defaultdict(Counter)
    yield rows
    print("\n dpi  drawn by  kind        sheets  refused  codes   read")
    for (dpi, renderer, kind), row in sorted(rows.items()):
        figures = f"{row['sheets']:6}  {row['refused']:7}  {row['codes']:5}  {row['read']:5}"
        print(f"{dpi:4}  {renderer:8}  {kind:10}  {figures}")


@pytest.mark.parametrize(("key", "dpi", "renderer", "kind"), list(cases()))
def test_every_code_on_the_page_is_read(
    key: str, dpi: int, renderer: str, kind: str, matrix: Matrix
) -> None:
    if renderer == "poppler" and shutil.which("pdftoppm") is None:
        pytest.skip("no pdftoppm here")
    sheet, codes = stock(key), CODES[kind]
    row = matrix[dpi, renderer, kind]
    row["sheets"] += 1
    try:
        pdf = to_pdf(labels(codes), sheet, dpi)
    except PosError as error:
        assert error.code == "label_too_narrow", error.code
        assert float(str(error.facts["needed"])) >= sheet.label[0]
        row["refused"] += 1
        return
    found = decoded(READERS[renderer](pdf, dpi))
    missing = sorted(set(codes) - set(found))
    row["codes"] += len(codes)
    row["read"] += len(codes) - len(missing)
    assert missing == [] and set(found) <= set(codes), f"{len(missing)} of {len(codes)} missing"


def test_what_is_refused_at_203_dpi_is_known() -> None:
    """Check that the known stocks still fit, because the tests above skip those that do not."""
    refused = set()
    for key, sheet in stocks().items():
        for kind, codes in CODES.items():
            try:
                plan(labels(codes)[0], sheet, 203)
            except PosError:
                refused.add((key, kind))
    assert refused == {("R33x15x3", "Code 128")}


@pytest.mark.parametrize("dpi", DPIS)
def test_a_module_is_a_whole_number_of_dots_and_not_too_small(dpi: int) -> None:
    widths = [dots * 25.4 / dpi for dots in module_dots(dpi)]
    assert widths and all(0.245 <= width <= 0.4 for width in widths)
    for key in stocks():
        made = plan(labels(EAN)[0], stock(key), dpi)
        assert made.module == pytest.approx(made.dots * 25.4 / dpi)
        assert made.width <= stock(key).label[0] and made.height >= 5


def test_a_label_that_does_not_fit_names_the_nearest_that_does() -> None:
    long = Label("Tas", 1, "M", "TAS-ANYAM-ROTAN-2023")
    with pytest.raises(PosError, match="label_too_narrow"):
        plan(long, stock("TJ108"), 203)
    nearest = nearest_that_fits(long, stocks().values(), 203)
    assert nearest is not None and plan(long, nearest, 203).width <= nearest.label[0]


def test_a_label_too_low_for_bars_is_refused() -> None:
    low = replace(stock("R33x15x3"), label=(33.0, 11.0))
    with pytest.raises(PosError, match="label_too_low"):
        plan(labels(EAN)[0], low, 203)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "label_code_missing"),
        ("8991234567890", "barcode_check_digit"),
        ("Łódź-1", "label_code_letters"),
        ("A\n1", "label_code_letters"),
    ],
)
def test_a_code_that_cannot_be_drawn_is_refused(code: str, reason: str) -> None:
    with pytest.raises(PosError, match=reason):
        bars_of(code)


def test_quiet_zones_are_kept() -> None:
    assert bars_of(EAN[0]).width == 11 + 95 + 7
    assert bars_of("MNK-0012").width == 10 + 112 + 10
    assert bars_of(EAN[0]).kind is Kind.EAN13


@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), min_size=1))
def test_bars_are_the_runs_of_their_modules(code: str) -> None:
    try:
        bars = bars_of(code)
    except PosError:
        return
    drawn = ["0"] * len(bars.modules)
    for at, count in bars.runs():
        drawn[at : at + count] = "1" * count
    assert "".join(drawn) == bars.modules


def test_a_used_sheet_is_begun_at_its_first_free_label() -> None:
    sheet = stock("L7651")
    pdf = to_pdf(labels(EAN), sheet, 203, start=64)
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert [page.count("Rp45.000") for page in pages] == [2, 6]
    assert "100 %" in pages[0]
    with pytest.raises(PosError, match="label_start"):
        to_pdf(labels(EAN), sheet, 203, start=66)


def test_a_name_of_120_letters_stays_on_its_label() -> None:
    name = "Gelang manik Dayak lebar motif aso dan burung enggang terbang " * 2
    for key in stocks():
        sheet = replace(stock(key), grid=(1, 1))
        (image,) = by_pdfium(to_pdf(labels(EAN[:1], name[:120]), sheet, 203), 203)
        right = int((sheet.first[0] + sheet.label[0]) * 203 / 25.4)
        bottom = int((sheet.first[1] + sheet.label[1]) * 203 / 25.4)
        beside = image.crop((right + 1, 0, image.width, bottom))
        assert beside.width < 2 or beside.getextrema()[0] > 200, key
        assert decoded(iter([image])) == EAN[:1]


def test_the_calibration_page_is_the_sheet() -> None:
    for key, sheet in stocks().items():
        document = pypdfium2.PdfDocument(calibration_pdf(sheet))
        page = document[0]
        width, height = (side * 25.4 / 72 for side in page.get_size())
        assert (width, height) == (
            pytest.approx(sheet.page[0], abs=0.05),
            pytest.approx(sheet.page[1], abs=0.05),
        )
        text = page.get_textpage().get_text_bounded()
        assert str(sheet.per_page) in text, key
        document.close()


def changed(**more: object) -> Stock:
    return replace(stock("TJ108"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (changed(grid=(6, 8)), "stock_outgrows_page"),
        (changed(first=(30.0, 4.0)), "stock_outgrows_page"),
        (changed(pitch=(30.0, 20.0)), "stock_overlaps"),
        (changed(grid=(0, 8)), "stock_invalid"),
        (changed(label=(-1.0, 18.0)), "stock_invalid"),
        (changed(page=(1e9, 165.0)), "stock_invalid"),
        (changed(first=(float("nan"), 4.0)), "stock_invalid"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(sheet: Stock, reason: str) -> None:
    with pytest.raises(PosError, match=reason):
        check_stock(sheet)


def test_the_same_labels_give_the_same_bytes_and_say_to_print_at_full_size() -> None:
    one, two = (to_pdf(labels(EAN), stock("TJ108"), 203) for _ in range(2))
    assert one == two
    assert re.search(rb"/PrintScaling\s*/None", one)


@pytest.mark.parametrize("key", [key for key, sheet in stocks().items() if sheet.grid[1] > 1])
def test_every_sheet_says_on_its_margin_to_be_printed_at_full_size(key: str) -> None:
    sheet = stock(key)
    document = pypdfium2.PdfDocument(to_pdf(labels(EAN[:1]), sheet, 203))
    try:
        words = document[0].get_textpage()
        found = words.get_text_range()
        at = found.index("100 %")
        _, bottom, _, top = words.get_charbox(at)
    finally:
        document.close()
    bottom, top = (mm * 25.4 / 72 for mm in (bottom, top))
    highest = sheet.page[1] - sheet.first[1]
    lowest = highest - (sheet.grid[1] - 1) * sheet.pitch[1] - sheet.label[1]
    assert bottom >= highest or top <= lowest


def test_a_thousand_labels_are_small() -> None:
    many = labels([in_store_ean13(20, 71, n) for n in range(1_000)])
    assert len(to_pdf(many, stock("TJ108"), 203)) <= 300 * 1_000


def test_nothing_and_too_much_are_refused() -> None:
    for count in (0, 20_001):
        with pytest.raises(PosError, match="labels_too_many"):
            to_pdf(labels(EAN[:1]) * count, stock("TJ108"), 203)


def test_pictures_of_every_stock_can_be_made(tmp_path: Path) -> None:
    for key in stocks():
        (image, *_) = by_pdfium(to_pdf(labels(EAN), stock(key), 203), 203)
        image.save(tmp_path / f"{key}.png")
