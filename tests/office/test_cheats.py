"""One cheat among a fair's ordinary days: whether the list shows it, at which place, among what.

The table that docs/review.md quotes is printed by

    python run.py test -m soak -s tests/office/test_cheats.py
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import mean, median, quantiles

import pytest
from support.cheats import (
    AGAINST_THE_PACK,
    CHEAP,
    CHEATS,
    DAYS,
    DEAR,
    DEAREST,
    TILLS,
    PlayedFair,
    doctored_revision,
    play_fair,
)
from support.fair_files import EVENT, START
from support.shops import clock_at

from pos_app.domain.review import review
from pos_app.domain.review_items import OF_PROGRAMS
from pos_app.office.book import Book
from pos_app.office.book_rows import review_of
from pos_app.office.check_file import check
from pos_app.office.reconcile.review_list import TillReview, with_patterns
from pos_app.services.office.event_book import book_status, init_book, merge_into
from pos_app.services.office.review import status_and_review

CLOCK = clock_at(f"{START}T22:00:00+08:00")

SURE = frozenset(CHEATS) - {"sweetheart_discount"}
"""The cheats whose row is always there; a discount has to be deeper than the day's usual ones."""


@dataclass
class Tally:
    """What became of the cheats of one name. `above` is counted in the honest fair of the seed."""

    fairs: int = 0
    places: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)

    def row(self, name: str) -> str:
        """One row of the table, as Markdown."""
        late = quantiles(self.places, n=10)[-1] if len(self.places) > 1 else self.places[0]
        cells = (
            name.replace("_", " "),
            f"{len(self.places)} of {self.fairs}",
            f"{median(self.amounts):,.0f}",
            f"{median(self.places):.0f}",
            f"{late:.0f}",
            f"{median(self.lengths):.0f}",
            f"{median(self.above):.0f}",
        )
        return f"| {' | '.join(cells)} |"


def listed(fair: PlayedFair) -> tuple[TillReview, ...]:
    """The office's list of a fair."""
    return with_patterns(
        TillReview(*place, item) for place, facts in fair.days.items() for item in review(facts)
    )


def place_of(fair: PlayedFair, items: tuple[TillReview, ...]) -> int | None:
    """At which place, from 1, the list of a fair first shows its cheat."""
    assert fair.deed is not None
    where = list(fair.days)[fair.deed.till * DAYS + fair.deed.day]
    for place, each in enumerate(items, 1):
        if (each.stand, each.till, each.day) == where and fair.deed.is_shown_by(each.item):
            return place
    return None


def tallies(seeds: range) -> tuple[dict[str, Tally], list[int]]:
    """The tallies by cheat, and how many items each till-day of the honest fairs has."""
    found: dict[str, Tally] = defaultdict(Tally)
    names, noise = list(CHEATS), []
    for seed in seeds:
        name = names[seed % len(names)]
        fair, honest = play_fair(seed, name), listed(play_fair(seed))
        assert fair.deed is not None
        items, tally = listed(fair), found[name]
        place = place_of(fair, items)
        tally.fairs += 1
        tally.lengths.append(len(items))
        tally.amounts.append(fair.deed.amount)
        tally.above.append(sum(each.item.amount > fair.deed.amount for each in honest))
        if place is not None:
            tally.places.append(place)
        noise.append(sum(each.item.kind not in OF_PROGRAMS for each in honest))
    return dict(found), noise


HEAD = (
    "| cheat | shown | median rupiah | median place | 90 % within | items in the list"
    " | honest items above |"
)


@pytest.mark.parametrize("seeds", [range(24), pytest.param(range(1_000), marks=pytest.mark.soak)])
def test_the_list_shows_every_kind_of_cheat_near_its_top(seeds: range) -> None:
    found, noise = tallies(seeds)
    print(f"\n{HEAD}\n|---|---|---|---|---|---|---|")
    for name, tally in found.items():
        print(tally.row(name))
    each = mean(noise) / (TILLS * DAYS)
    print(f"honest fairs: {len(noise)}, {each:.1f} items per till-day")
    assert found.keys() == CHEATS.keys()
    for name in SURE:
        assert len(found[name].places) == found[name].fairs, name
    assert each < 10


@pytest.mark.parametrize(
    "seeds", [range(5), pytest.param(range(125), marks=pytest.mark.soak)], ids=["few", "many"]
)
def test_a_doctored_revision_is_in_dispute_and_not_in_the_list(
    tmp_path: Path, seeds: range
) -> None:
    disputed = 0
    for seed in seeds:
        stand, files = doctored_revision(seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        plan = f'code = "{EVENT}"\nname = "F"\nstart = {START}\nend = {START}\n'
        stands = f'[[stand]]\ncode = "{stand}"\ntills = 1\n'
        maker = '[[maker]]\ncode = "M00"\nname = "Bu Sri"\nshare_pct = 10\n'
        book = folder / "book.db"
        Book.create(book, (plan + stands + maker).encode()).close()
        for number, file in enumerate(files):
            (folder / f"{number}.zip").write_bytes(file)
        merge_into(book, [folder])
        status, items = status_and_review(book, str(START), CLOCK)
        codes = {conflict.code for conflict in status.conflicts}
        disputed += "revision_rewritten" in codes and not items
    print(f"\nrevision doctored: {disputed} of {len(seeds)} in dispute")
    assert disputed == len(seeds)


def named_by_the_office(folder: Path, files: list[bytes]) -> dict[str, list[tuple[str, ...]]]:
    """The till-days that the office names, by code, of a fair whose goods it handed out."""
    folder.mkdir()
    end = START + timedelta(days=DAYS - 1)
    plan = f'code = "{EVENT}"\nname = "F"\nstart = {START}\nend = {end}\ngoods = "goods.csv"\n'
    stands = "".join(f'[[stand]]\ncode = "A{n:02d}"\ntills = 1\n' for n in range(TILLS))
    maker = '[[maker]]\ncode = "M01"\nname = "Bu Sri"\nshare_pct = 10\n'
    (folder / "event.toml").write_text(plan + stands + maker)
    rows = (f"{sku},{name},Kriya,M01,{price},0" for sku, name, price in (*CHEAP, *DEAR, *DEAREST))
    sheet = "\n".join(("sku,name,category,maker,price_rp,stock", *rows))
    (folder / "goods.csv").write_text(sheet)
    init_book(folder / "book.db", folder / "event.toml")
    for number, file in enumerate(files):
        (folder / f"{number}.zip").write_bytes(file)
    merge_into(folder / "book.db", list(folder.glob("*.zip")))
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for warning in book_status(folder / "book.db", str(end), CLOCK).warnings:
        if warning.code != "key_not_enrolled":
            found[warning.code].append(warning.till_day)
    return dict(found)


@pytest.mark.parametrize(
    "seeds", [range(3), pytest.param(range(125), marks=pytest.mark.soak)], ids=["few", "many"]
)
@pytest.mark.parametrize("cheat", AGAINST_THE_PACK)
def test_what_differs_from_the_stand_pack_is_named_and_nothing_of_an_honest_fair(
    tmp_path: Path, cheat: str, seeds: range
) -> None:
    code = AGAINST_THE_PACK[cheat][0]
    named = false_alarms = 0
    for seed in seeds:
        fair = play_fair(seed, cheat, files=True)
        assert fair.deed is not None
        where = list(fair.days)[fair.deed.till * DAYS + fair.deed.day]
        named += named_by_the_office(tmp_path / f"{seed}", fair.files) == {code: [where]}
        honest = play_fair(seed, files=True)
        false_alarms += bool(named_by_the_office(tmp_path / f"{seed} honest", honest.files))
    print(f"\n{cheat}: {named} of {len(seeds)} named, {false_alarms} honest fairs named")
    assert (named, false_alarms) == (len(seeds), 0)


@pytest.mark.parametrize("cheat", CHEATS)
def test_the_office_finds_the_same_in_the_signed_files(cheat: str) -> None:
    fair = play_fair(7, cheat, files=True)
    for (place, facts), file in zip(fair.days.items(), fair.files, strict=True):
        found = check(file)
        assert found.till_day == place
        assert review_of(found.review) == review(facts)
