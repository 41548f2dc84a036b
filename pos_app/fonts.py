"""The app's own fonts on paper: Inter, which every machine then has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pos_app.paths import resources_dir

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR, STRONG = "Inter-Regular", "Inter-SemiBold"


@cache
def pdf_font(name: str) -> TTFont:
    """A font of the app, made known to reportlab once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resources_dir() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font
