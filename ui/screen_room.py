"""Keeps a window, frame counted, inside what its screen leaves beside the task bar."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

USUAL_FRAME = QMargins(1, 32, 1, 1)  # pixels; before the window system has made the real one
FILLS_SCREEN = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
# Pictures are drawn without a screen; Qt then tells of one of 800×800, which nobody has.
WITHOUT_SCREEN = QRect(0, 0, 1920, 1080)


def available_geometry(window: QWidget) -> QRect:
    """Return the part of the window's screen that no task bar covers."""
    if QGuiApplication.platformName() == "offscreen":
        return WITHOUT_SCREEN
    centre = window.frameGeometry().center()
    screen = QGuiApplication.screenAt(centre) or window.screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def frame_of(window: QWidget) -> QMargins:
    """Return the window's frame; the usual one while the window system has not made it."""
    inner, outer = window.geometry(), window.frameGeometry()
    frame = QMargins(
        inner.left() - outer.left(),
        inner.top() - outer.top(),
        outer.right() - inner.right(),
        outer.bottom() - inner.bottom(),
    )
    return USUAL_FRAME if frame.isNull() else frame


def room_for(window: QWidget) -> QRect:
    """Return where the window may lie, its frame left out."""
    available = available_geometry(window)
    if window.windowState() & FILLS_SCREEN:
        return available
    return available.marginsRemoved(frame_of(window))


def placed_inside(inner: QRect, frame: QMargins, available: QRect) -> QRect:
    """Return the window's inner rectangle so that it and its frame lie in `available`.

    It is moved as little as possible, and shrunk only where the screen is too small.
    """
    room = available.marginsRemoved(frame)
    width, height = min(inner.width(), room.width()), min(inner.height(), room.height())
    left = max(room.left(), min(inner.left(), room.right() - width + 1))
    top = max(room.top(), min(inner.top(), room.bottom() - height + 1))
    return QRect(left, top, width, height)


def keep_inside(window: QWidget) -> None:
    """Move and shrink `window` so that it lies inside its screen with its frame."""
    if window.windowState() & FILLS_SCREEN:
        return
    inner = window.geometry()
    wanted = placed_inside(inner, frame_of(window), available_geometry(window))
    if wanted != inner:
        window.setGeometry(wanted)
