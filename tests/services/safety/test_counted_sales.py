"""A take-over from day files counts as sales only what the files show to be sales."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.shops import ring
from support.takeover_fair import TOMORROW, Fair
from support.till_places import sell

from pos_app.services.day import business_day, closing
from pos_app.services.safety.takeover import TakenOver, take_over


def two_days(fair: Fair) -> list[Path]:
    """Two sales and a refund on the first day, a sale on the second; returns the days' files."""
    files = []
    with fair.till() as old:
        for day, refs in enumerate((("r1", "r2"), ("r3",))):
            for ref in refs:
                sell(old, ref)
            if day == 0:
                lines = [{"code": "A", "qty": 1}]
                assert ring(old, ref="b", refund_of="A07-1-000001", lines=lines)["ok"]
            closed = closing.close_till(old, counted=1, reason="x")
            files.append(fair.folder / f"day-{day}.zip")
            files[-1].write_bytes(business_day.day_file_bytes(old, closed))
            old.clock = TOMORROW
            if day == 0:
                business_day.open_till(old, 100_000)
    return files


def carried_on_from(fair: Fair, files: list[Path]) -> TakenOver:
    stick = fair.folder / "files"
    stick.mkdir()
    for file in (*files, fair.pack):
        shutil.copy(file, stick)
    return take_over(fair.folder / "new", [stick], TOMORROW)


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_with_every_day_the_sales_are_counted(fair: Fair) -> None:
    done = carried_on_from(fair, two_days(fair))
    assert (done.sales, done.documents, done.at_least) == (3, 4, False)


def test_without_the_first_day_there_were_at_least_those_of_the_second(fair: Fair) -> None:
    done = carried_on_from(fair, two_days(fair)[1:])
    assert (done.sales, done.documents, done.at_least) == (1, 4, True)
    told = done.as_json()
    assert (told["sales"], told["documents"], told["sales_at_least"]) == (1, 4, True)


def test_from_a_history_nothing_is_missing(fair: Fair) -> None:
    two_days(fair)
    done = fair.carry_on(clock=TOMORROW)
    assert (done.sales, done.documents, done.at_least) == (3, 4, False)
