"""A disk without room: nothing is half, everything is said, and selling goes on once there is room.

SQLite's own page limit makes the same error as a full disk, on every system.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import cash, make_shop, ring

from pos_app.dayfile.durable_write import FileSystem
from pos_app.errors import PosError
from pos_app.services.day import business_day, cash_drawer, closing, day_export, handover
from pos_app.services.selling import stored_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop

LONG = "x" * 190


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as shop:
        yield shop


def fill(shop: Shop) -> None:
    """No page is left beyond those that the database has."""
    pages = shop.database.scalar("PRAGMA page_count")
    shop.database.execute(f"PRAGMA max_page_count={pages}")


def make_room(shop: Shop) -> None:
    shop.database.execute("PRAGMA max_page_count=1073741823")


def sell(shop: Shop, ref: str) -> dict[str, object]:
    lines = [{"code": code, "qty": 1} for code in "AB" * 8]
    return dict(ring(shop, ref=ref, lines=lines, tenders=cash(8 * 170_000), note=LONG))


def sell_until_full(shop: Shop) -> tuple[int, dict[str, object]]:
    """How many sales went in, and the refusal that followed."""
    for count in range(1_000):
        answer = sell(shop, f"r{count}")
        if not answer["ok"]:
            return count, answer
    raise AssertionError("the disk was never full")


def whole(shop: Shop) -> bool:
    return not check_till(shop.folder, shop.clock).problems


def test_a_sale_that_found_no_room_is_refused_whole_and_taken_when_there_is(shop: Shop) -> None:
    fill(shop)
    sold, refusal = sell_until_full(shop)
    problems = refusal["problems"]
    assert isinstance(problems, list)
    assert problems[0]["code"] == "disk_full"
    assert len(stored_sales.list_sales(shop)) == sold
    assert whole(shop)
    make_room(shop)
    answer = sell(shop, f"r{sold}")
    assert answer["ok"] and str(answer["number"]).endswith(f"{sold + 1:06d}")
    assert whole(shop)


def test_a_close_that_found_no_room_leaves_the_day_open(shop: Shop) -> None:
    fill(shop)
    sell_until_full(shop)
    with pytest.raises(PosError):  # noqa: PT012  any of the many writes may be the one that fails
        for _ in range(1_000):
            cash_drawer.move_cash(shop, 1_000, LONG)
    with pytest.raises(PosError) as refused:
        closing.close_till(shop, counted=0)
    assert refused.value.code == "disk_full"
    assert business_day.current_day(shop) is not None
    assert whole(shop)
    make_room(shop)
    closed = closing.close_till(shop, counted=0)
    assert business_day.current_day(shop) is None
    assert closed.totals.sales == len(stored_sales.list_sales(shop))
    assert whole(shop)


def test_an_export_that_found_no_room_says_so_and_the_next_one_goes(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(shop, "r")
    day = closing.close_till(shop, counted=0).day

    def write(_: FileSystem, path: Path, data: bytes) -> None:
        path.write_bytes(data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(FileSystem, "write", write)
        with pytest.raises(PosError) as refused:
            day_export.export_day(shop, day, tmp_path / "stick")
    assert refused.value.code == "export_disk_full"
    assert list((tmp_path / "stick").iterdir()) == []
    assert handover.not_handed_over(shop) == 1
    done = day_export.export_day(shop, day, tmp_path / "stick")
    assert done.path.exists() and handover.not_handed_over(shop) == 0
