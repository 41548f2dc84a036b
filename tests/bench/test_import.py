"""Many rows in our own form, as a till exports them, read, checked and stored.

The peer reads the same file with the csv module and checks each row by hand, as a script of a few
lines would: no problems with places, no limits, no process of its own, nothing stored.
"""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from support.figures import Figures

from pos_app.services.catalogue import import_export
from pos_app.services.shop.setup import TillSetup, set_up

pytestmark = pytest.mark.bench
ROWS, FEW_ROWS = 50_000, 2_000
GOAL_CHECKING, GOAL_WHOLE = 15.0, 30.0
COLUMNS = "sku,name,category,maker,price_rp,stock,barcode,name_en,share_pct"


def own_sheet(path: Path, rows: int) -> Path:
    lines = [COLUMNS]
    for n in range(rows):
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
def test_our_own_sheet_against_csv_and_checks_by_hand(
    tmp_path: Path, figures: Figures, *, quick: bool, again: bool
) -> None:
    rows = FEW_ROWS if quick else ROWS
    path = own_sheet(tmp_path / "goods.csv", rows)
    checking, whole = [], []
    for turn in range(3):
        with set_up(tmp_path / f"till{turn}", TillSetup("EXPO23", "A07", "1")) as shop:
            if again:
                assert import_export.import_file(shop, path).added == rows
            start = time.perf_counter()
            sheet = import_export.check_goods(shop, import_export.read_goods(path))
            checked = time.perf_counter()
            report = import_export.import_goods(shop, sheet)
            stored = time.perf_counter()
        assert (report.unchanged if again else report.added) == rows
        theirs = min(seconds(lambda: peer(path)) for _ in range(2))
        checking.append((checked - start) / theirs)
        whole.append((stored - start) / theirs)
    goods = "known goods" if again else "new goods"
    by_hand = "csv and checks by hand"
    figures.ratio(
        f"sheet of {goods}, read and checked",
        checking,
        timed=f"{rows:,} rows",
        against=by_hand,
        goal=GOAL_CHECKING,
    )
    figures.ratio(
        f"sheet of {goods}, and stored",
        whole,
        timed=f"{rows:,} rows",
        against=by_hand,
        goal=GOAL_WHOLE,
    )
