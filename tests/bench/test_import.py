"""50,000 rows in our own form, as a till exports them, read, checked and stored.

The peer reads the same file with the csv module and checks each row by hand, as a script of a few
lines would: no problems with places, no limits, no process of its own, nothing stored.
"""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest

from pos_app.services.catalogue import import_export
from pos_app.services.shop.setup import TillSetup, set_up

pytestmark = pytest.mark.bench
ROWS = 50_000
MOST_CHECKING, MOST_WHOLE = 15.0, 30.0  # times what the peer takes
COLUMNS = "sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct"


def own_sheet(path: Path) -> Path:
    lines = [COLUMNS]
    for n in range(ROWS):
        price = 10_000 + n % 90 * 500
        lines.append(f"P-{n:05},Kalung manik motif {n},Manik,Perajin {n % 40},{price},9,,,")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def peer(path: Path) -> int:
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert all(row[name].strip() for name in COLUMNS.split(",")[:6])
            assert re.fullmatch(r"[0-9]+", row["price_rp"]) and int(row["price_rp"]) > 0
            assert int(row["stock"]) >= 0 and len(row["name"]) <= 200
            seen.add(row["sku"].casefold())
    return len(seen)


def seconds(work: object) -> float:
    start = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - start


@pytest.mark.parametrize("again", [False, True], ids=["new goods", "known goods"])
def test_our_own_sheet_is_taken_in_a_moment(tmp_path: Path, again: bool) -> None:
    path = own_sheet(tmp_path / "goods.csv")
    best = {"peer": 99.0, "read": 99.0, "check": 99.0, "store": 99.0}
    for turn in range(3):
        with set_up(tmp_path / f"till{turn}", TillSetup("EXPO23", "A07", "1")) as shop:
            if again:
                assert import_export.import_file(shop, path).added == ROWS
            times = [time.perf_counter()]
            grid = import_export.read_goods(path)
            times.append(time.perf_counter())
            sheet = import_export.check_goods(shop, grid)
            times.append(time.perf_counter())
            report = import_export.import_goods(shop, sheet)
            times.append(time.perf_counter())
        assert (report.unchanged if again else report.added) == ROWS
        took = {name: times[n + 1] - times[n] for n, name in enumerate(("read", "check", "store"))}
        took["peer"] = seconds(lambda: peer(path))
        best = {name: min(best[name], took[name]) for name in best}
    checking = (best["read"] + best["check"]) / best["peer"]
    whole = checking + best["store"] / best["peer"]
    print(
        f"{ROWS:,} rows: read {best['read']:.2f} s, check {best['check']:.2f} s, store"
        f" {best['store']:.2f} s; csv and checks by hand {best['peer']:.2f} s: {checking:.1f} times"
        f" for reading and checking, {whole:.1f} times in all"
    )
    assert checking < MOST_CHECKING
    assert whole < MOST_WHOLE
