"""A day that a wrong clock opened: the till's way back, and the office counts nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.crash import pos_app
from support.shops import cash, clock_at, make_shop, refusal, ring

from pos_app.dayfile.reader import read_day
from pos_app.domain.staff import Person, Role
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record, own_key
from pos_app.office.reconcile.status import Status
from pos_app.services import staff
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.day.date_correction import correct_date, wrong_date
from pos_app.services.office import event_book
from pos_app.services.shop import setting_keys
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop

PLAN = b"""
code = "EXPO23"
name = "Expo"
start = 2023-10-25
end = 2023-10-26
[[stand]]
code = "A07"
tills = 1
[[maker]]
code = "M1"
name = "Manik"
share_pct = 10
"""


def at(shop: Shop, day: str, hour: int = 8) -> None:
    shop.clock = clock_at(f"{day}T{hour:02}:00:00+08:00")


def sell(shop: Shop) -> None:
    assert ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))["ok"]


def status_of_files(folder: Path, files: list[bytes]) -> Status:
    book, paths = folder / "fair.book", []
    with Book.create(book, PLAN, lambda: office_record("EXPO23", own_key(book, bytes(32)))) as made:
        for number, file in enumerate(files):
            paths.append(folder / f"{number}.zip")
            paths[-1].write_bytes(file)
        merge(made, paths)
    return event_book.book_status(book, "2023-10-26", clock_at("2023-10-26T22:00:00+08:00"))


def three_days(folder: Path, wrong: str) -> list[bytes]:
    """A right day, a wrong one that a lead corrects, and the right one; their files."""
    files = []
    with make_shop(folder) as shop:
        sell(shop)
        files.append(closing.close_till(shop, counted=250_000))
        at(shop, wrong)
        business_day.open_till(shop, 250_000, "BUDI", date_confirmed=True)
        at(shop, "2023-10-26")
        shop.settings.set(setting_keys.PLANNED_DAYS, "2023-10-25 2023-10-26")
        assert wrong_date(shop) is not None
        opened = correct_date(shop)
        assert (opened.day, opened.cashier) == ("2023-10-26", "BUDI")
        assert cash_drawer.expected_cash_now(shop) == 250_000
        sell(shop)
        files.append(business_day.closed_day(shop, wrong))
        files.append(closing.close_till(shop, counted=300_000))
        told = [fact["reason"] for fact in shop.journal.facts_of("close")]
        assert told == ["", f"{wrong} → 2023-10-26", ""]
        found = [business_day.day_file_bytes(shop, closed) for closed in files]
    assert not check_till(folder, clock_at()).problems
    return found


@pytest.mark.parametrize("wrong", ["2099-01-01", "2023-10-20"])
def test_an_empty_day_of_a_wrong_clock_does_the_total_no_harm(tmp_path: Path, wrong: str) -> None:
    files = three_days(tmp_path / "till", wrong)
    assert [read_day(file).head.totals.net for file in files] == [50_000, 0, 50_000]
    found = status_of_files(tmp_path, files)
    assert found.complete and found.totals.net == 100_000
    assert not (found.gaps or found.conflicts or found.set_aside)
    assert (wrong, "empty_day_unplanned") in {(w.day, w.code) for w in found.warnings}


def test_sales_of_a_wrong_date_are_set_aside_by_name_and_break_no_other_day(tmp_path: Path) -> None:
    files = []
    with make_shop(tmp_path / "till") as shop:
        for day in ("2023-10-25", "2099-01-01", "2023-10-26"):
            if day != "2023-10-25":
                at(shop, day)
                business_day.open_till(shop, 200_000, date_confirmed=True)
            sell(shop)
            closed = closing.close_till(shop, counted=250_000)
            files.append(business_day.day_file_bytes(shop, closed))
    found = status_of_files(tmp_path, files)
    assert found.totals.net == 100_000 and not (found.gaps or found.conflicts)
    assert [(each.day, each.code, each.net) for each in found.set_aside] == [
        ("2099-01-01", "unplanned_day", 50_000)
    ]


def test_only_an_empty_day_is_corrected_and_only_by_a_lead(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        at(shop, "2099-01-01")
        business_day.open_till(shop, 0, date_confirmed=True)
        assert wrong_date(shop) is None, "the clock agrees with itself"
        with pytest.raises(PosError) as refused:
            correct_date(shop)
        assert refused.value.code == "date_is_right"
        at(shop, "2023-10-25", 9)
        staff.save_person(shop, Person("LEAD", "Lead", Role.LEAD))
        staff.set_pin(shop, "LEAD", "4711")
        with pytest.raises(PosError) as refused:
            correct_date(shop)
        assert refused.value.code == "lead_needed"
        sell(shop)
        with pytest.raises(PosError) as refused:
            correct_date(shop, by="LEAD")
        assert refused.value.code == "day_not_empty"
        assert business_day.current_day(shop) is not None


def test_a_day_that_runs_past_midnight_has_no_wrong_date(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        at(shop, "2023-10-26", 1)
        assert wrong_date(shop) is None
        shop.settings.set(setting_keys.PLANNED_DAYS, "2023-10-25 2023-10-26")
        assert wrong_date(shop) is None


def test_the_command_gives_its_first_answer_again(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    with make_shop(folder, open_with=None) as shop:
        at(shop, "2099-01-01")
        business_day.open_till(shop, 75_000, date_confirmed=True)
    asked = ("till", "correct-date", "--ref", "right", "--json")
    first, again = (pos_app(folder, *asked) for _ in range(2))
    assert first.returncode == 0 and first.stdout == again.stdout, first.stderr + again.stderr
    with open_shop(folder, clock_at()) as shop:
        assert business_day.current_day(shop).day == "2023-10-25"  # type: ignore[union-attr]
        assert len(list(shop.journal.facts_of("close"))) == 1
        assert refusal(ring(shop, lines=[{"code": "?", "qty": 1}], tenders=cash(1))) != ""
