"""Fairs with orders in which a laptop dies, another carries on, and the dead one may wake."""

from __future__ import annotations

import random
from datetime import date, timedelta

from pos_app.office.records import RecordKind, sign_record
from support.fair_files import EVENT, START
from support.fate import OFFICE, PACK, SPARE
from support.order_worlds import OrderTill, OrderTruth, OrderWorld
from support.takeover_fates import sign_for

OLD, NEXT = "S00", "S01"


def make_takeover_world(seed: int) -> OrderWorld:
    """Two tills over up to three days; on one of them the first one's laptop is carried on.

    Orders of the dead laptop are delivered or cancelled at the new seat and at the other till.
    Where the dead laptop wakes, it may close one again that was closed elsewhere meanwhile.
    """
    rng = random.Random(f"order takeovers/{seed}")
    days = [str(START + timedelta(days=n)) for n in range(rng.randint(1, 3))]
    world = OrderWorld(seed, days, [OLD, NEXT])
    old, other = (OrderTill(stand, random.Random(f"{seed}/{stand}")) for stand in (OLD, NEXT))
    old.pack, old.spare = PACK, SPARE
    facts = {"event": EVENT, "stand": OLD, "till": "1", "enrolment_key": PACK.public_hex}
    world.records.append(sign_record(RecordKind.PACK, facts, OFFICE.public_hex, OFFICE.sign))
    broken, till = rng.randrange(len(days)), old
    for number, day in enumerate(days):
        for each in (till, other):
            _open(each, day, rng)
            _trade(world, each, f"{day}T18", rng)
        if number == broken:
            till = _carried_on(world, old, other, day, rng)
        else:
            _close(world, till, day)
        _close(world, other, day)
    return world


def _open(till: OrderTill, day: str, rng: random.Random) -> None:
    till.before = till.total
    till.open_and_sell(date.fromisoformat(day), rng.randint(0, 2), 1)


def _close(world: OrderWorld, till: OrderTill, day: str, name: str = "") -> None:
    built = till.sell_on_and_close(date.fromisoformat(day), 0, 1)
    place = till.stand, till.till, day
    world.sold[place] += till.total - till.before
    world.files[till.stand, name or till.till, day] = built.file


def _carried_on(
    world: OrderWorld, old: OrderTill, other: OrderTill, day: str, rng: random.Random
) -> OrderTill:
    """The new laptop, after its first day; the old one may have woken, and closed its own day."""
    known = [truth for truth in world.orders if truth.closed]
    new = OrderTill(OLD, random.Random(rng.random()), "1", 1)
    sign_for(new, old)
    new.carry(old, date.fromisoformat(day))
    new.before = 0
    for each in (new, other):
        _trade(world, each, f"{day}T19", rng)
    if rng.random() < 0.7:
        before = old.before
        old.before = old.total  # what went before is in the new laptop's day
        told = [each for each in world.orders if each.closed and each not in known]
        if told and rng.random() < 0.6:
            _close_again(world, old, rng.choice(told), f"{day}T20:50:00+08:00", rng)
        _close(world, old, day, "woken")
        old.before = before
    _close(world, new, day)
    return new


def _close_again(
    world: OrderWorld, till: OrderTill, truth: OrderTruth, at: str, rng: random.Random
) -> None:
    """A laptop that does not know of it closes an order a second time."""
    if rng.random() < 0.6:
        till.deliver(truth, at)
    else:
        till.cancel(truth, at, truth.order.deposit)
    world.twice.append(truth)


def _trade(world: OrderWorld, till: OrderTill, hour: str, rng: random.Random) -> None:
    """Orders are taken, delivered, voided and cancelled, of whichever till they are."""
    for step in range(rng.randint(0, 5)):
        at = f"{hour}:{step:02d}:00+08:00"
        still_open = [each for each in world.orders if not each.closed]
        if not still_open or rng.random() < 0.4:
            world.orders.append(till.take(at))
            continue
        truth = rng.choice(still_open)
        if rng.random() < 0.6:
            till.deliver(truth, at)
            if rng.random() < 0.2:
                till.void_last_delivery(truth, at)
                continue
        else:
            till.cancel(truth, at, rng.choice((0, truth.order.deposit, truth.order.deposit // 2)))
        truth.closed = True
