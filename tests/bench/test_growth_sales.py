"""What a till does with very many sales in its database, against the same with a thousand.

They are a million, made by the journal's own projection in some minutes and not kept; with
`POS_APP_BENCH_SALES=200000` fewer. With `POS_APP_BENCH_TILLS` the tills are kept in that folder and
copied from there.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from support.figures import Figures, least_of_processor
from support.many_sales import fill_till, last_morning

from pos_app.services.day import business_day, cash_drawer, closing, day_export, handover
from pos_app.services.selling import sale_search
from pos_app.services.shop.shop import Shop, open_shop
from ui.application import make_application
from ui.main_window import MainWindow
from ui.session import Session

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
AXIS = "sales in the till"
OPEN_SALES = 300
PER_DAY = 5_000
MANY_SALES = int(os.environ.get("POS_APP_BENCH_SALES", "1000000"))
GOAL = 1.2
ROUNDS = 3
Took = dict[str, list[float]]
WHOLE_SEARCH = "find a word, to the oldest sale"
# The first answer is from the newest 1,000 sales; older ones come into the list from another thread
# until all were looked at, which grows with them and has no goal.
NOTES = {
    "find a word, all days": "the first answer",
    WHOLE_SEARCH: "beside the window",
}


def sizes(quick: bool) -> list[tuple[int, int]]:
    """Closed days, and the sales of each."""
    more = [1] if quick else [6, MANY_SALES // PER_DAY]
    return [(4, 175), *((days, PER_DAY) for days in more)]


def till_of(folder: Path, days: int, per_day: int) -> Path:
    kept = os.environ.get("POS_APP_BENCH_TILLS")
    made = Path(kept or folder) / f"till-{days * per_day}"
    if not made.exists():
        fill_till(made, days, per_day, OPEN_SALES)
    if not kept:
        return made
    shutil.copytree(made, folder / made.name)
    return folder / made.name


def measure(folder: Path, days: int) -> Took:
    """Milliseconds of the processor, of a till whose open day comes after `days` closed ones."""
    clock = last_morning(days)
    took: Took = defaultdict(list)
    for _ in range(ROUNDS):
        took["start"].append(least_of_processor(lambda: open_shop(folder, clock).close(), 3))
    with open_shop(folder, clock) as shop:
        at_the_counter(shop, took)
        in_the_list(shop, took)
        shop.check_later().wait()
        for _ in range(ROUNDS):
            at_the_end_of_the_day(shop, folder / "usb", took)
    return took


def at_the_counter(shop: Shop, took: Took) -> None:
    make_application()
    session = Session(shop)
    window = MainWindow(session)
    window.show()
    QApplication.processEvents()

    def scan() -> None:
        window.sell.take_scan("A")
        QApplication.processEvents()

    for _ in range(ROUNDS):
        took["scan to paint"].append(least_of_processor(scan, 5))
        session.set_cart(type(session.cart)())
    session.stop_printing()
    window.close()


def in_the_list(shop: Shop, took: Took) -> None:
    newest = shop.require_open().day
    find = partial(sale_search.search_sales, shop)
    number = find().rows[0].number
    asked: dict[str, Callable[[], object]] = {
        "list of the newest day": lambda: find("", newest),
        "list of all days": lambda: find("", None),
        "find an amount, newest day": lambda: find("170.000", newest),
        "find a whole number": lambda: find(number, None),
        "find a number's end": lambda: find(number[-6:], None),
        "find a word, all days": lambda: find("tidak ada", None),
        WHOLE_SEARCH: lambda: sale_search.find_sales(shop, "tidak ada", None),
        "count what was not handed over": lambda: handover.not_handed_over(shop),
    }
    for name, work in asked.items():
        for _ in range(ROUNDS):
            took[name].append(least_of_processor(work, 3))


def at_the_end_of_the_day(shop: Shop, stick: Path, took: Took) -> None:
    """Close the day, export it, and open it again for the next round."""

    def close() -> None:
        closing.close_till(shop, counted=cash_drawer.expected_cash_now(shop), reason="bench")

    took["close of a day of 300"].append(least_of_processor(close, 1))
    closed = business_day.last_closed(shop)
    assert closed is not None
    export = lambda: day_export.export_day(shop, closed.day, stick)  # noqa: E731
    took["export"].append(least_of_processor(export, 1))
    business_day.reopen_till(shop, closed.day, "bench")


def test_very_many_sales_against_a_thousand(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    points: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    for days, per_day in sizes(quick):
        found = measure(till_of(tmp_path, days, per_day), days)
        for name, rounds in found.items():
            points[name].append((days * per_day + OPEN_SALES, rounds))
    for name, each in points.items():
        goal = None if name == WHOLE_SEARCH else GOAL
        figures.growth(name, each, axis=AXIS, goal=goal, note=NOTES.get(name, ""))
