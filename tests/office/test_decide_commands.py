"""The office's decisions as it types them, and what becomes of them in another book."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from office.real_files import TOML, world

from pos_app.cli.office import office
from pos_app.cli.support import Context, SafeGroup
from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import signer_of
from pos_app.dayfile.till_key import till_key_code
from pos_app.office.book import Book
from pos_app.office.office_key import key_path, office_key

AT = "2023-10-28T10:00:00+08:00"
TILL = ("--stand", "A08", "--till", "1")


def run(folder: Path, command: str, *words: str, at: str = AT) -> Result:
    """One command of the office, with a kind of decision perhaps; words with a dot name files."""
    group = SafeGroup("test", commands={"office": office})
    name, _, kind = command.partition(" ")
    book, *more = words
    words = (book, *filter(None, [kind]), *more)
    paths = [str(folder / word) if "." in word else word for word in words]
    return CliRunner().invoke(group, ["office", name, *paths], obj=Context(None, at, "id"))


def answer(folder: Path, command: str, *words: str, at: str = AT) -> Any:
    done = run(folder, command, *words, "--json", at=at)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


def status(folder: Path, book: str) -> Any:
    return answer(folder, "status", book)


def put(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / f"{name}.zip").write_bytes(world()[name])
    return [f"{name}.zip" for name in names]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "event.toml").write_bytes(TOML)
    assert run(tmp_path, "init", "a.book", "--event", "event.toml").exit_code == 0
    return tmp_path


@pytest.fixture
def forked(folder: Path) -> Path:
    done = run(folder, "merge", "a.book", *put(folder, "a07 25", "a07 26 r2", "a07 27", "twin 27"))
    assert done.exit_code == 1
    return folder


def test_no_sales_is_told_signed_and_can_be_undone(folder: Path) -> None:
    words = (*TILL, "--day", "2023-10-26", "--reason", "hujan")
    made = answer(folder, "decide no-sales", "a.book", *words)
    assert (made["kind"], made["at"], made["reason"], made["new"]) == (
        "no_sales",
        AT,
        "hujan",
        True,
    )
    found = status(folder, "a.book")
    assert found["no_sales"] == [{"stand": "A08", "till": "1", "day": "2023-10-26"}]
    assert (found["received"], found["decisions"][0]["standing"]) == (1, "in_force")
    assert not answer(folder, "decide no-sales", "a.book", *words)["new"]
    assert run(folder, "decide revoke", "a.book", made["id"][:8]).exit_code == 0
    assert status(folder, "a.book")["received"] == 0
    listed = run(folder, "decisions", "a.book")
    assert listed.exit_code == 0
    assert "A08-1 2023-10-26: tanpa penjualan (hujan) · dibatalkan" in listed.stdout


def test_a_day_whose_sales_are_here_cannot_be_called_empty(folder: Path) -> None:
    run(folder, "merge", "a.book", *put(folder, "a08 25"))
    done = run(folder, "decide no-sales", "a.book", *TILL, "--day", "2023-10-25")
    assert done.exit_code == 1
    assert "sudah ada" in done.stderr
    assert answer(folder, "decisions", "a.book") == {"decisions": []}


def test_a_file_that_comes_against_the_word_is_a_conflict_that_a_choice_ends(folder: Path) -> None:
    run(folder, "decide no-sales", "a.book", *TILL, "--day", "2023-10-25")
    merged = answer(folder, "merge", "a.book", *put(folder, "a08 25"))
    assert [entry["code"] for entry in merged["conflicts"]] == ["no_sales_conflict"]
    assert "Telepon" in merged["problems"][0]["message"]
    slip = read_day(world()["a08 25"]).code
    assert run(folder, "decide choose", "a.book", "--file", slip).exit_code == 0
    found = status(folder, "a.book")
    assert (found["conflicts"], found["totals"]["net"]) == ([], 350_000)


def test_one_of_two_files_is_chosen_by_its_slip_and_the_mind_can_be_changed(forked: Path) -> None:
    for name, net in (("a07 27", 200_000), ("twin 27", 250_000)):
        slip = read_day(world()[name]).code
        assert run(forked, "decide choose", "a.book", "--file", slip.lower()).exit_code == 0
        found = status(forked, "a.book")
        assert found["conflicts"] == []
        (day,) = (row for row in found["by_day"] if row["day"] == "2023-10-27")
        assert day["net"] == net
        assert len(found["overruled"]) == 1
    standings = [item["standing"] for item in answer(forked, "decisions", "a.book")["decisions"]]
    assert sorted(standings) == ["in_force", "replaced"]


def test_a_stand_withdraws_visitors_come_makers_are_told_apart(folder: Path) -> None:
    done = [
        run(folder, "decide withdrawn", "a.book", "--stand", "A08", "--from", "2023-10-26"),
        run(folder, "decide visitors", "a.book", "--day", "2023-10-25", "--count", "1200"),
        run(folder, "decide maker", "a.book", "--text", "Ibu Sri", "--maker", "M1"),
        run(folder, "decide seat", "a.book", *TILL, "--seat", "1"),
    ]
    assert [result.exit_code for result in done] == [0, 0, 0, 0]
    found = status(folder, "a.book")
    assert (found["expected"], len(found["withdrawn"])) == (4, 2)
    assert found["visitors"] == [{"day": "2023-10-25", "visitors": 1200}]
    assert len(found["decisions"]) == 4


def test_a_file_of_no_stand_of_ours_is_dismissed(folder: Path) -> None:
    run(folder, "merge", "a.book", *put(folder, "x99 25"))
    manifest = status(folder, "a.book")["set_aside"][0]["manifest"]
    assert run(folder, "decide dismiss", "a.book", "--file", manifest).exit_code == 0
    found = status(folder, "a.book")
    assert (found["set_aside"], found["overruled"][0]["manifest"]) == ([], manifest)


def test_a_key_is_accepted_by_its_fingerprint_or_in_full(folder: Path) -> None:
    run(folder, "merge", "a.book", *put(folder, "a08 25"))
    assert "key_not_enrolled" in [w["code"] for w in status(folder, "a.book")["warnings"]]
    key = read_day(world()["a08 25"]).head.key
    shown = f"{key[:4]}-{key[4:8]}".upper()
    made = answer(folder, "accept-key", "a.book", *TILL, "--key", shown)
    assert (made["key"], made["seat"]) == (key, 0)
    assert "key_not_enrolled" not in [w["code"] for w in status(folder, "a.book")["warnings"]]
    assert run(folder, "accept-key", "a.book", *TILL, "--key", "cd" * 32).exit_code == 0
    found = status(folder, "a.book")
    assert [item["code"] for item in found["set_aside"]] == ["foreign_key"]
    assert found["totals"]["net"] == 0


def test_a_key_is_accepted_from_the_qr_code_on_the_tills_screen(folder: Path) -> None:
    run(folder, "merge", "a.book", *put(folder, "a08 25"))
    head = read_day(world()["a08 25"]).head
    other = signer_of(bytes([7]) * 32)
    mine = TillKey("EXPO23", "A08", "1", 0, head.till_id, other.public_hex)
    code = till_key_code(mine, other.sign)
    made = answer(folder, "accept-key", "a.book", "--from", code)
    assert (made["key"], made["stand"], made["till"]) == (other.public_hex, "A08", "1")
    assert [item["code"] for item in status(folder, "a.book")["set_aside"]] == ["foreign_key"]
    foreign = till_key_code(replace(mine, event="OTHER24"), other.sign)
    for text, words in ((foreign, "OTHER24"), (code[:-8], "QR"), ("POSKEY1:", "QR")):
        done = run(folder, "accept-key", "a.book", "--from", text)
        assert done.exit_code == 1 and words in done.stderr
    assert run(folder, "accept-key", "a.book", "--from", code, "--stand", "A08").exit_code == 2
    assert run(folder, "accept-key", "a.book", "--stand", "A08", "--till", "1").exit_code == 2


def test_a_file_of_another_key_is_taken_with_a_warning(folder: Path) -> None:
    run(folder, "accept-key", "a.book", *TILL, "--key", "cd" * 32)
    done = run(folder, "merge", "a.book", *put(folder, "a08 25"))
    assert done.exit_code == 0
    assert "kunci lain" in done.stderr


@pytest.mark.parametrize(
    ("command", "words", "code"),
    [
        ("decide no-sales", ("--stand", "X1", "--till", "1", "--day", "2023-10-25"), 1),
        ("decide no-sales", (*TILL, "--day", "2023-11-25"), 1),
        ("decide no-sales", (*TILL, "--day", "today"), 1),
        ("decide no-sales", TILL, 2),
        ("decide withdrawn", ("--stand", "A08", "--from", "2024-01-01"), 1),
        ("decide maker", ("--text", "Ibu Sri", "--maker", "M9"), 1),
        ("decide maker", ("--text", "\x07", "--maker", "M1"), 1),
        ("decide visitors", ("--day", "2023-10-25", "--count", "-1"), 2),
        ("decide visitors", ("--day", "2023-10-25", "--count", "999999999999"), 1),
        ("decide choose", ("--file", "ABCD-EF01"), 1),
        ("decide choose", ("--file", "AB"), 1),
        ("decide dismiss", ("--file", "zz"), 1),
        ("decide seat", (*TILL, "--seat", "0"), 2),
        ("decide revoke", ("ABCD-EF01",), 1),
        ("decide guess", (), 2),
        ("accept-key", (*TILL, "--key", "ABCD-EF01"), 1),
        ("accept-key", ("--stand", "A08", "--till", "9", "--key", "cd" * 32), 1),
        ("trust", ("--key", "ABCD-EF01"), 1),
    ],
)
def test_what_cannot_be_decided_is_refused_and_leaves_the_book_as_it_was(
    folder: Path, command: str, words: tuple[str, ...], code: int
) -> None:
    done = run(folder, command, "a.book", *words)
    assert done.exit_code == code
    assert done.stderr.strip()
    assert answer(folder, "decisions", "a.book") == {"decisions": []}


def test_without_its_key_a_book_decides_nothing_and_says_why(folder: Path) -> None:
    key = key_path(folder / "a.book")
    good = key.read_bytes()
    words = (*TILL, "--day", "2023-10-25", "--json")
    for content, said in (
        (None, "tidak ada di samping buku"),
        (b"?", "di samping buku rusak"),
        (b"07" * 32, "bukan kunci kantor pemilik"),
    ):
        key.unlink(missing_ok=True)
        if content is not None:
            key.write_bytes(content)
        done = run(folder, "decide no-sales", "a.book", *words)
        assert done.exit_code == 1
        assert said in done.stderr
    key.write_bytes(good)
    assert run(folder, "decide no-sales", "a.book", *words).exit_code == 0


def test_what_was_undone_can_be_decided_once_more_in_the_same_second(folder: Path) -> None:
    words = (*TILL, "--day", "2023-10-26")
    for _ in range(3):
        made = answer(folder, "decide no-sales", "a.book", *words)
        assert made["new"]
        assert status(folder, "a.book")["received"] == 1
        undo = answer(folder, "decide revoke", "a.book", made["id"])
        assert undo["new"] and undo["supersedes"] == [made["id"]]
        assert not answer(folder, "decide revoke", "a.book", made["id"])["new"]
        assert status(folder, "a.book")["received"] == 0


def test_status_tells_a_person_what_to_look_at(folder: Path) -> None:
    run(folder, "merge", "a.book", *put(folder, "a08 25"))
    done = run(folder, "status", "a.book")
    assert done.exit_code == 0
    assert "Stan A08 kasir 1: kuncinya belum didaftarkan" in done.stderr
    assert run(folder, "status", "a.book", "--json").stderr == ""


# Two books.


def second_book(folder: Path, name: str, *, same_office: bool) -> None:
    """Another book of the event, of the same office or of one of its own."""
    if same_office:
        shutil.copy(key_path(folder / "a.book"), key_path(folder / name))
    assert run(folder, "init", name, "--event", "event.toml").exit_code == 0


def test_two_books_of_one_office_merge_either_way_to_the_same_bytes(folder: Path) -> None:
    second_book(folder, "b.book", same_office=True)
    run(folder, "merge", "a.book", *put(folder, "a07 25", "a07 27"))
    run(folder, "merge", "b.book", *put(folder, "twin 27", "a08 25"))
    run(folder, "decide no-sales", "a.book", *TILL, "--day", "2023-10-26")
    run(folder, "decide withdrawn", "a.book", "--stand", "A07", "--from", "2023-10-26")
    run(folder, "decide withdrawn", "b.book", "--stand", "A07", "--from", "2023-10-27")
    for name in ("a", "b"):
        shutil.copy(folder / f"{name}.book", folder / f"{name}0.book")
    merged = run(folder, "merge", "a.book", "b0.book")
    assert "1 catatan dari buku lain" in merged.stdout.splitlines()[0]
    run(folder, "merge", "b.book", "a0.book")
    texts = {run(folder, "status", f"{name}.book", "--json").stdout for name in ("a", "b")}
    assert len(texts) == 1
    found = json.loads(texts.pop())
    assert {"decision_conflict", "revision_fork"} <= {c["code"] for c in found["conflicts"]}


def test_another_office_s_files_are_taken_and_its_decisions_wait_for_trust(folder: Path) -> None:
    second_book(folder, "b.book", same_office=False)
    run(folder, "merge", "b.book", *put(folder, "a08 25"))
    run(folder, "decide no-sales", "b.book", *TILL, "--day", "2023-10-26")
    merged = answer(folder, "merge", "a.book", "b.book")
    assert len(merged["merged"]) == 1
    assert [p["code"] for p in merged["problems"]].count("office_unknown") == 1
    key = office_key(folder / "b.book").public_hex
    found = status(folder, "a.book")
    assert (found["received"], found["decisions"][0]["standing"]) == (1, "office_unknown")
    unknown = [w["detail"] for w in found["warnings"] if w["code"] == "office_unknown"]
    assert unknown == [f"{key[:4]}-{key[4:8]}".upper()]
    trusted = run(folder, "trust", "a.book", "--key", unknown[0])
    assert (trusted.exit_code, trusted.stdout.strip()) == (0, key)
    found = status(folder, "a.book")
    assert (found["received"], found["decisions"][0]["standing"]) == (2, "in_force")
    assert run(folder, "trust", "a.book", "--key", key, "--undo").exit_code == 0
    assert status(folder, "a.book")["received"] == 1
    assert run(folder, "trust", "a.book", "--key", key).exit_code == 0
    assert status(folder, "a.book")["received"] == 2
    again = run(folder, "merge", "a.book", "b.book")
    assert (again.exit_code, "office trust" in again.stderr) == (0, False)


def forge(path: Path, change: str) -> None:
    """Changes the records of a book behind its back."""
    with sqlite3.connect(path) as database:
        database.execute("DROP TRIGGER records_never_UPDATE")
        database.execute(f"UPDATE records SET {change} WHERE kind = 'decision'")
    database.close()


@pytest.mark.parametrize(
    "change",
    [
        "body = CAST(replace(CAST(body AS TEXT), '-26', '-27') AS BLOB)",
        "signature = zeroblob(64)",
        "body = CAST(body || ' ' AS BLOB)",
        "kind = 'pack'",
    ],
)
def test_a_record_that_was_changed_on_the_way_is_rejected_by_name(
    folder: Path, change: str
) -> None:
    second_book(folder, "b.book", same_office=True)
    run(folder, "decide no-sales", "b.book", *TILL, "--day", "2023-10-26")
    forge(folder / "b.book", change)
    done = run(folder, "merge", "a.book", "b.book", "--json")
    assert done.exit_code == 1
    assert [entry["code"] for entry in json.loads(done.stdout)["rejected"]] == ["record_damaged"]
    assert status(folder, "a.book")["decisions"] == []


def test_a_book_of_another_event_gives_no_record(folder: Path) -> None:
    (folder / "other.toml").write_bytes(TOML.replace(b"EXPO23", b"EXPO24"))
    shutil.copy(key_path(folder / "a.book"), key_path(folder / "o.book"))
    run(folder, "init", "o.book", "--event", "other.toml")
    run(folder, "decide no-sales", "o.book", *TILL, "--day", "2023-10-26")
    merged = answer(folder, "merge", "a.book", "o.book")
    assert {p["code"] for p in merged["problems"]} == {"record_of_other_event"}
    assert status(folder, "a.book")["decisions"] == []


# A book's own office.


def test_a_book_that_an_older_app_made_knows_its_office_still(folder: Path) -> None:
    with sqlite3.connect(folder / "a.book") as database:
        database.execute("DROP TABLE root")
        database.execute("PRAGMA user_version=2")
    database.close()
    with Book.open(folder / "a.book") as book:
        assert book.owner_key == office_key(folder / "a.book").public_hex


def test_a_book_of_no_office_is_founded_by_its_first_decision_not_by_a_merge(folder: Path) -> None:
    Book.create(folder / "old.book", TOML).close()
    run(folder, "merge", "old.book", "a.book")
    with Book.open(folder / "old.book") as book:
        assert book.owner_key is None
    done = run(folder, "decide no-sales", "old.book", *TILL, "--day", "2023-10-25")
    assert done.exit_code == 0
    assert status(folder, "old.book")["decisions"][0]["standing"] == "in_force"


def test_a_book_that_cannot_be_made_leaves_no_key_behind(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_bytes(TOML)
    (tmp_path / "b.book").write_bytes(b"something else")
    assert run(tmp_path, "init", "b.book", "--event", "event.toml").exit_code == 1
    assert not key_path(tmp_path / "b.book").exists()


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_books_that_got_files_and_decisions_apart_say_the_same_together(
    data: st.DataObject,
) -> None:
    names = sorted(set(world()) - {"cut short", "other event", "training"})
    commands = (
        ("decide no-sales", *TILL, "--day", "2023-10-26"),
        ("decide withdrawn", "--stand", "A08", "--from", "2023-10-27"),
        ("decide withdrawn", "--stand", "A08", "--from", "2023-10-26"),
        ("accept-key", "--stand", "A07", "--till", "1", "--key", "cd" * 32),
        ("decide choose", "--file", read_day(world()["a07 27"]).code),
        ("decide choose", "--file", read_day(world()["twin 27"]).code),
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "event.toml").write_bytes(TOML)
        run(folder, "init", "a.book", "--event", "event.toml")
        second_book(folder, "b.book", same_office=True)
        for book in ("a.book", "b.book"):
            files = put(folder, *data.draw(st.lists(st.sampled_from(names), max_size=4)))
            if files:
                run(folder, "merge", book, *files)
            for command, *words in data.draw(st.lists(st.sampled_from(commands), max_size=3)):
                run(folder, command, book, *words)
        for book in ("a", "b"):
            shutil.copy(folder / f"{book}.book", folder / f"{book}0.book")
        run(folder, "merge", "a.book", "b0.book")
        run(folder, "merge", "b.book", "a0.book")
        run(folder, "merge", "b.book", "a0.book", "b0.book")
        texts = {run(folder, "status", f"{book}.book", "--json").stdout for book in "ab"}
    assert len(texts) == 1
