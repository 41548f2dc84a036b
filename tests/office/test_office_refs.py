"""Office commands sent again under their `--ref` give the first answer and change nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from office.real_files import TOML
from office.test_decide_commands import put, status

from pos_app.cli.main import cli

PAID = ("--maker", "M1", "--day", "2023-10-29", "--way", "transfer", "--proof", "BRI 0012")
ON_THE_26TH = ("--day", "2023-10-26", "--count")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "event.toml").write_bytes(TOML)
    assert run(tmp_path, "init", "book.db", "--event", "event.toml").exit_code == 0
    put(tmp_path, "a07 25", "a08 25")
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    """One command of the office; the words that name a file in the folder are taken within it."""
    names = ("book.db", "event.toml")
    paths = [str(folder / w) if w in names or w.endswith(".zip") else w for w in words]
    clock = ("--data", str(folder / "till"), "--clock", "2023-10-30T09:00:00+08:00")
    done = CliRunner().invoke(cli, [*clock, "office", *paths])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def answer(folder: Path, *words: str) -> Any:
    return json.loads(run(folder, *words, "--json").stdout)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.zip"))


def paid(folder: Path) -> int:
    found = answer(folder, "decisions", "book.db")["decisions"]
    return sum(each["amount"] for each in found if each["kind"] == "paid")


def test_a_book_made_twice_under_one_ref_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_bytes(TOML)
    words = ("init", "book.db", "--event", "event.toml")
    first = run(tmp_path, *words, "--ref", "m1")
    again = run(tmp_path, *words, "--ref", "m1")
    assert (again.stdout, again.stderr, again.exit_code) == (first.stdout, first.stderr, 0)
    assert run(tmp_path, *words, "--ref", "m2").exit_code == 1


def test_a_merge_sent_again_says_what_it_took_the_first_time(folder: Path) -> None:
    words = ("merge", "book.db", *files(folder))
    first = answer(folder, *words, "--ref", "f1")
    assert len(first["merged"]) == len(files(folder))
    assert answer(folder, *words, "--ref", "f1") == first
    assert answer(folder, *words)["merged"] == []


def test_a_merge_that_refused_a_file_refuses_it_again(folder: Path) -> None:
    (folder / "cut.zip").write_bytes(b"PK")
    first = run(folder, "merge", "book.db", "cut.zip", "--ref", "f2")
    (folder / "cut.zip").unlink()
    again = run(folder, "merge", "book.db", "cut.zip", "--ref", "f2")
    assert first.exit_code == again.exit_code == 1
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)


def test_a_decision_sent_again_late_does_not_undo_a_newer_one(folder: Path) -> None:
    old = ("decide", "book.db", "visitors", *ON_THE_26TH, "400")
    first = answer(folder, *old, "--ref", "v1")
    assert answer(folder, "decide", "book.db", "visitors", *ON_THE_26TH, "450")["new"]
    assert answer(folder, *old, "--ref", "v1") == first
    assert status(folder, "book.db")["visitors"] == [{"day": "2023-10-26", "visitors": 450}]


def test_a_payment_sent_again_is_one_payment_with_and_without_a_ref(folder: Path) -> None:
    run(folder, "merge", "book.db", *files(folder))
    words = ("decide", "book.db", "paid", *PAID, "--amount", "50000")
    first = answer(folder, *words, "--ref", "p1")
    assert first["new"] and paid(folder) == 50_000
    assert answer(folder, *words, "--ref", "p1") == first
    assert answer(folder, *words)["new"] is False
    assert paid(folder) == 50_000


def test_a_ref_that_asked_for_something_else_is_refused(folder: Path) -> None:
    words = ("decide", "book.db", "visitors", *ON_THE_26TH)
    assert run(folder, *words, "400", "--ref", "v1").exit_code == 0
    refused = run(folder, *words, "450", "--ref", "v1")
    assert refused.exit_code == 1 and "v1" in refused.stderr
    assert run(folder, *words, "450", "--ref", "x" * 201).exit_code == 1


def test_what_was_refused_is_done_when_it_is_sent_again(folder: Path) -> None:
    words = ("merge", "book.db", *files(folder), "--ref", "f1", "--json")
    (folder / "book.db").rename(folder / "away.db")
    assert run(folder, *words).exit_code == 1
    (folder / "away.db").rename(folder / "book.db")
    assert len(json.loads(run(folder, *words).stdout)["merged"]) == len(files(folder))
