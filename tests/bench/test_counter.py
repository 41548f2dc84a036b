"""From a scan, and from a search key, to the painted screen, with 20,000 products.

One frame at 60 Hz is 16 ms; the 99th percentile of each has to stay below it. Beside it stands what
the same window takes to paint when nothing changed: the floor on this machine, in this run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Ticks

from pos_app.services.catalogue import import_export
from pos_app.services.day import business_day
from pos_app.services.shop.setup import TillSetup, set_up
from ui.application import set_up_style
from ui.main_window import MainWindow
from ui.session import Session

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
PRODUCTS = 20_000
FRAME_MS = 16.0
TICKS = Ticks()
KINDS = ("Gelang", "Kalung", "Cincin", "Bros", "Anting", "Tas", "Liontin", "Gantungan")
WORDS = ("manik", "batu", "rotan", "ulin", "akik", "aso", "daun salam", "kecubung", "perak")


def sheet(path: Path) -> Path:
    lines = ["sku,name,category,maker,price_rp,stock"]
    for n in range(PRODUCTS):
        name = f"{KINDS[n % 8]} {WORDS[n % 9]} motif {WORDS[n // 9 % 9]} {n}"
        price = 10_000 + n % 90 * 500
        lines.append(f"P-{n:05},{name},{KINDS[n % 8]},Perajin {n % 40},{price},9")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, qapp_: QApplication) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("counter")
    with set_up(folder / "till", TillSetup("EXPO23", "A07", "1")) as shop:
        assert import_export.import_file(shop, sheet(folder / "goods.csv")).stored
        business_day.open_till(shop, 0)
        window = MainWindow(Session(shop, TICKS))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QTest.qWait(1_000)  # the moment that a till has before its first buyer
        yield window
        window.close()


@pytest.fixture(scope="module")
def qapp_() -> QApplication:
    from ui.application import make_application

    app = make_application()
    set_up_style(app)
    return app


def timed(times: int, work: Callable[[int], None]) -> list[float]:
    """Milliseconds of each, in order of size."""
    took = []
    for n in range(times):
        start = time.perf_counter_ns()
        work(n)
        took.append((time.perf_counter_ns() - start) / 1e6)
    return sorted(took)


def p99(took: list[float]) -> float:
    return took[int(len(took) * 0.99)]


def tell(name: str, took: list[float], floor: list[float]) -> float:
    worst, middle = p99(took), took[len(took) // 2]
    print(
        f"{name}: p99 {worst:.1f} ms, median {middle:.1f} ms; nothing changed: p99"
        f" {p99(floor):.1f} ms; a frame is {FRAME_MS:.0f} ms"
    )
    return worst


def paint_only(window: MainWindow) -> Callable[[int], None]:
    def work(_n: int) -> None:
        window.sell.update()
        QApplication.processEvents()

    return work


def test_scan_to_paint_is_under_a_frame(window: MainWindow) -> None:
    box = window.sell.finder.box

    def scan(n: int) -> None:
        TICKS.advance()
        box.setText(f"P-{n * 37 % PRODUCTS:05}")
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()

    timed(20, scan)
    took = []
    for _ in range(20):  # as many buyers with 25 pieces each
        window.sell._session.set_cart(type(window.sell._session.cart)())
        took += timed(25, scan)
        assert len(window.sell._session.cart) == 25
    floor = timed(200, paint_only(window))
    assert tell("scan to paint", sorted(took), floor) < FRAME_MS


def test_a_search_key_to_the_painted_list_is_under_a_frame(window: MainWindow) -> None:
    box = window.sell.finder.box
    took: list[float] = []
    for word in ("gelang manik", "kecubung", "cincin perak", "p-0123", "perajin 7", "motif aso"):
        for _ in range(5):
            box.clear()
            QApplication.processEvents()
            for letter in word:
                TICKS.advance(120)  # a hand, not a scanner
                took += timed(1, lambda _n, letter=letter: type_letter(box, letter))
    box.clear()
    floor = timed(200, paint_only(window))
    assert tell("search key to list", sorted(took), floor) < FRAME_MS


def type_letter(box: object, letter: str) -> None:
    QTest.keyClicks(box, letter)
    QApplication.processEvents()
