"""Which files may count: of a planned till-day, signed by the till's own laptop, not overruled.

Whoever is not vouched for is set aside before any file is compared with another, so a stranger's
file changes no total and throws no other file into dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pos_app.office.book_day import BookDay, SeatDay, TillSeat
from pos_app.office.decide.decisions import Choose
from pos_app.office.decide.effective_decisions import EffectiveDecisions
from pos_app.office.plan.event_plan import EventPlan
from pos_app.office.reconcile.keys import NamedKeys, named_keys
from pos_app.office.reconcile.takeovers import is_proven

NOT_CHOSEN = "not_chosen"
FOREIGN_KEY = "foreign_key"
KEY_WITHOUT_PACK = "key_without_pack"
SEAT_UNPROVEN = "seat_unproven"
UNPLANNED_DAY = "unplanned_day"


class Eligibility(NamedTuple):
    """The files of a book, divided by whether they may count.

    Attributes:
        eligible: Files that may count. Files of a planned till on an unplanned day are here too,
            because they link the days before and after them.
        set_aside: Files that the plan does not expect or that a foreign key signed, each with
            its code.
        overruled: Files that a decision of the office keeps out, each with its code.
        keys: The keys that are known to belong to each seat.
        vouched: The eligible files (their identities) whose laptop the office knows, by a stand
            pack, a takeover or a decision.
    """

    eligible: tuple[BookDay, ...]
    set_aside: tuple[tuple[BookDay, str], ...]
    overruled: tuple[tuple[BookDay, str], ...]
    keys: NamedKeys
    vouched: frozenset[str] = frozenset()

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
    rules = _Rules(plan, effective, named_keys(plan.code, days, effective))
    codes = rules.codes(days)
    eligible: list[BookDay] = []
    set_aside: list[tuple[BookDay, str]] = []
    overruled: list[tuple[BookDay, str]] = []
    for day in days:
        code = codes[day.identity]
        if code is None or code == UNPLANNED_DAY:
            eligible.append(day)
        if code is not None:
            decided = code == NOT_CHOSEN or day.identity in effective.dismissed
            if decided or not is_needless(day, code):
                (overruled if decided else set_aside).append((day, code))
    without_losers = _without_overruled_sales(eligible, effective.choices)
    return Eligibility(
        tuple(without_losers),
        tuple(set_aside),
        tuple(overruled),
        rules.keys,
        frozenset(day.identity for day in eligible if rules.is_vouched(day)),
    )


def is_needless(day: BookDay, code: str | None) -> bool:
    """Whether a file is of a day that nobody planned, and empty: a wrong clock opened it.

    It keeps no total from being complete; a notice names it.
    """
    return code == UNPLANNED_DAY and day.is_empty


class _Rules:
    """Gives each file the code for which it cannot count, earlier seats first."""

    def __init__(self, plan: EventPlan, effective: EffectiveDecisions, keys: NamedKeys) -> None:
        self.keys = keys
        self._plan = plan
        self._effective = effective
        self._not_chosen = _not_chosen(effective.choices)
        self._eligible: dict[TillSeat, list[BookDay]] = defaultdict(list)
        self._proven: set[str] = set()

    def codes(self, days: Iterable[BookDay]) -> dict[str, str | None]:
        """The code of each file, by identity; None for a file that may count."""
        found = {}
        for day in sorted(days, key=lambda day: day.seat):
            code = found[day.identity] = self._code(day)
            if code in (None, UNPLANNED_DAY):
                self._eligible[day.till_seat].append(day)
        return found

    def is_vouched(self, day: BookDay) -> bool:
        """Whether the office knows that the file is of the till's own laptop."""
        named = self.keys.of(day.till_seat, day.day)
        known = named is not None and day.key in named
        return known or day.identity in self._proven or day.identity in self._effective.chosen

    def _code(self, day: BookDay) -> str | None:
        unplanned = self._plan.set_aside_code(*day.till_day)
        if unplanned not in (None, UNPLANNED_DAY):
            return unplanned
        if (day.seat_day, day.identity) in self._not_chosen:
            return NOT_CHOSEN
        if day.identity in self._effective.chosen:
            return unplanned
        return self._stranger_code(day) or unplanned

    def _stranger_code(self, day: BookDay) -> str | None:
        """The code of a file of which nobody knows that the till's own laptop signed it."""
        named = self.keys.of(day.till_seat, day.day)
        if named is not None and day.key not in named:
            return FOREIGN_KEY
        packs = self._effective.enrolment_keys.get(day.till_seat[:2], ())
        if day.seat and is_proven(self._plan.code, day, self._eligible, packs):
            self._proven.add(day.identity)
        elif day.seat and day.till_seat not in self._effective.seats:
            return SEAT_UNPROVEN
        elif named is None and self.keys.has_pack(day.till_seat):
            return KEY_WITHOUT_PACK
        return None


def _not_chosen(choices: Iterable[Choose]) -> set[tuple[SeatDay, str]]:
    """The files that lost against another file of the same till, seat and day."""
    return {(choice.seat_day, manifest) for choice in choices for manifest in choice.over}


class _SaleVersion(NamedTuple):
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
