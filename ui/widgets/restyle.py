"""State shown through the style sheet: a dynamic property, and a fresh polish."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Sets a dynamic property that the style sheet asks for; children are polished along."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)


def label(text: str = "", kind: str = "", wrap: bool = False) -> QLabel:
    """A label of one of the kinds that the style sheet knows."""
    made = QLabel(text)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    return made


def card(margin: int = 24, spacing: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """A white card and the column inside it."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return frame, column


def rule() -> QFrame:
    """A hairline across."""
    frame = QFrame()
    frame.setObjectName("rule")
    return frame
