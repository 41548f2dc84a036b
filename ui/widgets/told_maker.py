"""What the windows show of a maker's card: its lines, and its picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from pos_app.services.catalogue.maker_cards import ToldMaker


def told_lines(maker: ToldMaker) -> list[tuple[str, str]]:
    """Technique, village and stories, once in each language, with the kind of their label."""
    card = maker.card
    about = [(text, "hint") for text in (card.about("id"), card.about("en"))]
    stories = [(text, "") for text in (card.story, card.story_en)]
    return list(dict.fromkeys(pair for pair in (*about, *stories) if pair[0]))


def photo_of(jpeg: bytes, side: int) -> QPixmap | None:
    """Return the picture within a square of `side` pixels, or None without one."""
    picture = QPixmap.fromImage(QImage.fromData(jpeg)) if jpeg else QPixmap()
    if picture.isNull():
        return None
    mode = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, mode)
