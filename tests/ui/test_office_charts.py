"""The office's charts as the windows show them: in the theme's colours and the app's own font."""

from __future__ import annotations

import pytest
from office.small_world import status as status_of_days
from office.small_world import whole_fair
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from pos_app.services.office.charts import ChartPicture, draw_charts
from ui import theme


def drawn(chart: ChartPicture, ground: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(chart.svg))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_ARGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


@pytest.mark.parametrize("name", theme.THEMES)
def test_a_chart_is_drawn_on_the_card_s_own_ground(qtbot: QtBot, name: str) -> None:
    colors = theme.load_theme(name).colors
    for chart in draw_charts(status_of_days(whole_fair()), colors, "id", 480):
        image = drawn(chart, colors["card"])
        found = {image.pixelColor(x, y).name() for x in range(480) for y in range(image.height())}
        assert {colors["card"], colors["accent"]} <= found, chart.key
        corners = {image.pixelColor(x, 0).name() for x in (0, image.width() - 1)}
        assert corners == {colors["card"]}, chart.key


def test_the_font_of_a_chart_is_one_that_the_app_brings(qtbot: QtBot) -> None:
    theme.load_fonts()
    chart = draw_charts(status_of_days(whole_fair()), theme.load_theme("light").colors)[0]
    family = chart.svg.decode().split("font-family: ")[1].split(";")[0]
    assert family == theme.FAMILY
    assert QFontInfo(theme.font(12)).family() == family
