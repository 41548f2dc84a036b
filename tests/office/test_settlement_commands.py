"""Shares, prices and payments as the office types them, and what the status then says."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from office.real_files import TOML
from office.test_decide_commands import put, run, status

FILES = ("a07 25", "a07 26 r2", "a08 25")
MAKER = ("--maker", "M1", "--reason", "salah di kasir")
PAID = ("--maker", "m1", "--day", "2023-10-29", "--way", "transfer", "--proof", "BRI 0012")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eleven pieces A of maker M1 for 50.000 each, at a share of 0 %."""
    (tmp_path / "event.toml").write_bytes(TOML)
    assert run(tmp_path, "init", "book.db", "--event", "event.toml").exit_code == 0
    assert run(tmp_path, "merge", "book.db", *put(tmp_path, *FILES)).exit_code == 0
    return tmp_path


def owed(folder: Path) -> Any:
    return status(folder, "book.db")["settlement"]["owed"]


def decide(folder: Path, kind: str, *words: str) -> Any:
    done = run(folder, f"decide {kind}", "book.db", *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def refused(folder: Path, kind: str, *words: str) -> str:
    done = run(folder, f"decide {kind}", "book.db", *words)
    assert done.exit_code == 1
    return done.output


def test_a_corrected_share_changes_what_is_owed_and_nothing_that_was_paid(folder: Path) -> None:
    before = status(folder, "book.db")
    found = decide(folder, "correct-share", *MAKER, "--share-pct", "12,5")
    assert (found["kind"], found["share_bp"], found["new"]) == ("correct_share", 1250, True)
    net = before["totals"]["net"]
    assert owed(folder) == net - net * 125 // 1000
    assert status(folder, "book.db")["totals"] == before["totals"]
    assert decide(folder, "correct-share", *MAKER, "--share-pct", "12,50")["new"] is False
    # For all days it replaces what was decided for some of them.
    some = decide(folder, "correct-share", *MAKER, "--share-pct", "1", "--from", "2023-10-25")
    whole = decide(folder, "correct-share", *MAKER, "--share-pct", "0")
    assert some["id"] in whole["supersedes"] and owed(folder) == net


def test_a_corrected_price_is_owed_from_its_first_to_its_last_day(folder: Path) -> None:
    before = owed(folder)
    words = ("--sku", "a", "--price", "60000", "--reason", "label lama")
    found = decide(folder, "correct-price", *words, "--to", "2023-10-24")
    assert (found["sku"], found["until"]) == ("A", "2023-10-24")
    assert owed(folder) == before
    decide(folder, "correct-price", *words, "--maker", "M1", "--from", "2023-10-25")
    assert owed(folder) > before
    done = run(folder, "decisions", "book.db")
    assert "Harga A menjadi Rp60.000 mulai 2023-10-25 (label lama)" in done.output


def test_what_the_office_paid_is_no_longer_owed_and_may_be_too_much(folder: Path) -> None:
    before = owed(folder)
    found = decide(folder, "paid", *PAID, "--amount", "40000")
    assert (found["maker"], found["amount"], found["way"]) == ("M1", 40_000, "transfer")
    assert owed(folder) == before - 40_000
    again = decide(folder, "paid", *PAID, "--amount", "50000")
    assert again["supersedes"] == [found["id"]] and owed(folder) == before - 50_000
    decide(folder, "paid", *PAID[:-1], "kuitansi 7", "--amount", str(before))
    assert status(folder, "book.db")["settlement"] == {
        "owed": 0,
        "owed_makers": 0,
        "overpaid": 50_000,
        "overpaid_makers": 1,
    }
    assert run(folder, "decide revoke", "book.db", again["id"]).exit_code == 0
    assert owed(folder) == 0


def test_the_open_data_settles_by_the_same_decisions(folder: Path) -> None:
    before = owed(folder)
    decide(folder, "correct-share", *MAKER, "--share-pct", "10", "--from", "2023-10-26")
    decide(folder, "correct-price", "--sku", "A", "--price", "60000", "--reason", "x")
    decide(folder, "paid", *PAID, "--amount", "40000")
    (folder / "open.data").mkdir()
    done = run(folder, "publish", "book.db", "--to", "open.data")
    assert done.exit_code == 0, done.output
    with contextlib.chdir(folder / "open.data"), duckdb.connect() as connection:
        ask = connection.execute
        ((due, left),) = ask(
            "SELECT sum(due), sum(payable) FROM read_parquet('settlement/*.parquet')"
        ).fetchall()
        (lines,) = ask(
            "SELECT sum(due), sum(sold), sum(corrected) "
            "FROM read_parquet('settlement_lines/*.parquet')"
        ).fetchall()
    assert left == owed(folder) and due == left + 40_000
    assert lines == (due, before, 11 * 10_000)
    # Eleven pieces at 60.000: eight of the first day without a share, three with one of 10 %.
    assert due == 8 * 60_000 + 3 * 54_000


def test_what_cannot_be_meant_is_refused(folder: Path) -> None:
    share = ("--share-pct", "10")
    assert "M9" in refused(folder, "correct-share", "--maker", "M9", "--reason", "x", *share)
    assert "persen" in refused(folder, "correct-share", *MAKER, "--share-pct", "101")
    days = ("--from", "2023-10-27", "--to", "2023-10-25")
    assert "lebih dulu" in refused(folder, "correct-share", *MAKER, *share, *days)
    price = ("--price", "1000", "--reason", "x")
    assert "ZZ" in refused(folder, "correct-price", "--sku", "ZZ", *price)
    assert "Alasan" in refused(
        folder, "correct-price", "--sku", "A", "--price", "1", "--reason", ""
    )
    assert refused(folder, "paid", *PAID, "--amount", "0")
    assert run(folder, "decide paid", "book.db", *PAID[:-2], "--amount", "1").exit_code == 2
