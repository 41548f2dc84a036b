"""The office file: decisions and slips go along as they were signed, and no personal data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from office.open_events import world_of
from office.real_files import TOML, world
from support.fate import OFFICE

from pos_app.cli.main import cli
from pos_app.dayfile.signing import signer_of
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.decide.decisions import DecisionKind, NoSales, PlanChange, sign_decision
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record
from pos_app.office.publish.office_file import (
    SUFFIX,
    OfficeFile,
    joined_views,
    office_file,
    read_office_file,
)
from pos_app.office.records import Record

PRIVATE = b"""
[[staff]]
code = "SRI"
name = "Sri Wahyuni"
role = "lead"
"""
PERSONS = (b"0812-345", b"0811-000", b"Sri Wahyuni", b"Desa Rahasia", b"hanya kami")


def private_toml() -> bytes:
    return (
        TOML.replace(b'code = "A08"', b'code = "A08"\nphone = "0812-345"').replace(
            b'name = "Pak Budi"', b'name = "Pak Budi"\nphone = "0812-345"\nvillage = "Desa Rahasia"'
        )
        + PRIVATE
    )


def decided(event: str, *contents: object) -> list[Record]:
    at = "2023-10-27T22:00:00+08:00"
    return [sign_decision(event, content, OFFICE, at=at) for content in contents]  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with a plan that names persons, and decisions."""
    found = tmp_path / "office.book"
    with Book.create(found, private_toml(), lambda: office_record("EXPO23", OFFICE)) as book:
        changes = (
            PlanChange("stand", '{"days":["2023-10-25"],"phone":"0811-000"}', "A08"),
            NoSales("A07", "1", "2023-10-27"),
        )
        for record in decided("EXPO23", *changes):
            book.add_record(record)
        for name in ("a07 25", "a08 25"):
            (tmp_path / f"{name}.zip").write_bytes(world()[name])
        merge(book, list(tmp_path.glob("*.zip")))
    return found


def file_of(path: Path) -> bytes:
    with Book.open(path) as book:
        return office_file(book)


def test_the_plan_goes_along_as_it_holds_and_names_no_person(path: Path) -> None:
    data = file_of(path)
    assert not [each for each in PERSONS if each in data]
    view = joined_views([read_office_file(data)])[0]["EXPO23"]
    with Book.open(path) as book:
        plan = book.plan
        assert view.effective.no_sales == book.effective_decisions().no_sales
    assert view.plan is not None
    assert view.plan.till_days(plan.end) == plan.till_days(plan.end)
    assert [m.code for m in view.plan.makers] == [m.code for m in plan.makers]
    assert [m.share_bp for m in view.plan.makers] == [m.share_bp for m in plan.makers]
    assert DecisionKind.PLAN not in {s.decision.kind for s in view.effective.statuses}
    assert view.effective.no_sales


def test_a_book_without_a_word_gives_a_file_too(tmp_path: Path) -> None:
    with Book.create(tmp_path / "b", TOML) as book:
        found = read_office_file(office_file(book))
    assert (found.event, found.owner, found.records) == ("EXPO23", "", ())


@given(st.data())
def test_no_changed_byte_is_believed(data: st.DataObject) -> None:
    file = sample()
    place = data.draw(st.integers(0, len(file) - 2))
    changed = bytearray(file)
    changed[place] ^= data.draw(st.integers(1, 255))
    try:
        found = read_office_file(bytes(changed))
    except PosError as error:
        assert error.code in ("office_file_damaged", "office_file_newer")
    else:  # names and the count of records that the book knew are not signed by anybody
        assert found.records == read_office_file(file).records


@given(st.data())
def test_a_file_that_lacks_a_line_is_refused(data: st.DataObject) -> None:
    lines = sample().splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    with pytest.raises(PosError, match="office_file_damaged"):
        read_office_file(b"".join(lines))


def sample() -> bytes:
    records = decided("EXPO23", *(NoSales("A07", "1", f"2023-10-2{day}") for day in (5, 6, 7)))
    return made(records)


def made(records: list[Record], **changes: object) -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        founder = office_record("EXPO23", OFFICE)
        with Book.create(Path(folder) / "b", TOML, lambda: founder) as book:
            for record in records:
                book.add_record(record)
            return office_file(book)


def test_a_newer_format_is_named() -> None:
    head, *rest = sample().splitlines()
    told = {**json.loads(head), "format": "pos-office/2"}
    with pytest.raises(PosError, match="office_file_newer"):
        read_office_file(b"\n".join([json.dumps(told).encode(), *rest]))


def test_later_files_add_and_the_order_changes_nothing() -> None:
    days = [NoSales("A07", "1", f"2023-10-2{day}") for day in (5, 6)]
    older, newer = (read_office_file(made(decided("EXPO23", *d))) for d in (days[:1], days))
    one, other = joined_views([older, newer]), joined_views([newer, older, older])
    assert one == other and one[1] == {}
    assert one[0]["EXPO23"].effective.no_sales == {day.till_day for day in days}


def test_of_two_offices_none_is_believed() -> None:
    file = read_office_file(sample())
    stranger = replace(file, owner=signer_of(bytes([77]) * 32).public_hex, records=())
    assert joined_views([file, stranger]) == ({}, {"EXPO23": "office_differs"})
    assert joined_views([file], [stranger.owner]) == ({}, {"EXPO23": "office_unknown"})
    assert joined_views([file], [file.owner])[0].keys() == {"EXPO23"}
    assert refused_for_its_plan(file) == {"EXPO23": "office_plan_differs"}


def refused_for_its_plan(file: OfficeFile) -> dict[str, str]:
    other = {**file.plan, "name": "Lain"}
    return joined_views([file, replace(file, plan=other)])[1]


def test_the_command_hands_on_every_file_as_received(path: Path, tmp_path: Path) -> None:
    command = ["office", "hand-on", str(path), "--to", str(tmp_path / "out"), "--json"]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    folder = tmp_path / "out" / "EXPO23"
    assert (told["files"], told["records"]) == (2, 2)
    assert {p.read_bytes() for p in folder.glob("*.zip")} == {
        world()["a07 25"],
        world()["a08 25"],
    }
    (office,) = folder.glob(f"*{SUFFIX}")
    assert office.read_bytes() == file_of(path) and told["office_file"] == str(office)
    before = sorted(folder.iterdir())
    assert CliRunner().invoke(cli, command).exit_code == 0
    assert sorted(folder.iterdir()) == before


def test_what_was_drawn_has_decisions_of_every_kind() -> None:
    kinds = {
        record.facts["kind"]
        for seed in range(60)
        for record in world_of(f"W{seed}", seed).records
        if record.kind == "decision"
    }
    assert kinds >= {"both", "choose", "no_sales", "withdrawn", "correct_share", "correct_price"}
    assert kinds >= {"paid", "maker", "plan", "dismiss"}
