"""The same day files in any order, some twice, and as two books merged into one."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pos_app.cli.main import cli
from pos_app.dayfile.enrolment import TillKey, is_enrolled
from pos_app.dayfile.reader import read_day
from pos_app.office.book import Book
from pos_app.office.records import RecordKind
from pos_app.services.demo import play_fair

PACK = RecordKind.PACK


def run(*args: object, fails: bool = False) -> Any:
    done = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert done.exit_code == (1 if fails else 0), (done.output, done.exception)
    return json.loads(done.stdout) if "--json" in args else done.stdout


def status(book: Path) -> str:
    done = CliRunner().invoke(
        cli, ["office", "status", str(book), "--through", "2026-10-23", "--json"]
    )
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("fair") / "fair"
    return play_fair(folder, stands=3, days=3, sales=12, seed=7)


def book_of(folder: Path, fair: dict[str, Any], files: list[str]) -> Path:
    book = folder / "book.db"
    run("office", "init", book, "--event", fair["event"])
    for file in files:
        run("office", "merge", book, file, "--json")
    return book


def test_the_office_finds_what_the_stands_sold(tmp_path: Path, fair: dict[str, Any]) -> None:
    book = book_of(tmp_path, fair, fair["files"])
    found = json.loads(status(book))
    assert found["totals"] == fair["totals"]
    assert (found["complete"], found["received"], found["expected"]) == (True, 9, 9)
    assert sum(row["net"] for row in found["by_maker"]) == fair["totals"]["net"]


def test_any_order_and_any_repetition_give_the_same_bytes(
    tmp_path: Path, fair: dict[str, Any]
) -> None:
    rng, seen = random.Random(5), set()
    for number in range(50):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = [*fair["files"], *rng.sample(fair["files"], 3)]
        rng.shuffle(files)
        book = folder / "book.db"
        run("office", "init", book, "--event", fair["event"])
        merged = run("office", "merge", book, *files, "--json")
        assert (len(merged["merged"]), len(merged["same"])) == (9, 3)
        seen.add(status(book))
    assert len(seen) == 1


def test_two_books_merged_into_one_say_what_one_book_says(
    tmp_path: Path, fair: dict[str, Any]
) -> None:
    for name in ("left", "right", "both", "all"):
        (tmp_path / name).mkdir()
    left = book_of(tmp_path / "left", fair, fair["files"][:6])
    right = book_of(tmp_path / "right", fair, fair["files"][4:])
    both = book_of(tmp_path / "both", fair, [str(right), str(left)])
    assert status(both) == status(book_of(tmp_path / "all", fair, fair["files"]))


def test_a_bad_file_is_rejected_by_name_and_the_others_are_taken(
    tmp_path: Path, fair: dict[str, Any]
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for file in fair["files"]:
        shutil.copy(file, inbox)
    names = sorted(path.name for path in inbox.iterdir())
    cut, flipped = inbox / names[0], inbox / names[1]
    cut.write_bytes(cut.read_bytes()[:2_000])
    data = bytearray(flipped.read_bytes())
    data[len(data) // 2] ^= 1
    flipped.write_bytes(bytes(data))
    book = tmp_path / "book.db"
    run("office", "init", book, "--event", fair["event"])
    merged = run("office", "merge", book, inbox, "--json", fails=True)
    assert sorted(Path(entry["file"]).name for entry in merged["rejected"]) == names[:2]
    assert len(merged["merged"]) == 7
    found = json.loads(status(book))
    assert (found["complete"], found["received"], len(found["missing"])) == (False, 7, 2)


def test_the_same_seed_plays_the_same_fair_to_the_byte(tmp_path: Path) -> None:
    fairs = [
        play_fair(tmp_path / name, stands=1, days=1, sales=9, seed=3) for name in ("one", "two")
    ]
    one, two = (Path(fair["files"][0]).read_bytes() for fair in fairs)
    assert one == two


def test_every_till_of_the_demo_came_by_a_pack_of_its_office(
    tmp_path: Path, fair: dict[str, Any]
) -> None:
    folder = Path(fair["folder"])
    with Book.open(folder / "office" / "book.db") as book:
        keys = {str(r.facts["stand"]): r.facts["enrolment_key"] for r in book.records(PACK)}
    heads = [read_day(Path(file).read_bytes()).head for file in fair["files"]]
    assert {head.stand for head in heads} == keys.keys()
    for head in heads:
        whose = TillKey(head.event, head.stand, head.till, head.seat, head.till_id, head.key)
        assert is_enrolled(whose, head.enrolled, keys[head.stand])
    merged = run("office", "merge", folder / "office" / "book.db", *fair["files"], "--json")
    assert len(merged["merged"]) == 9 and merged["problems"] == []
