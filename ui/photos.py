"""Photos of products as pixmaps, read when first drawn and cached while the shop is open."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from pos_app.domain.catalogue import sku_key
from pos_app.services.catalogue import photos
from pos_app.services.shop.shop import Shop

MAX_CACHED = 400


class PhotoCache:
    """Returns photos of products, cropped to a size with round corners."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._known: set[str] | None = None
        self._crops = lru_cache(maxsize=MAX_CACHED)(self._read)

    def clear(self) -> None:
        """Forget all photos, because some were changed."""
        self._known = None
        self._crops.cache_clear()

    @property
    def _skus(self) -> set[str]:
        if self._known is None:
            self._known = photos.skus_with_photo(self._shop)
        return self._known

    @property
    def any(self) -> bool:
        """Whether any product has a photo."""
        return bool(self._skus)

    def has(self, sku: str) -> bool:
        """Return whether the product has a photo."""
        return sku_key(sku) in self._skus

    def pixmap(self, sku: str, size: QSize, ratio: float, radius: int = 8) -> QPixmap | None:
        """Return the photo filling `size` (logical pixels of `ratio` dots), or None without one."""
        if not self.has(sku):
            return None
        return self._crops(sku, size.width(), size.height(), ratio, radius)

    def _read(self, sku: str, width: int, height: int, ratio: float, radius: int) -> QPixmap | None:
        jpeg = photos.photo(self._shop, sku)
        picture = QPixmap()
        if jpeg is None or not picture.loadFromData(jpeg):
            return None
        return _cropped(picture, QSize(width, height), ratio, radius)


def _cropped(picture: QPixmap, size: QSize, ratio: float, radius: int) -> QPixmap:
    """Return the middle of `picture`, scaled and cropped to `size`, with round corners."""
    grow = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    smooth = Qt.TransformationMode.SmoothTransformation
    whole = picture.scaled(size * ratio, grow, smooth)
    made = QPixmap(size * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(made.rect()), radius * ratio, radius * ratio)
    painter.setClipPath(path)
    left, top = (made.width() - whole.width()) // 2, (made.height() - whole.height()) // 2
    painter.drawPixmap(left, top, whole)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
