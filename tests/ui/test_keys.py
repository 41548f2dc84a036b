"""The page of all keys tells what is bound, and every way of paying has its own key."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import stored_sales
from pos_app.services.selling.qris_code import set_stand_code
from ui import key_tables
from ui.help_overlay import sections
from ui.widgets.buttons import KeyButton

TABLES = {
    "sell": key_tables.SELL,
    "sales": key_tables.SALES,
    "products": key_tables.PRODUCTS,
    "labels": key_tables.LABELS,
    "today": key_tables.TODAY,
    "till": key_tables.TILL_RUNNING,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_on_the_page_of_keys_runs_what_it_says(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ran: list[str] = []
    counter.scan("DST-0501")
    counter.window.show_screen(name)
    screen = counter.window.screens.currentWidget()
    for entry in TABLES[name]:
        assert callable(getattr(screen, entry.action)), entry
        monkeypatch.setattr(screen, entry.action, partial(ran.append, entry.action))
        pressed = QKeySequence(entry.key)[0]
        counter.key(pressed.key(), modifiers=pressed.keyboardModifiers())
        assert ran and ran[-1] == entry.action, entry


def test_every_f_key_that_a_button_shows_is_on_the_page_of_keys(counter: Counter) -> None:
    for name, table in TABLES.items():
        counter.window.show_screen(name)
        screen = counter.window.screens.currentWidget()
        assert screen is not None
        shown = {
            button.key
            for button in screen.findChildren(KeyButton)
            if button.isVisible() and button.key.startswith("F")
        }
        assert shown <= {entry.key for entry in table}, name


def test_the_page_of_keys_tells_every_table(counter: Counter) -> None:
    told = {row for column in sections() for _, rows in column for row in rows}
    tables = [value for value in vars(key_tables).values() if isinstance(value, tuple)]
    assert len(tables) == 12
    for table in tables:
        for entry in table:
            assert (entry.key, entry.told) in told


@pytest.mark.parametrize(
    ("key", "method"),
    [(Qt.Key.Key_F10, "qris"), (Qt.Key.Key_F11, "transfer"), (Qt.Key.Key_F12, "card")],
)
@pytest.mark.parametrize("from_cash", [False, True])
def test_every_way_of_paying_has_its_own_key(
    counter: Counter, key: Qt.Key, method: str, from_cash: bool
) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    if from_cash:
        counter.enter()
    counter.key(key)
    assert counter.sell.right_column.shows(method)
    counter.type("REF 7")
    counter.enter()
    (tender,) = stored_sales.get_sale(counter.shop, "A07-1-000001").tenders
    assert (tender.method, tender.reference, tender.confirmed) == (method, "REF 7", True)


@pytest.mark.parametrize("width", [60, 80, 110, 160])
def test_a_button_shows_its_key_however_narrow_it_is(styled_app: QApplication, width: int) -> None:
    pictures = []
    for key in ("F10", "F11"):
        button = KeyButton("Transfer", key, "small")
        button.resize(width, 44)
        pictures.append(button.grab().toImage())
        button.deleteLater()
    assert pictures[0] != pictures[1]
