"""What is missing between the files of one seat: numbers, days, revisions, money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pos_app.office.book_day import BookDay
from pos_app.office.chains import Chain, by_seat


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something that ought to lie before a day's file and does not, from one end to the other."""

    stand: str
    till: str
    day: str
    code: str
    start: str | None = None
    end: str | None = None


def find_gaps(chains: Iterable[Chain]) -> list[Gap]:
    """Every gap, in a fixed order. A seat of several keys is in dispute, and not looked at."""
    found: set[Gap] = set()
    for seat in by_seat(chains).values():
        if len({file.key for chain in seat for file in chain.files}) == 1:
            found.update(_of_seat(seat))
    return sorted(found, key=lambda gap: (*_place(gap), gap.start or "", gap.end or ""))


def _place(gap: Gap) -> tuple[str, str, str, str]:
    return gap.stand, gap.till, gap.day, gap.code


def _of_seat(seat: list[Chain]) -> Iterator[Gap]:
    before: Chain | None = None
    numbered: BookDay | None = None
    sure = True
    for chain in seat:
        yield from _revisions(chain)
        if not chain.forked:
            yield from _links(chain.head, before)
            if sure:
                yield from _runs_on(chain.head, numbered)
        before, sure = chain, not chain.forked
        numbered = chain.head if chain.head.last is not None or chain.forked else numbered


def _revisions(chain: Chain) -> Iterator[Gap]:
    missing = chain.missing_revisions
    if missing and not chain.forked:
        yield _gap(chain.head, "revision_missing", str(missing[0]), str(missing[-1]))


def _links(day: BookDay, before: Chain | None) -> Iterator[Gap]:
    """The day names the one before it in the book, whichever revision of that it knew."""
    expected = before.known if before else {None}
    if day.prev_day not in expected:
        yield _gap(day, "day_link_gap", day.prev_day, day.identity)


def superseded_links(chains: Iterable[Chain]) -> list[BookDay]:
    """The days that hang on an older revision of the day before: sound, and worth a look."""
    found = []
    for seat in by_seat(chains).values():
        for before, chain in pairwise(seat):
            link = chain.head.prev_day
            if not before.forked and link in before.known and link != before.head.identity:
                found.append(chain.head)
    return found


def _runs_on(day: BookDay, numbered: BookDay | None) -> Iterator[Gap]:
    """Numbers and running total go on where the seat's sales so far left off."""
    last = (numbered.last or 0) if numbered else 0
    total = numbered.running_total if numbered else 0
    if day.first is not None and day.first > last + 1:
        yield _gap(day, "number_gap", day.number(last + 1), day.number(day.first - 1))
    elif day.first is not None and day.first <= last:
        yield _gap(day, "number_overlap", day.number(day.first), day.number(last))
    elif day.running_start != total:
        yield _gap(day, "running_total_gap", str(total), str(day.running_start))


def _gap(day: BookDay, code: str, start: str | None, end: str | None) -> Gap:
    return Gap(day.stand, day.till, day.day, code, start, end)
