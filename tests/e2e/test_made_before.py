"""A till and a book made by version 0.1.0 open, sell, close and merge as they are."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from support.commands import Till

DATA = Path(__file__).parents[1] / "data" / "made_by_0.1.0.zip"
EVENING = "2023-10-26T22:00:00+08:00"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of that time: `till`, `book`, `files`, and what the commands then said."""
    with zipfile.ZipFile(DATA) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "till" / "till.key").chmod(0o600)
    (tmp_path / "book" / "book.db.key").chmod(0o600)
    return tmp_path


def said(made: Path, name: str) -> object:
    return json.loads((made / name).read_text("utf-8"))


def test_the_till_lists_the_sales_that_it_had(made: Path) -> None:
    till = Till(made)
    till.clock = "2023-10-26T11:00:00+08:00"
    assert till.json("sales") == said(made, "sales-A07-1.json")
    found = till.json("doctor")
    assert (found["ok"], found["journal"], found["twin"], found["problems"]) == (True, 19, 19, [])


def test_the_till_answers_old_requests_sells_closes_and_its_file_is_merged(made: Path) -> None:
    till, book = Till(made), str(made / "book" / "book.db")
    till.clock = EVENING
    cash = [{"method": "cash", "amount": 200_000}]
    again = till.ring(ref="t1", lines=[{"code": "KALUNG", "qty": 1}], tenders=cash)
    assert again["number"] == "A07-1-000007"
    assert till.ring(ref="t2", refund_of="A07-1-000001", lines=[{"line": 1, "qty": 1}])["ok"]
    sold = till.ring(ref="t3", lines=[{"code": "GELANG", "qty": 1}], tenders=cash)
    assert sold["number"] == "A07-1-000009"
    closed = till.json("till", "close", "--counted", "0", "--reason", "uji")
    assert closed["totals"]["net"] == 185_000 - 165_000 + 65_000
    done = till.json("export", "--day", "2023-10-26", "--to", str(made / "out"))
    first = till.json("export", "--day", "2023-10-25", "--to", str(made / "out"))
    merged = till.json("office", "merge", book, done["path"], first["path"], str(made / "files"))
    assert [len(merged[name]) for name in ("merged", "same", "rejected")] == [2, 1, 0]
    status = till.json("office", "status", book)
    assert (status["received"], status["totals"]["net"]) == (5, 3 * 774_500 + 85_000)


def with_keys_of(now: object, then: object) -> object:
    """What is said now, without the keys that were added since then."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: with_keys_of(now[name], then[name]) for name in then}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [with_keys_of(*pair) for pair in zip(now, then, strict=True)]
    return now


def test_the_book_says_what_it_said(made: Path) -> None:
    till, book = Till(made), str(made / "book" / "book.db")
    till.clock = EVENING
    then, now = said(made, "status.json"), till.json("office", "status", book)
    assert isinstance(then, dict)
    assert then.pop("warnings") == []  # the office notices more today; a notice changes no total
    assert with_keys_of(now, then) == then
    decided = till.json("office", "decisions", book)["decisions"]
    assert with_keys_of(decided, then["decisions"]) == then["decisions"]
