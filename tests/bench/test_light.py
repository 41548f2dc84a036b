"""A day by light: bytes per sale, screens per 100 sales, and how soon the first screen is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.figures import Figures, in_turns
from support.shops import clock_at

from pos_app.light.packing import pack_day
from pos_app.services.day.business_day import day_file_bytes
from pos_app.services.day.day_export import export_day
from pos_app.services.day.light_export import light_day
from pos_app.services.demo import FIRST_DAY, play_fair
from pos_app.services.shop.shop import open_shop
from pos_app.store.business_days import newest_close

pytestmark = pytest.mark.bench
# Sales asked for, and at least how many there are; most screens and pages.
DAYS = ((145, 150, 6, 1), (1_150, 1_000, 30, 5))
GOAL = 6.0


@pytest.mark.parametrize(("asked", "sales", "screens", "pages"), DAYS)
def test_a_day_by_light(
    tmp_path: Path,
    figures: Figures,
    asked: int,
    sales: int,
    screens: int,
    pages: int,
    *,
    quick: bool,
) -> None:
    if quick and asked != DAYS[0][0]:
        pytest.skip("the small form measures the small day only")
    play_fair(tmp_path / "fair", stands=1, days=1, sales=asked, seed=3)
    day = FIRST_DAY.isoformat()
    (till,) = (tmp_path / "fair" / "tills").iterdir()
    with open_shop(till, clock_at()) as shop:
        close = newest_close(shop.database, day)
        assert close is not None
        packed = len(pack_day(day_file_bytes(shop, close)))
        found = light_day(shop, day)
        shown = in_turns(
            lambda: light_day(shop, day).picture(0, (1366, 768)),
            lambda: export_day(shop, day, tmp_path),
            rounds=3,
            runs=1 if quick else 2,
        )
    documents = close.totals.sales + 2 * close.totals.voids
    made = len(found.screens), -(-len(found.codes) // 12)
    assert documents >= sales
    assert made[0] <= screens and made[1] <= pages
    timed = f"a day of {documents:,} sales"
    figures.count("by light", packed / documents, unit="bytes a sale", timed=timed)
    figures.count("by light", made[0], unit="screens", timed=timed, goal=screens)
    figures.count("by light", made[1], unit="pages", timed=timed, goal=pages)
    figures.ratio("first screen by light", shown, timed=timed, against="its export", goal=GOAL)
