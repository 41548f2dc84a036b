"""Renders the pages of a PDF as pictures, for previews and for printing through Qt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `pixels` are rows of RGB bytes, each row `stride` bytes long."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, scale: float) -> list[Picture]:
    """Return every page of `pdf`; `scale` is pixels per point (1/72 inch)."""
    with _opened(pdf) as document:
        return [_picture(page, scale) for page in document]


def picture(pdf: bytes, number: int, scale: float) -> Picture:
    """Return one page by number, from 0; `scale` is pixels per point."""
    with _opened(pdf) as document:
        return _picture(document[number], scale)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in points."""
    with _opened(pdf) as document:
        return [page.get_size() for page in document]


# pypdfium2 ships no types.
@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # loaded on use, because the first window shows no preview

    # pdfium is not thread-safe, and printing runs in another thread.
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: Any, scale: float) -> Picture:
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return Picture(image.width, image.height, image.width * 3, image.tobytes())
