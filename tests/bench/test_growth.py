"""What a till does with very many sales in its database, against the same with a thousand.

They are 200,000, made by the journal's own projection in a minute or two, and not kept; with
`POS_APP_BENCH_SALES=1000000` a million. With `POS_APP_BENCH_TILLS` the two tills are made in that
folder, once, and copied from there.
"""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
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
OPEN_SALES = 300
PER_DAY = 5_000
MANY_SALES = int(os.environ.get("POS_APP_BENCH_SALES", "200000"))
FEW, MANY = (4, 175), (MANY_SALES // PER_DAY, PER_DAY)
"""Closed days, and the sales of each."""
MOST = 1.2
READ_BY_WORDS = ("find a product, all days", "find a number, all days")
COUNTED = ("state of the day", "hand-over of days")
MOST_MS = 200
"""The ones read the newest 20,000 sales, where the small till has fewer; the others count the sales
of all the days, none of which was ever handed over here."""
ROUNDS = 9


def least_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The processor's time; other work only ever adds to it."""
    times = []
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        work()
        times.append(1_000 * (time.process_time() - begun))
    return min(times)


def till_of(folder: Path, size: tuple[int, int]) -> Path:
    days, per_day = size
    kept = os.environ.get("POS_APP_BENCH_TILLS")
    made = Path(kept or folder) / f"till-{days * per_day}"
    if not made.exists():
        fill_till(made, days, per_day, OPEN_SALES)
    if not kept:
        return made
    shutil.copytree(made, folder / made.name)
    return folder / made.name


def measure(folder: Path, days: int) -> dict[str, float]:
    """Milliseconds of each, at a till whose open day is the one after `days` closed ones."""
    clock = last_morning(days)
    found = {"start": least_ms(lambda: open_shop(folder, clock).close())}
    with open_shop(folder, clock) as shop:
        found |= at_the_counter(shop)
        found |= in_the_list(shop)
        shop.check_later().wait()
        found["close of a day of 300"] = least_ms(lambda: close(shop), 1)
        day = business_day.last_closed(shop)
        assert day is not None
        found["export"] = least_ms(lambda: day_export.export_day(shop, day.day, folder / "usb"), 1)
    return found


def at_the_counter(shop: Shop) -> dict[str, float]:
    session = Session(shop)
    window = MainWindow(session)
    window.show()
    QApplication.processEvents()

    def scan() -> None:
        window.sell.take_scan("A")
        QApplication.processEvents()

    found = {"scan to paint": least_ms(scan), "state of the day": least_ms(session.refresh)}
    window.close()
    session.stop_printing()
    return found


def in_the_list(shop: Shop) -> dict[str, float]:
    newest = shop.require_open().day
    number = sale_search.find_sales(shop)[0].number
    asked = {
        "list of the newest day": ("", newest),
        "list of all days": ("", None),
        "find an amount, newest day": ("170.000", newest),
        "find a whole number, all days": (number, None),
        "find a number, all days": (number[-6:], None),
        "find a product, all days": ("tidak ada", None),
    }
    return {
        name: least_ms(lambda text=text, day=day: sale_search.find_sales(shop, text, day), 3)
        for name, (text, day) in asked.items()
    } | {"hand-over of days": least_ms(lambda: handover.not_handed_over(shop))}


def close(shop: Shop) -> None:
    closing.close_till(shop, counted=cash_drawer.expected_cash_now(shop))


def test_with_very_many_sales_all_takes_as_long_as_with_a_thousand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_application()
    few = measure(till_of(tmp_path, FEW), FEW[0])
    many = measure(till_of(tmp_path, MANY), MANY[0])
    missed = []
    with capsys.disabled():
        print(f"\n{'':32}{'1,000':>10}{MANY_SALES:>12,}  ratio (at most {MOST})")
        for name, small in few.items():
            ratio = many[name] / small
            late = ratio > MOST and many[name] - small > 1
            if name in (*READ_BY_WORDS, *COUNTED):
                late = many[name] > MOST_MS
            missed += [name] if late else []
            print(f"{name:32}{small:8.1f}ms{many[name]:10.1f}ms  {ratio:.2f}", end="")
            print("  missed" if late else "")
    assert not missed
