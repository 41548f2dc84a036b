"""The font of all PDFs: Inter, which comes with the program."""

from __future__ import annotations

from functools import cache
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
    pdfmetrics.registerFont(font)
    return font
