"""An order that two tills close without knowing of each other: its documents alone are disputed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office.open_data import ask, assert_same_figures
from support.commands import Till
from support.order_fair import DAY, Fair, at

from pos_app.office.book import Book
from pos_app.office.publish.publish import publish
from pos_app.office.reconcile.orders import BookOrderState
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.report.board import board_of
from pos_app.office.report.words import merge_text, status_text
from pos_app.services.office.book_view import view_book
from pos_app.services.office.order_decisions import choose_closing

TOTAL = 1_000_000


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    return Fair(tmp_path)


def test_the_rest_of_both_till_days_counts(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    fair.close(sales=3)
    found = fair.status()
    assert found.totals.net == fair.sold_beside > 0
    assert found.disputed == found.disputed_orders == (TOTAL, TOTAL)
    assert sum(found.totals.paid) == found.totals.net + found.totals.deposits
    assert not found.complete
    assert found.counts.in_sum == 2
    assert found.counts.disputed == 0
    for lang, words in {"id": "ditutup dua kali: 1", "en": "closed twice: 1"}.items():
        assert words in status_text(found, lang)
        assert words in board_of(found, fair.clock.now(), lang).completeness
    grid = view_book(fair.book, DAY, fair.clock).grid
    states = {grid.status(till, DAY).state for till in grid.tills}
    assert states == {TillDayState.LOOK}


def test_a_delivery_and_a_cancelling_may_add_nothing_or_the_price(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].cancel(fair.order, at(3), 100_000)
    report = fair.close(sales=2)
    found = fair.status()
    assert [each.code for each in report.orders_twice] == ["order_delivered_and_cancelled"]
    assert found.totals.net == fair.sold_beside
    assert found.disputed == (0, TOTAL)
    (order,) = found.orders
    assert (order.state, order.open, order.unexplained) == (BookOrderState.DISPUTED, 450_000, 0)
    choose_closing(fair.book, fair.number, "S00-1-000002", fair.clock)
    assert fair.status().totals.net == fair.sold_beside + TOTAL


def test_merge_names_the_order_and_both_receipts(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    first = fair.close(0)
    assert not first.orders_twice
    second = fair.close(1)
    (twice,) = second.orders_twice
    assert twice.as_json() == {
        "order": fair.number,
        "code": "order_delivered_twice",
        "file": str(fair.folder / "1.zip"),
        "stand": "S01",
        "till": "1",
        "day": DAY,
        "documents": [
            {"till": "S00-1", "day": DAY, "number": "S00-1-000002"},
            {"till": "S01-1", "day": DAY, "number": "S01-1-000001"},
        ],
    }
    assert [entry.code for entry in second.conflicts] == ["order_delivered_twice"]
    for lang in ("id", "en"):
        words = merge_text(second, lang)
        assert "S00-1-000002" in words
        assert "S01-1-000001" in words


def test_a_void_takes_a_delivery_back_and_nothing_is_disputed(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    fair.tills[1].void_last_delivery(fair.order, at(4))
    report = fair.close()
    assert not report.orders_twice
    assert not fair.status().conflicts
    assert fair.status().totals.net == TOTAL


def test_the_command_says_it_and_ends_with_one(fair: Fair) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    files = [str(fair.file(number)) for number in (0, 1)]
    done = Till(fair.folder)("office", "merge", str(fair.book), *files, "--json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert [each["order"] for each in answer["orders_twice"]] == [fair.number]
    assert "order_delivered_twice" in {each["code"] for each in answer["problems"]}


@pytest.mark.parametrize("decided", [False, True], ids=["open", "decided"])
def test_open_data_leave_out_what_does_not_count(fair: Fair, tmp_path: Path, decided: bool) -> None:
    fair.tills[0].deliver(fair.order, at(2))
    fair.tills[1].deliver(fair.order, at(3))
    fair.close(sales=3)
    if decided:
        choose_closing(fair.book, fair.number, "S01-1-000001", fair.clock)
    with Book.open(fair.book, writing=False) as book:
        done = publish(book, tmp_path / "lake")
    assert done.totals.net == fair.sold_beside + (TOTAL if decided else 0)
    assert done.counted == 2
    assert_same_figures(tmp_path / "lake", fair.status())
    out = ask(tmp_path / "lake", "SELECT sum(len(repeated)) FROM files")
    assert out == [(1 if decided else 2,)]
