"""What a run has found sound is not compared again by its close; everything else is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, ring

from pos_app.errors import MachineError
from pos_app.services.day import business_day, closing
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store.journal import Journal

NEXT_DAY = "2023-10-26T08:00:00+08:00"


def two_days(folder: Path) -> None:
    with make_shop(folder) as shop:
        for n in range(3):
            assert ring(shop, ref=f"r{n}", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        closing.close_till(shop, counted=350_000)
        shop.clock = clock_at(NEXT_DAY)
        business_day.open_till(shop, 100_000)
        assert ring(shop, ref="n", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["ok"]


def first_rows(shop: Shop, patch: pytest.MonkeyPatch) -> list[int]:
    """The rows from which on the journal is read during a close."""
    asked: list[int] = []
    rows = Journal.rows

    def noting(self: Journal, first: int = 1, last: int | None = None) -> object:
        if first != last:
            asked.append(first)
        return rows(self, first, last)

    patch.setattr(Journal, "rows", noting)
    closing.close_till(shop, counted=150_000)
    patch.undo()
    return asked


def test_a_close_reads_the_days_before_once_in_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_days(tmp_path / "till")
    with open_shop(tmp_path / "till", clock_at(NEXT_DAY)) as shop:
        day = shop.database.scalar("SELECT max(seq) FROM closes")
        shop.check_later().wait()
        assert shop.later_check_done()
        assert shop.checked is not None
        assert shop.checked.seq == day
        assert min(first_rows(shop, monkeypatch)) == shop.checked.seq + 1


def test_a_close_without_the_checks_of_a_start_reads_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_days(tmp_path / "till")
    with open_shop(tmp_path / "till", clock_at(NEXT_DAY)) as shop:
        assert shop.checked is None
        assert min(first_rows(shop, monkeypatch)) == 1


def test_a_damaged_row_of_an_earlier_day_is_never_checked_off(tmp_path: Path) -> None:
    two_days(tmp_path / "till")
    for name in ("journal.jsonl",):
        (tmp_path / "till" / name).unlink()
    base = sqlite3.connect(tmp_path / "till" / "till.db")
    sql = base.execute("SELECT sql FROM sqlite_master WHERE name='journal_no_update'").fetchone()[0]
    base.execute("DROP TRIGGER journal_no_update")
    base.execute("UPDATE journal SET payload = CAST(payload || ' ' AS BLOB) WHERE seq = 5")
    base.execute(sql)
    base.commit()
    base.close()
    with open_shop(tmp_path / "till", clock_at(NEXT_DAY)) as shop:
        shop.check_later().wait()
        assert shop.later_check_done()
        assert shop.checked is None
        with pytest.raises(MachineError, match="journal_damaged"):
            closing.close_till(shop, counted=150_000)
