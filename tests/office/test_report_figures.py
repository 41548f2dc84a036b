"""Paper, workbook and CSV say the same numbers as the status, and each says how complete it is."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from office.small_world import DAYS, TOML, Till, sale, status, whole_fair
from python_calamine import CalamineWorkbook
from support.papers import text_of

from pos_app.domain.money import format_rupiah
from pos_app.office.book_day import BookDay, FileMaker
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.plan_extras import EarlierFair
from pos_app.office.reconcile.disputed_range import DisputedRange
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.report.report import report_files
from pos_app.office.report.words import completeness_text
from pos_app.office.report.workbook import HEADER_ROW

SHEETS = {
    "by_day": "Per hari",
    "by_stand": "Per stan",
    "by_maker": "Per perajin",
    "by_category": "Per kategori",
    "by_till": "Per kasir",
    "by_hour": "Per jam",
    "by_country": "Per negara pembeli",
    "by_price": "Harga daftar dan terjual",
    "by_payment": "Cara bayar",
    "paid_by_day": "Cara bayar per hari",
    "paid_by_stand": "Cara bayar per stan",
}
NASTY = ("=1+1", "../x", "عربي", "🌺" * 10, "x" * 120, "a\nb", "@SUM(A1)", "-2", "<b>&amp;", "CON")


def fair() -> list[BookDay]:
    """Three stands' days with a bargain, a guest, a return, a void, a payout; one day missing."""
    first, second = Till("A07", "1", key="a"), Till("A08", "1", key="b")
    days = [
        first.close(
            DAYS[0],
            sale("1", 125_000, qty=3, discount=30_000, country="AU"),
            sale("2", 45_000, maker="M2", at="2023-10-25T19:00:00+08:00"),
        ),
        first.close(DAYS[1], sale("3", 33_333, share_bp=333), sale("4", 10_001, maker="M2")),
        second.close(
            DAYS[0],
            sale("5", 45_000, maker="M2", discount=5_000),
            sale("6", 45_000, qty=-1, discount=-5_000, maker="M2", kind="refund"),
            sale("7", 9_000),
            sale("8", 9_000, qty=-1, kind="void"),
        ),
    ]
    paid = {**days[2].makers, "M1": FileMaker("Bu Sri", paid_out=12_345)}
    return [*days[:2], replace(days[2], makers=paid)]


@lru_cache(maxsize=1)
def found() -> Status:
    return status(fair())


@lru_cache(maxsize=1)
def files() -> Mapping[str, bytes]:
    return {path.as_posix(): content for path, content in report_files(found())}


def csv_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files()[f"{name}.csv"].decode().splitlines()))


def sheet_rows(title: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(files()["report.xlsx"]))
    rows: list[list[object]] = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return rows


@pytest.mark.parametrize("name", SHEETS)
def test_the_csv_says_what_the_status_says(name: str) -> None:
    answer = found().as_json()[name]
    rows = csv_rows(name)
    assert answer and len(rows) == len(answer)
    for row, wanted in zip(rows, answer, strict=True):
        shared = wanted.keys() & row.keys()
        assert "net" in shared or "sold" in shared
        assert {key: row[key] for key in shared} == {key: str(wanted[key]) for key in shared}


@pytest.mark.parametrize("name", SHEETS)
def test_the_workbook_says_what_the_csv_says(name: str) -> None:
    rows = sheet_rows(SHEETS[name])[HEADER_ROW + 1 :]
    wanted = [list(row.values()) for row in csv_rows(name)]
    if name == "by_hour":  # people read that there is no hour
        wanted = [[row[0] or "tidak diketahui", *row[1:]] for row in wanted]
    width = len(wanted[0])
    shown = [[str(int(c)) if isinstance(c, float) else str(c) for c in row[:width]] for row in rows]
    assert shown[: len(wanted)] == wanted


@pytest.mark.parametrize("name", SHEETS)
def test_the_paper_says_every_sum_of_the_status(name: str) -> None:
    text = text_of(files()["report.pdf"])
    for row in found().as_json()[name]:
        for key in ("net", "gross", "discount", "refunds", "listed", "sold"):
            if key in row:
                assert format_rupiah(row[key]) in text, (name, key)


def test_the_paper_and_the_metadata_say_the_totals() -> None:
    text, totals = text_of(files()["report.pdf"]), found().totals
    for amount in (
        totals.net,
        totals.gross,
        totals.discount,
        totals.refunds,
        totals.paid_by("cash"),
    ):
        assert format_rupiah(amount) in text
    facts = {row["key"]: row["value"] for row in csv_rows("metadata")}
    assert {key: int(facts[key]) for key in totals.as_dict()} == totals.as_dict()
    assert (facts["received"], facts["expected"], facts["complete"]) == ("3", "9", "tidak")


def test_the_lines_of_the_statements_add_up_in_the_csv() -> None:
    due = {row["maker"]: int(row["due"]) for row in csv_rows("settlement")}
    lines = csv_rows("settlement_lines")
    assert due == {
        maker: sum(int(row["due"]) for row in lines if row["maker"] == maker) for maker in due
    }
    assert [(row["maker"], row["amount"]) for row in csv_rows("payouts")] == [("M1", "12345")]


def test_every_figure_can_be_traced_to_the_codes_of_its_files() -> None:
    rows, text = csv_rows("files"), text_of(files()["report.pdf"])
    assert sum(int(row["net"]) for row in rows) == found().totals.net
    assert {row["manifest"] for row in rows} == {day.identity for day in fair()}
    for row in rows:
        assert row["code"] in text
        assert row["manifest"].upper().startswith(row["code"].replace("-", ""))


def test_every_sheet_says_at_its_top_how_complete_it_is() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(files()["report.xlsx"]))
    assert {*SHEETS.values(), "Ringkasan", "Berkas harian", "Metadata"} <= set(book.sheet_names)
    for name in book.sheet_names:
        top = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[0]
        assert top[0] == completeness_text(found(), "id"), name


def test_the_workbook_has_native_charts_and_no_formula() -> None:
    with zipfile.ZipFile(BytesIO(files()["report.xlsx"])) as package:
        names = package.namelist()
        sheets = [package.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert sum(name.startswith("xl/charts/chart") for name in names) == 10
    assert not any(b"<f>" in content for content in sheets)


def test_the_data_package_describes_every_csv_byte_for_byte() -> None:
    package = json.loads(files()["datapackage.json"])
    assert {item["path"] for item in package["resources"]} == {
        name for name in files() if name.endswith(".csv")
    }
    for item in package["resources"]:
        content = files()[item["path"]]
        assert item["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode().splitlines()[0].split(",")
        assert [field["name"] for field in item["schema"]["fields"]] == header
    assert package["pos"]["complete"] is False
    assert package["pos"]["totals"] == found().totals.as_dict()
    assert package["pos"]["manifests"] == sorted(day.identity for day in fair())


def test_the_first_page_names_what_is_missing_and_what_is_disputed_between_what() -> None:
    fork = Till("A08", "1", key="b").close(DAYS[0], sale("other", 777_000))
    disputed = status([*fair(), fork])
    assert disputed.disputed == DisputedRange(0, 777_000)
    text = text_of(dict(report_files(disputed))[Path("report.pdf")])
    assert "antara Rp0 dan Rp777.000" in text
    assert "Belum lengkap: 2 dari 9 hari-kasir dalam jumlah" in text
    assert "A07-2 25 Oktober 2023" in text


def test_a_key_in_doubt_may_take_its_whole_day_away() -> None:
    mine, other = Till("A07", "1", key="a"), Till("A07", "1", key="b")
    files = [mine.close(DAYS[0], sale("1", 100)), other.close(DAYS[1], sale("2", 20))]
    assert status(files).disputed == DisputedRange(0, 120)


def test_a_sale_with_two_contents_may_fall_away_from_either_day() -> None:
    first = Till("A07", "1", key="a").close(DAYS[0], sale("1", 1000), sale("2", 5))
    second = Till("A07", "2", key="b").close(DAYS[0], sale("1", 900))
    found = status([first, second])
    assert [conflict.code for conflict in found.conflicts] == ["sale_conflict"] * 2
    assert found.disputed == DisputedRange(5 - 5, 1905)


def test_the_target_is_said_and_a_complete_fair_says_that_it_is() -> None:
    plan = read_plan(b"target = 4500" + TOML)[0]
    text = text_of(dict(report_files(status_of(plan, whole_fair(), DAYS[-1])))[Path("report.pdf")])
    assert "200,0% dari target Rp4.500" in text
    assert "Lengkap: 9 dari 9 hari-kasir dalam jumlah" in text


def test_unusual_names_do_no_harm(tmp_path: Path) -> None:
    sales = [sale(str(n), 1000, maker=name) for n, name in enumerate(NASTY)]
    day = Till("A08", "1").close(DAYS[0], *sales)
    day = replace(day, makers={name: FileMaker(name * 2) for name in NASTY})
    made = dict(report_files(status([day])))
    for path, content in made.items():
        assert not path.is_absolute() and ".." not in path.parts and len(path.name) < 100
        target = tmp_path / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    statements = [path for path in made if path.parent.name == "settlement"]
    assert len({path.name.casefold() for path in statements}) == len(NASTY)
    assert len(list((tmp_path / "settlement").iterdir())) == len(NASTY)
    rows = list(csv.reader(made[Path("by_maker.csv")].decode().splitlines(keepends=True)))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_fair_without_a_file_still_has_a_report() -> None:
    made = {path.as_posix(): content for path, content in report_files(status([]))}
    text = text_of(made["report.pdf"])
    assert "Rp0" in text and "0 dari 9 hari-kasir" in text
    assert (
        made["by_day.csv"].decode().strip() == "day,sales,qty,gross,discount,refunds,rounding,net"
    )


@pytest.mark.parametrize(("net", "is_named"), [(10_000, True), (0, False)])
def test_an_earlier_fair_of_unknown_length_is_named_and_not_compared_with(
    net: int, is_named: bool
) -> None:
    plan = replace(read_plan(TOML)[0], earlier=EarlierFair("Nusakraf 2023", net))
    made = dict(report_files(status_of(plan, whole_fair(), DAYS[-1])))
    text = " ".join(text_of(made[Path("report.pdf")]).split())
    assert ("Nusakraf 2023: Rp10.000; lamanya tidak diketahui" in text) is is_named
    assert "terhadap Nusakraf 2023" not in text


def test_a_fair_is_compared_by_the_day_where_the_earlier_one_had_other_days() -> None:
    """Rp9.000 in three days, after Rp10.000 in five."""
    earlier = EarlierFair("Nusakraf 2023", 10_000, 5)
    plan = replace(read_plan(TOML)[0], earlier=earlier)
    made = dict(report_files(status_of(plan, whole_fair(), DAYS[-1])))
    text = " ".join(text_of(made[Path("report.pdf")]).split())
    assert "Per hari +50,0% terhadap Nusakraf 2023: Rp3.000 (3 hari penuh), dulu Rp2.000" in text
    assert "-10,0%" not in text
