"""Nothing waits for a slow disk but what stores: a whole sale with 300 ms and 2 s at every fsync.

Each key and each scan is timed until the screen is painted, except the Enter that pays: that one
waits for the commit, and the window says so.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.robot import Buyer
from bench.windows import counter_of, new_till
from support.figures import Figures, p99
from support.slow_disk import SlowDisk
from ui_robot import Counter

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
ROUNDS = 3
FRAME = "one frame, 16.7 ms"


@pytest.fixture
def counter(tmp_path: Path, quick: bool) -> Iterator[Counter]:
    with new_till(tmp_path, 200 if quick else 1_000) as shop, counter_of(shop) as found:
        yield found


@pytest.mark.parametrize("delay", [0.3, 2.0], ids=["300 ms", "2 s"])
def test_only_storing_waits_for_the_disk(
    counter: Counter,
    figures: Figures,
    monkeypatch: pytest.MonkeyPatch,
    delay: float,
    *,
    quick: bool,
) -> None:
    if quick and delay > 1:
        pytest.skip("the small form waits 300 ms at most")
    said: list[bool] = []
    counter.session.saving.connect(said.append)
    Buyer(counter).buy()
    disk = SlowDisk(monkeypatch, 0)
    said.clear()
    scans, keys, of_free, longest, paying = [], [], [], [], []
    sales = 3 if quick else 8
    for _ in range(ROUNDS):
        free, slow = Buyer(counter), Buyer(counter)
        for _ in range(sales):
            free.buy()
        disk.delay, disk.commits = delay, []
        for _ in range(sales):
            slow.buy()
        disk.delay = 0
        assert True not in disk.commits, "the window's thread stored something"
        time.sleep(delay)  # what is written behind a sale must not slow the next round's free ones
        scans.append(slow.scans.frames())
        keys.append(slow.keys.frames())
        longest.append(max(slow.keys.clock + slow.scans.clock) / 1_000 / delay)
        of_free.append(p99(slow.keys.clock) / p99(free.keys.clock))
        paying.append(statistics.median(slow.paying.clock) / 1_000 / delay)
    assert said.count(True) == ROUNDS * sales, "it is said that it stores, once for each sale"
    told = f"{delay:g} s at each fsync, 99th percentile"
    figures.ratio("scan to paint, slow disk", scans, timed=told, against=FRAME, goal=1.0)
    figures.ratio("key to paint, slow disk", keys, timed=told, against=FRAME, goal=1.0)
    figures.ratio(
        "the longest of all keys",
        longest,
        timed=f"{delay:g} s at each fsync",
        against=f"{delay:g} s",
        goal=0.5,
    )
    figures.ratio("key to paint", of_free, timed=told, against="nothing injected", goal=1.2)
    figures.ratio(
        "storing a sale, slow disk", paying, timed="the Enter that pays", against=f"{delay:g} s"
    )
