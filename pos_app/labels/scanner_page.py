"""A page to test and configure a barcode scanner: two test codes, help texts and setting codes.

No reset code works for all scanners; each manual has its own. This page has those of Honeywell
(`DEFALT.` and `VSUFCR.` after an FNC3, from its user guides). A decoder reads them; they were not
tested on a scanner.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.labels.bars import bars_of, scanner_setting_bars
from pos_app.labels.layout import POINT

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from pos_app.labels.bars import Bars

MM = 1 / POINT
PAGE = (210.0, 297.0)
LEFT, MODULE, HEIGHT = 17.0, 0.375, 16.0  # millimetres; three dots of a 203 dpi printer
TEST_CODE, TEST_EAN = "TES-0001", "2000000000015"

_TEXTS = (
    "Buka layar Jual, kosongkan kotak pindai, lalu pindai kode uji. Pemindai yang benar menulis"
    " kodenya",
    "persis seperti di bawah garisnya dan langsung mencari: tidak perlu menekan Enter.",
)
_HELP = (
    ("Kode tertulis, tetapi tidak dicari", "Pemindai tidak mengirim Enter: pasang akhiran CR."),
    ("Huruf besar dan kecil terbalik", "Caps Lock menyala. Matikan."),
    ("Angka atau tanda tertukar", "Papan ketik pemindai bukan US: pilih USB keyboard, US."),
    ("Ada huruf tambahan di depan", "Hapus awalan (prefix) pemindai."),
    ("Tidak terbaca sama sekali", "Bersihkan kaca pemindai; jarak 10-15 cm; cetak pada 100 %."),
)


def scanner_pdf() -> bytes:
    """Return the page as PDF (A4)."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    size = (PAGE[0] * MM, PAGE[1] * MM)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    canvas.setViewerPreference("PrintScaling", "None")
    y = _words(canvas, 20, "Pemindai barcode", STRONG, 20)
    for text in _TEXTS:
        y = _words(canvas, y + 2, text, REGULAR, 10)
    y = _words(canvas, y + 6, "1  Uji", STRONG, 14)
    _code(canvas, y + 6, LEFT, bars_of(TEST_CODE), TEST_CODE)
    _code(canvas, y + 6, 110, bars_of(TEST_EAN), TEST_EAN)
    y = _words(canvas, y + 36, "2  Bila ada yang salah", STRONG, 14)
    for sign, remedy in _HELP:
        _words(canvas, y + 2, sign, STRONG, 10)
        y = _words(canvas, y + 2, remedy, REGULAR, 10, 85)
    y = _words(canvas, y + 6, "3  Setel ulang", STRONG, 14)
    words = "Merek lain: pindai kode reset (factory default) di buku pemindai, lalu uji lagi."
    y = _words(canvas, y + 2, words, REGULAR, 10)
    y = _words(canvas, y + 4, "Honeywell (Voyager, Xenon, Eclipse)", STRONG, 10)
    _code(canvas, y + 4, LEFT, scanner_setting_bars("DEFALT."), "setelan pabrik")
    _code(canvas, y + 4, 110, scanner_setting_bars("VSUFCR."), "akhiran CR (Enter)")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _words(
    canvas: Canvas, y: float, text: str, font: str, size: float, left: float = LEFT
) -> float:
    """Write a line whose top is `y` mm below the top of the page; return the top of the next."""
    canvas.setFont(pdf_font(font).fontName, size)
    canvas.drawString(left * MM, (PAGE[1] - y) * MM - size, text)
    return y + size * 1.35 * POINT


def _code(canvas: Canvas, y: float, left: float, bars: Bars, words: str) -> None:
    for at, count in bars.runs():
        x = left + (bars.quiet[0] + at) * MODULE
        # As on labels, bars are slightly narrower than their modules, because renderers widen them.
        width = count * MODULE - 0.02
        canvas.rect(x * MM, (PAGE[1] - y - HEIGHT) * MM, width * MM, HEIGHT * MM, 0, 1)
    _words(canvas, y + HEIGHT + 1, words, REGULAR, 9, left + bars.quiet[0] * MODULE)
