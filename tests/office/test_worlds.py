"""Thousands of fairs with a known truth: whatever befalls the files, the office says what is so."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from office.small_world import linked_as_in_a_book
from support.fair_files import EVENT
from support.interims import expected_states
from support.seeds import in_pieces
from support.worlds import FATES, OFFICE, Line, TillDay, World, make_world

from pos_app.dayfile.interim_qr import InterimFacts
from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.book_day import BookDay, SeatDay, book_day
from pos_app.office.book_status import status_in
from pos_app.office.decide.effective_decisions import evaluate_decisions
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record
from pos_app.office.plan.event_plan import read_plan
from pos_app.office.plan.handed_out import handed_out
from pos_app.office.reconcile.interim_totals import interims_of
from pos_app.office.reconcile.paper_days import slips_of
from pos_app.office.reconcile.status import Status, status_of
from pos_app.office.reconcile.till_day import TillDayPlace, TillDayState
from pos_app.office.records import RecordKind

WORLDS = [
    pytest.param(range(500), id="500"),
    *in_pieces(500),
]
FOUNDER = office_record(EVENT, OFFICE)
HELD_AGAINST = frozenset(
    (
        *("price_differs", "share_differs", "maker_differs", "bearer_differs"),
        *("refund_unfounded", "cashier_unknown", "cashier_added"),
    )
)
ELSEWHERE = {"one_sale_in_two_files", "went_home"}
APART_EVERY = 5  # worlds, one is looked at with and without its interim totals
BOOKS_EVERY = 100  # worlds, one is taken through real books


def taken(world: World) -> tuple[list[BookDay], int]:
    """What a book would hold of the world's files, and how many it would refuse."""
    found: dict[str, BookDay] = {}
    refused = 0
    for file in world.files:
        try:
            day = read_day(file)
        except PosError:
            refused += 1
            continue
        if day.head.training or day.head.event != read_plan(world.toml)[0].code:
            refused += 1
        else:
            found[day.identity] = book_day(day)
    return _as_a_book_keeps_them(found.values()), refused


def _as_a_book_keeps_them(days: Iterable[BookDay]) -> list[BookDay]:
    """The days with digests only of sales that files of two tills, seats or days hold."""
    days = list(days)
    seat_days: dict[str, set[SeatDay]] = defaultdict(set)
    for day in days:
        for digest in day.sale_digests:
            seat_days[digest.sale_id].add(day.seat_day)
    return [
        replace(
            day, sale_digests=tuple(m for m in day.sale_digests if len(seat_days[m.sale_id]) > 1)
        )
        for day in linked_as_in_a_book(days)
    ]


def view(world: World) -> Status:
    days, refused = taken(world)
    assert refused == world.rejected, world
    found = status_with(
        world, days, interims_of((r for r in world.records if r.kind is RecordKind.INTERIM), EVENT)
    )
    if world.told:
        check_interims_apart(world, days, found)
    return found


def status_with(world: World, days: list[BookDay], told: list[InterimFacts]) -> Status:
    effective = evaluate_decisions([FOUNDER, *world.records], EVENT, OFFICE.public_hex)
    slips = slips_of((r for r in world.records if r.kind is RecordKind.SLIP), EVENT)
    plan = read_plan(world.toml)[0]
    handed = handed_out(
        plan, (r for r in world.records if r.kind is RecordKind.GOODS), OFFICE.public_hex
    )
    return status_of(plan, days, world.days[-1], effective, slips, handed, interims=told)


def check_interims_apart(world: World, days: list[BookDay], found: Status) -> None:
    """Interim totals are in no other figure; each is what it is, and what is not so is named."""
    with_ = found.as_json()
    if world.seed % APART_EVERY == 0:
        without = status_with(world, days, []).as_json()
        warnings = [each for each in with_["warnings"] if not each["code"].startswith("interim_")]
        assert {**with_, "interim": [], "warnings": warnings} == without, world
    wanted = expected_states(world.told, world.untrue, days, world.on_paper)
    named = {(place(each), each["detail"]) for each in _named(with_, "interim_contradicted")}
    unheard = [*_named(with_, "interim_key"), *_named(with_, "interim_unplanned")]
    not_shown = {(place(each), each["detail"]) for each in unheard}
    states = {(*each.till_day, each.seq, each.net): str(each.state) for each in found.interims}
    for told, state in wanted.items():
        where = (told.stand, told.till, told.day)
        if told.day <= world.days[-1] and (where, told.code) not in not_shown:
            assert states[(*where, told.seq, told.net)] == state, (world, told)
            assert ((where, told.code) in named) is (state == "contradicted"), (world, told)
    in_sum = {each.till_day for each in found.till_days if each.place is TillDayPlace.IN_SUM}
    for layer in found.interim_layers:
        assert not in_sum & {total.till_day for total in layer.totals}
        assert len({total.till_day for total in layer.totals}) == layer.count <= layer.of


def _named(status: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [each for each in status["warnings"] if each["code"] == code]


def place(entry: dict[str, Any]) -> TillDay:
    return entry["stand"], entry["till"], entry["day"]


def lines(status: dict[str, Any]) -> Iterator[Line]:
    for name in ("gaps", "conflicts", "set_aside"):
        yield from ((name, place(entry), entry["code"]) for entry in status[name])


def check(world: World) -> Status:
    """The status says of a world what there is to say, and nothing else; what it confirms is so."""
    found = view(world)
    status = found.as_json()
    told = set(lines(status))
    assert {place(entry) for entry in status["missing"]} == world.missing, world
    assert world.must <= told, (world, world.must - told)
    assert told <= world.must | world.may, (world, told - world.must - world.may)
    assert status["complete"] is not bool(world.missing or world.must), world
    assert status["expected"] == len(world.places) * len(world.days) - len(world.not_due)
    assert {place(entry) for entry in status["paper"]} == world.on_paper
    named = {(place(entry), entry["code"]) for entry in status["warnings"]}
    assert {each for each in named if each[1] in HELD_AGAINST} == world.named, world
    disputed = {day for name, day, _ in told if name == "conflicts"}
    right = 0
    for day_status in found.till_days:
        if day_status.till_day in world.missing | disputed | world.not_due:
            assert not day_status.net, (world, day_status)
            continue
        assert day_status.net is not None or day_status.state is TillDayState.NO_SALES, (
            world,
            day_status,
        )
        right += day_status.net or 0
        if day_status.till_day not in world.doubtful:
            assert (day_status.net or 0) == world.truth[day_status.till_day], (world, day_status)
    assert status["totals"]["net"] == right == sum(row["net"] for row in status["by_day"])
    return found


@pytest.mark.parametrize("seeds", WORLDS)
def test_the_office_knows_what_is_so_in_every_world(seeds: Iterable[int]) -> None:
    met: Counter[str] = Counter()
    for seed in seeds:
        world = make_world(seed)
        check(world)
        met.update(name for name in world.fates.values() if name)
    assert {*FATES, *ELSEWHERE} == set(met)
    print("\n", "  ".join(f"{name} {count}" for name, count in sorted(met.items())))


def book_of(folder: Path, name: str, world: World, files: Iterable[bytes | Path]) -> dict[str, Any]:
    """The status of a new book that takes the files, or other books, one after another."""
    with Book.create(folder / name, world.toml, lambda: FOUNDER) as book:
        for number, file in enumerate(files):
            path = file if isinstance(file, Path) else folder / f"{name}-{number}"
            if isinstance(file, bytes):
                path.write_bytes(file)
            merge(book, [path])
        return status_in(book, book.days(), world.days[-1]).as_json()


def words_of(folder: Path, world: World) -> Path:
    """A book that holds nothing but what the office decided, and slips."""
    path = folder / "words"
    with Book.create(path, world.toml, lambda: FOUNDER) as book:
        for record in world.records:
            book.add_record(record)
    return path


@pytest.mark.parametrize("seeds", WORLDS)
def test_any_order_any_repetition_and_a_merge_of_merges_say_the_same(
    seeds: range, tmp_path: Path
) -> None:
    for seed in seeds[::BOOKS_EVERY]:
        world = make_world(seed)
        rng = random.Random(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        wanted = view(world).as_json()
        again: list[bytes | Path] = [*world.files, *rng.choices(world.files, k=3)]
        again.append(words_of(folder, world))
        rng.shuffle(again)
        assert book_of(folder, "one", world, again) == wanted
        half = len(again) // 2
        book_of(folder, "left", world, again[:half])
        book_of(folder, "right", world, again[half - 1 :])
        both = (folder / "left", folder / "right")
        assert book_of(folder, "both", world, both) == wanted
        assert book_of(folder, "back", world, both[::-1]) == wanted
        assert book_of(folder, "mixed", world, (folder / "both", *again[:2], both[0])) == wanted
