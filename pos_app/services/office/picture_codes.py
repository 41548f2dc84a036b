"""Finding codes on photos, scans and PDFs: of slips, interim totals, and days that came by light.

One photo may show many codes, of several tills, and anything else. It is decoded and searched in a
process with bounded memory and time, because decoders and readers are other people's C.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pos_app.bounded.child import Child
from pos_app.bounded.limits import Limits
from pos_app.dayfile import closing_qr, interim_qr
from pos_app.errors import PosError
from pos_app.light.codes import MAGIC, LightCode, read_code
from pos_app.light.pictures import on_screen_with
from pos_app.services.catalogue.picture_files import decoded
from pos_app.services.office.near_copies import NearCopies

if TYPE_CHECKING:
    from PIL import Image

Place = tuple[str, int]
PREFIXES = (closing_qr.PREFIX, interim_qr.PREFIX)
MAX_PAGES = 20
PRINTED_DPI, SCANNED_DPI = 203, 300
SMALL_PIXELS = 3_000_000
LARGE_PIXELS = 12_000_000
QUICK_SIDE = 2_000
"""Pixels of the longer side of a picture that is only glanced at."""
_LEAST_VIEWS = 2
_LOCALLY = 12
"""How many pixels to each side a pixel is compared with, where light is uneven: some modules."""
LIMITS = Limits(cpu_s=30, wall_s=60.0)
"""For one picture or PDF of up to `MAX_PAGES` pages."""
# The brands of HEIF files (ISO/IEC 23008-12, annex B); other files that begin so are videos.
_BOX = b"ftyp"
_HEIC = frozenset(
    b"heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 avif avis".split(),
)
_QUICKLY, _CLOSELY = b"q", b"c"


@dataclass(frozen=True, slots=True)
class PictureCodes:
    """What a picture shows, each once: the texts of slips and interim totals, and parts of days."""

    texts: tuple[str, ...] = ()
    parts: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts or self.parts)


PictureReader = Child[PictureCodes]
"""The process that looks for codes on pictures and PDFs."""


def picture_reader() -> PictureReader:
    """Returns a reader for several pictures, for use in a `with` block."""
    return Child(PictureLooks().codes_of, LIMITS)


def read_picture_codes(data: bytes, reader: PictureReader, *, closely: bool = True) -> PictureCodes:
    """Returns the codes on a picture or PDF.

    One that is not looked at `closely` is a picture among many, which most likely shows no code: it
    costs a fraction of the time unless something in it looks like a code.

    Raises PosError `photo_unreadable`, `photo_too_large`, `photo_heic`, `photo_video`, and as
    `Child.read`.
    """
    if data[4:8] == _BOX:
        raise PosError("photo_heic" if data[8:12] in _HEIC else "photo_video")
    return reader.read((_CLOSELY if closely else _QUICKLY) + data)


def codes_of(asked: bytes) -> PictureCodes:
    """Returns what `read_picture_codes` asks for; for use in a process of its own."""
    return PictureLooks().codes_of(asked)


class PictureLooks:
    """Looks at pictures one after another, and remembers what it saw.

    A video comes as hundreds of frames. One that is only glanced at is not looked at closely where
    the glance finds no more than is known, or where it is much like one that was.
    """

    def __init__(self) -> None:
        self._known: set[bytes] = set()
        self._near = NearCopies()

    def codes_of(self, asked: bytes) -> PictureCodes:
        """Returns the codes on one picture, as `codes_of` does, unless they are known."""
        closely, data = asked[:1] == _CLOSELY, asked[1:]
        if not closely and not data.startswith(b"%PDF-") and not self._is_worth_a_look(data):
            return PictureCodes()
        found = _Found()
        for picture in _pictures(data):
            found.look_at(picture)
        self._known.update(found.parts)
        return PictureCodes(tuple(found.texts), tuple(found.parts))

    def _is_worth_a_look(self, data: bytes) -> bool:
        """Whether a glance at a picture finds anything like a code that may be new."""
        from PIL import ImageFilter

        glance = _at_most(decoded(data, "L", QUICK_SIDE), SMALL_PIXELS)
        views = (glance, glance.filter(ImageFilter.UnsharpMask(2, 400, 0)))
        for view in views:
            symbols = _symbols(view, also_unread=True)
            if symbols:
                return self._may_be_new(symbols) and not self._is_like_another(glance, symbols)
        return False

    def _may_be_new(self, symbols: Sequence[Any]) -> bool:
        """Whether there is more to read than screens of which every code is known."""
        read = {bytes(each.bytes) for each in symbols if _is_part(each)}
        if not read or not read <= self._known or any(_is_text(each) for each in symbols):
            return True
        wanted, known = _on_screens_of(read), {_place(each) for each in self._known}
        return not wanted <= known or len(symbols) > len(wanted)

    def _is_like_another(self, glance: Image.Image, symbols: Sequence[Any]) -> bool:
        """Whether another picture like it was looked at; never with a code that is not known."""
        seen = self._near.is_one(glance)
        return seen and all(not e.valid or bytes(e.bytes) in self._known for e in symbols)


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
            yield from _page(document, number)
    finally:
        document.close()


def _page(document: Any, number: int) -> Iterator[Image.Image]:
    """Draws a page as it would be printed, and finer; refuses one larger than a sheet can be."""
    import pypdfium2

    try:
        page = document[number]
        width, height = (length / 72 for length in page.get_size())
        if width * height * PRINTED_DPI**2 > LARGE_PIXELS:
            raise PosError("photo_too_large")
        for dpi in (PRINTED_DPI, SCANNED_DPI):
            if width * height * dpi**2 <= LARGE_PIXELS:
                yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    except pypdfium2.PdfiumError as error:
        raise PosError("photo_unreadable") from error


class _Found:
    """The codes found so far, in the order in which they were."""

    def __init__(self) -> None:
        self.texts: dict[str, None] = {}
        self.parts: dict[bytes, None] = {}

    def look_at(self, picture: Image.Image) -> None:
        """Adds the codes of any view of a picture: one view may show what another hides."""
        seen = 0
        for number, view in enumerate(_views(picture), 1):
            seen += self._add(view)
            if number >= _LEAST_VIEWS and self.parts and self._screens_are_whole():
                break
        if not seen and picture.width * picture.height > LARGE_PIXELS:
            for part in _parts(picture):  # the codes may be small in a very large photo
                self._add(part)

    def _screens_are_whole(self) -> bool:
        """Whether of every screen that shows a part, all parts were read."""
        return _on_screens_of(self.parts) <= {_place(data) for data in self.parts}

    def _add(self, view: Image.Image) -> int:
        """Adds the codes in a view, and returns how many it shows."""
        symbols = _symbols(view)
        self.texts |= dict.fromkeys(sorted(each.text for each in symbols if _is_text(each)))
        self.parts |= dict.fromkeys(bytes(each.bytes) for each in symbols if _is_part(each))
        return len(symbols)


def _on_screens_of(parts: Iterable[bytes]) -> set[Place]:
    """The places of all codes that stand on the screens of these."""
    codes = [code for code in map(_part, parts) if code is not None]
    return {(code.whole, index) for code in codes for index in on_screen_with(code)}


def _place(data: bytes) -> Place | None:
    """Of which day a code is, and which of its codes."""
    code = _part(data)
    return None if code is None else (code.whole, code.index)


def _part(data: bytes) -> LightCode | None:
    try:
        return read_code(data)
    except PosError:  # it is named where codes are taken
        return None


def _symbols(view: Image.Image, *, also_unread: bool = False) -> list[Any]:
    """The symbols in a view that are ours; with `also_unread` also what only looks like a code."""
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(view, formats=formats, return_errors=also_unread)
    return [each for each in found if not each.valid or _is_text(each) or _is_part(each)]


def _is_text(symbol: Any) -> bool:
    return bool(symbol.valid and symbol.text.startswith(PREFIXES))


def _is_part(symbol: Any) -> bool:
    return bool(symbol.valid and bytes(symbol.bytes).startswith(MAGIC))


def _parts(picture: Image.Image) -> Iterator[Image.Image]:
    """Yields four parts that overlap, because the reader of codes copies what it is given."""
    width, height = picture.width * 5 // 8, picture.height * 5 // 8
    for left in (0, picture.width - width):
        for top in (0, picture.height - height):
            yield picture.crop((left, top, left + width, top + height))


def _views(picture: Image.Image) -> Iterable[Image.Image]:
    """Yields the picture as it is, sharpened, evenly lit, and enlarged by different amounts.

    The third reads what lies in the halo of a lamp. The last two read codes that are both blurred
    and noisy; the ones before them read codes that a chat program made so small that a module has
    two pixels. Measured by `tests/bench/by_light.py`.
    """
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    yield _at_most(picture, LARGE_PIXELS)
    small = _at_most(picture, SMALL_PIXELS)
    yield ImageOps.autocontrast(small, cutoff=2).filter(ImageFilter.UnsharpMask(3, 200, 2))
    around = small.filter(ImageFilter.BoxBlur(_LOCALLY))
    yield ImageChops.subtract(small, around, scale=0.25, offset=128)
    for times in (1.5, 2.0):
        size = (round(small.width * times), round(small.height * times))
        grown = small.resize(size, Image.Resampling.BICUBIC)
        yield grown.filter(ImageFilter.UnsharpMask(4, 300, 0))
    soft = grown.filter(ImageFilter.GaussianBlur(1.5))
    yield soft.filter(ImageFilter.UnsharpMask(6, 250, 0))


def _at_most(picture: Image.Image, pixels: int) -> Image.Image:
    from PIL import Image

    scale = min(1.0, (pixels / (picture.width * picture.height)) ** 0.5)
    size = (round(picture.width * scale) or 1, round(picture.height * scale) or 1)
    return picture if scale == 1.0 else picture.resize(size, Image.Resampling.BOX)
