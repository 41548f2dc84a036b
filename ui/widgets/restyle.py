"""Dynamic properties for the style sheet, and labels, cards and rules made with them."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

HINT_MARGINS = 32  # pixels: the frame and the padding of a box


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and apply the style sheet again to the widget and its children."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)


def label(text: str = "", kind: str = "", wrap: bool = False) -> QLabel:
    """Make a label of a `kind` of the style sheet; with `wrap` it breaks lines."""
    made = QLabel(text)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    return made


def show_whole_hint(edit: QLineEdit) -> None:
    """Give `edit` the least width that shows its placeholder whole, whatever its font measures."""
    edit.ensurePolished()
    words = QFontMetrics(edit.font()).horizontalAdvance(edit.placeholderText())
    edit.setMinimumWidth(words + HINT_MARGINS)


def card(margin: int = 24, spacing: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """Make a frame styled as a card; return it and its column (margin and spacing in pixels)."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return frame, column


def rule() -> QFrame:
    """Make a thin horizontal line."""
    frame = QFrame()
    frame.setObjectName("rule")
    return frame
