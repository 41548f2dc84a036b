"""What closing a day costs, and `doctor`, by the number of its sales; a start stays flat."""

import time
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.services.day.closing import close_till
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

pytestmark = pytest.mark.bench

COUNTS = (2_000, 20_000)
MOST_GROWTH = 12.5
"""Of a close, from the first count to the second, which is ten times as much."""
MOST_START_GROWTH = 1.2
ROUNDS = 9


def seconds(work: object) -> float:
    begun = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - begun


def sell(folder: Path, first: int, last: int) -> None:
    with open_shop(folder, clock_at()) as shop:
        shop.database.execute("PRAGMA synchronous=OFF")
        for number in range(first, last):
            lines = [{"code": code, "qty": 1} for code in "AB"]
            ring(shop, ref=f"r{number}", lines=lines, tenders=cash(200_000))


def start(folder: Path) -> float:
    return min(seconds(lambda: open_shop(folder, clock_at()).close()) for _ in range(ROUNDS))


def test_a_close_grows_with_its_day_and_a_start_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = []
    for count in COUNTS:
        folder = tmp_path / str(count)
        make_shop(folder).close()
        sell(folder, 0, count)
        started = start(folder)
        doctor = seconds(lambda folder=folder: check_till(folder, clock_at()))
        with open_shop(folder, clock_at()) as shop:
            closed = seconds(lambda shop=shop: close_till(shop, counted=0))
        rows.append((count, started, closed, doctor))
    (_, start_few, close_few, doctor_few), (_, start_many, close_many, doctor_many) = rows
    with capsys.disabled():
        for count, started, closed, doctor in rows:
            told = f"start {1_000 * started:.1f} ms, close {closed:.2f} s, doctor {doctor:.2f} s"
            print(f"\n{count} sales: {told}", end="")
        print(
            f"\nten times the sales: start x{start_many / start_few:.2f},"
            f" close x{close_many / close_few:.1f}, doctor x{doctor_many / doctor_few:.1f}"
        )
    assert close_many <= MOST_GROWTH * close_few
    assert start_many <= MOST_START_GROWTH * start_few
