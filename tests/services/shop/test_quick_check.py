"""The quick form of `doctor` checks the newest day; only the full one reads all days."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.services.day import business_day, closing
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop
from pos_app.services.shop.twin_difference import NEWEST_ROWS
from pos_app.store.journal import Journal

NEXT_DAY = "2023-10-26T08:00:00+08:00"


def two_days(folder: Path, first: int = 160) -> Path:
    """More rows on the first day than a check of the newest ones reads."""
    with make_shop(folder) as shop:
        sell(shop, 0, first)
        closing.close_till(shop, counted=1, reason="x")
        shop.clock = clock_at(NEXT_DAY)
        business_day.open_till(shop, 100_000)
        sell(shop, first, first + 3)
    return folder


def sell(shop: object, start: int, end: int) -> None:
    for n in range(start, end):
        lines = [{"code": "A", "qty": 1}]
        assert ring(shop, ref=f"r{n}", lines=lines, tenders=cash(50_000))["ok"]  # type: ignore[arg-type]


def flip(folder: Path, seq: int) -> None:
    base = sqlite3.connect(folder / "till.db")
    sql = base.execute("SELECT sql FROM sqlite_master WHERE name='journal_no_update'").fetchone()[0]
    base.execute("DROP TRIGGER journal_no_update")
    base.execute("UPDATE journal SET hash = zeroblob(32) WHERE seq = ?", (seq,))
    base.execute(sql)
    base.commit()
    base.close()


def codes(folder: Path, *, full: bool) -> list[str]:
    return [each.code for each in check_till(folder, clock_at(NEXT_DAY), full=full).problems]


def test_a_sound_till_passes_both_and_says_the_same_of_itself(tmp_path: Path) -> None:
    folder = two_days(tmp_path / "till")
    quick, full = (check_till(folder, clock_at(NEXT_DAY), full=full) for full in (False, True))
    assert (quick.problems, full.problems) == ([], [])
    assert (quick.facts.pop("checked"), full.facts.pop("checked")) == ("newest day", "all")
    for facts in (quick.facts, full.facts):
        facts.pop("disk_free")
    assert quick.facts == full.facts


def test_damage_of_an_earlier_day_is_for_the_full_form(tmp_path: Path) -> None:
    folder = two_days(tmp_path / "till")
    flip(folder, 20)
    assert codes(folder, full=False) == []
    assert "not_checked" in codes(folder, full=True)


@pytest.mark.parametrize("full", [False, True])
def test_damage_of_the_newest_day_is_seen_by_both(tmp_path: Path, full: bool) -> None:
    folder = two_days(tmp_path / "till")
    with open_shop(folder, clock_at(NEXT_DAY), writing=False) as shop:
        newest = shop.journal.head().seq
    flip(folder, newest - 1)
    assert codes(folder, full=full)


def test_the_quick_form_reads_no_row_of_an_earlier_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, asked, rows = two_days(tmp_path / "till"), list[int](), Journal.rows

    def noting(self: Journal, first: int = 1, last: int | None = None) -> object:
        asked.extend([first] if last is None or last - first > 10 else [])
        return rows(self, first, last)

    monkeypatch.setattr(Journal, "rows", noting)
    assert codes(folder, full=False) == []
    assert asked and min(asked) > 160 - NEWEST_ROWS
