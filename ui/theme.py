"""Colours by meaning, the one style sheet filled with them, the bundled fonts and the icons."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from pos_app.paths import resources_dir

FAMILY = "Inter Till"
THEMES = ("light", "dark", "contrast")


@dataclass(frozen=True)
class Theme:
    """The tokens of one look. `tints` pair a soft ground with an ink that is read on it."""

    name: str
    colors: Mapping[str, str]
    tints: tuple[tuple[str, str], ...]

    def color(self, token: str) -> QColor:
        return QColor(self.colors[token])

    def tint(self, index: int) -> tuple[QColor, QColor]:
        """Ground and ink of the `index`-th tint, round and round."""
        ground, ink = self.tints[index % len(self.tints)]
        return QColor(ground), QColor(ink)


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name; an unknown name is the light one."""
    known = name if name in THEMES else THEMES[0]
    text = (resources_dir() / "themes" / f"{known}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    tints = read["tints"]
    pairs = zip(tints["grounds"], tints["inks"], strict=True)
    return Theme(known, read["colors"], tuple(pairs))


def style_sheet(theme: Theme) -> str:
    """The application's style sheet with every token filled in."""
    template = (resources_dir() / "app.qss").read_text(encoding="utf-8")
    icons = resources_dir() / "icons"
    drawn = {
        "check_icon": (icons / f"tick_{theme.name}.svg").as_posix(),
        "down_icon": (icons / f"down_{theme.name}.svg").as_posix(),
    }
    return Template(template).substitute(theme.colors, family=FAMILY, **drawn)


def load_fonts() -> None:
    """The fonts that the app brings: a bare machine has none, and Qt would draw empty boxes."""
    for path in sorted((resources_dir() / "fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, theme: Theme) -> None:
    """Dresses every window in `theme`."""
    font = QFont(FAMILY)
    font.setPixelSize(14)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The app's font in a size, for what is drawn by hand."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def icon(
    theme: Theme,
    name: str,
    token: str = "ink",  # noqa: S107  the name of a colour
    checked: str | None = None,
) -> QIcon:
    """The icon with that meaning, tinted by token; `checked` tints it while it is switched on."""
    made = QIcon(_pixmap(name, theme.colors[token]))
    if checked is not None:
        pixmap = _pixmap(name, theme.colors[checked])
        made.addPixmap(pixmap, QIcon.Mode.Normal, QIcon.State.On)
    return made


def _svg(name: str, color: str) -> bytes:
    source = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("#000000", color).encode()


@cache
def _pixmap(name: str, color: str, size: int = 72) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(_svg(name, color))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "soft",
    }
    for role, token in roles.items():
        palette.setColor(role, theme.color(token))
    return palette
