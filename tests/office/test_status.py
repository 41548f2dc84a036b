"""What the office says of a set of files: complete or not, disputed or not, and never twice."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office.small_world import DAYS, END, Till, codes, sale, seat_accepted, status, whole_fair

from pos_app.domain.day import Totals
from pos_app.office.book_day import BookDay
from pos_app.office.report.words import net_text, status_text


def test_a_fair_whose_files_are_all_here_is_complete() -> None:
    found = status(whole_fair())
    assert found.complete
    assert (found.expected, found.received, found.totals.net) == (9, 9, 9000)
    assert {notice.code for notice in found.warnings} == {"key_not_enrolled"}


def test_rows_carry_the_contract_s_keys_and_no_others() -> None:
    answer = status(whole_fair()).as_json()
    sums = ["qty", "gross", "discount", "refunds", "net"]
    assert list(answer["by_day"][0]) == ["day", *sums, "sales", "rounding"]
    assert list(answer["by_stand"][0]) == ["stand", *sums, "sales", "rounding"]
    assert list(answer["by_maker"][0]) == ["maker", *sums, "name"]
    assert list(answer["by_category"][0]) == ["category", *sums]


def test_a_missing_file_is_missing_and_the_next_day_shows_the_hole() -> None:
    lost = [day for day in whole_fair() if day.till_day != ("A07", "1", DAYS[1])]
    found = status(lost)
    assert found.missing == (("A07", "1", DAYS[1]),)
    gaps = [(gap.day, gap.code, gap.start, gap.end) for gap in found.gaps]
    assert (DAYS[2], "number_gap", "A07-1-000002", "A07-1-000002") in gaps
    assert [code for _, code, _, _ in gaps] == ["day_link_gap", "number_gap"]
    assert (found.received, found.totals.net) == (8, 8000)


def test_a_day_that_is_not_asked_for_is_neither_expected_nor_counted() -> None:
    found = status(whole_fair(), DAYS[0])
    assert found.complete
    assert (found.expected, found.totals.net) == (3, 3000)
    assert status([], "2023-10-24").expected == 0


def test_a_newer_revision_takes_the_place_of_the_older() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("1", 1000))
    second = till.revise(first, sale("2", 500))
    after = till.close(DAYS[1], sale("3", 1))
    found = status([second, after, first])
    assert found.totals.net == 1501
    assert codes(found) == []


def test_a_revision_whose_predecessor_is_missing_counts_and_is_a_gap() -> None:
    till = Till("A07", "1")
    first = till.close(DAYS[0], sale("1", 1000))
    third = till.revise(till.revise(first, sale("2", 500)), sale("3", 5))
    assert status([first, third]).gaps[0].start == "2"
    found = status([third])
    assert [(g.code, g.start, g.end) for g in found.gaps] == [("revision_missing", "1", "2")]
    assert found.totals.net == 1505


def test_two_manifests_for_one_revision_are_in_dispute() -> None:
    one, two = Till("A07", "1"), Till("A07", "1")
    files = [one.close(DAYS[0], sale("1", 1000)), two.close(DAYS[0], sale("2", 700))]
    found = status(files)
    assert [conflict.code for conflict in found.conflicts] == ["revision_fork"]
    assert sorted(file.net for file in found.conflicts[0].files) == [700, 1000]
    assert found.totals == Totals()
    assert found.received == 1


def test_a_revision_that_supersedes_another_first_one_is_a_fork_too() -> None:
    one, two = Till("A07", "1"), Till("A07", "1")
    lost = one.close(DAYS[0], sale("1", 1000))
    files = [one.revise(lost, sale("3", 1)), two.close(DAYS[0], sale("2", 700))]
    assert codes(status(files)) == ["revision_fork"]


def test_two_keys_of_one_seat_put_all_its_days_in_dispute() -> None:
    mine, other = Till("A07", "1", key="a"), Till("A07", "1", key="b")
    files = [mine.close(DAYS[0], sale("1", 1)), other.close(DAYS[1], sale("2", 1))]
    found = status(files)
    assert codes(found) == ["key_conflict", "key_conflict"]
    assert found.totals.net == 0


def test_the_same_sale_in_the_files_of_two_seats_is_counted_once() -> None:
    shared = sale("1", 1000)
    first = Till("A07", "1").close(DAYS[0], shared)
    taken_over = Till("A07", "1", seat=1, key="b").close(DAYS[0], shared, sale("2", 10))
    waiting = status([first, taken_over])
    assert (codes(waiting), waiting.totals.net) == (["seat_unproven"], 1000)
    found = status([first, taken_over], records=[seat_accepted()])
    assert found.totals.net == 1010
    assert found.totals.sales == 2
    assert found.confirmed.by_maker[0].net == 1010
    assert codes(found) == []


def test_a_row_that_only_repeats_another_is_no_row() -> None:
    shared = sale("1", 1000)
    files = [Till("A07", "1").close(DAYS[0], shared), Till("A08", "1").close(DAYS[0], shared)]
    assert [row.key for row in status(files).confirmed.by_stand] == ["A07"]


def test_one_sale_with_two_contents_puts_both_days_in_dispute() -> None:
    one = Till("A07", "1").close(DAYS[0], sale("1", 1000))
    two = Till("A08", "1").close(DAYS[1], sale("1", 900))
    found = status([one, two])
    assert {c.till_day for c in found.conflicts} == {one.till_day, two.till_day}
    assert codes(found).count("sale_conflict") == 2
    assert found.totals.net == 0


def test_a_day_in_dispute_drags_no_other_into_it() -> None:
    forked = [
        Till("A07", "1").close(DAYS[0], sale("1", 5)),
        Till("A07", "1").close(DAYS[0], sale("1", 6)),
    ]
    innocent = Till("A08", "1").close(DAYS[0], sale("1", 1000))
    assert status([*forked, innocent]).totals.net == 1000


def test_what_was_not_planned_is_set_aside() -> None:
    stand = Till("X99", "1").close(DAYS[0], sale("1", 1))
    till = Till("A08", "9").close(DAYS[0], sale("2", 1))
    day = Till("A08", "1").close("2023-10-30", sale("3", 1))
    found = status([stand, till, day])
    assert codes(found) == ["unplanned_day", "unknown_till", "unknown_stand"]
    assert not found.complete
    assert (found.received, found.totals.net) == (0, 0)


@pytest.mark.parametrize("day", ["2001-01-01", "2023-10-30", "2099-01-01"])
def test_an_empty_day_outside_the_fair_is_a_notice_and_keeps_nothing_open(day: str) -> None:
    till = Till("A08", "1")
    wrong = replace(till.close(day), journal_first=1, journal_last=4)
    right = replace(till.close(DAYS[0], sale("1", 5)), journal_first=5, journal_last=8)
    found = status([wrong, right], DAYS[0])
    assert codes(found) == [] and found.totals.net == 5
    notices = [(warning.day, warning.code) for warning in found.warnings]
    assert (day, "empty_day_unplanned") in notices


def test_an_unplanned_day_before_the_fair_is_a_link_and_no_hole() -> None:
    till = Till("A08", "1")
    early = till.close("2023-10-24", sale("0", 1))
    assert codes(status([early, till.close(DAYS[0], sale("1", 5))])) == ["unplanned_day"]


def test_a_link_to_an_older_revision_is_a_notice() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("1", 5))
    second = till.revise(first, sale("2", 5))
    after = till.close(DAYS[1], sale("3", 5), link=first.identity)
    found = status([first, second, after])
    assert codes(found) == []
    assert [notice.code for notice in found.warnings] == ["key_not_enrolled", "superseded_link"]


def test_numbers_given_twice_and_totals_that_jump_are_gaps() -> None:
    till = Till("A08", "1")
    first = till.close(DAYS[0], sale("1", 5), sale("2", 5))
    after = till.close(DAYS[1], sale("3", 5))
    assert codes(status([first, replace(after, first=2, last=2)])) == ["number_overlap"]
    assert codes(status([first, replace(after, running_start=99)])) == ["running_total_gap"]


def test_a_day_without_sales_is_received_and_has_no_row() -> None:
    till = Till("A08", "1")
    files = [till.close(DAYS[0]), till.close(DAYS[1], sale("1", 5))]
    found = status(files, DAYS[1])
    assert found.received == 2
    assert [row.key for row in found.confirmed.by_day] == [DAYS[1]]
    assert codes(found) == []


def test_makers_are_known_by_code_then_by_name() -> None:
    till = Till("A08", "1")
    day = till.close(DAYS[0], sale("1", 5, maker="m1"), sale("2", 6, maker="bu  SRI"))
    other = replace(Till("A07", "1").close(DAYS[0], sale("3", 7, maker="Tamu")))
    rows = status([day, other]).confirmed.by_maker
    assert [(row.key, dict(row.extra)["name"], row.net) for row in rows] == [
        ("M1", "Bu Sri", 11),
        ("Tamu", "Tamu", 7),
    ]


def test_a_person_never_reads_one_bare_number() -> None:
    text = status_text(status(whole_fair()[1:]), "id")
    assert text.startswith(
        "Rp8.000 terkonfirmasi · sampai 2023-10-27 · 8 dari 9 hari-kasir dalam jumlah"
    )
    assert "1 belum ada: A07-1 2023-10-25 (0812-0000-0007)" in text


def test_what_nobody_saw_arrive_is_told_beside_the_total() -> None:
    day = Till("A08", "1").close(DAYS[0], sale("1", 5_000))
    totals = replace(day.breakdown.totals, unconfirmed=2_000)
    found = status([replace(day, breakdown=replace(day.breakdown, totals=totals))])
    assert found.totals.unconfirmed == 2_000
    told = status_text(found, "id")
    assert told.startswith("Rp5.000 terkonfirmasi, Rp2.000 QRIS belum terlihat · sampai")
    assert net_text(found, "en") == "Rp5.000, Rp2.000 QRIS not seen"
    assert net_text(status(whole_fair()), "en").count("Rp") == 1


class World:
    """What was really sold, and the files of it that may or may not arrive."""

    def __init__(self) -> None:
        self.files: list[BookDay] = []
        self.truth: dict[tuple[str, str, str], int] = {}
        self.forked: set[tuple[str, str, str]] = set()


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    amounts = st.lists(st.integers(1, 10**9), max_size=3)
    for stand, code in (("A07", "1"), ("A07", "2"), ("A08", "1")):
        till = Till(stand, code, key=f"{stand}{code}")
        for day in DAYS:
            name = f"{stand}{code}{day}"
            sales = [sale(f"{name}/{i}", a) for i, a in enumerate(draw(amounts))]
            twin = replace(till)
            file = till.close(day, *sales)
            world.files.append(file)
            if draw(st.integers(0, 3)) == 0:
                file = till.revise(file, sale(f"{name}/more", draw(st.integers(1, 99))))
                world.files.append(file)
            if draw(st.integers(0, 5)) == 0:
                world.files.append(twin.close(day, sale(f"{name}/twin", 7)))
                world.forked.add(file.till_day)
            world.truth[file.till_day] = file.breakdown.totals.net
    return world


@given(worlds(), st.data())
def test_no_order_and_no_loss_makes_a_confirmed_total_wrong(
    world: World, data: st.DataObject
) -> None:
    lost = data.draw(st.sets(st.sampled_from(range(len(world.files)))))
    arrived = [file for index, file in enumerate(world.files) if index not in lost]
    shuffled = data.draw(st.permutations(arrived))
    found = status(arrived)
    assert json.dumps(found.as_json()) == json.dumps(status(shuffled).as_json())
    for day in found.confirmed.days:
        newest = max(f.revision for f in world.files if f.till_day == day.till_day)
        if day.revision == newest and day.till_day not in world.forked:
            assert day.breakdown.totals.net == world.truth[day.till_day]
    assert found.totals.net == sum(row.net for row in found.confirmed.by_day)
    assert found.totals.net == sum(row.net for row in found.confirmed.by_stand)
    assert found.totals.net == sum(row.net for row in found.confirmed.by_maker)
    # What is lost of the last day alone leaves no trace in any other file.
    if found.complete and not any(world.files[index].day == END for index in lost):
        assert found.totals.net == sum(world.truth.values())


@given(worlds())
def test_all_files_of_a_fair_without_twins_give_the_truth(world: World) -> None:
    found = status(world.files, END)
    assert found.complete == (not world.forked)
    assert {c.till_day for c in found.conflicts} == world.forked
    honest = {key: net for key, net in world.truth.items() if key not in world.forked}
    assert found.totals.net == sum(honest.values())
