"""Reading the QR codes of closing slips from photos, PDFs and text files of a scanner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.dayfile.closing_qr import PREFIX
from pos_app.errors import PosError
from pos_app.office.intake.sources import read_bounded
from pos_app.services.catalogue.picture_files import MAX_PHOTO_BYTES, open_picture

if TYPE_CHECKING:
    from PIL import Image

MAX_PAGES = 20
PAGE_SCALE = 203 / 72  # dots for each point: a page as a printer of 203 dpi would print it
SMALL_PIXELS = 3_000_000
LARGE_PIXELS = 12_000_000
_PHOTO_CODES = {
    "photo_unreadable": "slip_photo_unreadable",
    "photo_too_large": "slip_photo_too_large",
    "file_too_large": "slip_photo_too_large",
}


def slip_codes_in(path: Path) -> list[str]:
    """Returns the texts of the closing slips in a text file, photo or PDF, each once.

    Raises PosError `file_not_found`, `file_unreadable`, `slip_photo_unreadable`,
    `slip_photo_too_large`, `slip_photo_without_code`.
    """
    try:
        data = read_bounded(path, MAX_PHOTO_BYTES)
        found = _texts(data) or _read_pictures(_pictures(path, data))
    except PosError as error:
        if error.code not in _PHOTO_CODES:
            raise
        raise PosError(_PHOTO_CODES[error.code], file=path.name) from error
    if not found:
        raise PosError("slip_photo_without_code", file=path.name)
    return found


def _texts(data: bytes) -> list[str]:
    """Returns the lines of a file that a scanner typed; nothing for any other file."""
    if not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(PREFIX.encode()):
        return []
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _pictures(path: Path, data: bytes) -> Iterator[Image.Image]:
    if not data.startswith(b"%PDF-"):
        yield open_picture(path, "L")
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PosError("photo_unreadable", file=path.name) from error
    try:
        for number in range(min(len(document), MAX_PAGES)):
            yield _page(document[number], path)
    finally:
        document.close()


def _page(page: Any, path: Path) -> Image.Image:
    """Draws a page as it would be printed; refuses a page larger than a slip can be."""
    width, height = page.get_size()
    if width * height * PAGE_SCALE**2 > LARGE_PIXELS:
        raise PosError("photo_too_large", file=path.name)
    image: Image.Image = page.render(scale=PAGE_SCALE, grayscale=True).to_pil()
    return image


def _read_pictures(pictures: Iterable[Image.Image]) -> list[str]:
    found: dict[str, None] = {}
    for picture in pictures:
        found |= dict.fromkeys(_read_picture(picture))
    return list(found)


def _read_picture(picture: Image.Image) -> list[str]:
    """Returns the codes found in any view of a picture: one view may show what another hides."""
    found: dict[str, None] = {}
    for view in _views(picture):
        found |= dict.fromkeys(_codes(view))
    if not found and picture.width * picture.height > LARGE_PIXELS:
        found |= dict.fromkeys(_codes(picture))  # the slip may be small in a very large photo
    return list(found)


def _codes(view: Image.Image) -> list[str]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(view)
    return sorted(code.text for code in codes if code.text.startswith(PREFIX))


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    """Yields the picture as it is, sharpened, and enlarged with the noise smoothed away.

    The last one reads slips that are both blurred and noisy.
    """
    from PIL import Image, ImageFilter, ImageOps

    yield _at_most(picture, LARGE_PIXELS)
    small = _at_most(picture, SMALL_PIXELS)
    yield ImageOps.autocontrast(small, cutoff=2).filter(ImageFilter.UnsharpMask(3, 200, 2))
    twice = (small.width * 2, small.height * 2)
    grown = small.resize(twice, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    yield grown.filter(ImageFilter.UnsharpMask(6, 250, 0))


def _at_most(picture: Image.Image, pixels: int) -> Image.Image:
    from PIL import Image

    scale = min(1.0, (pixels / (picture.width * picture.height)) ** 0.5)
    size = (round(picture.width * scale) or 1, round(picture.height * scale) or 1)
    return picture if scale == 1.0 else picture.resize(size, Image.Resampling.BOX)
