"""Goods between stands, as the files of both tell of them: out here, in there, once.

No money moves with a note: whatever is found here is named and changes no total.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from pos_app.office.book_day import BookDay
from pos_app.office.goods_moves import GoodsMove, MovedGoods
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.warnings import OfficeWarning

Seat = tuple[str, str, int]


class TransferState(StrEnum):
    """What became of some goods of a note."""

    SENT = "sent"
    RECEIVED = "received"
    DIFFERS = "received_differs"
    TWICE = "received_twice"


@dataclass(frozen=True, slots=True, order=True)
class Transfer:
    """One product of a note: sent by the till at `sender` to stand `to`.

    `qty` pieces are on the note, and `received` were counted by whoever took it in. `has_sender`
    says whether a file of the sender states the note.
    """

    day: str
    sender: str
    note: str
    sku: str
    to: str
    name: str
    qty: int
    received: int
    state: TransferState
    has_sender: bool

    @property
    def is_settled(self) -> bool:
        """Whether the goods came as they were sent, by the files of both stands."""
        return self.state is TransferState.RECEIVED and self.has_sender

    def as_json(self) -> dict[str, Any]:
        """The product as `status --json` prints it."""
        return {
            "note": self.note,
            "from": self.sender,
            "to": self.to,
            "day": self.day,
            "sku": self.sku,
            "name": self.name,
            "qty": self.qty,
            "received": self.received,
            "state": str(self.state),
            "sender_file": self.has_sender,
        }


class NoteTrail(NamedTuple):
    """One note with the files that state it: those of the sender, and those that took it in.

    Of a till with two laptops that both state the same row, the first one is here.
    """

    move: GoodsMove
    sent: BookDay | None
    taken: tuple[tuple[BookDay, GoodsMove], ...]

    @property
    def day(self) -> str:
        """The day on which the note was made."""
        return self.move.at[:10]


def trails_of(days: Iterable[BookDay]) -> list[NoteTrail]:
    """Every note that the files state, by its day and number."""
    sent: dict[str, tuple[BookDay, GoodsMove]] = {}
    taken: dict[str, dict[Seat, tuple[BookDay, GoodsMove]]] = defaultdict(dict)
    for day in sorted(days, key=lambda day: (day.day, day.seat_day, day.revision)):
        for move in day.notes.moves:
            if move.is_out:
                sent.setdefault(move.note, (day, move))
            else:
                taken[move.note].setdefault((day.stand, day.till, move.seat), (day, move))
    found = []
    for note in {**sent, **taken}:
        came = tuple(taken.get(note, {}).values())
        left = sent.get(note)
        move = left[1] if left else came[0][1]
        found.append(NoteTrail(move, left[0] if left else None, came))
    return sorted(found, key=lambda each: (each.move.at, each.move.name, each.move.note))


def transfers_of(trails: Iterable[NoteTrail], through: str) -> tuple[Transfer, ...]:
    """The goods of every note through a day."""
    found = (
        _transfer(trail, line)
        for trail in trails
        for line in trail.move.lines
        if trail.day <= through
    )
    return tuple(sorted(found))


def _transfer(trail: NoteTrail, line: MovedGoods) -> Transfer:
    counts = [each.qty for _, move in trail.taken for each in move.lines if each.sku == line.sku]
    move = trail.move
    if not counts:
        state = TransferState.SENT
    elif len(counts) > 1:
        state = TransferState.TWICE
    else:
        state = TransferState.RECEIVED if counts[0] == line.sent else TransferState.DIFFERS
    head = (trail.day, move.sender, move.name, line.sku, move.to, line.name, line.sent)
    return Transfer(*head, sum(counts), state, trail.sent is not None)


def transfer_warnings(
    plan: EventPlan, trails: Iterable[NoteTrail], days: Iterable[BookDay]
) -> Iterator[OfficeWarning]:
    """The notes worth a call: not come in, come in twice, counted otherwise, without a sender.

    A note is asked about only when a file is there that would have to state it.
    """
    newest: dict[str, str] = {}
    for day in days:
        for place in (day.stand, day.number(0).rpartition("-")[0]):
            newest[place] = max(newest.get(place, ""), day.day)
    for trail in trails:
        move = trail.move
        pieces = sum(line.sent for line in move.lines)
        if not trail.taken:
            if trail.sent and _is_due(plan, move.to, newest.get(move.to, ""), trail.day):
                detail = f"{move.name} > {move.to}: {pieces}"
                yield OfficeWarning(*trail.sent.till_day, "goods_not_received", detail)
            continue
        yield from _taken_warnings(plan, trail, newest)


def _is_due(plan: EventPlan, stand: str, reached: str, day: str) -> bool:
    """Whether a stand whose files reach a day would have to tell of a note of `day` in them.

    It may tell on the next day, if it has one.
    """
    planned = plan.stand(stand)
    is_last = planned is not None and bool(planned.days) and max(planned.days) <= day
    return reached > day or (is_last and reached == day)


def _taken_warnings(
    plan: EventPlan, trail: NoteTrail, newest: dict[str, str]
) -> Iterator[OfficeWarning]:
    move = trail.move
    last, counted = trail.taken[-1]
    if len(trail.taken) > 1:
        places = ", ".join(f"{day.stand}-{day.till}" for day, _ in trail.taken)
        yield OfficeWarning(*last.till_day, "goods_received_twice", f"{move.name}: {places}")
    elif any(line.qty != line.sent for line in counted.lines):
        came = sum(line.qty for line in counted.lines)
        sent = sum(line.sent for line in counted.lines)
        detail = f"{move.name}: {came}/{sent}"
        yield OfficeWarning(*last.till_day, "goods_count_differs", detail)
    if trail.sent is None:
        reached = newest.get(move.sender, "")
        if plan.stand(move.stand) is None or _is_due(plan, move.stand, reached, trail.day):
            detail = f"{move.name} < {move.sender}"
            yield OfficeWarning(*last.till_day, "goods_without_sender", detail)


def transfers_of_till(
    transfers: Iterable[Transfer], stand: str, till: str, day: str
) -> list[Transfer]:
    """The goods of a day that left a till, by any of its laptops, or were sent to its stand."""
    sender = re.compile(f"{re.escape(stand)}-{re.escape(till)}[B-Z]?")
    return [
        each
        for each in transfers
        if each.day == day and (each.to == stand or sender.fullmatch(each.sender))
    ]
