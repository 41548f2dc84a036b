"""The plan of a book can be changed later, as signed decisions, wherever the plan is read."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from office.real_files import TOML, new_book, put_files
from support.shops import clock_at

from pos_app.cli.main import cli
from pos_app.errors import PosError, Refused
from pos_app.office.book import Book
from pos_app.office.plan.plan_changes import changed_plan, read_changes
from pos_app.office.plan.plan_text import MakerDraft, StandDraft
from pos_app.services.office import book_view, decisions, event_book, plan_decisions, stand_packs
from pos_app.services.office.plan_decisions import PlanForm

CLOCK = clock_at("2023-10-27T21:00:00+08:00")
NEW_STAND = b'[[stand]]\ncode = "B01"\nname = "Berau"\ntills = 2\nphone = "0812-1"\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path)


def change(book: Path, toml: bytes) -> None:
    plan_decisions.change_plan(book, toml, CLOCK, "rapat")


def plan(book: Path):  # type: ignore[no-untyped-def]
    with Book.open(book, writing=False) as opened:
        return opened.plan


def test_a_new_stand_is_expected_and_gets_packs(book: Path, tmp_path: Path) -> None:
    before = event_book.book_status(book, None, CLOCK).expected
    change(book, NEW_STAND)
    status = event_book.book_status(book, None, CLOCK)
    assert status.expected == before + 2 * 3
    assert ("B01", "2", "2023-10-26") in status.missing
    packs = stand_packs.write_stand_packs(book, tmp_path / "packs").packs
    assert [(pack.stand, pack.till) for pack in packs][-2:] == [("B01", "1"), ("B01", "2")]


def test_the_tills_that_were_there_keep_their_packs(book: Path, tmp_path: Path) -> None:
    before = stand_packs.write_stand_packs(book, tmp_path / "packs")
    change(book, NEW_STAND)
    after = stand_packs.write_stand_packs(book, tmp_path / "packs")
    assert not after.problems
    assert [each.path for each in after.packs][: len(before.packs)] == [
        each.path for each in before.packs
    ]


def test_files_of_a_stand_that_was_forgotten_count_once_it_is_planned(tmp_path: Path) -> None:
    path, toml = tmp_path / "fair.book", tmp_path / "event.toml"
    toml.write_bytes(TOML.replace(b'[[stand]]\ncode = "A08"\ntills = ["1"]\n', b""))
    event_book.init_book(path, toml)
    event_book.merge_into(path, [put_files(tmp_path / "stick", "a08 25")])
    assert event_book.book_status(path, None, CLOCK).totals.net == 0
    change(path, b'[[stand]]\ncode = "A08"\ntills = ["1"]\n')
    assert event_book.book_status(path, None, CLOCK).totals.net > 0


def test_a_change_of_the_plan_says_what_it_moved(tmp_path: Path) -> None:
    path, toml = tmp_path / "fair.book", tmp_path / "event.toml"
    toml.write_bytes(TOML.replace(b'[[stand]]\ncode = "A08"\ntills = ["1"]\n', b""))
    event_book.init_book(path, toml)
    event_book.merge_into(path, [put_files(tmp_path / "stick", "a07 25", "a08 25")])
    before = event_book.book_status(path, None, CLOCK).totals.net
    change(
        path,
        b'[[stand]]\ncode = "A08"\ntills = ["1"]\n'
        b'[[maker]]\ncode = "M9"\nname = "Bu Ani"\nshare_pct = 5\n',
    )
    found = event_book.book_status(path, None, CLOCK)
    told = {each["part"]: each["moved"] for each in found.as_json()["decisions"]}
    assert told == {"stand": found.totals.net - before, "maker": None}
    assert told["stand"]


def test_a_later_last_day_says_what_it_moved(tmp_path: Path) -> None:
    path, toml = tmp_path / "fair.book", tmp_path / "event.toml"
    toml.write_bytes(TOML.replace(b"end = 2023-10-27", b"end = 2023-10-26"))
    event_book.init_book(path, toml)
    event_book.merge_into(path, [put_files(tmp_path / "stick", "a07 25", "a07 26 r2", "a07 27")])
    before = event_book.book_status(path, None, CLOCK).totals.net
    change(path, b"end = 2023-10-27\n")
    found = event_book.book_status(path, None, CLOCK)
    (told,) = found.as_json()["decisions"]
    assert told["moved"] == found.totals.net - before > 0


def test_a_day_a_telephone_and_a_maker(book: Path) -> None:
    change(book, b'end = 2023-10-28\n[[maker]]\ncode = "M9"\nname = "Bu Ani"\nshare_pct = 12.5\n')
    change(book, b'[[stand]]\ncode = "A07"\nphone = "0811"\n[[maker]]\ncode="M1"\nphone="0822"\n')
    found = plan(book)
    assert found.end == "2023-10-28"
    assert found.stand("A07").days[-1] == "2023-10-28"
    assert found.stand("A07").phone == "0811"
    assert (found.maker("M9").share_bp, found.maker("M1").name) == (1_250, "Bu Sri")
    assert found.maker_phones == {"M1": "0822"}


def test_a_later_change_keeps_what_an_earlier_one_changed_besides(book: Path) -> None:
    change(book, b'[[stand]]\ncode = "A07"\nphone = "0811"\n')
    change(book, b'[[stand]]\ncode = "A07"\ntills = 2\n')
    stand = plan(book).stand("A07")
    assert (stand.phone, stand.tills) == ("0811", ("1", "2"))


def test_a_change_can_be_undone(book: Path) -> None:
    [decided] = plan_decisions.change_plan(book, NEW_STAND, CLOCK)
    decisions.revoke(book, [decided.decision.identity], CLOCK)
    assert plan(book).stand("B01") is None


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        (b'code = "X"\n', "plan_change_unknown"),
        (b'goods = "a.csv"\n', "plan_change_unknown"),
        (b'[[stand]]\ncode = "A07"\ngoods = "a.csv"\n', "plan_change_unknown"),
        (b"[[stand]]\ntills = 1\n", "plan_change_unknown"),
        (b"", "plan_change_empty"),
        (b'[[stand]]\ncode = "B01"\n', "plan_key_missing"),
        (b"end = 2023-10-20\n", "plan_end_before_start"),
        (b'[[stand]]\ncode = "A07"\ndays = [2024-01-01]\n', "plan_day_outside"),
    ],
)
def test_what_cannot_be_a_plan_is_refused_and_nothing_is_written(
    book: Path, toml: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        change(book, toml)
    assert code in {problem.code for problem in refused.value.problems}
    assert decisions.decisions(book) == ()


def test_a_till_day_with_a_file_cannot_leave_the_plan(book: Path, tmp_path: Path) -> None:
    event_book.merge_into(book, [put_files(tmp_path / "stick", "a07 25")])
    with pytest.raises(PosError, match="plan_change_drops"):
        change(book, b'[[stand]]\ncode = "A07"\ndays = [2023-10-26]\n')


def test_the_change_travels_with_the_book_and_its_order_does_not_matter(
    book: Path, tmp_path: Path
) -> None:
    changes = (NEW_STAND, b"end = 2023-10-28\n", b'[[stand]]\ncode = "A07"\nphone = "1"\n')
    read = [each for toml in changes for each in read_changes(toml)]
    plans = {repr(changed_plan(TOML, order)) for order in itertools.permutations(read)}
    assert len(plans) == 1


def test_changes_that_do_not_fit_together_leave_a_plan_that_can_be_read() -> None:
    late = read_changes(b'[[stand]]\ncode = "A07"\ndays = [2023-10-28]\n')
    phone = read_changes(b'[[stand]]\ncode = "A08"\nphone = "1"\n')
    found = changed_plan(TOML, [*late, *phone])  # the fair ends on the 27th
    assert found.stand("A08").phone == "1"  # type: ignore[union-attr]
    assert found.stand("A07").days[-1] == "2023-10-27"  # type: ignore[union-attr]


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=6), st.text(max_size=6)))
def test_any_text_is_a_change_or_refused(code: str, keys: dict[str, str]) -> None:
    lines = "".join(f"{json.dumps(k)} = {json.dumps(v)}\n" for k, v in keys.items() if k != "code")
    toml = f"[[stand]]\ncode = {json.dumps(code)}\n{lines}"
    try:
        changes = read_changes(toml.encode("utf-8", "replace"))
    except Refused:
        return
    assert changed_plan(TOML, changes).code == "EXPO23"


def test_the_command_says_what_changed_without_the_number(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "change.toml"
    file.write_bytes(NEW_STAND)
    command = ["office", "decide", str(book), "plan", "--change", str(file), "--reason", "telat"]
    shown = CliRunner().invoke(cli, command)
    assert shown.exit_code == 0, shown.output
    assert "B01" in shown.output and "0812" not in shown.output
    again = CliRunner().invoke(cli, [*command, "--json"])
    assert json.loads(again.stdout)["decisions"][0]["new"] is False


def test_the_view_shows_the_changed_plan(book: Path) -> None:
    change(book, NEW_STAND)
    view = book_view.view_book(book, None, CLOCK)
    assert [(place.stand, place.till) for place in view.grid.tills][-1] == ("B01", "2")


def test_a_form_that_changed_nothing_changes_nothing(book: Path) -> None:
    found = plan(book)
    assert plan_decisions.change_text(found, plan_decisions.plan_form(found)) == ""


def test_a_form_becomes_the_change_of_what_differs(book: Path) -> None:
    change(book, b'[[stand]]\ncode = "A07"\nphone = "0811"\ndays = [2023-10-25]\n')
    found = plan(book)
    form = plan_decisions.plan_form(found)
    first, second = form.stands
    assert (first.days, second.days) == ("25", "")
    new = StandDraft("B01", "Berau", 2, days="26-28")
    maker = MakerDraft("M9", "Bu Ani", "12,5", phone="0899")
    typed = PlanForm(
        "2023-10-28", (replace(first, phone="", days=""), second, new), (*form.makers, maker)
    )
    text = plan_decisions.change_text(found, typed)
    assert "A08" not in text and "M1" not in text
    change(book, text.encode())
    after = plan(book)
    assert after.stand("A07").phone == "" and len(after.stand("A07").days) == 4
    assert after.stand("B01").days == ("2023-10-26", "2023-10-27", "2023-10-28")
    assert after.maker_phones == {"M9": "0899"}


def test_a_form_cannot_take_a_stand_out(book: Path) -> None:
    found = plan(book)
    form = plan_decisions.plan_form(found)
    with pytest.raises(PosError, match="plan_change_removes"):
        plan_decisions.change_text(found, replace(form, stands=form.stands[:1]))
