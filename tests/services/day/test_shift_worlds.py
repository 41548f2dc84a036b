"""In every seeded day the differences of the shifts add up to that of the day."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.seeds import in_pieces
from support.shops import cash, make_shop, ring

from pos_app.clock import ManualClock
from pos_app.dayfile.reader import read_day
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.shifts import hand_over_drawer, shifts_of, shifts_today
from pos_app.services.shop.shop import Shop

DAYS = [
    pytest.param(range(20), id="20"),
    *in_pieces(20, size=415),
]
PEOPLE = ("ANI", "BUDI", "CITRA", "DEWI")


def play(shop: Shop, rng: random.Random) -> None:
    """Sell, move cash and hand the drawer over, with counts that are often wrong."""
    holder = PEOPLE[0]
    for n in range(rng.randrange(1, 7)):
        match rng.randrange(3):
            case 0:
                ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
            case 1:
                cash_drawer.move_cash(shop, rng.choice((-5_000, 20_000)), f"kas {n}")
            case _:
                to = rng.choice([each for each in PEOPLE if each != holder])
                counted = max(0, cash_drawer.expected_cash_now(shop) + rng.randrange(-9, 9) * 500)
                hand_over_drawer(shop, to, counted=counted, cashier=holder)
                holder = to


@pytest.mark.parametrize("seeds", DAYS)
def test_the_shifts_add_up_to_the_day(seeds: Iterable[int], tmp_path: Path) -> None:
    shop = make_shop(tmp_path / "till")
    clock = shop.clock
    assert isinstance(clock, ManualClock)
    handed = days = 0
    for seed in seeds:
        rng = random.Random(seed)
        if business_day.current_day(shop) is None:
            clock.advance(86_400)
            business_day.open_till(shop, rng.randrange(10) * 50_000, date_confirmed=True)
        play(shop, rng)
        handed += len(shifts_today(shop))
        counted = max(0, cash_drawer.expected_cash_now(shop) + rng.randrange(-9, 9) * 500)
        closed = closing.close_till(shop, counted=counted)
        found = shifts_of(shop, closed)
        if found:
            assert sum(each.difference for each in found) == closed.difference, seed
            told = read_day(business_day.day_file_bytes(shop, closed)).facts
            in_file = [fact["difference"] for fact in told if fact["kind"] == "shift"]
            assert in_file == [each.difference for each in found[:-1]], seed
        days += 1
    print(f"\n{days} days, {handed} hand-overs")
    shop.close()
