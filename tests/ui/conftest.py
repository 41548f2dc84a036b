"""Fixtures of a till's window on the off-screen platform."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from ui_robot import Counter, Ticks

from pos_app.services.catalogue import import_export
from pos_app.services.day import business_day
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop
from ui.application import set_up_style
from ui.translate import use_language

GOODS = """sku,name,category,maker,price_rp,stock,barcode
DST-0501,Bros daun salam tumper kecil,Daun salam tumper,Aksesori Rambai Biru,35000,30,
MNK-0101,Gelang manik Dayak kecil,Manik-manik,Untaian Teritip,15000,3,
MNK-0102,Gelang manik Dayak lebar motif aso,Manik-manik,Untaian Teritip,45000,0,
BTU-0301,Cincin batu akik polos,Batu,Kilau Manggar Sari,137500,20,
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ignore warnings of the off-screen platform, neither of which a person ever gets.

    It gives some for each window with a size and each list that comes up below a box, and on
    Windows one for fonts beside our own.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            known = ("This plugin does not support", "Cannot find font directory")
            item.add_marker(pytest.mark.qt_log_ignore(*known, extend=True))


@pytest.fixture(autouse=True)
def collect_garbage_in_this_thread(qapp: QApplication) -> Iterator[None]:
    """Collect garbage on the GUI thread only, as the app does, and all of it after each test."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()
    if was_on:
        gc.enable()


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    return path


@pytest.fixture
def shop(tmp_path: Path, goods: Path) -> Iterator[Shop]:
    shop = set_up(tmp_path / "till", TillSetup("NUSAKRAF23", "A07", "1"))
    assert import_export.import_file(shop, goods).stored
    yield shop
    shop.close()


@pytest.fixture
def styled_app(qapp: QApplication) -> QApplication:
    set_up_style(qapp)
    use_language("en")
    return qapp


@pytest.fixture
def closed_counter(styled_app: QApplication, shop: Shop, ticks: Ticks) -> Iterator[Counter]:
    """A till that is not open yet."""
    counter = Counter(styled_app, shop, ticks)
    yield counter
    counter.close()


@pytest.fixture
def counter(styled_app: QApplication, shop: Shop, ticks: Ticks) -> Iterator[Counter]:
    """An open till at the sell screen."""
    business_day.open_till(shop, 250_000)
    counter = Counter(styled_app, shop, ticks)
    yield counter
    counter.close()
