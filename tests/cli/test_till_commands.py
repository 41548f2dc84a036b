"""The commands of a till: JSON keys, exit status, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.commands import Till

SHEET = (
    "sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,M1,50000,9\nB,Gelang,Batu,M2,120000,9\n"
)
TOTALS = {
    "sales",
    "voids",
    "gross",
    "discount",
    "refunds",
    "rounding",
    "net",
    "cash",
    "qris",
    "transfer",
    "card",
    "unconfirmed",
}
PROBLEM = {"code", "severity", "message", "file", "row"}


@pytest.fixture
def bare(tmp_path: Path) -> Till:
    till = Till(tmp_path)
    assert till("setup", "--event", "EXPO23", "--stand", "A07", "--till", "1").exit_code == 0
    (tmp_path / "goods.csv").write_text(SHEET, encoding="utf-8")
    assert till("catalogue", "import", str(tmp_path / "goods.csv")).exit_code == 0
    return till


@pytest.fixture
def till(bare: Till) -> Till:
    assert bare("till", "open", "--float", "200000").exit_code == 0
    return bare


def sale(qty: int = 1) -> dict[str, Any]:
    tenders = [{"method": "cash", "amount": 50_000 * qty}]
    return {"lines": [{"code": "A", "qty": qty}], "tenders": tenders}


def test_the_day_by_commands_has_the_keys_of_the_contract(till: Till, tmp_path: Path) -> None:
    assert set(till.ring(**sale())) == {"ref", "ok", "number", "id", "total", "paid", "change"}
    listed = till.json("sales")
    assert set(listed) == {"sales"}
    assert set(listed["sales"][0]) == {"number", "id", "kind", "at", "net"}
    assert till.json("sales", "--day", "2023-10-24") == {"sales": []}
    closed = till.json("till", "close", "--counted", "250000")
    keys = {"day", "revision", "expected", "counted", "difference", "code", "totals"}
    assert set(closed) == keys and set(closed["totals"]) == TOTALS
    done = till.json("export", "--day", "2023-10-25", "--to", str(tmp_path / "out"))
    assert set(done) == {"path", "manifest", "code", "totals"}
    assert done["code"] == closed["code"] and done["totals"] == closed["totals"]
    assert [str(path) for path in (tmp_path / "out").iterdir()] == [done["path"]]
    checked = till.json("verify", done["path"])
    assert checked["problems"] == []
    assert "checks" not in checked["files"][0]
    explained = till.json("verify", "--explain", done["path"])
    assert explained["files"][0]["checks"][-1] == "running_total"
    lines = till("verify", "--explain", done["path"]).stdout.splitlines()
    assert len(lines) == 1 + len(explained["files"][0]["checks"])


def test_a_day_that_is_not_closed_or_not_known_is_not_exported(till: Till, tmp_path: Path) -> None:
    for day in ("2023-10-25", "2023-10-24", "kemarin"):
        till.refused("export", "--day", day, "--to", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("float_", ["-1", "abc", "1.5", "99999999999999", ""])
def test_a_float_that_is_none_opens_nothing(bare: Till, float_: str) -> None:
    bare.refused("till", "open", "--float", float_)
    bare.refused("till", "move", "--amount", "1", "--reason", "x")


def test_a_till_opens_once_a_day(till: Till) -> None:
    till.refused("till", "open", "--float", "0")
    till("till", "close", "--counted", "200000")
    assert "2023-10-25" in till.refused("till", "open", "--float", "0")
    till.refused("till", "close", "--counted", "0")


@pytest.mark.parametrize(
    "words",
    [
        ("--amount", "0", "--reason", "x"),
        ("--amount", "5000", "--reason", "  "),
        ("--amount", "5000", "--reason", "x", "--payout", "M1"),
        ("--amount", "-5000", "--reason", "x", "--payout", "siapa"),
        ("--amount", "5e3", "--reason", "x"),
    ],
)
def test_a_cash_move_that_cannot_be_is_refused(till: Till, words: tuple[str, ...]) -> None:
    till.refused("till", "move", *words)
    assert till.json("till", "close", "--counted", "200000")["difference"] == 0


def test_cash_moves_and_a_payout_are_part_of_what_is_expected(till: Till) -> None:
    assert till("till", "move", "--amount", "-20000", "--reason", "plastik").exit_code == 0
    assert till("till", "move", "--amount", "+5.000", "--reason", "receh").exit_code == 0
    payout = ("--amount", "-30000", "--reason", "setoran", "--payout", "m1")
    assert till("till", "move", *payout).exit_code == 0
    assert till.json("till", "close", "--count", "100000=1,50000=1,5000=1")["difference"] == 0


def test_a_payout_above_what_is_owed_is_noted_and_said(till: Till) -> None:
    payout = ("--amount", "-30000", "--reason", "setoran", "--payout", "m1")
    found = till.json("till", "move", *payout)
    assert found["amount"] == -30_000
    assert [(p["code"], p["severity"]) for p in found["problems"]] == [
        ("payout_over_due", "warning")
    ]
    done = till("till", "move", *payout)
    assert done.exit_code == 0 and done.stdout == "" and "Rp30.000" in done.stderr
    assert till.json("till", "move", "--amount", "-1", "--reason", "x")["problems"] == []


@pytest.mark.parametrize("count", ["100000", "100000=x", "30000=1", "100000=-1", "1=1,1=2"])
def test_a_count_that_is_none_leaves_the_day_open(till: Till, count: str) -> None:
    till.refused("till", "close", "--count", count)
    assert till.ring(**sale())["ok"]


def test_the_newest_day_opens_again_for_a_reason(till: Till) -> None:
    till("till", "close", "--counted", "200000")
    till.refused("till", "reopen", "--day", "2023-10-25", "--reason", "")
    till.refused("till", "reopen", "--day", "2023-10-24", "--reason", "x")
    assert till("till", "reopen", "--day", "2023-10-25", "--reason", "salah hitung").exit_code == 0
    assert till.json("till", "close", "--counted", "200000")["revision"] == 2


def test_a_receipt_comes_as_text_or_pdf_and_in_two_widths(till: Till, tmp_path: Path) -> None:
    number = till.ring(**sale())["number"]
    for name, options in (("a.txt", ()), ("b.pdf", ("--width", "58")), ("c.txt", ("--lang", "en"))):
        path = tmp_path / name
        assert till("receipt", number, "--out", str(path), *options).exit_code == 0
        assert path.stat().st_size > 100
    assert number in (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    assert "Change" in (tmp_path / "c.txt").read_text(encoding="utf-8") or "Total" in (
        tmp_path / "c.txt"
    ).read_text(encoding="utf-8")
    till.refused("receipt", "A07-1-999999", "--out", str(tmp_path / "d.txt"))
    till.refused("receipt", number, "--out", str(tmp_path / "e.docx"))
    till.refused("receipt", number, "--out", str(tmp_path / "no" / "such" / "f.txt"))


def test_the_doctor_finds_a_good_till_whole_and_a_damaged_one_not(till: Till) -> None:
    found = till.json("doctor")
    assert found["ok"] and found["problems"] == []
    path = till.folder / "till" / "till.db"
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(bytes(data))
    done = till("doctor", "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1 and not found["ok"]
    assert set(found["problems"][0]) >= PROBLEM


def test_a_folder_without_a_till_is_named(tmp_path: Path) -> None:
    till = Till(tmp_path)
    for words in (("sales",), ("doctor",), ("till", "open", "--float", "0"), ("till", "ring")):
        till.refused(*words)
    (tmp_path / "till").write_text("not a folder", encoding="utf-8")
    till.refused("sales")
    till.refused("setup", "--event", "E", "--stand", "A", "--till", "1")


@pytest.mark.parametrize(
    "codes", [("", "A", "1"), ("E-1", "A", "1"), ("E", "a", "1"), ("E", "A" * 13, "1")]
)
def test_codes_that_are_none_make_no_till(tmp_path: Path, codes: tuple[str, str, str]) -> None:
    till = Till(tmp_path)
    words = ("--event", codes[0], "--stand", codes[1], "--till", codes[2])
    till.refused("setup", *words)
    assert not (tmp_path / "till" / "till.db").exists()


def test_a_folder_is_made_a_till_once(till: Till) -> None:
    till.refused("setup", "--event", "EXPO23", "--stand", "B01", "--till", "1")
    assert till.ring(**sale())["number"].startswith("A07-1-")


@pytest.mark.parametrize(
    "words",
    [
        ("till", "close"),
        ("till", "open"),
        ("receipt", "A07-1-000001"),
        ("receipt", "A07-1-000001", "--out", "x.pdf", "--width", "57"),
        ("nonsense",),
        ("verify",),
        ("catalogue", "import", "x.csv", "--stock", "keep"),
    ],
)
def test_wrong_usage_ends_with_two(till: Till, words: tuple[str, ...]) -> None:
    assert till(*words).exit_code == 2


def test_a_clock_that_is_none_is_refused(till: Till) -> None:
    till.clock = "yesterday"
    till.refused("till", "move", "--amount", "1", "--reason", "x")


@pytest.mark.parametrize("kind", ["cut", "flipped", "missing", "folder", "empty"])
def test_a_file_that_is_no_day_is_named_and_the_others_are_checked(
    till: Till, tmp_path: Path, kind: str
) -> None:
    till("till", "close", "--counted", "200000")
    done = till.json("export", "--day", "2023-10-25", "--to", str(tmp_path / "out"))
    good = Path(done["path"])
    data, bad = good.read_bytes(), tmp_path / f"{kind}.zip"
    if kind == "folder":
        bad.mkdir()
    elif kind != "missing":
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        bad.write_bytes({"cut": data[:middle], "flipped": flipped, "empty": b""}[kind])
    checked = till("verify", str(bad), str(good), "--json")
    found = json.loads(checked.stdout)
    assert checked.exit_code == 1
    assert {problem["file"] for problem in found["problems"]} == {str(bad)}
    assert till("verify", str(good)).exit_code == 0


def test_messages_come_in_english_when_asked(till: Till) -> None:
    indonesian = till.refused("till", "open", "--float", "0")
    till.language = "en"
    done = till("till", "open", "--float", "0")
    assert done.exit_code == 1 and "open" in done.stderr and done.stderr != indonesian


def test_a_day_is_exported_as_codes_on_screens_and_on_paper(till: Till, tmp_path: Path) -> None:
    till.json("till", "close", "--counted", "0")
    day, out = ("export", "--day", "2023-10-25"), str(tmp_path / "out")
    file = till.json(*day, "--to", out)
    screens = till.json(*day, "--to", out, "--form", "screens")
    assert screens["manifest"] == file["manifest"] and screens["totals"] == file["totals"]
    assert len(screens["paths"]) == screens["screens"] >= 1
    assert screens["path"] == screens["paths"][0] and Path(screens["path"]).is_file()
    assert screens["need"] <= 0.8 * screens["codes"]
    for width in ([], ["--width", "80"], ["--width", "58"]):
        sheet = till.json(*day, "--to", out, "--form", "sheet", *width)
        assert Path(sheet["path"]).read_bytes().startswith(b"%PDF")
        assert sheet["paths"] == [sheet["path"]]
