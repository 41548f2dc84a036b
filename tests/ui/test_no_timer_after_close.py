"""Nothing of a till's window reads the till once it is closed, whatever moment that comes at."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui_robot import Counter, Ticks

from pos_app.services.shop.shop import Shop, open_shop
from ui import main_window, safety_offer
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.screen_list import NAMES
from ui.till import interim_clock
from ui.till_timer import TillTimer

ROOT = Path(__file__).parents[2]
# The session stops its own; the app makes one for each session, and the runner is stopped by it.
OWNERS = {"app", "print_runner", "session"}


@pytest.fixture(autouse=True)
def quick_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every clock of the window comes round within the test."""
    monkeypatch.setattr(main_window, "CLOCK_MS", 20)
    monkeypatch.setattr(main_window, "IDLE_MS", 20)
    monkeypatch.setattr(interim_clock, "LOOK_MS", 20)
    monkeypatch.setattr(safety_offer, "LOOK_AGAIN_MS", 20)


def test_a_shop_that_is_closed_under_its_window_is_not_read_again(
    styled_app: QApplication, shop: Shop, ticks: Ticks, qtbot: QtBot
) -> None:
    counter = Counter(styled_app, shop, ticks)
    for name in NAMES:
        counter.window.show_screen(name)
    QTest.qWait(60)
    shop.close()
    with qtbot.captureExceptions() as raised:
        QTest.qWait(200)
    counter.close()
    assert raised == []


@pytest.mark.parametrize("seed", range(6))
def test_the_program_closes_cleanly_at_any_moment(
    styled_app: QApplication, shop: Shop, qtbot: QtBot, seed: int
) -> None:
    shop.close()
    chance = random.Random(seed)
    till = TillApp(styled_app, shop.folder)
    with qtbot.captureExceptions() as raised:
        till.start()
        window = till.window
        assert isinstance(window, MainWindow)
        for name in chance.sample(NAMES, 3):
            window.show_screen(name)
            QTest.qWait(chance.randrange(120))
        till.close()
        QTest.qWait(200)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        open_shop(shop.folder).close()
    assert raised == []


def test_a_timer_that_is_started_after_the_end_does_not_run(
    styled_app: QApplication, shop: Shop, ticks: Ticks
) -> None:
    counter = Counter(styled_app, shop, ticks)
    ran: list[int] = []
    timer = TillTimer(counter.session, counter.window, lambda: ran.append(1), 5)
    shop.close()
    timer.start()
    assert not timer.isActive() and ran == []
    counter.close()


def test_what_reads_the_till_later_waits_by_the_till_s_timer() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "ui").rglob("*.py")
        if "office" not in path.parts and path.stem not in OWNERS
        if "QTimer" in (text := path.read_text("utf-8")) and ".shop" in text
    ]
    assert found == []
