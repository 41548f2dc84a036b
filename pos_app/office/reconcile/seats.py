"""A laptop that took over: whether it does go on where the one before it ended.

What the new seat says is held against the old seat's own files, as far as they are here. Whether
it had the stick at all, the spare key's signature will say once laptops can take over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.domain.event import running_of
from pos_app.office.book_day import BookDay, Seat
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.gaps import Gap


def seat_gaps(chains: Iterable[Chain], effective: EffectiveDecisions) -> set[Gap]:
    """What keeps the days of later seats from being complete. The office's word stands in for the
    stick, not for receipts that nobody has."""
    seats: dict[Seat, list[BookDay]] = defaultdict(list)
    for chain in chains:
        if not chain.forked:
            seats[chain.head.place].append(chain.head)
    found: set[Gap] = set()
    for place, days in seats.items():
        if place[2] > 0:
            found.update(_of_seat(sorted(days, key=lambda day: day.day), seats, effective))
    return found


def _of_seat(
    days: list[BookDay], seats: dict[Seat, list[BookDay]], effective: EffectiveDecisions
) -> Iterator[Gap]:
    accepted = days[0].place in effective.seats
    told: set[TakeoverProof] = set()
    for day in days:
        said = day.continues
        if said is None:
            if not accepted:
                yield Gap(*day.till_day, "seat_unproven")
        elif said not in told:
            told.add(said)
            before = seats.get((day.stand, day.till, said.seat), [])
            if not accepted and not _agrees(day, said, before):
                yield Gap(*day.till_day, "seat_mismatch", said.last_number, None)
            yield from _receipts_missing(day, said, before)


def _agrees(day: BookDay, said: TakeoverProof, before: Iterable[BookDay]) -> bool:
    """Nothing in the old seat's files speaks against what the new one says of it."""
    if said.seat >= day.seat or not _is_of(day, said):
        return False
    reached = _reached(said)
    for old in before:
        if old.journal_last == said.row and old.journal_head != said.head:
            return False
        ended = old.journal_last <= said.row
        if old.last is not None and ended and old.last > reached:
            return False
        if old.first is not None and old.journal_first > said.row and old.first <= reached:
            return False
    return True


def _is_of(day: BookDay, said: TakeoverProof) -> bool:
    if said.last_number is None:
        return True
    return said.last_number == day.number(_reached(said), said.seat)


def _reached(said: TakeoverProof) -> int:
    return 0 if said.last_number is None else running_of(said.last_number)


def _receipts_missing(
    day: BookDay, said: TakeoverProof, before: Iterable[BookDay]
) -> Iterator[Gap]:
    """Receipts that the old seat gave out before it went, and that none of its files holds."""
    known = max((old.last for old in before if old.last is not None), default=0)
    reached = _reached(said)
    if reached > known:
        start, end = (day.number(number, said.seat) for number in (known + 1, reached))
        yield Gap(*day.till_day, "number_gap", start, end)
