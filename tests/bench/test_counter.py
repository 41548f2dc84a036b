"""From a scan, and from a search key, to the painted screen, with 20,000 products.

The 99th percentile of each is held to one frame at 60 Hz. Beside it stands what the same window
takes to paint when nothing changed.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import pytest
from bench.windows import Times, counter_of, new_till, paint_unchanged
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.figures import Figures
from ui_robot import Counter

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
PRODUCTS, FEW_PRODUCTS = 20_000, 1_000
FRAME = "one frame, 16.7 ms"
SEARCHES = ("gelang manik", "kecubung", "cincin perak", "p-0123", "perajin 7", "motif aso")


@pytest.fixture(scope="module")
def products(quick: bool) -> int:
    return FEW_PRODUCTS if quick else PRODUCTS


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, products: int) -> Iterator[Counter]:
    with new_till(tmp_path_factory.mktemp("counter"), products) as shop, counter_of(shop) as found:
        yield found


def test_scan_to_paint_against_a_frame(
    counter: Counter, products: int, figures: Figures, *, quick: bool
) -> None:
    box, session = counter.sell.finder.box, counter.session

    def scan(n: int) -> None:
        counter.ticks.advance()
        box.setText(f"P-{n * 37 % products:05}")
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()

    by_clock, by_thread, of_paint = [], [], []
    for turn in range(-1, 3):  # the first is thrown away
        took, floor = Times(), Times()
        for _ in range(2 if quick else 10):  # as many buyers with 25 pieces each
            session.set_cart(type(session.cart)())
            for n in range(25):
                took.take(lambda n=n: scan(n))
            assert len(session.cart) == 25
        for _ in range(50):
            floor.take(lambda: paint_unchanged(counter))
        if turn >= 0:
            by_clock.append(took.frames())
            by_thread.append(took.thread_frames())
            of_paint.append(statistics.median(took.clock) / statistics.median(floor.clock))
    tell(figures, "scan to paint", products, by_clock, by_thread)
    nothing = "painting nothing new"
    figures.ratio("scan to paint, median", of_paint, timed="a piece more", against=nothing)


def tell(
    figures: Figures, name: str, products: int, by_clock: list[float], by_thread: list[float]
) -> None:
    what = f"{products:,} products, 99th percentile"
    figures.ratio(name, by_clock, timed=what, against=FRAME, goal=1.0)
    figures.ratio(f"{name}, processor", by_thread, timed=what, against=FRAME, goal=1.0)


def test_a_search_key_to_the_painted_list_against_a_frame(
    counter: Counter, products: int, figures: Figures, *, quick: bool
) -> None:
    box = counter.sell.finder.box

    def press(letter: str) -> None:
        QTest.keyClicks(box, letter)
        QApplication.processEvents()

    by_clock, by_thread = [], []
    for _ in range(3):
        took = Times()
        for word in SEARCHES * (1 if quick else 3):
            box.clear()
            QApplication.processEvents()
            for letter in word:
                counter.ticks.advance(120)  # a hand, not a scanner
                took.take(lambda letter=letter: press(letter))
        by_clock.append(took.frames())
        by_thread.append(took.thread_frames())
    box.clear()
    tell(figures, "search key to list", products, by_clock, by_thread)
