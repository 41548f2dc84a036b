"""Fairs with twins, foreign keys and laptops that took over, and an office that decides: any order
of files and words gives one answer, and nothing counts twice or is lost without a name."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from office.small_world import (
    DAYS,
    OFFICE,
    STRANGER,
    Till,
    decided,
    pack,
    plan,
    sale,
    signer,
    status,
)

from pos_app.dayfile.enrolment import TillKey, enrol
from pos_app.office.book_day import BookDay
from pos_app.office.decide.decisions import AcceptKey, AcceptSeat, NoSales, Revoke, Withdrawn
from pos_app.office.decide.effective_decisions import NO_DECISIONS
from pos_app.office.reconcile.overrides import override_of
from pos_app.office.reconcile.till_day import TillDayState
from pos_app.office.records import Record

TILLS = (("A07", "1"), ("A07", "2"), ("A08", "1"))
PACK_KEY, FOREIGN = signer(30), signer(31)
KEYS = {till: signer(40 + number) for number, till in enumerate(TILLS)}


@dataclass
class World:
    files: list[BookDay] = field(default_factory=list)
    words: list[Record] = field(default_factory=list)


def _enrolled(day: BookDay) -> BookDay:
    whose = TillKey("EXPO23", day.stand, day.till, day.seat, "T", day.key)
    return replace(day, till_id="T", enrolled=enrol(whose, PACK_KEY.sign))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    for stand, code in TILLS:
        key = KEYS[stand, code].public_hex
        till, stranger = Till(stand, code, key=key), Till(stand, code, key=FOREIGN.public_hex)
        second = Till(stand, code, seat=1, key=signer(50).public_hex)
        for day in DAYS:
            name = f"{stand}{code}{day}"
            twin = replace(till)
            made = [till.close(day, sale(name, draw(st.integers(1, 99))))]
            faults = draw(st.sets(st.sampled_from(["twin", "foreign", "seat", "late", "told"])))
            if "twin" in faults:
                made.append(twin.close(day, sale(f"{name}/twin", 7)))
            if "foreign" in faults:
                made.append(stranger.close(day, sale(f"{name}/foreign", 3)))
            if "seat" in faults:
                made.append(second.close(day, sale(f"{name}/seat", 5)))
            if "told" in faults:
                other = Till("A08", "1", key=KEYS["A08", "1"].public_hex)
                made.append(other.close(day, sale(name, 1_000)))
            if "late" in faults:
                made.append(till.revise(made[0], sale(f"{name}/late", 2)))
            world.files += [_enrolled(file) if file.key == key else file for file in made]
    world.words = draw(_words(world.files))
    return world


@st.composite
def _words(draw: st.DrawFn, files: list[BookDay]) -> list[Record]:
    found = [pack(*till, PACK_KEY) for till in TILLS if draw(st.booleans())]
    for file in draw(st.lists(st.sampled_from(files), max_size=4)):
        kind = draw(st.sampled_from(["choose", "key", "seat", "no_sales", "withdrawn", "revoke"]))
        content = {
            "choose": override_of(plan(), files, NO_DECISIONS, file.identity),
            "key": AcceptKey(file.stand, file.till, file.seat, file.key),
            "seat": AcceptSeat(file.stand, file.till, 1),
            "no_sales": NoSales(*file.till_day),
            "withdrawn": Withdrawn(file.stand, file.day),
            "revoke": Revoke(),
        }[kind]
        before = draw(st.lists(st.sampled_from(found), max_size=1)) if found else []
        found.append(
            decided(content, *before, by=draw(st.sampled_from((OFFICE, OFFICE, STRANGER))))
        )
    return found


@settings(max_examples=60, deadline=None)
@given(worlds(), st.data(), st.randoms())
def test_any_order_of_files_and_words_gives_one_answer(
    world: World, data: st.DataObject, rng: random.Random
) -> None:
    lost = data.draw(st.sets(st.sampled_from(range(len(world.files)))))
    here = [file for index, file in enumerate(world.files) if index not in lost]
    words = [*world.words, *world.words[:2]]
    found = status(here, records=world.words)
    shuffled = [*here, *here[:2]]
    rng.shuffle(shuffled)
    rng.shuffle(words)
    again = status(shuffled, records=words)
    assert json.dumps(again.as_json()) == json.dumps(found.as_json())
    assert again.till_days == found.till_days


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_file_counts_once_or_is_named(world: World) -> None:
    found = status(world.files, records=world.words)
    named = {file.manifest for conflict in found.conflicts for file in conflict.files}
    in_doubt = [
        day_status for day_status in found.till_days if day_status.state is TillDayState.DISPUTED
    ]
    # A till-day is in dispute as a whole: what its other seat sent waits with it.
    disputed = named | {file.manifest for day_status in in_doubt for file in day_status.files}
    out = {item.manifest for item in (*found.set_aside, *found.overruled)}
    counted = {day.identity for day in found.confirmed.days}
    shown = {file.manifest for day_status in found.till_days for file in day_status.files}
    assert shown == {file.identity for file in world.files}
    assert not counted & (disputed | out)
    assert not named & out
    revised = {
        file.manifest
        for day_status in found.till_days
        for file in day_status.files
        if any(
            file.revision < other.revision for other in day_status.files if other.seat == file.seat
        )
    }
    assert shown == counted | disputed | out | revised
    assert found.totals.net == sum(day_status.net or 0 for day_status in found.till_days)
    assert found.totals.net == sum(row.net for row in found.confirmed.by_stand)
    for day_status in found.till_days:
        assert (day_status.state is TillDayState.DISPUTED) == any(
            conflict.till_day == day_status.till_day for conflict in found.conflicts
        )
        assert len({file.seat for file in day_status.counted}) == len(day_status.counted)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_no_sale_counts_twice_and_none_that_no_file_holds(world: World) -> None:
    found = status(world.files, records=world.words)
    most: dict[str, int] = {}
    for file in world.files:
        for digest in file.sale_digests:
            net = digest.breakdown.totals.net
            most[digest.sale_id] = max(net, most.get(digest.sale_id, 0))
    assert found.totals.sales <= len(most)
    assert found.totals.net <= sum(most.values())
