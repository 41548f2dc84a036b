"""Seeded fairs with orders: what became of every deposit, and nothing is counted twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.fair_files import EVENT
from support.fate import OFFICE
from support.order_takeovers import make_takeover_world
from support.order_worlds import OrderTruth, OrderWorld, TillDay, make_order_world
from support.seeds import in_pieces

from pos_app.dayfile.reader import read_day
from pos_app.domain.payment_methods import METHODS
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, book_day
from pos_app.office.book_status import status_in
from pos_app.office.decide.decisions import sign_decision
from pos_app.office.decide.effective_decisions import evaluate_decisions
from pos_app.office.decide.order_decisions import OrderCounts
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.reconcile.orders import BookOrderState, figures_of
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.records import Record

FOUNDER = office_record(EVENT, OFFICE)
WORLDS = [pytest.param(range(120), id="120"), *in_pieces(120)]
CODES = {"order_delivered_twice", "order_returned_twice", "order_delivered_and_cancelled"}


def days_of(world: OrderWorld) -> list[BookDay]:
    return [book_day(read_day(file)) for file in world.files.values()]


def status(world: OrderWorld, days: list[BookDay], *records: Record) -> Status:
    records = (*world.records, *records)
    effective = evaluate_decisions([FOUNDER, *records], EVENT, OFFICE.public_hex)
    return status_of(read_plan(world.toml)[0], days, world.days[-1], effective)


def check_sums(found: Status) -> None:
    """What was paid is what was sold and what was left, everywhere; deposits are all explained."""
    totals = found.totals
    assert sum(totals.paid) == totals.net + totals.deposits
    for day in found.confirmed.days:
        sums = day.breakdown.totals
        assert sum(sums.paid) == sums.net + sums.deposits
    for row in (*found.confirmed.paid_by_day, *found.confirmed.paid_by_stand):
        assert sum(row.totals.paid) == row.totals.net + row.totals.deposits
    figures = figures_of(found.orders)
    left = figures.used + figures.returned + figures.kept + figures.open + figures.unexplained
    assert figures.taken == left
    assert totals.deposits == figures.open + figures.kept + figures.unexplained
    settled = [each.orders for each in found.confirmed.settlements]
    assert sum(each.kept for each in settled) == figures.kept
    assert sum(each.held for each in settled) == figures.open
    assert found.as_json()["totals"].get("deposits", 0) == totals.deposits
    assert set(METHODS) <= set(found.as_json()["totals"])


def expected(world: OrderWorld, truth: OrderTruth, out: set[TillDay]) -> tuple[object, ...]:
    """State, used, returned and kept of an order whose till-days in `out` are not counted."""
    there = [each for each in truth.closings if each[0] not in out]
    deposit = truth.order.deposit
    if truth in world.twice and _met(world, truth):
        return BookOrderState.DISPUTED, 0, 0, 0
    if not there:
        return BookOrderState.OPEN, 0, 0, 0
    (_, kind, _, back) = there[0]
    if kind == "delivery":
        return BookOrderState.DELIVERED, deposit, 0, 0
    state = BookOrderState.CANCELLED if back else BookOrderState.KEPT
    return state, 0, back, deposit - back


def check_orders(world: OrderWorld, found: Status, out: set[TillDay]) -> None:
    told = {each.number: each for each in found.orders}
    for truth in world.orders:
        if truth.taken in out:
            continue
        order = told[truth.order.number]
        state = (order.state, order.used, order.returned, order.kept)
        assert state == expected(world, truth, out), (world.seed, truth)
        assert (order.deposit, order.total) == (truth.order.deposit, truth.order.terms.total)
        assert order.unexplained == 0
    if not out:
        assert figures_of(found.orders).unexplained == 0


def check(world: OrderWorld) -> Status:
    days = days_of(world)
    found = status(world, days)
    check_sums(found)
    disputed = world.disputed
    told = {c.till_day for c in found.conflicts if c.code in CODES}
    assert told == disputed == {c.till_day for c in found.conflicts}, world.seed
    named = {c.detail for c in found.conflicts}
    assert named == {t.order.number for t in world.twice if _met(world, t)}
    out = world.lost
    check_orders(world, found, out)
    came = sum(net for day, net in world.sold.items() if day not in out)
    assert found.totals.net == came - contested(world)
    missing = {w.detail.split(":")[0] for w in found.warnings if w.code == "order_deposit_missing"}
    assert missing == {
        truth.order.number
        for truth in world.orders
        if truth.taken in world.lost
        and any(each[0] not in out for each in truth.closings)
        and not (truth in world.twice and _met(world, truth))
    }
    assert not [w for w in found.warnings if w.code in ("order_differs", "order_taken_twice")]
    return found


def contested(world: OrderWorld) -> int:
    """What the deliveries of all orders in dispute come to, of the files that came."""
    return sum(
        truth.order.terms.total
        for truth in world.twice
        if _met(world, truth)
        for place, kind, *_ in truth.closings
        if kind == "delivery" and place not in world.lost
    )


def _met(world: OrderWorld, truth: OrderTruth) -> bool:
    return sum(place not in world.lost for place, *_ in truth.closings) > 1


def decisions(world: OrderWorld, rng: random.Random) -> dict[str, tuple[str, Record]]:
    """For every order in dispute the office chooses one of its documents."""
    found = {}
    for truth in world.twice:
        came = [each for each in truth.closings if each[0] not in world.lost]
        if len(came) > 1:
            sale = rng.choice(came)[2]
            content = OrderCounts(truth.order.number, sale)
            at = f"{world.days[-1]}T22:00:00+08:00"
            found[truth.order.number] = sale, sign_decision(EVENT, content, OFFICE, at=at)
    return found


def check_decided(world: OrderWorld) -> None:
    """Once the office chose, all counts again, but for what it did not choose."""
    chosen = decisions(world, random.Random(world.seed))
    if not chosen:
        return
    found = status(world, days_of(world), *(record for _, record in chosen.values()))
    assert not found.conflicts
    check_sums(found)
    overruled, named = 0, set()
    for truth in world.orders:
        for place, kind, sale, _ in truth.closings:
            right = chosen.get(truth.order.number)
            if right is not None and sale != right[0] and place not in world.lost:
                overruled += truth.order.terms.total if kind == "delivery" else 0
                named.add(truth.order.number)
    came = sum(net for day, net in world.sold.items() if day not in world.lost)
    assert found.totals.net == came - overruled
    not_counted = {w.detail.split(":")[0] for w in found.warnings if w.code == "order_not_counted"}
    assert not_counted == named
    before = status(world, days_of(world))
    assert before.disputed == before.disputed_orders
    low, high = before.disputed
    assert low <= found.totals.net - before.totals.net <= high


@pytest.mark.parametrize("seeds", WORLDS)
def test_every_deposit_is_accounted_for_in_every_world(seeds: Iterable[int]) -> None:
    met: Counter[str] = Counter()
    for seed in seeds:
        world = make_order_world(seed)
        found = check(world)
        check_decided(world)
        met.update(str(order.state) for order in found.orders)
        met["in dispute"] += bool(found.conflicts)
        met["a file lost"] += bool(world.lost)
    assert {"open", "delivered", "cancelled", "kept", "in dispute", "a file lost"} <= set(met)
    print("\n", "  ".join(f"{name} {count}" for name, count in sorted(met.items())))


@pytest.mark.parametrize("seeds", WORLDS)
def test_every_deposit_is_accounted_for_where_a_laptop_is_carried_on(
    seeds: Iterable[int],
) -> None:
    met: Counter[str] = Counter()
    for seed in seeds:
        world = make_takeover_world(seed)
        found = check(world)
        check_decided(world)
        assert not found.set_aside, seed
        met.update(str(order.state) for order in found.orders)
        met["in dispute"] += bool(found.conflicts)
        met["woken"] += any(name == "woken" for _, name, _ in world.files)
        met["taken at the new seat"] += any("-1B-" in each.number for each in found.orders)
    assert {"open", "delivered", "cancelled", "kept", "in dispute", "woken"} <= set(met)
    print("\n", "  ".join(f"{name} {count}" for name, count in sorted(met.items())))


@pytest.mark.parametrize("seeds", WORLDS)
def test_a_book_says_of_orders_what_its_files_say_in_any_order(
    seeds: range, tmp_path: Path
) -> None:
    for seed in seeds[::40]:
        world = make_order_world(seed)
        wanted = status(world, days_of(world))
        paths = [tmp_path / f"{seed}-{n}" for n in range(len(world.files))]
        for path, file in zip(paths, world.files.values(), strict=True):
            path.write_bytes(file)
        random.Random(seed).shuffle(paths)
        with Book.create(tmp_path / f"{seed}.db", world.toml, lambda: FOUNDER) as book:
            for path in paths:
                merge(book, [path])
            found = status_in(book, book.days(), world.days[-1])
        assert found.as_json() == wanted.as_json()
        assert found.orders == wanted.orders
