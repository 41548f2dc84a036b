"""Paper on a screen: the very PDF that would be printed, as pictures sharp at any size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `pixels` are rows of red, green, blue, each row `stride` bytes long."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, scale: float) -> list[Picture]:
    """Every page of `pdf`; `scale` is dots for each point (1/72 inch)."""
    with _opened(pdf) as document:
        return [_picture(page, scale) for page in document]


def picture(pdf: bytes, number: int, scale: float) -> Picture:
    """The page of that number, from 0, alone."""
    with _opened(pdf) as document:
        return _picture(document[number], scale)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    with _opened(pdf) as document:
        return [page.get_size() for page in document]


# pypdfium2 ships no types.
@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # loaded on use: the first window shows no paper

    # pdfium must not be called by two threads at once, and one of them prints.
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: Any, scale: float) -> Picture:
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return Picture(image.width, image.height, image.width * 3, image.tobytes())
