"""Several fairs side by side: added up once, makers over all of them, and the limit of a year."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from office.real_files import TOML, world
from office.small_world import DAYS, Till, plan, sale
from python_calamine import CalamineWorkbook
from support.papers import text_of

from pos_app.cli.office import office
from pos_app.cli.support import Context, SafeGroup
from pos_app.clock import ManualClock, parse_stamp
from pos_app.domain.money import Rupiah
from pos_app.office.book_day import BookDay
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.report.fair_hours import fair_hours
from pos_app.office.report.fair_tables import fair_tables, fairs_text
from pos_app.office.report.fairs import (
    TAX_FREE_YEAR,
    Fair,
    MakerName,
    fair_of,
    makers_over,
    may_be_one,
    side_by_side,
)
from pos_app.services.office import board, event_book, reports
from pos_app.services.office.fairs import (
    join_makers,
    joined_makers,
    part_makers,
    read_fairs,
)
from pos_app.services.office.reports import write_report
from pos_app.services.office.settings import OfficeSettings

LATER = "2023-11-01T10:00:00+08:00"
SRI, BUDI = MakerName("M1", "Bu Sri"), MakerName("M2", "Pak Budi")


def seen(days: list[BookDay], code: str = "EXPO23", start: str = DAYS[0]) -> Status:
    """The status of a fair of three days; another code or start makes it another event."""
    year = start[:4]
    found = replace(plan(), code=code, name=code.title(), start=start, end=f"{year}-10-27")
    return status_of(found, days, found.end)


def fair(*amounts: int, code: str = "EXPO23", source: str = "a.book", maker: str = "M1") -> Fair:
    """A fair whose till A08-1 sold for one amount a day."""
    till = Till("A08", "1")
    files = [
        till.close(day, sale(f"{code}{day}", amount, maker=maker, at=f"{day}T10:00:00+08:00"))
        for day, amount in zip(DAYS, amounts, strict=False)
    ]
    return fair_of(seen(files, code), source)


def test_a_fair_has_its_days_by_number_and_its_makers_by_month() -> None:
    found = fair(1_000, 2_000)
    assert [(day.number, day.net) for day in found.days] == [(1, 1_000), (2, 2_000)]
    assert (found.net, found.planned_days, found.complete) == (3_000, 3, False)
    assert [(each.who, each.months) for each in found.makers] == [(SRI, {"2023-10": 3_000})]


def test_only_days_of_which_nothing_is_missing_make_the_net_of_a_day() -> None:
    tills = [Till("A07", "1"), Till("A07", "2"), Till("A08", "1")]
    whole = [till.close(DAYS[0], sale(f"{n}", 1_000)) for n, till in enumerate(tills)]
    part = [tills[0].close(DAYS[1], sale("late", 9_000))]
    found = fair_of(seen([*whole, *part]), "a.book")
    assert (found.net, found.whole_days, found.per_day) == (12_000, 1, 3_000)
    assert [day.is_whole for day in found.days] == [True, False]


def test_a_refund_counts_in_the_month_of_its_own_business_day() -> None:
    till = Till("A08", "1")
    sold = till.close(DAYS[0], sale("s", 900))
    back = till.close(DAYS[1], sale("r", 900, qty=-1, kind="refund", of="s"))
    found = fair_of(seen([sold, back]), "a.book")
    assert [dict(each.months) for each in found.makers] == [{"2023-10": 0}]
    assert found.net == 0


def test_two_books_of_one_event_are_added_once_whichever_comes_first() -> None:
    full, part = fair(1_000, 2_000, source="full.book"), fair(1_000, source="part.book")
    other = fair(500, code="GEBYAR")
    for order in ((full, part, other), (part, other, full)):
        found = side_by_side(order)
        assert found.net == 3_500
        assert [each.source for each in found.left_out] == ["part.book"]


def test_the_same_code_in_another_year_is_another_event() -> None:
    last_year = replace(fair(700), start="2022-10-25", end="2022-10-27", source="old.book")
    assert side_by_side([fair(1_000), last_year]).net == 1_700


def test_makers_are_one_by_code_and_name_or_by_a_choice() -> None:
    one, other = fair(1_000), fair(2_000, code="GEBYAR")
    renamed = replace(other.makers[0], who=MakerName("SRI", "bu  sri"))
    other = replace(other, makers=(renamed,))
    apart = makers_over([one, other])
    assert [each.net for each in apart] == [2_000, 1_000]
    assert may_be_one(apart) == [(MakerName("SRI", "bu  sri"), SRI)]
    (together,) = makers_over([one, other], [[SRI, MakerName("SRI", "Bu Sri")]])
    assert (together.net, dict(together.fairs)) == (3_000, {0: 1_000, 1: 2_000})


def test_letter_case_makes_no_other_maker() -> None:
    other = fair(2_000, code="GEBYAR")
    other = replace(other, makers=(replace(other.makers[0], who=MakerName("m1", "BU SRI")),))
    assert len(makers_over([fair(1_000), other])) == 1


@pytest.mark.parametrize(
    ("net", "above"), [(TAX_FREE_YEAR, 0), (TAX_FREE_YEAR + 1, 1), (1_200_000_000, 700_000_000)]
)
def test_a_year_above_the_limit_is_marked_with_how_much(net: Rupiah, above: Rupiah) -> None:
    found = side_by_side([fair(net)])
    (year,) = found.makers[0].years
    assert (year.year, year.above) == ("2023", above)
    table = {each.name: each for each in fair_tables(found)}["maker_years"]
    assert bool(table.rows[0][-1]) == (above > 0)
    assert ("di atas Rp500 juta" in fairs_text(found)) == (above > 0)


def test_each_year_has_its_own_limit() -> None:
    one, other = fair(400_000_000), fair(400_000_000, code="GEBYAR")
    later = replace(other.makers[0], months={"2024-01": 400_000_000})
    (maker,) = makers_over([one, replace(other, makers=(later,))])
    assert [(year.year, year.above) for year in maker.years] == [("2023", 0), ("2024", 0)]


SALES = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["M1", "M2", "m1", "M9"]),
        st.integers(0, 900_000_000),
        st.sampled_from(["sale", "refund", "void"]),
    ),
    max_size=8,
)


@given(st.lists(SALES, min_size=1, max_size=4), st.booleans())
def test_the_fairs_add_up_to_what_their_books_confirm(
    sold: list[list[tuple[str, str, int, str]]], joins: bool
) -> None:
    fairs, confirmed = [], 0
    for number, sales in enumerate(sold):
        till = Till("A08", "1")
        days = []
        for day in DAYS:
            todays = [each for each in sales if each[0] == day]
            made = [
                sale(
                    f"{number}/{day}/{n}",
                    amount,
                    maker=maker,
                    kind=kind,
                    qty=1 if kind == "sale" else -1,
                    at=f"{day}T10:00:00+08:00",
                )
                for n, (_, maker, amount, kind) in enumerate(todays)
            ]
            days.append(till.close(day, *made))
        status = seen(days, f"EXPO{number}")
        confirmed += status.totals.net
        fairs.append(fair_of(status, f"{number}.book"))
    found = side_by_side(fairs, [[SRI, BUDI]] if joins else [])
    assert found.net == confirmed
    assert sum(day.net for each in found.fairs for day in each.days) == confirmed
    assert sum(row.net for each in found.fairs for row in each.stands) == confirmed
    rounding = sum(each.rounding for each in found.fairs)
    assert sum(maker.net for maker in found.makers) + rounding == confirmed
    assert sum(y.net for maker in found.makers for y in maker.years) + rounding == confirmed
    tables = {table.name: table for table in fair_tables(found)}
    for name in ("fair_days", "fair_stands", "fair_countries", "fair_makers"):
        if tables[name].rows:
            assert tables[name].sums()[-1] == confirmed, name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two books of one event, one of another, and one that is no book."""
    other = TOML.replace(b"EXPO23", b"GEBYAR").replace(b'"Expo"', b'"Gebyar"')
    (tmp_path / "expo.toml").write_bytes(TOML)
    (tmp_path / "gebyar.toml").write_bytes(other)
    for name in ("a07 25", "a08 25"):
        (tmp_path / f"{name[:3]}.zip").write_bytes(world()[name])
    for book, plan_file in (("full", "expo"), ("part", "expo"), ("other", "gebyar")):
        event_book.init_book(tmp_path / f"{book}.book", tmp_path / f"{plan_file}.toml")
    event_book.merge_into(tmp_path / "full.book", [tmp_path / "a07.zip", tmp_path / "a08.zip"])
    event_book.merge_into(tmp_path / "part.book", [tmp_path / "a07.zip"])
    (tmp_path / "bad.book").write_bytes(b"SQLite format 3\0" + b"rubbish" * 400)
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    group = SafeGroup("test", commands={"office": office})
    paths = [str(folder / word) if word.endswith((".book", ".xlsx")) else word for word in words]
    context = Context(folder / "desk", LATER, "id")
    return CliRunner().invoke(group, ["office", "fairs", *paths], obj=context)


def test_a_bad_book_never_stops_the_good_ones(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*.book")}
    done = run(folder, "part.book", "bad.book", "none.book", "full.book", "other.book", "--json")
    answer = json.loads(done.stdout)
    assert done.exit_code == 1
    assert [each["code"] for each in answer["fairs"]] == ["EXPO23", "GEBYAR"]
    codes = {Path(each["file"]).name: each["code"] for each in answer["problems"]}
    assert codes == {
        "bad.book": "book_damaged",
        "none.book": "book_missing",
        "part.book": "fair_same_event",
    }
    status = event_book.book_status(folder / "full.book", None, ManualClock(parse_stamp(LATER)))
    assert answer["net"] == status.totals.net == sum(each["net"] for each in answer["fairs"])
    assert {path: path.read_bytes() for path in folder.glob("*.book")} == before, "read only"


def test_the_same_book_twice_is_one(folder: Path) -> None:
    found = read_fairs([folder / "full.book"] * 2, ManualClock(parse_stamp(LATER)))
    assert (len(found.fairs.fairs), found.fairs.left_out, found.problems) == (1, (), ())


def test_the_workbook_has_a_sheet_for_each_table(folder: Path) -> None:
    assert run(folder, "full.book", "other.book", "--xlsx", "fairs.xlsx").exit_code == 0
    book = CalamineWorkbook.from_path(str(folder / "fairs.xlsx"))
    assert book.sheet_names[:3] == ["Pameran berdampingan", "Pameran per hari", "Pameran per stan"]
    assert "Perajin per tahun" in book.sheet_names


def test_who_is_one_person_is_remembered(folder: Path) -> None:
    assert run(folder, "full.book", "--same", "M1:Bu Sri=M2:Pak Budi").exit_code == 0
    settings = OfficeSettings(folder / "desk")
    assert [set(group) for group in joined_makers(settings)] == [{SRI, BUDI}]
    assert run(folder, "full.book", "--apart", "M2:Pak Budi").exit_code == 0
    assert joined_makers(OfficeSettings(folder / "desk")) == []
    assert run(folder, "full.book", "--same", "nonsense").exit_code == 2


def test_joining_again_makes_one_group_of_all(tmp_path: Path) -> None:
    settings, third = OfficeSettings(tmp_path), MakerName("X", "Sri Utami")
    join_makers(settings, [SRI, BUDI])
    join_makers(settings, [third, BUDI])
    assert [set(group) for group in joined_makers(settings)] == [{SRI, BUDI, third}]
    part_makers(settings, SRI)
    assert [set(group) for group in joined_makers(settings)] == [{BUDI, third}]
    settings.set("joined_makers", '[["x"], 3, [["a", "b"], ["c", 4]]]')
    assert joined_makers(settings) == []


def test_the_reports_workbook_holds_the_other_fairs_too(folder: Path) -> None:
    clock = ManualClock(parse_stamp(LATER))
    beside = [folder / "other.book", folder / "part.book", folder / "bad.book"]
    write_report(folder / "full.book", folder / "out", None, clock, beside=beside)
    names = CalamineWorkbook.from_path(str(folder / "out" / "report.xlsx")).sheet_names
    assert "Pameran berdampingan" in names and "Perajin per tahun" not in names
    write_report(folder / "full.book", folder / "alone", None, clock)
    names = CalamineWorkbook.from_path(str(folder / "alone" / "report.xlsx")).sheet_names
    assert "Pameran berdampingan" not in names


def command(folder: Path, name: str, *words: str) -> Result:
    group = SafeGroup("test", commands={"office": office})
    paths = [str(folder / word) if "." in word or word == "out" else word for word in words]
    return CliRunner().invoke(group, ["office", name, *paths], obj=Context(None, LATER, "id"))


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A fair of two whole days, and the book of another one, of a single such day."""
    short = TOML.replace(b"2023-10-27", b"2023-10-26").replace(
        b'[[stand]]\ncode = "A08"\ntills = ["1"]\n', b""
    )
    (tmp_path / "now.toml").write_bytes(short)
    one = short.replace(b"2023-10-26", b"2023-10-25").replace(b'"Expo"', b'"Dulu"')
    (tmp_path / "then.toml").write_bytes(one)
    for name in ("now", "then"):
        event_book.init_book(tmp_path / f"{name}.book", tmp_path / f"{name}.toml")
    for name in ("a07 25", "a07 26 r2"):
        (tmp_path / f"{name}.zip").write_bytes(world()[name])
    event_book.merge_into(
        tmp_path / "now.book", [tmp_path / "a07 25.zip", tmp_path / "a07 26 r2.zip"]
    )
    event_book.merge_into(tmp_path / "then.book", [tmp_path / "a07 25.zip"])
    return tmp_path


def test_a_book_of_the_same_event_is_no_earlier_fair(whole: Path) -> None:
    done = command(whole, "status", "now.book", "--earlier", "then.book")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "berisi acara ini sendiri (EXPO23)" in done.stderr


def test_status_and_report_say_how_the_fair_compares_by_days_and_hours(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = fair_hours(
        event_book.book_status(whole / "then.book", None, ManualClock(parse_stamp(LATER)))
    )
    monkeypatch.setattr(board, "earlier_fair", lambda *_: earlier)
    monkeypatch.setattr(reports, "earlier_fair", lambda *_: earlier)
    answer = json.loads(
        command(whole, "status", "now.book", "--earlier", "then.book", "--json").stdout
    )["earlier"]
    assert [(pair["number"], pair["net"], pair["then"]) for pair in answer["days"]] == [
        (1, 50_000, 50_000)
    ]
    assert answer["pace"]["is_average"], "two days against one are compared by the average day"
    assert (answer["average"]["sold"], answer["average"]["then"]) == (100_000, 50_000)
    said = command(whole, "status", "now.book", "--earlier", "then.book").stdout
    assert "Per hari +100,0% terhadap Dulu: Rp100.000 (2 hari penuh)" in said
    assert command(whole, "report", "now.book", "--out", "out").exit_code == 0
    assert (whole / "out" / "compared_days.csv").exists()
    text = " ".join(text_of((whole / "out" / "report.pdf").read_bytes()).split())
    assert "Per hari +100,0% terhadap Dulu" in text and "Hari dengan pameran dulu" in text


def test_without_an_earlier_fair_status_says_nothing_of_one(whole: Path) -> None:
    answer = json.loads(command(whole, "status", "now.book", "--json").stdout)
    assert answer["earlier"] is None
