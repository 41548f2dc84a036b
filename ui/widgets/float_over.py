"""Keeps a widget over a strip of its window, so that showing it moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

GAP = 6
"""Pixels below the strip that may be covered: the space before the page."""


class FloatOver(QObject):
    """Keeps `widget` over `strip`: at its place and width, and as high as its text needs.

    Both are inside `window`. The widget is in no layout, so what is under a person's hand stays
    where it is when it appears, grows or hides.
    """

    def __init__(self, widget: QWidget, strip: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._widget = widget
        self._strip = strip
        self._window = window
        shown = widget.isVisibleTo(window)
        widget.setParent(window)
        widget.setVisible(shown)
        widget.raise_()
        for each in (strip, widget):
            each.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Put the widget over the strip."""
        strip, widget = self._strip, self._widget
        at = strip.mapTo(self._window, QPoint(0, 0))
        width = max(strip.width(), widget.minimumSizeHint().width())
        wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
        height = max(strip.height(), wanted, widget.minimumSizeHint().height() if not wanted else 0)
        below = at.y() + strip.height() + GAP
        # What needs more room takes it above the strip: figures stand below it.
        top = max(0, min(at.y(), below - height))
        widget.setGeometry(at.x(), top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)
        asked = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show)
        if (watched is self._strip and moved) or (watched is self._widget and asked):
            self.place()
        return False
