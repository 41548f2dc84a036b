"""The office's papers and commands: the same bytes each time, and never a formula or a bare sum."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from office.real_files import TOML, world
from office.small_world import DAYS, Till, sale, status, whole_fair
from python_calamine import CalamineWorkbook
from support.papers import text_of

from pos_app.cli.office import office
from pos_app.cli.support import Context, SafeGroup
from pos_app.domain.settlement import Settlement
from pos_app.office.book_day import FileMaker
from pos_app.office.report.report import file_names, report_files
from pos_app.office.report.workbook import HEADER_ROW, escape_formula

LATER = "2023-11-01T10:00:00+08:00"


def test_the_same_status_gives_the_same_bytes() -> None:
    assert list(report_files(status(whole_fair()))) == list(report_files(status(whole_fair())))


def test_the_first_page_says_how_complete_the_total_is() -> None:
    pdf = text_of(dict(report_files(status(whole_fair()[1:])))[Path("report.pdf")])
    assert "Rp8.000" in pdf
    assert "8 dari 9 hari-kasir" in pdf
    assert "0812-0000-0007" not in pdf


def test_a_settlement_is_provisional_until_all_is_here() -> None:
    path = Path("settlement", "M1.pdf")
    assert "SEMENTARA" not in text_of(dict(report_files(status(whole_fair())))[path])
    assert "SEMENTARA" in text_of(dict(report_files(status(whole_fair()[1:])))[path])


def test_no_amount_is_broken_over_two_lines() -> None:
    big = Till("A08", "1").close(DAYS[0], sale("1", 123_456_789_012_345))
    assert "Rp123.456.789.012.345" in text_of(dict(report_files(status([big])))[Path("report.pdf")])


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    day = Till("A08", "1").close(DAYS[0], sale("1", 1000, maker="=1+1"))
    day = replace(day, makers={"=1+1": FileMaker("@SUM(A1)")})
    files = dict(report_files(status([day])))
    rows = list(csv.DictReader(files[Path("by_maker.csv")].decode().splitlines()))
    assert (rows[0]["maker"], rows[0]["name"]) == ("'=1+1", "'@SUM(A1)")
    path = tmp_path / "report.xlsx"
    path.write_bytes(files[Path("report.xlsx")])
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Per perajin").to_python()
    assert sheet[HEADER_ROW + 1][:2] == ["=1+1", "@SUM(A1)"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1"])
def test_a_formula_is_made_harmless(cell: str) -> None:
    assert escape_formula(cell) == f"'{cell}"
    assert escape_formula(-5) == -5


def test_settlement_files_have_safe_names_and_no_two_alike() -> None:
    makers = ["M1", "m1", "../x", "Bu Sri", "CON", "", "..", "a/b"]
    names = file_names([Settlement(maker, maker) for maker in makers])
    assert names == ["M1", "m1_2", "x", "Bu_Sri", "_CON", "maker", "maker_2", "a_b"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "event.toml").write_bytes(TOML)
    (tmp_path / "usb").mkdir()
    for name in ("a07 25", "a08 25"):
        (tmp_path / "usb" / f"{name}.zip").write_bytes(world()[name])
    assert run(tmp_path, "init", "office.book", "--event", "event.toml").exit_code == 0
    return tmp_path


def run(folder: Path, command: str, *words: str) -> Result:
    """One command of the office; words that name a file are taken within the folder."""
    group = SafeGroup("test", commands={"office": office})
    paths = [str(folder / w) if "." in w or w in ("usb", "out") else w for w in words]
    context = Context(None, LATER, "id")
    return CliRunner().invoke(group, ["office", command, *paths], obj=context)


def test_merge_and_status_answer_in_json(folder: Path) -> None:
    merged = run(folder, "merge", "office.book", "usb", "--json")
    assert merged.exit_code == 0
    answer = json.loads(merged.stdout)
    lists = ["merged", "same", "replaced", "conflicts", "rejected", "problems"]
    assert [key for key in answer if key in lists] == lists
    assert (answer["partial"], answer["codes"]["new"]) == ([], 0)
    entry = ["file", "manifest", "stand", "till", "day", "revision"]
    assert list(answer["merged"][0]) == entry
    found = json.loads(run(folder, "status", "office.book", "--json").stdout)
    assert (found["through"], found["complete"]) == ("2023-10-27", False)
    assert (found["expected"], found["received"]) == (6, 2)
    assert found["totals"]["net"] == 400_000


def test_a_rejected_file_makes_merge_fail_and_status_never_does(folder: Path) -> None:
    (folder / "cut.zip").write_bytes(world()["cut short"])
    assert run(folder, "merge", "office.book", "usb", "cut.zip").exit_code == 1
    shown = run(folder, "status", "office.book")
    assert shown.exit_code == 0
    assert "Rp400.000 terkonfirmasi" in shown.stdout
    assert "2 dari 6 hari-kasir" in shown.stdout


def test_a_report_lies_in_its_folder(folder: Path) -> None:
    run(folder, "merge", "office.book", "usb")
    assert run(folder, "report", "office.book", "--out", "out").exit_code == 0
    names = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.*")}
    assert {"report.pdf", "report.xlsx", "by_day.csv", "settlement/M1.pdf"} <= names


def test_a_plan_with_faults_makes_no_book(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_text('code = "e"')
    refused = run(tmp_path, "init", "office.book", "--event", "event.toml")
    assert refused.exit_code == 1
    assert not list(tmp_path.glob("office.book*"))
