"""The note of goods on paper: its code is read from every paper on which it can be printed."""

from __future__ import annotations

from hashlib import sha256

import pytest
import zxingcpp
from PIL import Image

from pos_app.dayfile.goods_note_code import MAX_CODE, goods_note_text
from pos_app.dayfile.signing import signer_of
from pos_app.domain.catalogue import Maker
from pos_app.domain.goods_note import GoodsLine, GoodsNote
from pos_app.printing import escpos, pdf, preview
from pos_app.printing.blocks import Qr
from pos_app.printing.goods_note import GoodsNotePaper, goods_note_blocks, goods_note_page
from pos_app.printing.profiles import profile

KEY = signer_of(bytes(32))


def paper(count: int) -> GoodsNotePaper:
    lines = tuple(
        GoodsLine(
            f"MNK-{n:04}",
            f"Gelang {sha256(bytes([n])).hexdigest()[:12]}",
            "Manik",
            "UT",
            2,
            15_000,
            1_250,
        )
        for n in range(count)
    )
    note = GoodsNote(
        *("EXPO23", "A07", "1", 0, "3f0e-till", 3, "B02", "Budi", "2023-10-25T08:00:00+08:00", ""),
        lines=lines,
        makers=(Maker("UT", "Untaian Teritip"),),
        key=KEY.public_hex,
        enrolled="ab" * 64,
    )
    return GoodsNotePaper(note, "Dekranasda", "Stan B02", goods_note_text(note, KEY.sign))


def fullest() -> GoodsNotePaper:
    return max(
        (p for n in range(1, 70) if len((p := paper(n)).signed) <= MAX_CODE),
        key=lambda p: len(p.signed),
    )


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_code_of_a_full_note_is_read_from_every_paper(lang: str) -> None:
    full = fullest()
    assert len(full.signed) > MAX_CODE - 100
    layout = goods_note_blocks(full, lang)  # type: ignore[arg-type]
    papers = {width: pdf.to_pdf(layout, width) for width in (58, 80)}
    papers[210] = goods_note_page(full, lang)  # type: ignore[arg-type]
    for width, made in papers.items():
        found = []
        for page in preview.pictures(made, 203 / 72):
            size = (page.width, page.height)
            picture = Image.frombuffer("RGB", size, page.pixels, "raw", "RGB", page.stride, 1)
            found += [each.text for each in zxingcpp.read_barcodes(picture)]
        assert found == [full.signed], width


@pytest.mark.parametrize("width", [58, 80])
def test_the_printer_is_asked_for_modules_that_fit_its_paper(width: int) -> None:
    import segno

    full = fullest()
    kind = profile(f"generic{width}")
    modules = len(segno.make_qr(full.signed, error="m").matrix) + 2 * escpos.QUIET
    assert 2 <= escpos.MODULE_DOTS[-1] <= kind.dots // modules
    made = escpos.to_escpos((Qr(full.signed, "NT"),), kind)
    assert full.signed.encode() in made or b"\x1dv0" in made


def test_a_few_goods_fit_one_page() -> None:
    assert len(preview.page_sizes(goods_note_page(paper(12)))) == 1
