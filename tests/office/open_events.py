"""Generated fairs as a ministry gets them, and as their offices count them."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import duckdb
from support.fair_files import EVENT, START, Till, event_called, stand_code
from support.order_fair import DEPOSIT, TERMS, TOML, at
from support.order_worlds import OrderTill, make_order_world
from support.worlds import (
    OFFICE,
    Fate,
    World,
    cloned,
    closed_that_day,
    forked,
    lost_but_for_its_slip,
    make_world,
)

from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.book_status import status_in
from pos_app.office.decide.decisions import (
    Both,
    CorrectPrice,
    CorrectShare,
    Dismiss,
    Paid,
    PlanChange,
    SameMaker,
    Withdrawn,
    sign_decision,
)
from pos_app.office.decide.order_decisions import OrderCounts
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record
from pos_app.office.publish.office_file import SUFFIX, office_file
from pos_app.office.publish.publish import publish
from pos_app.office.reconcile.status import Status
from pos_app.office.records import Record

MAKER, SKU = "M03", "G03"


@dataclass(frozen=True)
class OfficeAnswer:
    """What an office says of its fair: the status through its last day, and its files' folder."""

    event: str
    status: Status
    raw: Path


def world_of(event: str, seed: int) -> World:
    """A fair with what befell its files, and decisions on shares, prices, payments and the plan."""
    with event_called(event):
        world = make_world(seed)
        rng = random.Random(seed)
        decided = (
            CorrectShare(MAKER, 2500, since=world.days[-1]),
            CorrectPrice(SKU, 99_000),
            Paid(MAKER, 12_000, world.days[-1], "cash", "k1"),
            PlanChange("stand", '{"phone":"0811-000"}', "A01"),
            SameMaker("Bu Sri baru", MAKER),
        )
        for content in rng.sample(decided, k=rng.randint(2, len(decided))):
            world.decide(content)
        _decide_on_days(world, rng)
    return world


def _decide_on_days(world: World, rng: random.Random) -> None:
    """Some disputed days have two laptops that both sold; one stand may have left."""
    for code, till_day, problem in sorted(world.must):
        stand, till, day = till_day
        files = [f for f in map(_head, world.files) if f and f[1:] == (stand, till, 0, day)]
        identities = tuple(sorted({each[0] for each in files}))
        if problem == "revision_fork" and len(identities) == 2 and rng.random() < 0.6:
            world.decide(Both(stand, till, 0, day, identities))
        if code == "set_aside" and identities and rng.random() < 0.5:
            world.decide(Dismiss(identities[0]))
    if rng.random() < 0.4:
        world.decide(Withdrawn(rng.choice(world.places)[0], world.days[-1]))


def _head(file: bytes) -> tuple[str, str, str, int, str] | None:
    try:
        day = read_day(file)
    except PosError:
        return None
    head = day.head
    return day.identity, head.stand, head.till, head.seat, head.day


class ToldFair(Protocol):
    """What an office has of a fair: its plan, the day files, slips and decisions."""

    @property
    def event(self) -> str: ...
    @property
    def toml(self) -> bytes: ...
    @property
    def files(self) -> Iterable[bytes]: ...
    @property
    def records(self) -> Iterable[Record]: ...


@dataclass(frozen=True)
class FairWithOrders:
    """A fair with orders, some of which were closed twice."""

    event: str
    toml: bytes
    files: tuple[bytes, ...]
    records: tuple[Record, ...]


def order_fair(event: str, seed: int, *, decided: bool) -> FairWithOrders:
    """A fair with orders; where `decided`, the office chose among those that were closed twice."""
    with event_called(event):
        world = make_order_world(seed)
    records = list(world.records)
    for truth in world.twice if decided else ():
        came = [sale for place, _, sale, _ in truth.closings if place not in world.lost]
        if len(came) > 1:
            chosen = OrderCounts(truth.order.number, came[-1])
            when = f"{world.days[-1]}T22:00:00+08:00"
            records.append(sign_decision(event, chosen, OFFICE, at=when))
    toml = world.toml.replace(EVENT.encode(), event.encode())
    return FairWithOrders(event, toml, tuple(world.files.values()), tuple(records))


def inquiry_fair(event: str) -> FairWithOrders:
    """A fair of one till that came, with an order and two inquiries, and one that did not."""
    with event_called(event):
        till = OrderTill("S00", random.Random(event))
        till.open_and_sell(START, 1, 1)
        till.take_these(TERMS, DEPOSIT, at(1))
        for running, about in ((1, 60), (2, 5)):
            till.ask(at(1 + running), running, about_qty=about)
        file = till.sell_on_and_close(START, 1, 1).file
    return FairWithOrders(event, TOML.replace(EVENT, event).encode(), (file,), ())


def told_by_office(world: ToldFair, folder: Path, lake: Path | None = None) -> OfficeAnswer:
    """Takes a world into a book, and hands its files on with the office file."""
    raw = folder / "raw" / world.event
    raw.mkdir(parents=True)
    for number, file in enumerate(world.files):
        (raw / f"{number}.zip").write_bytes(file)
    founder = office_record(world.event, OFFICE)
    with Book.create(folder / f"{world.event}.book", world.toml, lambda: founder) as book:
        for record in world.records:
            book.add_record(record)
        merge(book, [raw])
        status = status_in(book, book.days(), book.plan.end)
        (raw / f"{world.event}{SUFFIX}").write_bytes(office_file(book))
        if lake is not None:
            publish(book, lake)
    return OfficeAnswer(world.event, status, raw)


def figures_in(lake: Path, event: str) -> dict[str, dict[str, dict[str, Any]]]:
    """The figures of an event in the open data: column by key by kind of group."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows_in(lake, "figures", event):
        found.setdefault(row.pop("kind"), {})[row.pop("key")] = row
    return found


def rows_in(lake: Path, table: str, event: str) -> list[dict[str, Any]]:
    """The rows of an event in one of the tables that have one file for each event."""
    with chdir(lake), duckdb.connect() as connection:
        asked = connection.execute(f"SELECT * EXCLUDE (event) FROM '{table}/{event}.parquet'")
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def assert_as_the_office_says(lake: Path, answer: OfficeAnswer) -> None:
    """Holds the open data of an event against `office status --json` of its book."""
    told = answer.status.as_json()
    figures = figures_in(lake, answer.event)
    keys = ("sales", "gross", "discount", "refunds", "net", "rounding")
    assert _picked(figures["total"][""], keys) == _picked(told["totals"], keys)
    for by in ("day", "stand", "maker", "category", "country", "hour"):
        rows = {row[by]: row for row in told[f"by_{by}"]}
        found = figures.get(by, {})
        assert found.keys() == rows.keys(), by
        for key, row in rows.items():
            assert {k: v for k, v in found[key].items() if v is not None} == {
                k: v for k, v in row.items() if k in found[key] and k not in (by, "name")
            }, (by, key)
    tills = {f"{row['stand']}-{row['till']}": row["net"] for row in told["by_till"]}
    assert {key: row["net"] for key, row in figures.get("till", {}).items()} == tills
    (state,) = rows_in(lake, "completeness", answer.event)
    assert str(state["through"]) == told["through"]
    assert _picked(state, told["counts"]) == told["counts"]
    assert _picked(state, ("complete", "expected", "received")) == _picked(
        told, ("complete", "expected", "received")
    )
    assert (state["disputed_low"], state["disputed_high"]) == tuple(told["disputed"].values())
    assert (state["confirmed"], state["paper"]) == (
        told["totals"]["net"],
        told["paper_totals"]["net"],
    )


def _picked(row: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def large_fair(event: str, files: int, folder: Path, sales: int = 60) -> OfficeAnswer:
    """A fair of five days and some `files` files, some of them disputed, decided or on paper."""
    with event_called(event):
        days = [str(START + timedelta(days=number)) for number in range(5)]
        places = [(stand_code(number), "1") for number in range(files // len(days))]
        made = World(0, days, places)
        rng = random.Random(event)
        for number, (stand, code) in enumerate(places):
            till = Till(stand, random.Random(f"{event}/{stand}"), till=code)
            fate = Fate(made, till, rng, number % len(days))
            befalls = (cloned, lost_but_for_its_slip, forked, closed_that_day)
            if number < len(befalls):
                befalls[number](fate)
                continue
            for day in days:
                made.files.append(till.close(date.fromisoformat(day), sales, 2).file)
        made.decide(CorrectShare(MAKER, 2500, since=days[2]))
        made.decide(Withdrawn(places[-1][0], days[-1]))
        _decide_on_days(made, rng)
    return told_by_office(made, folder)


def core_seconds() -> float:
    """The processor time that this process and all those below it have taken, in seconds."""
    stats: dict[int, tuple[int, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            *_, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        values = rest.split()
        stats[int(path.parent.name)] = int(values[1]), sum(map(int, values[11:15]))
    ours = {os.getpid()}
    while more := {pid for pid, (parent, _) in stats.items() if parent in ours} - ours:
        ours |= more
    return sum(stats[pid][1] for pid in ours) / os.sysconf("SC_CLK_TCK")
