"""Which files may count at all: of a planned till-day, of the till's key, and not decided away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pos_app.office.book_day import BookDay, Seat, Slot
from pos_app.office.decide.decisions import Choose
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.keys import named_keys

NOT_CHOSEN = "not_chosen"
FOREIGN_KEY = "foreign_key"
UNPLANNED_DAY = "unplanned_day"


@dataclass(frozen=True)
class Eligibility:
    """A book's files by what becomes of them.

    `linked` may count, or are links between days that do: those of planned tills, of the right
    key. `aside` has no place in the plan or is of a foreign key; `overruled` is kept out by a
    decision. Both carry the code why. `keys` are the named ones of each seat.
    """

    linked: tuple[BookDay, ...]
    aside: tuple[tuple[BookDay, str], ...]
    overruled: tuple[tuple[BookDay, str], ...]
    keys: Mapping[Seat, frozenset[str]]

    def why_not(self, identity: str) -> str | None:
        """Why a file does not count whatever else is in the book; None when it may."""
        kept_out = (*self.aside, *self.overruled)
        return next((code for day, code in kept_out if day.identity == identity), None)


def check_eligibility(
    plan: EventPlan, days: Iterable[BookDay], effective: EffectiveDecisions
) -> Eligibility:
    """Sorts files by what the plan, the keys and the office's decisions say of each."""
    days = list({day.identity: day for day in days}.values())
    keys = named_keys(plan.code, days, effective)
    losers = _losers(effective.choices)
    linked: list[BookDay] = []
    aside: list[tuple[BookDay, str]] = []
    overruled: list[tuple[BookDay, str]] = []
    for day in days:
        code = _code(plan, day, keys, losers, effective)
        if code is None or code == UNPLANNED_DAY:
            linked.append(day)
        if code is not None:
            decided = code == NOT_CHOSEN or day.identity in effective.dismissed
            (overruled if decided else aside).append((day, code))
    return Eligibility(
        tuple(_give_way(linked, effective.choices)), tuple(aside), tuple(overruled), keys
    )


def _code(
    plan: EventPlan,
    day: BookDay,
    keys: Mapping[Seat, frozenset[str]],
    losers: set[tuple[Slot, str]],
    effective: EffectiveDecisions,
) -> str | None:
    unplanned = plan.set_aside_code(*day.till_day)
    if unplanned not in (None, UNPLANNED_DAY):
        return unplanned
    if (day.slot, day.identity) in losers:
        return NOT_CHOSEN
    named = keys.get(day.place)
    if named is not None and day.key not in named and day.identity not in effective.chosen:
        return FOREIGN_KEY
    return unplanned


def _losers(choices: Iterable[Choose]) -> set[tuple[Slot, str]]:
    """The files that lost against another of their own till, seat and day."""
    return {(choice.slot, manifest) for choice in choices for manifest in choice.over}


@dataclass(frozen=True, slots=True)
class _Telling:
    """A file that tells of a sale, and how."""

    identity: str
    slot: Slot
    content: str

    def is_beaten_by(self, other: _Telling, beaten: Collection[tuple[str, Slot]]) -> bool:
        differs = self.slot != other.slot and self.content != other.content
        return differs and (self.identity, other.slot) in beaten


def _give_way(days: list[BookDay], choices: Iterable[Choose]) -> list[BookDay]:
    """The days without the sales that a file of another day was chosen to tell."""
    beaten = {(manifest, choice.slot) for choice in choices for manifest in choice.over}
    if not beaten:
        return days
    told: dict[str, list[_Telling]] = defaultdict(list)
    for day in days:
        for mark in day.marks:
            told[mark.sale_id].append(_Telling(day.identity, day.slot, mark.content))
    lost: dict[str, set[str]] = defaultdict(set)
    for sale_id, tellings in told.items():
        for loser in _giving_way(tellings, beaten):
            lost[loser.identity].add(sale_id)
    return [_without(day, lost[day.identity]) if day.identity in lost else day for day in days]


def _giving_way(
    tellings: list[_Telling], beaten: Collection[tuple[str, Slot]]
) -> Iterator[_Telling]:
    """Those that lose against one that loses against none: choices in a ring decide nothing."""
    losers = [one for one in tellings if any(one.is_beaten_by(other, beaten) for other in tellings)]
    left = [one for one in tellings if one not in losers]
    for loser in losers:
        if any(loser.is_beaten_by(other, beaten) for other in left):
            yield loser


def _without(day: BookDay, sale_ids: Collection[str]) -> BookDay:
    lost = [mark for mark in day.marks if mark.sale_id in sale_ids]
    left = tuple(mark for mark in day.marks if mark.sale_id not in sale_ids)
    return replace(day.without(lost), marks=left)
