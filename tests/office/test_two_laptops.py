"""Two laptops from one image both sold: the office sees both, and may count both."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from office.small_world import DAYS, decided, sale, status
from office.small_world import Till as SmallTill
from support.fair_files import EVENT, START, Fair, Till
from support.shops import cash, make_shop, ring

from pos_app.cli.main import cli
from pos_app.clock import ManualClock, parse_stamp
from pos_app.dayfile.reader import read_day
from pos_app.errors import PosError
from pos_app.office.book import Book
from pos_app.office.decide.decisions import Both, Choose
from pos_app.office.decide.effective_decisions import DecisionState
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record, own_key
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.reconcile.two_laptops import compare_laptops
from pos_app.office.records import Record
from pos_app.services.day import closing
from pos_app.services.office import decisions, event_book
from pos_app.services.office.book_check import check_book
from pos_app.services.office.compared_files import compare_till_day
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store

CLOCK = ManualClock(parse_stamp("2023-10-26T22:00:00+08:00"))
FAIR = Fair(stands=1, days=2)
PLACE = ("S0000", "1", "2023-10-25")


@dataclass
class Clones:
    """A book with the files of two laptops made from one image, and each one's net."""

    path: Path
    nets: tuple[int, int]
    paths: list[Path]

    def status(self) -> Status:
        return event_book.book_status(self.path, "2023-10-25", CLOCK, goods=True)


def make_book(path: Path, paths: list[Path]) -> None:
    def office() -> Record:
        return office_record(EVENT, own_key(path, bytes(32)))

    with Book.create(path, FAIR.toml, office) as book:
        merge(book, paths)


def make(folder: Path, sold: tuple[int, int], ids: tuple[str, ...] = ()) -> Clones:
    """One till, cloned before its first day; both laptops sell and close it."""
    till = Till("S0000", random.Random(1))
    twin = deepcopy(till)
    twin.rng = random.Random(2)
    first = till.close(START, sold[0], 1, ids)
    second = twin.close(START, sold[1], 1, ids)
    path, paths = folder / "fair.book", [folder / "a.zip", folder / "b.zip"]
    paths[0].write_bytes(first.file)
    paths[1].write_bytes(second.file)
    make_book(path, paths)
    nets = tuple(read_day(built.file).head.totals.net for built in (first, second))
    return Clones(path, (nets[0], nets[1]), paths)


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return make(tmp_path, (3, 5))


def test_the_range_covers_that_both_sold(clones: Clones) -> None:
    found = clones.status()
    assert found.totals.net == 0
    assert found.disputed == (min(clones.nets), sum(clones.nets))


def test_both_count_when_the_office_says_so(clones: Clones) -> None:
    decisions.both(clones.path, *PLACE, CLOCK, "dua laptop, satu stan")
    found = clones.status()
    assert found.totals.net == sum(clones.nets) and not found.conflicts
    assert found.counts.in_sum == 1
    (till_day,) = [each for each in found.till_days if each.day == PLACE[2]]
    assert till_day.state is TillDayState.RECEIVED and len(till_day.counted) == 2
    assert till_day.net == sum(clones.nets)
    assert sum(row.net for row in found.confirmed.settlements) == sum(clones.nets)
    assert len(found.drawers) == 2
    assert "receipts_twice" in {warning.code for warning in found.warnings}
    (entry,) = found.as_json()["decisions"]
    assert (entry["kind"], entry["moved"]) == ("both", sum(clones.nets))


def test_a_choice_takes_the_place_of_both_and_back(clones: Clones) -> None:
    decisions.both(clones.path, *PLACE, CLOCK)
    manifest = read_day(clones.paths[0].read_bytes()).identity
    decisions.choose(clones.path, manifest, CLOCK)
    assert clones.status().totals.net == clones.nets[0]
    decisions.both(clones.path, *PLACE, CLOCK)
    assert clones.status().totals.net == sum(clones.nets)
    states = [each.state for each in clones.status().effective_decisions.statuses]
    assert states.count(DecisionState.IN_FORCE) == 1


def test_a_third_file_puts_the_day_in_dispute_again(clones: Clones, tmp_path: Path) -> None:
    decisions.both(clones.path, *PLACE, CLOCK)
    till = Till("S0000", random.Random(1))
    till.rng = random.Random(3)
    third = tmp_path / "c.zip"
    third.write_bytes(till.close(START, 2, 1).file)
    event_book.merge_into(clones.path, [third])
    found = clones.status()
    assert [conflict.code for conflict in found.conflicts]
    assert found.totals.net == 0


def cloned_at_noon(folder: Path) -> Clones:
    """The image was made when the day was open: both files hold its first sales alike."""
    till = Till("S0000", random.Random(1))
    first = till.close(START, 2, 1)
    twin = deepcopy(till)
    twin.rng = random.Random(2)
    one, two = till.revise(START, 1, 1), twin.revise(START, 3, 1)
    path = folder / "noon.book"
    paths = [folder / f"{n}.zip" for n in range(3)]
    for each, built in zip(paths, (first, one, two), strict=True):
        each.write_bytes(built.file)
    make_book(path, paths)
    shared = read_day(first.file).head.totals.net
    nets = [read_day(built.file).head.totals.net for built in (one, two)]
    return Clones(path, (nets[0], nets[1] - shared), paths)


def test_sales_that_both_hold_count_once(tmp_path: Path) -> None:
    found = cloned_at_noon(tmp_path)
    assert found.status().disputed.high == sum(found.nets)
    compared = compare_till_day(found.path, ("S0000", "1", 0, PLACE[2]))
    assert compared.shared == 2 and [file.own for file in compared.files] in ([1, 3], [3, 1])
    decisions.both(found.path, *PLACE, CLOCK)
    assert found.status().totals.net == sum(found.nets)
    assert found.status().totals.sales == 2 + 1 + 3


def test_the_check_of_a_book_finds_nothing_wrong_with_a_fork(tmp_path: Path) -> None:
    found = cloned_at_noon(tmp_path)
    assert check_book(found.path).ok


def test_both_files_stand_side_by_side(clones: Clones) -> None:
    found = compare_till_day(clones.path, ("S0000", "1", 0, PLACE[2]))
    assert sorted(file.sales for file in found.files) == [3, 5]
    assert {file.first for file in found.files} == {"S0000-1-000001"}
    assert {file.first_at[11:16] for file in found.files} == {"08:05"}
    assert found.numbers_twice == tuple(f"S0000-1-00000{n}" for n in (1, 2, 3))
    assert (found.shared, found.contradicting, found.may_both_count) == (0, (), True)


def test_one_sale_told_differently_refuses_both_and_is_named(tmp_path: Path) -> None:
    clones = make(tmp_path, (1, 2), ids=("5a1e0000-0000-4000-8000-000000000000",))
    with pytest.raises(PosError) as refused:
        decisions.both(clones.path, *PLACE, CLOCK)
    assert refused.value.code == "both_contradicts"
    assert refused.value.facts["named"] == "S0000-1-000001"
    assert clones.status().disputed.high == max(clones.nets)


def test_one_file_alone_is_no_question(tmp_path: Path) -> None:
    clones = make(tmp_path, (1, 2))
    with pytest.raises(PosError) as refused:
        decisions.both(clones.path, "S0000", "1", "2023-10-26", CLOCK)
    assert refused.value.code == "both_one_file"


def test_the_command_counts_both(clones: Clones) -> None:
    words = ["office", "decide", str(clones.path), "both"]
    place = ["--stand", "S0000", "--till", "1", "--day", PLACE[2], "--reason", "dua laptop"]
    done = CliRunner().invoke(cli, [*words, *place, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["kind"] == "both"
    assert clones.status().totals.net == sum(clones.nets)


def test_two_offices_that_answer_differently_dispute_the_day() -> None:
    till, twin = SmallTill("A07", "1"), SmallTill("A07", "1")
    mine, other = till.close(DAYS[0], sale("1", 500)), twin.close(DAYS[0], sale("2", 700))
    files = tuple(sorted((mine.identity, other.identity)))
    words = [
        decided(Both("A07", "1", 0, DAYS[0], files)),
        decided(Choose("A07", "1", 0, DAYS[0], mine.identity, (other.identity,))),
    ]
    found = status([mine, other], DAYS[0], records=words)
    assert "decision_conflict" in {conflict.code for conflict in found.conflicts}
    assert found.totals.net == 0 and found.disputed.high == 1200


def test_the_next_day_of_either_laptop_has_no_gap() -> None:
    till, twin = SmallTill("A07", "1"), SmallTill("A07", "1")
    mine, other = till.close(DAYS[0], sale("1", 500)), twin.close(DAYS[0], sale("2", 700))
    after = twin.close(DAYS[1], sale("3", 100))
    both = Both("A07", "1", 0, DAYS[0], tuple(sorted((mine.identity, other.identity))))
    found = status([mine, other, after], DAYS[1], records=[decided(both)])
    assert not [gap for gap in found.gaps if gap.till == "1" and gap.stand == "A07"]
    assert found.totals.net == 1300


def test_a_piece_that_was_there_once_cannot_be_sold_twice(tmp_path: Path) -> None:
    files = []
    for laptop in ("a", "b"):
        with make_shop(tmp_path / laptop, sheet=SHEET) as shop:
            ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
            files.append(closed_file(shop))
    found = compare_laptops([read_day(file) for file in files])
    assert found.pieces == ("A",) and not found.may_both_count


SHEET = "sku,name,category,maker,price_rp,stock\nA,Topeng,Ukir,M1,50000,1\n"


def closed_file(shop: Shop) -> bytes:
    closed = closing.close_till(shop, counted=250_000)
    return till_store.day_file(shop.database, closed.manifest)


def test_an_old_sale_cannot_be_given_back_at_both_laptops(tmp_path: Path) -> None:
    clones = cloned_on_the_second_day(tmp_path, gave_back=True)
    found = compare_till_day(clones.path, SECOND_DAY)
    assert found.given_back == ("S0000-1-000001",) and not found.may_both_count
    with pytest.raises(PosError) as refused:
        decisions.both(clones.path, "S0000", "1", str(NEXT), CLOCK)
    assert (refused.value.code, refused.value.facts["named"]) == (
        "both_contradicts",
        "S0000-1-000001",
    )
    assert event_book.book_status(clones.path, str(NEXT), CLOCK).conflicts


def test_what_one_laptop_alone_gave_back_speaks_against_nothing(tmp_path: Path) -> None:
    clones = cloned_on_the_second_day(tmp_path, gave_back=False)
    found = compare_till_day(clones.path, SECOND_DAY)
    assert found.given_back == () and found.may_both_count
    decisions.both(clones.path, "S0000", "1", str(NEXT), CLOCK)


def test_a_sale_of_another_till_given_back_at_both_is_named_too(tmp_path: Path) -> None:
    clones = cloned_on_the_second_day(tmp_path, gave_back=True, sold_elsewhere=True)
    assert compare_till_day(clones.path, SECOND_DAY).given_back == ("S0000-2-000001",)


def test_a_sale_that_nobody_knows_given_back_at_both_is_told_and_refuses_nothing(
    tmp_path: Path,
) -> None:
    clones = cloned_on_the_second_day(tmp_path, gave_back=True, sold_elsewhere=True, lost=True)
    found = compare_till_day(clones.path, SECOND_DAY)
    assert found.given_back_unseen == ("S0000-1-000002",)  # both laptops gave that number
    assert not found.given_back and found.may_both_count


NEXT = START + timedelta(days=1)
SECOND_DAY = ("S0000", "1", 0, str(NEXT))


def cloned_on_the_second_day(
    folder: Path, *, gave_back: bool, sold_elsewhere: bool = False, lost: bool = False
) -> Clones:
    """One laptop, cloned after its first day; both give the same sale back, or only one does."""
    till = Till("S0000", random.Random(1))
    seller = Till("S0000", random.Random(7), "2") if sold_elsewhere else till
    before = [till.close(START, 1, 1).file]
    if sold_elsewhere:
        other = seller.close(START, 1, 1).file
        before += [] if lost else [other]
    sold = next(fact for fact in seller._facts if fact["kind"] == "sale")
    twin = deepcopy(till)
    twin.rng = random.Random(2)
    files = []
    for laptop, sales in ((till, 2), (twin, 3)):
        laptop.open_and_sell(NEXT, 0, 1)
        if gave_back or laptop is till:
            give_back(laptop, sold)
        files.append(laptop.sell_on_and_close(NEXT, sales, 1).file)
    paths = [folder / f"{number}.zip" for number in range(len(before) + 2)]
    for path, file in zip(paths, [*before, *files], strict=True):
        path.write_bytes(file)
    book = folder / "second.book"
    make_book(book, paths)
    nets = [read_day(file).head.totals.net for file in files]
    return Clones(book, (nets[0], nets[1]), paths)


def give_back(till: Till, sold: dict[str, Any]) -> None:
    """All pieces of a sale of another day."""
    lines = [
        row | {key: -row[key] for key in ("qty", "discount", "amount")} for row in sold["lines"]
    ]
    net = sum(row["amount"] for row in lines)
    till.running += 1
    till.total += net
    head = {
        "id": till._new_id(),
        "number": till.identity.number(till.running),
        "refers_to": sold["sale"]["id"],
        **{key: -sold["sale"][key] for key in ("gross", "discount", "rounding", "net")},
    }
    paid = {"tender": 1, "method": "cash", "amount": net, "reference": "", "confirmed": True}
    fact = {"sale": sold["sale"] | head, "lines": lines, "tenders": [paid]}
    till._write("refund", f"{NEXT}T08:02:00+08:00", **fact, running_total=till.total)
