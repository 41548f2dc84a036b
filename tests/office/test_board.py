"""What the board says: today before what is missing, every day, and orders apart from all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from office.small_world import DAYS, TOML, Till, sale
from office.test_forecast import EVENING, NOON, TILLS, closed, key_of, seen, told
from office.test_potential import played

from pos_app.clock import parse_stamp
from pos_app.languages import LANGUAGES, LanguageCode
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.interim_total import InterimTotal
from pos_app.office.reconcile.status import status_of
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.report.board import MOST_ROWS, Board, board_of
from pos_app.office.report.forecast import forecast

AT = parse_stamp(f"{DAYS[2]}T19:00:00+08:00")
LONG = TOML.replace(b"end = 2023-10-27", b"end = 2023-11-05")


def evening_with_a_file_missing(lang: LanguageCode = "id") -> Board:
    """Of A08 the second day's file never came; all tills sell on the third."""
    days = [file for file in closed(2) if (file.stand, file.day) != ("A08", DAYS[1])]
    interims = told(DAYS[1], EVENING, 500, TILLS[2:]) + told(DAYS[2], NOON, 600)
    return board_of(seen(days, DAYS[2], interims), AT, lang)


def test_what_is_missing_of_an_earlier_day_does_not_hide_the_running_one() -> None:
    today, before = evening_with_a_file_missing().interim
    assert "12.00: 3 dari 3" in today and today.endswith("Rp1.800")
    assert "hari sebelumnya, 1 dari 1" in before and before.endswith("Rp500")


def test_the_estimate_is_of_the_running_day() -> None:
    days = [file for file in closed(2) if (file.stand, file.day) != ("A08", DAYS[1])]
    found = forecast(seen(days, DAYS[2], told(DAYS[2], NOON, 600)))
    assert found is not None and found.day == DAYS[2] and found.day_end is not None
    assert found.day_end.low <= 3_600 <= found.day_end.high
    assert found.fair_end.low >= 5_000


def test_of_a_long_fair_every_day_is_on_a_page() -> None:
    plan = read_plan(LONG)[0]
    till = Till("A08", "1", key=key_of("A08", "1"))
    dates = [f"2023-10-{n}" for n in range(25, 32)] + [f"2023-11-0{n}" for n in range(1, 6)]
    files = [till.close(day, sale(day, 1_000 + n)) for n, day in enumerate(dates)]
    pages = board_of(status_of(plan, files, dates[-1]), AT, "id").pages
    days = [page for page in pages if page.key == "days"]
    assert [len(page.rows) for page in days] == [MOST_ROWS, 4]
    assert [row.amount for page in days for row in page.rows] == [1_000 + n for n in range(12)]


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_orders_get_a_page_where_more_stands_beside_the_total(
    tmp_path: Path, lang: LanguageCode
) -> None:
    status = played(tmp_path / "fair", asked=True).status()
    quiet = board_of(status, AT, lang)
    assert len(quiet.orders) == 1 and quiet.potential
    assert "orders" not in [page.key for page in quiet.pages]
    one = status.till_days[0]
    missing = one._replace(state=TillDayState.MISSING, net=None, files=())
    stand, till, day = one.till_day
    interim = InterimTotal(stand, till, day, 0, 9, f"{day}T18:30:00+08:00", 3, 700, "AAAA-BBBB")
    busy = board_of(
        replace(status, interims=(interim,), till_days=(missing, *status.till_days[1:])), AT, lang
    )
    assert busy.orders == () and busy.potential == "" and len(busy.interim) == 1
    (page,) = [page for page in busy.pages if page.key == "orders"]
    assert [row.name for row in page.rows] == [*quiet.orders, quiet.potential]


def test_the_total_says_how_much_of_it_is_qris_that_nobody_saw() -> None:
    days = closed(1)
    totals = replace(days[0].breakdown.totals, unconfirmed=400)
    days[0] = replace(days[0], breakdown=replace(days[0].breakdown, totals=totals))
    assert board_of(seen(closed(1), DAYS[0]), AT, "en").caption.endswith("25 October 2023")
    assert board_of(seen(days, DAYS[0]), AT, "en").caption.endswith(", Rp400 QRIS not seen")
