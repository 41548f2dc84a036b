"""A laptop whose clock is wrong: a person is asked before a day is opened, and has a way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.clock import parse_stamp
from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.shop import setting_keys
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop


class LaptopClock:
    """The laptop's own clock, which shows what a test sets."""

    replayed = False

    def __init__(self, text: str) -> None:
        self.at = parse_stamp(text)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        yield shop


def go_to(shop: Shop, day: str) -> None:
    shop.clock = LaptopClock(f"{day}T08:00:00+08:00")


def refusal(shop: Shop) -> str:
    with pytest.raises(PosError) as refused:
        business_day.open_till(shop, 0)
    return refused.value.code


def test_a_jump_of_more_than_a_day_is_asked_about_and_noted_once_confirmed(shop: Shop) -> None:
    go_to(shop, "2023-10-28")
    assert refusal(shop) == "date_doubtful"
    assert business_day.current_day(shop) is None
    business_day.open_till(shop, 0, date_confirmed=True)
    (noted,) = shop.journal.facts_of("date_confirmed")
    assert (noted["day"], noted["newest"]) == ("2023-10-28", "2023-10-25")
    closed = closing.close_till(shop, counted=0)
    assert read_day(business_day.day_file_bytes(shop, closed)).head.day == "2023-10-28"


def test_the_next_morning_is_never_asked_about(shop: Shop) -> None:
    go_to(shop, "2023-10-26")
    assert business_day.open_till(shop, 0).day == "2023-10-26"
    assert list(shop.journal.facts_of("date_confirmed")) == []


def test_only_planned_days_are_believed_where_the_pack_names_them(shop: Shop) -> None:
    shop.settings.set(setting_keys.PLANNED_DAYS, "2023-10-27 2023-10-29")
    go_to(shop, "2023-10-26")
    assert refusal(shop) == "date_doubtful"
    go_to(shop, "2023-10-29")
    assert business_day.open_till(shop, 0).day == "2023-10-29"


def test_a_day_that_a_clock_opened_that_was_ahead_does_not_block_the_till_for_good(
    shop: Shop,
) -> None:
    go_to(shop, "2099-01-01")
    business_day.open_till(shop, 0, date_confirmed=True)
    closing.close_till(shop, counted=0)
    go_to(shop, "2023-10-26")
    assert refusal(shop) == "clock_before_last_day"
    business_day.open_till(shop, 100_000, date_confirmed=True)
    newest = [fact["newest"] for fact in shop.journal.facts_of("date_confirmed")]
    assert newest == ["2023-10-25", "2099-01-01"]
    closed = closing.close_till(shop, counted=100_000)
    assert read_day(business_day.day_file_bytes(shop, closed)).head.day == "2023-10-26"
    go_to(shop, "2023-10-27")
    assert business_day.open_till(shop, 0).day == "2023-10-27"
    assert not check_till(shop.folder, shop.clock).problems
