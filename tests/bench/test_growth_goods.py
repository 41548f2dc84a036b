"""What a counter does with very many goods, against the same with a thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.windows import counter_of, new_till
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.figures import Figures, least_of_processor
from ui_robot import Counter

from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.shop.shop import open_shop

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
AXIS = "goods"
ROUNDS = 3
Took = dict[str, list[float]]


def measure(folder: Path, products: int) -> Took:
    """Milliseconds of the processor."""
    took: Took = defaultdict(list)
    code = f"P-{products // 2:05}"
    with new_till(folder, products) as shop:
        for _ in range(ROUNDS):
            took["find by code"].append(
                least_of_processor(lambda: [find_by_code(shop, code) for _ in range(50)], 3) / 50
            )
        with counter_of(shop) as counter:
            for name, work in acts(counter, code).items():
                work()
                for _ in range(ROUNDS):
                    took[name].append(least_of_processor(work, 5))
    for _ in range(ROUNDS):
        took["open the till"].append(
            least_of_processor(lambda: open_shop(folder / "till").close(), 3)
        )
        with open_shop(folder / "till") as shop:
            took["window"].append(least_of_processor(lambda: a_window(shop), 1))
    return took


def a_window(shop: object) -> None:
    from ui.main_window import MainWindow
    from ui.session import Session

    session = Session(shop)  # type: ignore[arg-type]
    window = MainWindow(session)
    window.show()
    QApplication.processEvents()
    session.stop_printing()
    window.close()


def acts(counter: Counter, code: str) -> dict[str, Callable[[], None]]:
    """What a person does at the counter."""
    box = counter.sell.finder.box

    def scan() -> None:
        counter.ticks.advance()
        box.setText(code)
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()

    def search() -> None:
        """A letter more of a word that many names have."""
        box.setText("kecubun")
        counter.ticks.advance(120)
        QTest.keyClicks(box, "g")
        QApplication.processEvents()

    return {"scan to paint": scan, "search key to list": search}


def test_very_many_goods_against_a_thousand(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    points: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    for products in (300, 3_000) if quick else (1_000, 10_000, 100_000):
        folder = tmp_path / str(products)
        folder.mkdir()
        for name, rounds in measure(folder, products).items():
            points[name].append((products, rounds))
    for name, each in points.items():
        figures.growth(name, each, axis=AXIS)
