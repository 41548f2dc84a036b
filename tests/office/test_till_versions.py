"""The office sees which version of the program each till closes its days with."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from support.commands import Till

from pos_app import __version__
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.till_versions import app_words, versions_of
from pos_app.office.sold_terms import TillNotes, notes_from_text

DATA = Path(__file__).parents[1] / "data" / "made_by_0.1.0.zip"


def day(till: str, date: str, app: str, *, seat: int = 1, revision: int = 1) -> BookDay:
    return BookDay(
        f"{till}{date}{revision}", "A07", till, seat, date, revision, None, None,
        "key", None, None, 0, 0, notes=TillNotes(app=app),
    )  # fmt: skip


def test_the_newest_file_of_a_laptop_tells_its_version() -> None:
    days = [
        day("1", "2023-10-26", "pos-app 0.2.0"),
        day("1", "2023-10-25", "pos-app 0.1.0"),
        day("1", "2023-10-26", "pos-app 0.3.0", revision=2),
        day("1", "2023-10-25", "pos-app 0.1.0", seat=2),
        day("2", "2023-10-25", "pos-app 0.2.0"),
    ]
    found = versions_of(days)
    assert found == versions_of(reversed(days))
    assert [(each.till, each.seat, each.app) for each in found] == [
        ("1", 1, "pos-app 0.3.0"),
        ("1", 2, "pos-app 0.1.0"),
        ("2", 1, "pos-app 0.2.0"),
    ]
    assert app_words(found, "A07", "1") == "pos-app 0.1.0, pos-app 0.3.0"
    assert app_words(found, "A08", "1") == ""


def test_the_version_is_kept_in_the_book() -> None:
    notes = TillNotes(app="pos-app 0.2.0")
    assert notes_from_text(json.dumps(notes.as_json())) == notes


def test_the_status_of_a_book_made_before_lists_the_versions(tmp_path: Path) -> None:
    with zipfile.ZipFile(DATA) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "book" / "book.db.key").chmod(0o600)
    (tmp_path / "till" / "till.key").chmod(0o600)
    till, book = Till(tmp_path), str(tmp_path / "book" / "book.db")
    till.clock = "2023-10-26T22:00:00+08:00"
    before = till.json("office", "status", book)["versions"]
    assert before
    assert {each["app"] for each in before} == {"pos-app 0.1.0"}
    till("till", "close", "--counted", "0", "--reason", "uji")
    done = till.json("export", "--day", "2023-10-26", "--to", str(tmp_path / "out"))
    till.json("office", "merge", book, done["path"])
    after = till.json("office", "status", book)["versions"]
    newest = {(each["stand"], each["till"]): each for each in after}["A07", "1"]
    assert (newest["app"], newest["day"]) == (f"pos-app {__version__}", "2023-10-26")
