"""What stands on a paper, for a reader and for a camera."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
import zxingcpp
from PIL import Image


def pages_of(pdf: bytes) -> list[str]:
    """The words of every page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


QR = zxingcpp.BarcodeFormat.QRCode


def pictures_of(pdf: bytes, dpi: int = 203) -> list[Image.Image]:
    """Every page in greys, as fine as a receipt printer prints it unless told otherwise."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def codes_on(pdf: bytes, dpi: int = 203) -> list[str]:
    """The texts of the QR codes that a camera finds. Print may look like bars by chance."""
    return [
        code.text
        for page in pictures_of(pdf, dpi)
        for code in zxingcpp.read_barcodes(page, formats=QR)
    ]
