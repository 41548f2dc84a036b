"""What keeps the till-days of a laptop that took over a till from being complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.office.book_day import BookDay, TillSeat
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.reconcile.chains import Chain
from pos_app.office.reconcile.gaps import Gap
from pos_app.office.reconcile.takeovers import is_consistent, last_running


def seat_gaps(chains: Iterable[Chain], effective: EffectiveDecisions) -> set[Gap]:
    """What keeps the till-days of later seats from being complete.

    A decision of the office replaces a missing proof, but not missing receipts.
    """
    seats: dict[TillSeat, list[BookDay]] = defaultdict(list)
    for chain in chains:
        if not chain.forked:
            seats[chain.head.till_seat].append(chain.head)
    found: set[Gap] = set()
    for (_, _, seat), days in seats.items():
        if seat > 0:
            found.update(_of_seat(sorted(days, key=lambda day: day.day), seats, effective))
    return found


def _of_seat(
    days: list[BookDay], seats: dict[TillSeat, list[BookDay]], effective: EffectiveDecisions
) -> Iterator[Gap]:
    accepted = days[0].till_seat in effective.seats
    checked: set[TakeoverProof] = set()
    for day in days:
        proof = day.continues
        if proof is None:
            if not accepted:
                yield Gap(*day.till_day, "seat_unproven")
        elif proof not in checked:
            checked.add(proof)
            before = seats.get((day.stand, day.till, proof.seat), [])
            if not accepted and not is_consistent(day, proof, before):
                yield Gap(*day.till_day, "seat_mismatch", proof.last_number, None)
            yield from _receipts_missing(day, proof, before)
            yield from _receipts_missing_before(day, proof, seats)


def _receipts_missing_before(
    day: BookDay, proof: TakeoverProof, seats: dict[TillSeat, list[BookDay]]
) -> Iterator[Gap]:
    """Receipts of earlier laptops still, where no file came of the laptop that took over from them.

    A laptop whose file came says itself what it took over.
    """
    for link in proof.chain:
        if (day.stand, day.till, link.seat) not in seats:
            before = seats.get((day.stand, day.till, link.proof.seat), [])
            yield from _receipts_missing(day, link.proof, before)


def _receipts_missing(
    day: BookDay, proof: TakeoverProof, before: Iterable[BookDay]
) -> Iterator[Gap]:
    """Receipts of the old seat before the takeover that none of its files holds."""
    known = max((old.last for old in before if old.last is not None), default=0)
    reached = last_running(proof)
    carried = day.journal.carried
    if reached > known and carried.covers(proof.seat, known + 1, reached):
        return
    if reached > known:
        start, end = (day.number(number, proof.seat) for number in (known + 1, reached))
        yield Gap(*day.till_day, "number_gap", start, end)
