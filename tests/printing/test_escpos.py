"""An independent ESC/POS reader finds the same text in printer bytes as the text renderer."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from printing.escpos_reader import Paper, read_job
from printing.samples import HEAD, bargained_sale

from pos_app.errors import PosError
from pos_app.printing import escpos
from pos_app.printing.blocks import Align, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.escpos import to_escpos
from pos_app.printing.plain_text import to_text
from pos_app.printing.profiles import profile, profiles
from pos_app.printing.receipt import receipt_blocks

ROOT = Path(__file__).parents[2]
ALL = sorted(profiles())


def plain_text(layout: Layout, columns: int) -> list[str]:
    """What the text renderer says, without size, codes and the paper's end."""
    kept = tuple(block for block in layout if not isinstance(block, Qr))
    small = tuple(
        type(block)(**{**_fields(block), "size": 1}) if isinstance(block, Text | Pair) else block
        for block in kept
    )
    return to_text(small, columns, ascii_only=True).splitlines()


def _fields(block: Text | Pair) -> dict[str, object]:
    return {name: getattr(block, name) for name in block.__dataclass_fields__}


def joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def picture_of(paper: Paper) -> Image.Image:
    rows = [row for picture in paper.pictures for row in picture]
    image = Image.new("1", (len(rows[0]), len(rows)), 1)
    image.putdata([0 if bit else 255 for row in rows for bit in row])
    return image


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("lang", ["id", "en", "both"])
def test_paper_says_what_the_text_says(kind: str, lang: str) -> None:
    found = profile(kind)
    layout = receipt_blocks(bargained_sale(), HEAD, lang)  # type: ignore[arg-type]
    paper = read_job(to_escpos(layout, found))
    texts = [text for text, _, _ in paper.lines]
    assert joined(texts) == joined(plain_text(layout, found.columns))
    for text, _, large in paper.lines:
        assert len(text) <= (found.columns // 2 if large else found.columns)
    assert paper.inits == 1 and paper.font_b is found.font_b
    assert paper.cuts == (1 if found.cutter else 0)
    assert [text for text, _, _ in paper.lines][-found.feed :] == [""] * found.feed


@pytest.mark.parametrize("kind", ALL)
def test_the_code_on_it_is_read_by_a_camera(kind: str) -> None:
    layout = (Qr("A07-1-000123 3C464DAF"),)
    paper = read_job(to_escpos(layout, profile(kind)))
    if profile(kind).qr == "native":
        assert paper.codes == [b"A07-1-000123 3C464DAF"]
        return
    grown = picture_of(paper).resize([side * 2 for side in picture_of(paper).size])
    (found,) = zxingcpp.read_barcodes(grown.convert("L"))
    assert found.text == "A07-1-000123 3C464DAF"
    assert all(len(rows) <= 128 for rows in paper.pictures), "bands, for small buffers"


def test_a_code_too_large_for_the_paper_is_said_in_words() -> None:
    paper = read_job(to_escpos((Qr("x" * 4_000, "A07-1 R1"),), profile("generic58")))
    assert paper.pictures == [] and "[A07-1 R1]" in paper.text


def test_the_drawer_opens_before_the_first_line() -> None:
    data = to_escpos((Text("Halo"),), profile("generic58"), kick=True)
    assert read_job(data).kicks == 1
    assert data.index(b"\x1bp") < data.index(b"Halo")


def test_sizes_and_weights_come_and_go() -> None:
    layout = (Text("Stan", bold=True, size=2), Pair("Total", "Rp1.250.000", size=2), Text("kecil"))
    lines = [line for line in read_job(to_escpos(layout, profile("generic80"))).lines if line[0]]
    assert [(bold, large) for _, bold, large in lines] == [
        (True, True),
        (False, True),
        (False, False),
    ]


def test_an_amount_that_would_not_fit_large_is_printed_small_and_whole() -> None:
    layout = (Pair("Total", "Rp9.999.999.999.999", bold=True, size=2),)
    paper = read_job(to_escpos(layout, profile("generic58")))
    assert "Rp9.999.999.999.999" in paper.text
    assert not any(large for _, _, large in paper.lines)


names = st.text(max_size=60)


@given(names, st.sampled_from(ALL))
def test_no_name_reaches_the_printer_as_a_command(name: str, kind: str) -> None:
    layout = (Text(name, Align.CENTER, size=2), Pair(name, "Rp1"), Rule(), Feed(2))
    paper = read_job(to_escpos(layout, profile(kind)))
    assert paper.cuts <= 1 and paper.kicks == 0 and "Rp1" in paper.text


def test_arabic_chinese_and_emoji_leave_a_readable_line() -> None:
    layout = (Pair("Kalung ثمين 项链 📿 Señor Łódź", "Rp1"),)
    text = read_job(to_escpos(layout, profile("generic80"))).text
    assert "Kalung" in text and "Senor Lodz" in text and text.isascii()


def logo(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("1").save(buffer, "PNG")
    return buffer.getvalue()


def test_a_logo_is_drawn_dot_by_dot() -> None:
    paper = read_job(to_escpos((Logo(logo(384, 150)), Text("x")), profile("generic58")))
    rows = [row for rows in paper.pictures for row in rows]
    assert len(rows) == 150 and len(rows[0]) == 384
    assert 0.35 < sum(map(sum, rows)) / (384 * 150) < 0.65, "half grey is half black"


def test_a_logo_wider_than_the_head_is_shrunk() -> None:
    paper = read_job(to_escpos((Logo(logo(800, 100)), Text("x")), profile("generic58")))
    rows = [row for rows in paper.pictures for row in rows]
    assert len(rows) == 48 and len(rows[0]) == 384


def test_a_thousand_lines_are_one_job() -> None:
    layout = tuple(Pair(f"Barang {n}", "Rp1.000") for n in range(1_000))
    assert len(read_job(to_escpos(layout, profile("generic58"))).lines) >= 1_000


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(PosError, match="printer_kind_unknown"):
        profile("daisywheel")


def test_importing_it_pulls_in_no_pictures() -> None:
    code = (
        "import sys, json; import pos_app.printing.escpos;"
        "print(json.dumps([m for m in ('PIL', 'segno', 'reportlab') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", ["generic58", "generic80"])
def test_a_second_receipt_does_not_draw_its_logo_and_code_again(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, printer = logo(300, 90), profile(name)
    layout = (Logo(picture), Qr("https://nusakraf.id/n/kept"))
    first = to_escpos(layout, printer)
    monkeypatch.setattr(escpos, "_picture", lambda *_: pytest.fail("drawn again"))
    monkeypatch.setattr(escpos, "_qr_rows", lambda *_: pytest.fail("drawn again"))
    assert to_escpos(layout, printer) == first


def test_a_logo_and_a_code_are_kept_for_each_width() -> None:
    layout = (Logo(logo(500, 90)), Qr("https://nusakraf.id/n/" + "x" * 200))
    wide, narrow, again = (
        to_escpos(layout, profile(name)) for name in ("generic80", "generic58", "generic80")
    )
    assert wide == again and len(wide) > len(narrow)
