"""What both programs set up before a window: the QApplication, style, icon, saved geometry."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.paths import resources_dir
from ui import theme as themes
from ui.screen_room import keep_inside

FIRST_SIZE = (1366, 768)  # pixels, or the screen's where it is smaller
FRAME_MS = 250


def make_application() -> QApplication:
    """Return the running QApplication, or make it with the app's fonts and style."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(["pos-app"])
    set_up_style(app)
    return app


def set_up_style(app: QApplication) -> None:
    """Set the application's name, the Fusion style, the bundled fonts and the first theme."""
    app.setApplicationName("pos-app")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "kasir.png")))
    themes.load_fonts()
    themes.apply(app, themes.load_theme(themes.THEMES[0]))


def encode_geometry(window: QWidget) -> str:
    """Return the window's position and size as base64 text for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore_geometry(window: QWidget, stored: str) -> None:
    """Put `window` where `encode_geometry` saved it; without that, give it the first size.

    It lies inside its screen with its frame, also when the screen is smaller than last time or is
    gone. The frame is known for certain only after the window was shown, so it is looked at again.
    """
    if not (stored and window.restoreGeometry(QByteArray.fromBase64(stored.encode()))):
        window.resize(*FIRST_SIZE)
    keep_inside(window)
    QTimer.singleShot(FRAME_MS, window, partial(keep_inside, window))
