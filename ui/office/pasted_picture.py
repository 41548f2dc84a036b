"""A picture from the clipboard: a screen shot, or a photo copied out of a chat."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage


def pasted_picture(mime: QMimeData) -> QImage | None:
    """Return the picture on the clipboard; None where there is none."""
    if not mime.hasImage():
        return None
    found = QImage(mime.imageData())
    return None if found.isNull() else found


def png_of(image: QImage) -> bytes:
    """Return a picture as a PNG file; for use on any thread."""
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(into, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants str
    return bytes(into.data().data())
