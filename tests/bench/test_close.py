"""What closing a day costs, and `doctor`, by the number of its sales; a start stays flat."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from support.figures import Figures, least_of_processor
from support.shops import cash, clock_at, make_shop, ring

from pos_app.services.day.closing import close_till
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

pytestmark = pytest.mark.bench

GOAL, START_GOAL = 12.5, 1.2
"""From the first count to the second, which is ten times as much."""
ROUNDS = 3


def sell(folder: Path, first: int, last: int) -> None:
    with open_shop(folder, clock_at()) as shop:
        shop.database.execute("PRAGMA synchronous=OFF")
        for number in range(first, last):
            lines = [{"code": code, "qty": 1} for code in "AB"]
            ring(shop, ref=f"r{number}", lines=lines, tenders=cash(200_000))


def close(folder: Path) -> float:
    """Milliseconds of the processor; a folder's day can be closed once."""
    with open_shop(folder, clock_at()) as shop:
        return least_of_processor(lambda: close_till(shop, counted=0), 1)


def test_a_close_grows_with_its_day_and_a_start_does_not(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    took: dict[str, list[tuple[int, list[float]]]] = {"start": [], "doctor": [], "close": []}
    for count in (300, 3_000) if quick else (2_000, 20_000):
        till = tmp_path / str(count)
        make_shop(till).close()
        sell(till, 0, count)
        folders = [shutil.copytree(till, tmp_path / f"{count}-{n}") for n in range(ROUNDS)]
        for name, runs, work in (
            ("start", 5, lambda folder: open_shop(folder, clock_at()).close()),
            ("doctor", 1, lambda folder: check_till(folder, clock_at())),
        ):
            rounds = [least_of_processor(partial(work, each), runs) for each in folders]
            took[name].append((count, rounds))
        took["close"].append((count, [close(folder) for folder in folders]))
    axis = "sales in a day"
    figures.growth("start", took["start"], axis=axis, goal=START_GOAL)
    figures.growth("doctor", took["doctor"], axis=axis, goal=GOAL)
    figures.growth("close", took["close"], axis=axis, goal=GOAL)
