"""Receipts of earlier days, found and refunded at the laptop that took the till over."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest
from support.shops import clock_at, ring
from support.takeover_fair import DAY, TOMORROW, Fair
from support.till_places import qris, sell

from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.office.event_book import book_status, merge_into
from pos_app.services.paper import receipts
from pos_app.services.safety.restore import restore
from pos_app.services.safety.safety_folder import set_safety
from pos_app.services.safety.takeover import take_over
from pos_app.services.selling import refunds, sale_search, stored_sales
from pos_app.services.selling.sale_search import find_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop

NEXT = "2023-10-26"
EVENING = clock_at("2023-10-26T21:00:00+08:00")


class TwoDays(Fair):
    """Yesterday was sold and closed at the old laptop; another one goes on today."""

    def yesterday(self) -> Path:
        """Sells 2 × 50,000 in cash and 120,000 by QRIS, gives one back; returns the day's file."""
        with self.till() as old:
            sell(old, "r1", qty=2)
            qris(old, "r2")
            back = ring(old, ref="r3", refund_of="A07-1-000001", lines=[{"code": "A", "qty": 1}])
            assert back["ok"]
            closed = closing.close_till(old, counted=250_000)
            path = self.folder / "yesterday.zip"
            path.write_bytes(business_day.day_file_bytes(old, closed))
            old.clock = TOMORROW
            business_day.open_till(old, 100_000)
        return path

    def book_of(self, *files: Path) -> Path:
        book = self.folder / "books" / str(len(list(self.folder.glob("books/*")))) / "book.db"
        shutil.copytree(self.book.parent, book.parent)
        merge_into(book, list(files))
        return book


@pytest.fixture
def fair(tmp_path: Path) -> TwoDays:
    return TwoDays(tmp_path)


def give_back(shop: object, number: str, ref: str, code: str, **more: object) -> dict[str, object]:
    lines = [{"code": code, "qty": 1}]
    return dict(ring(shop, ref=ref, refund_of=number, lines=lines, **more))  # type: ignore[arg-type]


def test_a_receipt_of_yesterday_is_found_and_paid_back_as_it_was_paid(fair: TwoDays) -> None:
    fair.yesterday()
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        (row,) = find_sales(new, "A07-1-000002", NEXT)  # a whole number finds it on any day
        assert (row.number, row.day, row.net, row.ways) == ("A07-1-000002", DAY, 120_000, ("qris",))
        assert {each.number for each in find_sales(new, "", DAY)} == {
            f"A07-1-00000{n}" for n in (1, 2, 3)
        }
        assert [each.number for each in find_sales(new, "000002")] == ["A07-1-000002"]
        assert stored_sales.list_sales(new) == []  # none of them is this laptop's
        assert receipts.receipt_pdf(new, "A07-1-000002", "id")
        found = refunds.refundable(new, "A07-1-000002")
        assert (found.remaining, found.void_refusal) == ({1: 1}, "void_other_day")
        quote = refunds.quote_refund(new, "A07-1-000002", refunds_of(1))
        assert [(p.method, p.amount) for p in quote.same_methods] == [("qris", 120_000)]
        void = ring(new, ref="b2", void_of="A07-1-000002", reason="batal")
        assert void["problems"][0]["code"] == "void_other_day"
        qris_back = [{"method": "qris", "amount": 120_000}]
        back = give_back(new, "A07-1-000002", "b1", "B", tenders=qris_back)
        assert (back["number"], back["total"]) == ("A07-1B-000001", -120_000)
    assert check_till(fair.folder / "new", TOMORROW).problems == []


def refunds_of(line: int) -> list[refunds.Return]:
    return [refunds.Return(1, line=line)]


def test_no_more_comes_back_than_was_sold_at_all_laptops_together(fair: TwoDays) -> None:
    fair.yesterday()
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        assert refunds.refundable(new, "A07-1-000001").remaining == {1: 1}
        assert give_back(new, "A07-1-000001", "b1", "A")["total"] == -50_000
        again = give_back(new, "A07-1-000001", "b2", "A")
        assert again["problems"][0]["code"] == "refund_too_many"
        (row,) = find_sales(new, "A07-1-000001")
        assert row.corrected == {"refund"}


def test_the_office_knows_such_a_refund_by_its_sale(fair: TwoDays) -> None:
    first = fair.yesterday()
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        qris_back = [{"method": "qris", "amount": 120_000}]
        assert give_back(new, "A07-1-000002", "b1", "B", tenders=qris_back)["ok"]
        assert give_back(new, "A07-1-000001", "b2", "A")["ok"]
    second = fair.close("new", EVENING)
    for order in permutations((first, second)):
        status = book_status(fair.book_of(*order), NEXT, EVENING)
        assert status.totals.net == 0
        assert refund_notices(status) == []
    only = book_status(fair.book_of(second), NEXT, EVENING)
    assert refund_notices(only) == []
    assert ("A07", "1", DAY) in only.missing


def refund_notices(status: object) -> list[str]:
    return [w.code for w in status.warnings if w.code == "refund_unfounded"]  # type: ignore[attr-defined]


def test_earlier_receipts_go_along_to_a_third_laptop_and_into_a_restored_one(
    fair: TwoDays,
) -> None:
    fair.yesterday()
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        set_safety(new, fair.folder / "stick2")
        assert give_back(new, "A07-1-000001", "b1", "A")["ok"]
    fair.carry_on("third", fair.folder / "stick2", TOMORROW)
    shutil.copy(fair.folder / "new" / "journal.jsonl", fair.folder / "twin.jsonl")
    restore(fair.folder / "back", [fair.folder / "twin.jsonl"], TOMORROW)
    for name in ("third", "back"):
        with open_shop(fair.folder / name, TOMORROW) as shop:
            assert refunds.refundable(shop, "A07-1-000001").remaining == {1: 0}
            assert refunds.refundable(shop, "A07-1-000002").remaining == {1: 1}
        assert check_till(fair.folder / name, TOMORROW).problems == []


def test_a_day_that_the_old_laptop_closed_is_refunded_on_the_same_date(fair: TwoDays) -> None:
    """The old one closed at noon and died; the new one opens that date again, in its own chain."""
    with fair.till() as old:
        sell(old, "r1")
        closed = closing.close_till(old, counted=250_000)
        first = fair.folder / "old.zip"
        first.write_bytes(business_day.day_file_bytes(old, closed))
    fair.carry_on()
    with open_shop(fair.folder / "new", clock_at("2023-10-25T13:00:00+08:00")) as new:
        business_day.open_till(new, 100_000)
        void = ring(new, ref="v", void_of="A07-1-000001", reason="batal")
        assert void["problems"][0]["code"] == "void_other_day"
        assert give_back(new, "A07-1-000001", "b1", "A")["total"] == -50_000
    second = fair.close("new")
    for order in permutations((first, second)):
        assert fair.told(*order) == (0, [], [])
    status = book_status(fair.book_of(second), DAY, EVENING)
    assert refund_notices(status) == []


def test_a_receipt_that_this_laptop_does_not_know_names_the_old_one(fair: TwoDays) -> None:
    """It was sold after the stick was pulled out."""
    with fair.till() as old:
        sell(old, "r1")
    fair.carry_on()
    with open_shop(fair.folder / "new", clock_at("2023-10-25T13:00:00+08:00")) as new:
        unknown = give_back(new, "A07-1-000009", "b1", "A")
        assert unknown["problems"][0]["code"] == "other_laptop"
        with pytest.raises(PosError, match="other_laptop"):
            find_sales(new, "A07-1-000009")
        (row,) = find_sales(new, "A07-1-000001")  # carried over with the open day
        assert row.number == "A07-1-000001"
        with pytest.raises(PosError, match="other_till"):
            find_sales(new, "B01-1-000001")
        assert sale_search.other_till(new, "A07-2-000001") == "A07-2"


def test_earlier_receipts_come_from_the_last_day_file_too(fair: TwoDays) -> None:
    bag = fair.folder / "bag"
    bag.mkdir()
    shutil.move(fair.yesterday(), bag / "day.zip")
    shutil.copy(fair.pack, bag / "stand.standpack")
    take_over(fair.folder / "new", [bag], TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        business_day.open_till(new, 100_000)
        assert give_back(new, "A07-1-000001", "b1", "A")["total"] == -50_000
        again = give_back(new, "A07-1-000001", "b2", "A")
        assert again["problems"][0]["code"] == "refund_too_many"


def test_a_list_of_many_earlier_receipts_is_made_at_once(fair: TwoDays) -> None:
    """Each row looks its corrections up; that once read all documents for each of them."""
    fair.yesterday()
    fair.carry_on(clock=TOMORROW)
    with open_shop(fair.folder / "new", TOMORROW) as new:
        plan = sale_search_plan(new)
    assert "earlier_refers_to" in plan and "sales_refers_to" in plan


def sale_search_plan(shop: Shop) -> str:
    """How SQLite reads the corrections of an earlier receipt."""
    asked: list[str] = []
    connection = shop.database.connection
    connection.set_trace_callback(asked.append)
    find_sales(shop)
    connection.set_trace_callback(None)
    (query,) = [each for each in asked if "earlier_documents" in each]
    return str(connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall())
