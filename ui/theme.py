"""Themes: colours by meaning, the style sheet filled with them, bundled fonts and icons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import NamedTuple

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

from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode
from pos_app.paths import resources_dir

FAMILY = "Inter Till"


class Theme(NamedTuple):
    """One look: a file of `resources/themes`, whose name is the theme's.

    Attributes:
        names: What it is called on screen, by language.
        colors: A colour by each token of the style sheet.
        tints: Pairs of a soft ground and an ink that is read on it.
        order: Its place among the choices; the first theme is the one that a till starts in.
        icons: Which `tick_*.svg` and `down_*.svg` it draws.
        draw_edges: Whether fields of a grid have an edge of their own.
    """

    name: str
    names: Mapping[LanguageCode, str]
    colors: Mapping[str, str]
    tints: tuple[tuple[str, str], ...]
    order: int
    icons: str
    draw_edges: bool = False

    def color(self, token: str) -> QColor:
        """Return the colour called `token`."""
        return QColor(self.colors[token])

    def tint(self, index: int) -> tuple[QColor, QColor]:
        """Return background and text colour of tint `index`, which wraps around."""
        ground, ink = self.tints[index % len(self.tints)]
        return QColor(ground), QColor(ink)


def _read_theme(path: Path) -> Theme:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    tints = read.pop("tints")
    pairs = tuple(zip(tints["grounds"], tints["inks"], strict=True))
    return Theme(path.stem, tints=pairs, **read)


def _theme_file(name: str) -> Path:
    return resources_dir() / "themes" / f"{name}.toml"


def _names() -> tuple[str, ...]:
    """Every file in `resources/themes` is a theme; their names in the order of the choices.

    No file is read as TOML for that, which takes some milliseconds each.
    """
    orders = {
        path.stem: int(_ORDER.findall(path.read_text(encoding="utf-8"))[0])
        for path in _theme_file("").parent.glob("*.toml")
    }
    return tuple(sorted(orders, key=orders.__getitem__))


_ORDER = re.compile(r"^order *= *([0-9]+)", re.MULTILINE)
THEMES = _names()
"""The names of the themes in the order of the choices."""


@cache
def load_theme(name: str) -> Theme:
    """Return the theme of that name; for an unknown name the first one."""
    return _read_theme(_theme_file(name if name in THEMES else THEMES[0]))


def theme_names(language: LanguageCode) -> dict[str, str]:
    """What each theme is called, for a choice of themes."""
    return {
        theme.name: theme.names.get(language) or theme.names[DEFAULT_LANGUAGE]
        for theme in map(load_theme, THEMES)
    }


def style_sheet(theme: Theme) -> str:
    """Return the application's style sheet with every token filled in."""
    template = (resources_dir() / "app.qss").read_text(encoding="utf-8")
    icons = resources_dir() / "icons"
    drawn = {
        "check_icon": (icons / f"tick_{theme.icons}.svg").as_posix(),
        "down_icon": (icons / f"down_{theme.icons}.svg").as_posix(),
    }
    return Template(template).substitute(theme.colors, family=FAMILY, **drawn)


def load_fonts() -> None:
    """Load the bundled fonts: on a machine without fonts Qt would draw empty boxes."""
    for path in sorted((resources_dir() / "fonts").glob("Inter-*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def apply(app: QApplication, theme: Theme) -> None:
    """Set font, palette and style sheet of the whole application."""
    font = QFont(FAMILY)
    font.setPixelSize(14)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the app's font in a size of `pixels`, for custom painting; the caller's own copy."""
    return QFont(_font(pixels, weight))


@cache
def _font(pixels: int, weight: QFont.Weight) -> QFont:
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
    """Return the icon `name` in the colour `token`; `checked` is the token while it is on."""
    made = QIcon(_pixmap(name, theme.colors[token]))
    if checked is not None:
        pixmap = _pixmap(name, theme.colors[checked])
        made.addPixmap(pixmap, QIcon.Mode.Normal, QIcon.State.On)
    return made


def tinted(name: str, color: QColor) -> QIcon:
    """Return the icon `name` in any colour."""
    return QIcon(_pixmap(name, color.name()))


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
