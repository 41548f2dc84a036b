"""Which files may count: files of a planned till-day, signed by the till's key, not overruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pos_app.office.book_day import BookDay, SeatDay, TillSeat
from pos_app.office.decide.decisions import Choose
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.keys import named_keys

NOT_CHOSEN = "not_chosen"
FOREIGN_KEY = "foreign_key"
UNPLANNED_DAY = "unplanned_day"


@dataclass(frozen=True)
class Eligibility:
    """The files of a book, divided by whether they may count.

    Attributes:
        eligible: Files that may count. Files of a planned till on an unplanned day are here too,
            because they link the days before and after them.
        set_aside: Files that the plan does not expect or that a foreign key signed, each with
            its code.
        overruled: Files that a decision of the office keeps out, each with its code.
        keys: The keys (hex) that are known to belong to each seat.
    """

    eligible: tuple[BookDay, ...]
    set_aside: tuple[tuple[BookDay, str], ...]
    overruled: tuple[tuple[BookDay, str], ...]
    keys: Mapping[TillSeat, frozenset[str]]

    @property
    def set_aside_days(self) -> tuple[BookDay, ...]:
        """The files that are set aside."""
        return tuple(day for day, _ in self.set_aside)

    def exclusion_code(self, identity: str) -> str | None:
        """The code for which a file cannot count, or None when it may count."""
        excluded = (*self.set_aside, *self.overruled)
        return next((code for day, code in excluded if day.identity == identity), None)


def check_eligibility(
    plan: EventPlan, days: Iterable[BookDay], effective: EffectiveDecisions
) -> Eligibility:
    """Divides files by the plan, the known keys and the office's decisions."""
    days = list({day.identity: day for day in days}.values())
    keys = named_keys(plan.code, days, effective)
    not_chosen = _not_chosen(effective.choices)
    eligible: list[BookDay] = []
    set_aside: list[tuple[BookDay, str]] = []
    overruled: list[tuple[BookDay, str]] = []
    for day in days:
        code = _exclusion_code(plan, day, keys, not_chosen, effective)
        if code is None or code == UNPLANNED_DAY:
            eligible.append(day)
        if code is not None:
            decided = code == NOT_CHOSEN or day.identity in effective.dismissed
            (overruled if decided else set_aside).append((day, code))
    without_losers = _without_overruled_sales(eligible, effective.choices)
    return Eligibility(tuple(without_losers), tuple(set_aside), tuple(overruled), keys)


def _exclusion_code(
    plan: EventPlan,
    day: BookDay,
    keys: Mapping[TillSeat, frozenset[str]],
    not_chosen: set[tuple[SeatDay, str]],
    effective: EffectiveDecisions,
) -> str | None:
    unplanned = plan.set_aside_code(*day.till_day)
    if unplanned not in (None, UNPLANNED_DAY):
        return unplanned
    if (day.seat_day, day.identity) in not_chosen:
        return NOT_CHOSEN
    named = keys.get(day.till_seat)
    if named is not None and day.key not in named and day.identity not in effective.chosen:
        return FOREIGN_KEY
    return unplanned


def _not_chosen(choices: Iterable[Choose]) -> set[tuple[SeatDay, str]]:
    """The files that lost against another file of the same till, seat and day."""
    return {(choice.seat_day, manifest) for choice in choices for manifest in choice.over}


@dataclass(frozen=True, slots=True)
class _SaleVersion:
    """A sale as one file states it: the file's identity and a hash of the sale's content."""

    identity: str
    seat_day: SeatDay
    content: str

    def loses_to(self, other: _SaleVersion, losers: Collection[tuple[str, SeatDay]]) -> bool:
        differs = self.seat_day != other.seat_day and self.content != other.content
        return differs and (self.identity, other.seat_day) in losers


def _without_overruled_sales(days: list[BookDay], choices: Iterable[Choose]) -> list[BookDay]:
    """The days without the sales for which the office chose a file of another day."""
    losers = {(manifest, choice.seat_day) for choice in choices for manifest in choice.over}
    if not losers:
        return days
    versions: dict[str, list[_SaleVersion]] = defaultdict(list)
    for day in days:
        for sale in day.sale_digests:
            version = _SaleVersion(day.identity, day.seat_day, sale.content)
            versions[sale.sale_id].append(version)
    lost: dict[str, set[str]] = defaultdict(set)
    for sale_id, of_sale in versions.items():
        for loser in _overruled_versions(of_sale, losers):
            lost[loser.identity].add(sale_id)
    return [_without(day, lost[day.identity]) if day.identity in lost else day for day in days]


def _overruled_versions(
    versions: list[_SaleVersion], losers: Collection[tuple[str, SeatDay]]
) -> Iterator[_SaleVersion]:
    """The versions that lose against one that loses against none.

    Choices that form a ring therefore decide nothing.
    """
    lost = [one for one in versions if any(one.loses_to(other, losers) for other in versions)]
    unbeaten = [one for one in versions if one not in lost]
    for loser in lost:
        if any(loser.loses_to(other, losers) for other in unbeaten):
            yield loser


def _without(day: BookDay, sale_ids: Collection[str]) -> BookDay:
    lost = [sale for sale in day.sale_digests if sale.sale_id in sale_ids]
    left = tuple(sale for sale in day.sale_digests if sale.sale_id not in sale_ids)
    return replace(day.without_sales(lost), sale_digests=left)
