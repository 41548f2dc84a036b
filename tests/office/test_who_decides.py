"""A decision bears the name of the person who took it, beside the office's code."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from office.small_world import DAYS, decided, status
from office.test_decide_commands import TILL, answer, folder, run

from pos_app.office.decide.decisions import NoSales, read_decision
from pos_app.office.report.decision_table import decision_rows

__all__ = ["folder"]
DAY = ("--day", "2023-10-27")


def test_the_name_is_signed_and_stands_in_every_list(folder: Path) -> None:
    made = answer(folder, "decide no-sales", "a.book", *TILL, *DAY, "--by", "Bu  Rina")
    assert made["person"] == "Bu Rina"
    told = answer(folder, "status", "a.book")["decisions"]
    assert [(each["person"], each["by"]) for each in told] == [("Bu Rina", told[0]["office"])]
    listed = run(folder, "decisions", "a.book").output
    assert f"Bu Rina ({told[0]['office']})" in listed
    assert run(folder, "report", "a.book", "--out", str(folder / "out.d")).exit_code == 0
    text = (folder / "out.d" / "decisions.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["person"], row["by"]) for row in rows] == [("Bu Rina", told[0]["office"])]


def test_a_correction_and_a_payment_take_a_name_too(folder: Path) -> None:
    help_ = [run(folder, f"decide {kind}", "a.book", "--help").output for kind in ("paid", "plan")]
    assert all("--by" in text for text in help_)


@pytest.mark.parametrize("name", ["a\nb", "x" * 201])
def test_a_name_that_cannot_be_printed_is_refused(folder: Path, name: str) -> None:
    words = ("decide no-sales", "a.book", *TILL, *DAY, "--by", name, "--json")
    done = run(folder, *words)
    if name.isprintable():
        assert done.exit_code == 1 and done.stdout == ""
    else:  # a line break is a space
        assert json.loads(done.stdout)["person"] == "a b"


def test_a_record_without_a_name_stays_as_it_was() -> None:
    record = decided(NoSales("A07", "1", DAYS[0]))
    assert b"person" not in record.body
    assert read_decision(record, "EXPO23").person == ""
    (row,) = decision_rows(status([], records=[record]))
    assert row.person == "" and row.by
