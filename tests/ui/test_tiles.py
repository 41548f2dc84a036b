"""Tiles: favourites and what sells in front, three sizes, and none moves under a finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from ui_robot import Counter

from pos_app.services.catalogue import tiles
from pos_app.services.shop.setting_keys import TILE_ORDER, TILE_SIZE
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE
from ui.sell.tile_delegate import GAP, MEASURES
from ui.sell.tiles import LONG_PRESS_MS
from ui.settings.settings_screen import SettingsScreen
from ui.widgets.drawing import whole_words

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(counter: Counter) -> list[str]:
    model = counter.sell.finder.tiles.model()
    return [model.index(row, 0).data(PRODUCT_ROLE).sku for row in range(model.rowCount())]


def sell(counter: Counter, sku: str) -> None:
    counter.scan(sku)
    counter.enter()
    counter.enter()


def in_front(counter: Counter) -> tuple[str, ...]:
    return tiles.favourites(counter.shop)


def test_ctrl_d_puts_the_product_of_a_line_in_front_once_the_cart_is_empty(
    counter: Counter,
) -> None:
    before = shown(counter)
    counter.scan(before[-1])
    counter.key(Qt.Key.Key_D, modifiers=CTRL)
    assert in_front(counter) == (before[-1].casefold(),)
    assert shown(counter) == before, "no tile moves while somebody taps"
    counter.enter()
    counter.enter()
    assert shown(counter) == [before[-1], *before[:-1]]
    counter.scan(before[-1])
    counter.key(Qt.Key.Key_D, modifiers=CTRL)
    assert in_front(counter) == ()


def test_ctrl_d_takes_the_chosen_result_of_a_search(counter: Counter) -> None:
    counter.type("cincin")
    counter.key(Qt.Key.Key_D, modifiers=CTRL)
    assert in_front(counter) == ("btu-0301",)
    assert shown(counter)[0] == "BTU-0301"


def test_what_sells_today_comes_forward_after_a_sale_and_not_before(counter: Counter) -> None:
    counter.shop.settings.set(TILE_ORDER, tiles.SELLING)
    before = shown(counter)
    counter.scan(before[2])
    counter.scan(before[3])
    counter.scan(before[3])
    assert shown(counter) == before
    counter.enter()
    counter.enter()
    assert shown(counter) == [before[3], before[2], *before[:2]]
    counter.scan(before[0])
    assert shown(counter)[0] == before[3]


def test_the_order_is_that_of_the_catalogue_unless_wanted(counter: Counter) -> None:
    before = shown(counter)
    sell(counter, before[3])
    assert shown(counter) == before


def test_the_order_is_renewed_when_the_screen_is_entered(counter: Counter) -> None:
    before = shown(counter)
    tiles.set_favourite(counter.shop, before[1], wanted=True)
    counter.window.show_screen("sales")
    counter.window.show_screen("sell")
    assert shown(counter)[0] == before[1]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_long_press_opens_the_menu_and_adds_nothing(counter: Counter) -> None:
    grid = counter.sell.finder.tiles
    at = grid.visualRect(grid.model().index(1, 0)).center()
    sku = shown(counter)[1]
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.qWait(LONG_PRESS_MS + 100)
    assert grid.menu is not None and grid.menu.isVisible()
    grid.menu.actions()[0].trigger()
    grid.menu.close()
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert in_front(counter) == (sku.casefold(),)
    assert len(counter.session.cart) == 0
    assert "in front" in grid.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_short_press_adds_the_product(counter: Counter) -> None:
    grid = counter.sell.finder.tiles
    QTest.mouseClick(
        grid.viewport(),
        Qt.MouseButton.LeftButton,
        pos=grid.visualRect(grid.model().index(1, 0)).center(),
    )
    assert counter.session.cart.pieces == 1


def test_a_finger_that_moves_opens_no_menu(counter: Counter) -> None:
    grid = counter.sell.finder.tiles
    at = grid.visualRect(grid.model().index(1, 0)).center()
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(grid.viewport(), at + QPoint(0, 40))
    QTest.qWait(LONG_PRESS_MS + 100)
    assert grid.menu is None
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(0, 40))


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Equal])
def test_ctrl_plus_and_minus_change_the_size_and_keep_it(counter: Counter, key: Qt.Key) -> None:
    grid = counter.sell.finder.tiles
    medium = grid.gridSize()
    counter.key(key, modifiers=CTRL)
    assert grid.gridSize().height() > medium.height()
    assert tiles.tile_size(counter.shop) == "large"
    counter.key(key, modifiers=CTRL)
    assert tiles.tile_size(counter.shop) == "large"
    for _ in range(3):
        counter.key(Qt.Key.Key_Minus, modifiers=CTRL)
    assert counter.shop.settings.get(TILE_SIZE) == "small"
    assert grid.gridSize().height() < medium.height()


def test_size_and_order_are_chosen_in_the_settings(counter: Counter) -> None:
    counter.window.show_screen("settings")
    screen = counter.window.page("settings")
    assert isinstance(screen, SettingsScreen)
    screen.tiles.choices[TILE_SIZE]["large"].click()
    screen.tiles.choices[TILE_ORDER][tiles.SELLING].click()
    counter.window.show_screen("sell")
    wanted = MEASURES["large"].height(MEASURES["large"].band) + GAP
    assert counter.sell.finder.tiles.gridSize().height() == wanted
    assert counter.shop.settings.get(TILE_ORDER) == tiles.SELLING


def test_a_tile_is_large_enough_for_a_finger_in_every_size() -> None:
    for measures in MEASURES.values():
        assert min(measures.width, measures.height(measures.band)) >= 44


NAMES = (
    "Gelang manik Dayak lebar motif aso",
    "Gantungan kunci perisai kayu ulin ukir tangan besar",
    "Anjat",
    "Konektor masker manik warna-warni panjang sekali",
)


@pytest.mark.parametrize("size", MEASURES)
@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_cut_within_a_word(counter: Counter, name: str, size: tiles.TileSize) -> None:
    measures = MEASURES[size]
    font = themes.font(measures.name)
    width = measures.width - 2 * measures.margin
    lines = whole_words(name, font, width, 2)
    said = " ".join(lines).removesuffix("…")
    assert name == said or name.startswith(said + " ")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width for line in lines)
