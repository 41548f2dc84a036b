"""Refunds that no sale explains are named, and change no total by that."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from office.small_world import DAYS, Till, linked_as_in_a_book, sale, seat_accepted, status
from support.cheats import DayTill
from support.fair_files import EVENT, START
from support.shops import clock_at

from pos_app.messages import sentence
from pos_app.office.book_day import BookDay
from pos_app.office.intake.book_check import check_book
from pos_app.office.returns import Excess, excess_returns
from pos_app.office.totals_algebra import SaleDetails
from pos_app.services.office.event_book import book_status, init_book, merge_into

CODE = "refund_unfounded"


def back(number: str, of: str, qty: int = 1, amount: int = 1_000) -> SaleDetails:
    return sale(number, amount, qty=-qty, kind="refund", of=of)


def told(*days: BookDay) -> list[str]:
    found = status(linked_as_in_a_book(days), records=[seat_accepted()])
    assert found.totals.net == sum(day.breakdown.totals.net for day in days)
    return [f"{w.day[-2:]} {w.count} {w.detail}" for w in found.warnings if w.code == CODE]


def test_refunds_of_what_was_sold_are_not_named() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("s", 1_000, qty=3), back("1", "s"))
    assert (
        told(first, till.close(DAYS[1], back("2", "s")), till.close(DAYS[2], back("3", "s"))) == []
    )


def test_a_refund_of_a_sale_in_no_file_is_named() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("s", 1_000))
    second = till.close(DAYS[1], back("1", "never"), back("2", "nowhere", amount=5_000))
    assert told(first, second) == ["26 2 2 Rp5.000"]


def test_while_a_file_is_missing_that_may_hold_the_sale_nothing_is_said() -> None:
    till = Till("A08", "1")
    till.close(DAYS[0], sale("s", 1_000))
    second = till.close(DAYS[1], back("1", "s"), sale("t", 2_000))
    assert told(second) == []
    third = till.close(DAYS[2], back("2", "s"))
    assert told(second, third) == []


def test_a_later_missing_file_excuses_nothing() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("s", 1_000), back("1", "never"))
    assert told(first) == ["25 1 1 Rp1.000"]


def test_a_refund_at_another_till_is_founded_by_the_sale_there_and_by_nothing_else() -> None:
    sold = Till("A07", "1").close(DAYS[0], sale("s", 1_000))
    assert told(sold, Till("A08", "1").close(DAYS[0], back("1", "s"))) == []
    assert told(sold, Till("A08", "1").close(DAYS[0], back("1", "S"))) == ["25 1 1 Rp1.000"]


def test_a_sale_of_the_first_laptop_is_given_back_at_the_second() -> None:
    first = Till("A07", "1").close(DAYS[0], sale("s", 1_000))
    second = Till("A07", "1", seat=1, key="b").close(DAYS[0], back("1", "s"))
    assert told(first, second) == []


def test_what_several_files_give_back_is_added_up() -> None:
    till = Till("A08", "1")
    days = [
        till.close(DAYS[0], sale("s", 1_000, qty=2), back("1", "s")),
        till.close(DAYS[1], back("2", "s")),
        till.close(DAYS[2], back("3", "s")),
    ]
    for order in permutations(days):
        assert told(*order) == ["27 1 3 Rp1.000"]


def test_money_beyond_the_sale_is_named_with_what_is_too_much() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("s", 1_000, qty=2))
    assert told(first, till.close(DAYS[1], back("1", "s", amount=2_500))) == ["26 1 1 Rp500"]


def test_a_refund_names_the_goods_and_the_maker_of_its_sale() -> None:
    sold = sale("s", 1_000, qty=2)
    fine = back("1", "s")
    (line,) = fine.lines
    for wrong in (line._replace(maker="M2"), line._replace(sku="T"), line._replace(line=2)):
        assert list(excess_returns(sold, [fine._replace(lines=(wrong,))])) == [Excess("1", 1_000)]
    assert list(excess_returns(sold, [fine, fine._replace(sale=fine.sale)])) == []


def test_what_tills_of_the_first_version_rounded_up_is_not_named() -> None:
    """Each of their refunds in cash was rounded by itself to coins, whatever had been paid."""
    sold = sale("s", 10_300, qty=3)
    sold = sold._replace(sale=sold.sale._replace(net=31_000, rounding=100))

    def rounded(number: str, to: int, method: str = "cash") -> SaleDetails:
        fine = back(number, "s", amount=10_300)
        head = fine.sale._replace(net=-to, rounding=10_300 - to)
        return fine._replace(
            sale=head, tenders=(fine.tenders[0]._replace(method=method, amount=-to),)
        )

    pieces = [rounded("1", 10_500), rounded("2", 10_500), rounded("3", 10_500)]
    assert list(excess_returns(sold, pieces)) == []
    wallet = [*pieces[:2], rounded("3", 10_500, "qris")]
    assert list(excess_returns(sold, wallet)) == [Excess("3", 100)]
    pieces[2] = rounded("3", 10_900)
    assert list(excess_returns(sold, pieces)) == [Excess("3", 500)]


# Whole files, as somebody with the till's key can sign them.


def refund(till: DayTill, sold: dict[str, Any], amount: int) -> None:
    """A refund that pays back `amount` for the first piece of a sale."""
    line = sold["lines"][0]
    price = {"list_price": amount, "unit_price": amount, "amount": -amount, "qty": -1}
    tender = {**sold["tenders"][0], "method": "cash", "amount": -amount}
    till.document("refund", [{**line, **price}], [tender], sold["sale"]["id"])


def book_of(folder: Path, files: Iterable[bytes]) -> Path:
    event = folder / "event.toml"
    plan = f'code = "{EVENT}"\nname = "F"\nstart = {START}\nend = {START + timedelta(days=1)}\n'
    stand = '[[stand]]\ncode = "A00"\ntills = 1\n'
    event.write_text(f'{plan}{stand}[[maker]]\ncode = "M01"\nname = "Bu Sri"\nshare_pct = 10\n')
    init_book(folder / "book.db", event)
    for number, file in enumerate(files):
        (folder / f"{number}.zip").write_bytes(file)
        merge_into(folder / "book.db", [folder / f"{number}.zip"])
    return folder / "book.db"


def two_days(kind: str, seed: int = 1) -> list[bytes]:
    """Two days of a till; on the first or second one a refund of that kind."""
    till = DayTill("A00", random.Random(seed), files=True)
    sold: list[dict[str, Any]] = []

    def sell() -> None:
        line = {**till.line(off=0.0), "qty": 2}
        line["amount"] = 2 * line["unit_price"]
        sold.append(till.sell([line], "cash"))
        till.sold.clear()

    def give_back() -> None:
        price = sold[0]["lines"][0]["unit_price"]
        unknown = {**sold[0], "sale": {**sold[0]["sale"], "id": till._new_id()}}
        if kind == "unknown":
            refund(till, unknown, price)
        elif kind == "dear":
            refund(till, sold[0], 2 * price + 1_000)
        elif kind == "often":
            for _ in range(3 if len(till.closed) else 1):
                refund(till, sold[0], price)
        else:
            refund(till, sold[0], price)

    till._plan_an_honest_day = sell  # type: ignore[method-assign]
    till.play(START, None)
    till._plan_an_honest_day = give_back  # type: ignore[method-assign]
    till.play(START + timedelta(days=1), None)
    return till.closed


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(
    ("kind", "count"), [("fine", 0), ("unknown", 1), ("dear", 1), ("often", 1)]
)
def test_the_office_names_them_in_signed_files_in_any_order(
    tmp_path: Path, kind: str, count: int, newest_first: bool
) -> None:
    files = two_days(kind)
    book = book_of(tmp_path, reversed(files) if newest_first else files)
    found = book_status(book, None, clock_at(f"{START + timedelta(days=1)}T22:00:00+08:00"))
    named = [warning for warning in found.warnings if warning.code == CODE]
    assert [(w.day, w.count) for w in named] == [("2023-10-26", count)] * bool(count)
    assert found.complete, "it stays a notice"
    for warning in named:
        assert warning.detail in sentence(warning.problem(), "id")
    assert check_book(book).ok


def test_a_refund_that_pays_back_more_than_its_sale_of_the_same_day_is_named(
    tmp_path: Path,
) -> None:
    till = DayTill("A00", random.Random(3), files=True)

    def sell_and_give_back() -> None:
        sold = till.sell([till.line(off=0.0)], "cash")
        till.sold.clear()
        refund(till, sold, sold["sale"]["net"] + 7_000)

    till._plan_an_honest_day = sell_and_give_back  # type: ignore[method-assign]
    till.play(START, None)
    found = book_status(book_of(tmp_path, till.closed), str(START), clock_at())
    (warning,) = (w for w in found.warnings if w.code == CODE)
    assert warning.detail == "A00-1-000002 Rp7.000"
