"""PDFs of slips: the same bytes, the same amounts, the right paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from printing import samples
from printing.escpos_reader import read_job
from printing.test_receipt import LAYOUTS
from support.papers import pages_of, text_of

from pos_app.domain.money import MAX_PRICE, format_rupiah
from pos_app.domain.pricing import CartItem
from pos_app.errors import MachineError, PosError
from pos_app.printing.blocks import Layout, Pair, Rule, Text
from pos_app.printing.pdf import to_pdf
from pos_app.printing.plain_text import to_text
from pos_app.printing.receipt import receipt_blocks
from pos_app.printing.render import render, rendered

WIDTHS = (58, 80)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def amounts(layout: Layout) -> list[str]:
    return [block.right for block in layout if isinstance(block, Pair)]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_layout_gives_the_same_bytes(name: str, width: int) -> None:
    layout, _ = LAYOUTS[name]
    assert to_pdf(layout, width) == to_pdf(layout, width)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pdf_holds_every_amount_of_the_text_whole(name: str, width: int) -> None:
    layout, columns = LAYOUTS[name]
    lines = [line.strip() for page in pages_of(to_pdf(layout, width)) for line in page.split("\n")]
    text = to_text(layout, columns)
    for amount in amounts(layout):
        assert amount in text
        assert any(line.endswith(amount) for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_as_wide_as_the_paper_and_as_long_as_needed(width: int) -> None:
    short, long = (to_pdf((Text("a"),) * lines, width) for lines in (1, 50))
    ((short_width, short_height),) = page_sizes(short)
    ((long_width, long_height),) = page_sizes(long)
    assert short_width == long_width == pytest.approx(width * 72 / 25.4, abs=0.01)
    assert short_height < 60
    assert long_height > 400


def ink(pdf: bytes, scale: float = 4) -> tuple[float, float]:
    """Where the ink of the first page begins and ends, in millimetres from the left."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=scale, grayscale=True).to_pil()
    document.close()
    box = picture.point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box[0] / scale * 25.4 / 72, box[2] / scale * 25.4 / 72


@pytest.mark.parametrize(("width", "reach"), [(58, 48), (80, 72)])
@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_drawn_where_the_print_head_does_not_reach(
    name: str, width: int, reach: int
) -> None:
    left, right = ink(to_pdf(LAYOUTS[name][0], width))
    margin = (width - reach) / 2
    assert left >= margin - 0.2
    assert right <= width - margin + 0.2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_largest_amounts_and_longest_names_stay_on_the_paper(width: int) -> None:
    long = replace(samples.BROOCH, name="Kain sulam tumpar " * 11 + "W" * 200, price=MAX_PRICE)
    head = replace(samples.HEAD, stand_name="W" * 100, cashier_name="Siti " * 40)
    sale = samples.sale_of([CartItem(long, 99)])
    layout = receipt_blocks(sale, head, "both")
    pdf = to_pdf(layout, width)
    left, right = ink(pdf)
    margin = 5 if width == 58 else 4
    assert margin - 0.2 <= left < right <= width - margin + 0.2
    assert format_rupiah(sale.net) in pages_of(pdf)[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_receipt_of_a_thousand_lines_is_whole(width: int) -> None:
    items = [CartItem(replace(samples.BROOCH, name=f"Barang ke-{n}"), n) for n in range(1, 1_001)]
    sale = samples.sale_of(items)
    pdf = to_pdf(receipt_blocks(sale, samples.HEAD, "id"), width)
    text = text_of(pdf)
    assert all(f"Barang ke-{n}" in text for n in range(1, 1_001))
    assert format_rupiah(sale.net) in text
    assert all(height <= 14_400 for _, height in page_sizes(pdf))


def test_characters_without_a_picture_in_the_font_become_question_marks() -> None:
    (text,) = pages_of(to_pdf((Text("Gelang 手镯 café → merah"),), 80))
    assert text.strip() == "Gelang ? café → merah"


def test_paper_of_another_width_is_refused() -> None:
    with pytest.raises(PosError) as refused:
        to_pdf((Text("a"),), 57)
    assert refused.value.code == "paper_width_unknown"


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF-"), (".TXT", b"Stan\n")])
def test_the_files_name_decides_its_kind(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"struk{suffix}"
    render((Text("Stan"),), path, 58)
    assert path.read_bytes().startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_kind_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(PosError) as refused:
        rendered((Text("a"),), ".doc", 80)
    assert refused.value.code == "file_kind_unknown"


@pytest.mark.parametrize(("width", "columns"), [(58, 32), (80, 48)])
def test_a_bin_file_is_what_a_printer_of_that_width_gets(width: int, columns: int) -> None:
    paper = read_job(rendered((Rule(), Text("Halo")), ".bin", width))
    assert paper.lines[0][0] == "-" * columns and "Halo" in paper.text


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as failed:
        render((Text("a"),), tmp_path / "none" / "struk.txt", 80)
    assert failed.value.code == "file_not_written"
