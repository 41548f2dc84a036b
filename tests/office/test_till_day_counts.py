"""Every "x of y till-days" is one count: in JSON, sentences, report, workbook and cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest
from office.small_world import DAYS, Till, decided, sale, status, whole_fair
from office.test_worlds import taken, view
from support.fair_files import EVENT
from support.worlds import TillDay, World, make_world

from pos_app.office.decide.decisions import NoSales, Withdrawn, read_decision
from pos_app.office.reconcile.status import Status
from pos_app.office.reconcile.till_day import TillDayPlace
from pos_app.office.reconcile.till_day_counts import TillDayCounts
from pos_app.office.reconcile.till_day_grid import till_day_grid
from pos_app.office.records import RecordKind
from pos_app.office.report.count_words import count_parts, counts_text
from pos_app.office.report.issue import Issue
from pos_app.office.report.metadata import metadata_table
from pos_app.office.report.summary_page import completeness_banner, open_lines
from pos_app.office.report.words import completeness_text, status_text

WORLDS = [
    pytest.param(range(60), id="60"),
    pytest.param(range(60, 5_000), marks=pytest.mark.soak, id="5000"),
]


def true_counts(world: World, found: Status) -> dict[str, int]:
    """The counts by what befell the world; only disputes are taken from the conflicts."""
    disputed = {conflict.till_day for conflict in found.conflicts if conflict.day <= found.through}
    due = {(*place, day) for place in world.places for day in world.days}
    empty = declared_empty(world) - disputed
    kinds = {
        "disputed": disputed,
        "on_paper": world.on_paper,
        "declared_empty": empty,
        "withdrawn": world.not_due,
        "missing": world.missing - world.on_paper,
    }
    counts = {name: len(till_days) for name, till_days in kinds.items()}
    return {"planned": len(due), "in_sum": len(due) - sum(counts.values()), **counts}


def declared_empty(world: World) -> set[TillDay]:
    words = (record for record in world.records if record.kind is RecordKind.DECISION)
    contents = (read_decision(record, EVENT).content for record in words)
    return {content.till_day for content in contents if isinstance(content, NoSales)}


def numbers_in(text: str) -> dict[str, int]:
    """The counts that an Indonesian sentence states."""
    words = {
        "disputed": "disengketakan",
        "on_paper": "di kertas",
        "declared_empty": "dinyatakan kosong",
        "withdrawn": "mundur",
        "missing": "belum ada",
    }
    first = re.search(r"(\d+) dari (\d+) hari-kasir dalam jumlah", text)
    assert first is not None, text
    found = {"in_sum": int(first[1]), "planned": int(first[2])}
    for key, each in words.items():
        told = re.search(rf"(\d+) {each}", text)
        found[key] = int(told[1]) if told else 0
    return found


@pytest.mark.parametrize("seeds", WORLDS)
def test_every_place_says_the_same_of_every_world(seeds: Iterable[int]) -> None:
    met: Counter[str] = Counter()
    for seed in seeds:
        world = make_world(seed)
        found = view(world)
        told = found.as_json()["counts"]
        set_aside = told.pop("set_aside")
        assert told.pop("set_aside_files") == len(found.set_aside)
        truth = true_counts(world, found)
        assert told == truth, world
        assert set_aside <= told["missing"]
        assert sum(told.values()) == 2 * told["planned"]
        for sentence in (counts_text(found, "id"), status_text(found, "id")):
            assert numbers_in(sentence) == truth, world
        assert numbers_in(completeness_text(found, "id")) == truth
        rows = {str(key): value for key, _, value in metadata_table(Issue(found)).rows}
        assert {key: rows[key] for key in truth} == truth
        assert in_cells(world, found) == truth
        met.update({key: count for key, count in truth.items() if count})
    assert len(met) == 7, met


def in_cells(world: World, found: Status) -> dict[str, int]:
    grid = till_day_grid(found, taken(world)[0])
    planned = {each.till_day for each in found.till_days}
    places = Counter(grid.statuses[till_day].place for till_day in planned)
    return {
        "planned": sum(places.values()),
        **{place.value: places[place] for place in TillDayPlace},
    }


def test_a_day_with_a_gap_is_in_the_sum_and_the_sentence_says_both() -> None:
    lost = [day for day in whole_fair() if day.till_day != ("A07", "1", DAYS[1])]
    found = status(lost)
    assert counts_text(found, "id") == (
        "8 dari 9 hari-kasir dalam jumlah · 1 belum ada · 1 ada celah"
    )
    assert counts_text(found, "en") == "8 of 9 till-days in the sum · 1 missing · 1 with a gap"


def test_what_people_decided_is_never_called_received() -> None:
    words = [decided(NoSales("A08", "1", DAYS[0])), decided(Withdrawn("A07", DAYS[1]))]
    till = Till("A07", "1")
    found = status([till.close(DAYS[0], sale("1", 5))], DAYS[1], records=words)
    assert found.counts == TillDayCounts(6, 1, 0, 0, 1, 2, 2)
    assert counts_text(found, "id") == (
        "1 dari 6 hari-kasir dalam jumlah · 1 dinyatakan kosong · 2 mundur · 2 belum ada"
    )


def test_before_the_first_day_nothing_is_called_complete() -> None:
    found = status([], "2023-10-24")
    assert counts_text(found, "id") == "0 dari 0 hari-kasir dalam jumlah"
    assert completeness_banner(Issue(found))


def test_only_the_office_s_own_command_names_phone_numbers() -> None:
    found = status(whole_fair()[1:])
    assert "0812" in status_text(found, "id")
    assert "0812" not in completeness_text(found, "id") + "".join(open_lines(Issue(found)))


def test_a_planned_stand_is_never_called_unplanned() -> None:
    mine, other = Till("A07", "1", key="a"), Till("A07", "1", seat=1, key="b")
    found = status([mine.close(DAYS[0], sale("1", 1)), other.close(DAYS[0], sale("2", 1))])
    assert [item.code for item in found.set_aside] == ["seat_unproven"]
    lines = " ".join(open_lines(Issue(found)))
    assert "Laptop belum dipastikan, tidak dihitung" in lines
    assert "Di luar rencana" not in lines


def test_the_parts_name_their_till_days() -> None:
    found = status(whole_fair()[1:])
    named = {part.key: part.till_days for part in count_parts(found, "en")}
    assert named["missing"] == (("A07", "1", DAYS[0]),)
    assert named["in_sum"] == ()
