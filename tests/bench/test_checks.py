"""What the checks of a start cost, and how the close of a very large day compares."""

import io
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from support.figures import Figures, least_of_processor
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.writer import pack
from pos_app.services.day import business_day, closing
from pos_app.services.safety.takeover import take_over
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop

pytestmark = pytest.mark.bench

ROUNDS, RUNS = 3, 5
CLOSE_GOAL, DOCTOR_GOAL = 10, 15
"""How many times what compressing the day file alone takes."""
TAKEOVER_GOAL = 1.5


def sell(folder: Path, first: int, last: int) -> None:
    with open_shop(folder, clock_at()) as shop:
        shop.database.execute("PRAGMA synchronous=OFF")
        for number in range(first, last):
            lines = [{"code": code, "qty": 1} for code in "AB"]
            ring(shop, ref=f"r{number}", lines=lines, tenders=cash(200_000))


def start(folder: Path) -> float:
    return least_of_processor(lambda: open_shop(folder, clock_at()).close(), RUNS)


def bare(folder: Path) -> None:
    base = sqlite3.connect(folder / "till.db")
    base.execute("PRAGMA journal_mode").fetchone()
    base.execute("SELECT * FROM till").fetchone()
    base.close()


def test_a_start_with_all_checks_against_opening_the_database(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    folder, sold, rounds = tmp_path / "till", 0, []
    make_shop(folder).close()
    sizes = (300, 3_000) if quick else (1_000, 10_000, 30_000)
    for wanted in sizes:
        sell(folder, sold, wanted)
        sold = wanted
        rounds.append(
            [start(folder) / least_of_processor(lambda: bare(folder), RUNS) for _ in range(ROUNDS)]
        )
    bare_open = "opening the database bare"
    figures.ratio("start", rounds[0], timed=f"{sizes[0]:,} sales", against=bare_open)
    figures.ratio("start", rounds[-1], timed=f"{sizes[-1]:,} sales", against=bare_open)


def test_a_start_after_a_take_over_against_one_before(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """The new laptop keeps the earlier sales for refunds, and the answers to their requests."""
    old, new = tmp_path / "old", tmp_path / "new"
    sales = 1_000 if quick else 10_000
    make_shop(old).close()
    sell(old, 0, sales)
    with open_shop(old, clock_at()) as shop:
        closing.close_till(shop, counted=0, reason="bench")
    take_over(new, [old], clock_at())
    rounds = [start(new) / start(old) for _ in range(ROUNDS)]
    figures.ratio(
        "start after a take-over",
        rounds,
        timed=f"{sales:,} sales",
        against="the old laptop's",
        goal=TAKEOVER_GOAL,
    )


def test_a_very_large_day_against_compressing_it(
    tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    """Held to other work on the same day: no stand sells so much in a day.

    A close writes the day, hashes it, compresses it and checks each row; the day file alone must be
    compressed and is the measure.
    """
    folder = tmp_path / "till"
    sales = 3_000 if quick else 30_000
    make_shop(folder).close()
    sell(folder, 0, sales)
    closes, doctors = [], []
    for turn in range(ROUNDS):
        till = shutil.copytree(folder, tmp_path / f"till{turn}")
        doctor = least_of_processor(lambda till=till: check_till(till, clock_at()), 1)
        with open_shop(till, clock_at()) as shop:
            close = least_of_processor(
                lambda shop=shop: closing.close_till(shop, counted=0, reason="bench"), 1
            )
            file = business_day.day_file_bytes(shop, business_day.last_closed(shop))
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        packed = least_of_processor(lambda members=members: pack(members), 1)
        closes.append(close / packed)
        doctors.append(doctor / packed)
    day, against = f"a day of {sales:,} sales", "compressing the day file"
    figures.ratio("close", closes, timed=day, against=against, goal=CLOSE_GOAL)
    figures.ratio("doctor", doctors, timed=day, against=against, goal=DOCTOR_GOAL)
