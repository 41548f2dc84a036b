"""Reading the codes of closing slips and interim totals: from photos, PDFs, texts and chats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.bounded.child import Child
from pos_app.bounded.files import read_bounded
from pos_app.dayfile import closing_qr, interim_qr
from pos_app.errors import PosError
from pos_app.office.intake.survey import MAX_CHAT_BYTES
from pos_app.services.catalogue.picture_files import MAX_PHOTO_BYTES, as_picture_error, decoded

if TYPE_CHECKING:
    from PIL import Image

PREFIXES = (closing_qr.PREFIX, interim_qr.PREFIX)
MAX_PAGES = 20
MAX_TEXT_BYTES = 256 << 10  # some hundred codes, typed by a scanner one a line
PAGE_SCALE = 203 / 72  # dots for each point: a page as a printer of 203 dpi would print it
SMALL_PIXELS = 3_000_000
LARGE_PIXELS = 12_000_000
_PHOTO_CODES = {
    "photo_unreadable": "slip_photo_unreadable",
    "photo_too_large": "slip_photo_too_large",
    "file_too_large": "slip_photo_too_large",
}


SlipReader = Child[list[str]]
"""The process that looks for codes on pictures and PDFs."""


def slip_reader() -> SlipReader:
    """Returns a reader for several calls of `slip_codes_in`, for use in a `with` block."""
    return Child(codes_of)


def slip_codes_in(path: Path, reader: SlipReader | None = None) -> list[str]:
    """Returns the texts of the closing slips in a text file, photo or PDF, each once.

    Raises PosError `file_not_found`, `file_unreadable`, `slip_photo_unreadable`,
    `slip_photo_too_large`, `slip_photo_without_code`; MachineError `reader_not_started`.
    """
    try:
        data = read_bounded(path, MAX_PHOTO_BYTES)
        found = _texts(data) or _read(data, reader)
    except PosError as error:
        code = as_picture_error(error, path.name).code
        if code not in _PHOTO_CODES or error.code in ("file_not_found", "file_unreadable"):
            raise
        raise PosError(_PHOTO_CODES[code], file=path.name) from error
    if not found:
        raise PosError("slip_photo_without_code", file=path.name)
    return found


def _read(data: bytes, reader: SlipReader | None) -> list[str]:
    with nullcontext(reader) if reader is not None else slip_reader() as child:
        return child.read(data)


def _texts(data: bytes) -> list[str]:
    """Returns the lines of a file that a scanner typed, or the interim totals in a saved chat.

    Nothing for any other file.
    """
    start = data[:MAX_TEXT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    text = data[:MAX_CHAT_BYTES].decode("utf-8-sig", "replace")
    if not start.startswith(tuple(prefix.encode() for prefix in PREFIXES)):
        return interim_qr.interim_codes_in(text)
    if len(data) > MAX_TEXT_BYTES:
        raise PosError("photo_too_large")
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def codes_of(data: bytes) -> list[str]:
    """Returns the texts of the slips on a picture or PDF; for use in a process of its own.

    Raises PosError `photo_unreadable`, `photo_too_large`.
    """
    return _read_pictures(_pictures(data))


def _pictures(data: bytes) -> Iterator[Image.Image]:
    if not data.startswith(b"%PDF-"):
        yield decoded(data, "L")
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PosError("photo_unreadable") from error
    try:
        for number in range(min(len(document), MAX_PAGES)):
            yield _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> Image.Image:
    """Draws a page as it would be printed; refuses a page larger than a slip can be."""
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        if width * height * PAGE_SCALE**2 > LARGE_PIXELS:
            raise PosError("photo_too_large")
        image: Image.Image = page.render(scale=PAGE_SCALE, grayscale=True).to_pil()
    except pypdfium2.PdfiumError as error:
        raise PosError("photo_unreadable") from error
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
        for part in _parts(picture):  # the slip may be small in a very large photo
            found |= dict.fromkeys(_codes(part))
    return list(found)


def _parts(picture: Image.Image) -> Iterator[Image.Image]:
    """Yields four parts that overlap, because the reader of codes copies what it is given."""
    width, height = picture.width * 5 // 8, picture.height * 5 // 8
    for left in (0, picture.width - width):
        for top in (0, picture.height - height):
            yield picture.crop((left, top, left + width, top + height))


def _codes(view: Image.Image) -> list[str]:
    import zxingcpp

    codes = zxingcpp.read_barcodes(view)
    return sorted(code.text for code in codes if code.text.startswith(PREFIXES))


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
