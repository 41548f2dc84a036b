"""The font of all PDFs: Inter, which comes with the program."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pos_app.paths import resources_dir

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR, STRONG = "Inter-Regular", "Inter-SemiBold"


@cache
def pdf_font(name: str) -> TTFont:
    """Returns a font of the program, after registering it with reportlab once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resources_dir() / "fonts" / f"{name}.ttf"))
    _keep_widths(font)
    pdfmetrics.registerFont(font)
    return font


def _keep_widths(font: TTFont) -> None:
    """Let a font know the widths of texts that it has measured: papers repeat the same words.

    reportlab adds up the same widths of characters (thousandths of the size) at each call.
    """
    of_char, other = font.face.charWidths.get, font.face.defaultWidth

    @lru_cache(maxsize=16_384)
    def units(text: str) -> float:
        return float(sum(of_char(ord(char), other) for char in text))

    def string_width(text: str | bytes, size: float, encoding: str = "utf8") -> float:
        return 0.001 * size * units(text if isinstance(text, str) else text.decode(encoding))

    font.stringWidth = string_width
