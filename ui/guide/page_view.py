"""The text browser in which a page of the guide is read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from pos_app.guide import guide_dir, read_page
from pos_app.languages import LanguageCode
from ui.guide.page_html import page_html
from ui.theme import Theme

MOST_WIDE = 640  # pixels of a picture
_MARGIN = 40


class PageView(QTextBrowser):
    """Shows a page at one of its anchors, with pictures as wide as there is room.

    A link to another place of the guide emits `wanted` with its anchor.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, language: LanguageCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._page, self._width = "", 0
        self.anchor = ""
        self.setOpenLinks(False)
        self.document().setDocumentMargin(16)
        # A bar that came and went would change the room while a page is laid out.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._fit)
        self.anchorClicked.connect(self._follow)

    def show_place(self, page: str, anchor: str) -> None:
        """Show `page` scrolled to `anchor`."""
        self.anchor = anchor
        if page != self._page:
            self._page = page
            self._fill()
        self.scrollToAnchor(anchor)

    def _fill(self) -> None:
        self._width = self._room()
        page = read_page(self._page, self._language)
        self.setAccessibleName(page.title)
        self.document().clear()  # forgets the pictures in their old size
        self.setHtml(page_html(page, self._theme))

    def _room(self) -> int:
        return max(160, min(MOST_WIDE, self.viewport().width() - _MARGIN))

    def _follow(self, url: QUrl) -> None:
        self.wanted.emit(url.fragment())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, scaled smoothly to the room that there is."""
        file = QUrl(name).fileName()
        if kind != QTextDocument.ResourceType.ImageResource.value or not file.endswith(".png"):
            return super().loadResource(kind, name)
        picture = QImage(str(guide_dir(self._language) / file))
        scale = self.devicePixelRatioF()
        width = min(round(self._width * scale), picture.width())
        picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(scale)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width, and stay at the place that was asked for."""
        super().resizeEvent(event)
        self._resized.start()

    def _fit(self) -> None:
        if self._page and self._room() != self._width:
            self._fill()
            self.scrollToAnchor(self.anchor)
