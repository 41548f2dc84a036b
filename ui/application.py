"""What both programs set up before a window: the QApplication, its style, the saved geometry."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme as themes

FIRST_SIZE = (1366, 768)  # pixels, or the screen's where it is smaller


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
    themes.load_fonts()
    themes.apply(app, themes.load_theme(themes.THEMES[0]))


def encode_geometry(window: QWidget) -> str:
    """Return the window's position and size as base64 text for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore_geometry(window: QWidget, stored: str) -> None:
    """Put `window` where `encode_geometry` saved it; without that, give it the first size."""
    if not (stored and window.restoreGeometry(QByteArray.fromBase64(stored.encode()))):
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width, height = FIRST_SIZE
        window.resize(min(width, screen.width()), min(height, screen.height()))
