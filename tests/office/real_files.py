"""Day files as tills really write them: lost, revised, forked, trained on, of another event."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support.days import busy_day
from support.shops import cash, clock_at, counting_ids, make_shop, ring

from pos_app.clock import ManualClock
from pos_app.services.day import business_day, closing
from pos_app.services.office.event_book import init_book
from pos_app.services.shop.setup import TillSetup, set_up
from pos_app.services.shop.shop import Shop, open_shop

TOML = b"""
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-27
[[stand]]
code = "A07"
tills = ["1"]
[[stand]]
code = "A08"
tills = ["1"]
[[maker]]
code = "M1"
name = "Bu Sri"
share_pct = 10
[[maker]]
code = "M2"
name = "Pak Budi"
share_pct = 10
"""


def sell(shop: Shop, pieces: int) -> None:
    answer = ring(shop, lines=[{"code": "A", "qty": pieces}], tenders=cash(50_000 * pieces))
    assert answer["ok"], answer


def close(shop: Shop) -> bytes:
    return business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))


def next_day(shop: Shop, day: str) -> None:
    clock = shop.clock
    assert isinstance(clock, ManualClock)
    clock.set(clock_at(f"{day}T08:00:00+08:00").now())
    business_day.open_till(shop, 200_000)


@lru_cache(maxsize=1)
def world() -> dict[str, bytes]:
    """A07 sells three days, the second twice closed and the third on two laptops; A08 one day."""
    files: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        with make_shop(root / "a07", new_id=counting_ids()) as shop:
            sell(shop, 1)
            files["a07 25"] = close(shop)
            next_day(shop, "2023-10-26")
            sell(shop, 2)
            files["a07 26 r1"] = close(shop)
            business_day.reopen_till(shop, "2023-10-26", "satu lagi")
            sell(shop, 1)
            files["a07 26 r2"] = close(shop)
        shutil.copytree(root / "a07", root / "twin")
        for name, pieces in (("a07", 4), ("twin", 5)):
            with open_shop(root / name, clock_at("2023-10-27T08:00:00+08:00")) as shop:
                business_day.open_till(shop, 200_000)
                sell(shop, pieces)
                files[f"{name} 27"] = close(shop)
        with make_shop(root / "a08", stand="A08") as shop:
            sell(shop, 7)
            files["a08 25"] = close(shop)
        with make_shop(root / "x99", stand="X99") as shop:
            files["x99 25"] = close(shop)
        for name, event, training in (
            ("other event", "OTHER", False),
            ("training", "EXPO23", True),
        ):
            asked = TillSetup(event, "A08", "1", training=training)
            with set_up(root / name, asked, clock_at()) as shop:
                business_day.open_till(shop, 0)
                files[name] = close(shop)
    files["cut short"] = files["a08 25"][:-100]
    return files


def new_book(folder: Path, toml: bytes = TOML) -> Path:
    """A new book of the event, as the office makes it."""
    (folder / "event.toml").write_bytes(toml)
    init_book(folder / "fair.book", folder / "event.toml")
    return folder / "fair.book"


def put_files(folder: Path, *names: str) -> Path:
    """These files of the world in a folder."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.zip").write_bytes(world()[name])
    return folder


__all__ = ["TOML", "busy_day", "new_book", "put_files", "world"]
