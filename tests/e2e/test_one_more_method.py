"""A way of paying that is added to the one table goes from the sale to the office's report.

The table is read when the program starts, so a day is played in a process of its own, in which the
table has a row more.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.commands import Till

ROOT = Path(__file__).resolve().parents[2]
PLAY = """
import json, sys, types
from pathlib import Path
import pos_app.domain

name = "pos_app.domain.payment_methods"
path = Path(pos_app.domain.__path__[0]) / "payment_methods.py"
text = path.read_text("utf-8")
for line, more in (
    ('    CARD = "card"\\n', '    VOUCHER = "voucher"\\n'),
    ("    PaymentMethod(Method.CARD, always_in_totals=True),\\n",
     "    PaymentMethod(Method.VOUCHER),\\n"),
):
    assert text.count(line) == 1, line
    text = text.replace(line, line + more)
module = sys.modules[name] = types.ModuleType(name)
exec(compile(text, str(path), "exec"), module.__dict__)

from e2e.test_one_more_method import play
print(json.dumps(play(Path(sys.argv[1]))))
"""
EVENT = """
code = "EXPO23"
name = "Expo"
start = "2023-10-25"
end = "2023-10-26"
[[stand]]
code = "A07"
tills = ["1"]
[[maker]]
code = "M1"
name = "Ibu Sari"
share_pct = 10
"""
GOODS = "sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,M1,50000,20\n"
LINES = [{"code": "A", "qty": 3}]


def paid(**amounts: int) -> list[dict[str, Any]]:
    return [{"method": method, "amount": amount} for method, amount in amounts.items()]


def play(folder: Path) -> dict[str, Any]:
    """Two days, one with a voucher and one without, and what the commands say of them."""
    till = Till(folder)
    (folder / "event.toml").write_text(EVENT, "utf-8")
    (folder / "goods.csv").write_text(GOODS, "utf-8")
    till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1")
    till("catalogue", "import", str(folder / "goods.csv"))
    found: dict[str, Any] = {"closed": [], "verified": []}
    book, out = str(folder / "office.book"), folder / "out"
    for day, tenders in (
        ("2023-10-25", paid(voucher=100_000, cash=50_000)),
        ("2023-10-26", paid(cash=150_000)),
    ):
        till.clock = f"{day}T09:00:00+08:00"
        till("till", "open", "--float", "0")
        sold = till.ring(ref=day, lines=LINES, tenders=tenders)
        assert sold["ok"], sold
        found["closed"].append(till.json("till", "close", "--counted", "0", "--reason", "uji"))
        file = till.json("export", "--day", day, "--to", str(out))["path"]
        found["verified"].append(till.json("verify", file)["files"][0])
    found["receipt"] = receipt_of(till, folder / "receipt.txt")
    till("office", "init", book, "--event", str(folder / "event.toml"))
    found["merged"] = till.json("office", "merge", book, str(out))
    found["status"] = till.json("office", "status", book)
    found["refused"] = till.ring(ref="x", lines=LINES, tenders=paid(gold=1))["problems"][0]
    till("office", "report", book, "--out", str(folder / "report"))
    return found


def receipt_of(till: Till, path: Path) -> str:
    till("receipt", "A07-1-000001", "--out", str(path))
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voucher")


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-c", PLAY, str(folder)]
    home = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    done = subprocess.run(command, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    played: dict[str, Any] = json.loads(done.stdout)
    return played


def test_a_day_counts_it_for_itself_and_not_in_the_drawer(found: dict[str, Any]) -> None:
    day = found["closed"][0]
    assert (day["expected"], day["totals"]["net"]) == (50_000, 150_000)
    assert (day["totals"]["cash"], day["totals"]["voucher"]) == (50_000, 100_000)
    assert day["totals"]["unconfirmed"] == 0
    assert "voucher" in found["receipt"]


def test_a_day_without_it_has_the_totals_that_it_always_had(found: dict[str, Any]) -> None:
    assert list(found["closed"][1]["totals"]) == [
        *("sales", "voids", "gross", "discount", "refunds", "rounding", "net"),
        *("cash", "qris", "transfer", "card", "unconfirmed"),
    ]


def test_the_file_is_verified_and_merged_and_the_office_counts_it(found: dict[str, Any]) -> None:
    assert [file["problems"] for file in found["verified"]] == [[], []]
    assert [len(found["merged"][name]) for name in ("merged", "rejected")] == [2, 0]
    totals = found["status"]["totals"]
    assert (totals["net"], totals["cash"], totals["voucher"]) == (300_000, 200_000, 100_000)
    assert {"payment": "voucher", "net": 100_000} in found["status"]["by_payment"]


def test_the_report_has_a_column_of_it(found: dict[str, Any], folder: Path) -> None:
    assert found
    text = (folder / "report" / "paid_by_day.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["voucher"] for row in rows] == ["100000", "0"]


def test_a_method_that_is_not_in_the_table_is_refused_by_naming_those_that_are(
    found: dict[str, Any],
) -> None:
    assert found["refused"]["code"] == "method_unknown"
    assert "cash, qris, transfer, card, atau voucher" in found["refused"]["message"]


def test_a_program_without_it_refuses_the_file(found: dict[str, Any], folder: Path) -> None:
    files = [Path(file["file"]) for file in found["verified"]]
    checked = Till(folder).json("verify", *map(str, files))["files"]
    assert [bool(file["problems"]) for file in checked] == [True, False]
