"""Paper on a screen: the very PDF that would be printed, as pictures sharp at any size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: `pixels` are rows of red, green, blue, each row `stride` bytes long."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, scale: float) -> list[Picture]:
    """Every page of `pdf`; `scale` is dots for each point (1/72 inch)."""
    import pypdfium2  # loaded on use: the first window shows no paper

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            bitmap = page.render(scale=scale, rev_byteorder=True)
            found.append(_picture(bitmap))
        return found
    finally:
        document.close()


def _picture(bitmap: object) -> Picture:
    image = bitmap.to_pil().convert("RGB")  # type: ignore[attr-defined]  # pypdfium2 ships no types
    return Picture(image.width, image.height, image.width * 3, image.tobytes())
