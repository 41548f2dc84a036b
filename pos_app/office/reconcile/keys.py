"""Which key belongs to which seat, by the office's decisions and the stand packs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pos_app.dayfile.enrolment import TillKey, is_enrolled
from pos_app.office.book_day import BookDay, TillSeat
from pos_app.office.decide.effective_decisions import NO_DECISIONS, EffectiveDecisions

Keys = Mapping[TillSeat, frozenset[str]]


@dataclass(frozen=True)
class NamedKeys:
    """The keys (hex) that are known to belong to each seat.

    Attributes:
        effective: The office's decisions, which go before the stand packs, because they were taken
            in knowledge of them.
        enrolled: The keys for which a stand pack vouches.
        seen: The keys that signed a file of the seat.
    """

    effective: EffectiveDecisions = NO_DECISIONS
    enrolled: Keys = field(default_factory=dict)
    seen: Keys = field(default_factory=dict)

    def of(self, till_seat: TillSeat, day: str) -> frozenset[str] | None:
        """The keys that belong to a seat on a day; None where nothing names one."""
        accepted = self.effective.accepted_key(till_seat, day)
        if accepted is not None:
            return frozenset((accepted,))
        of_seat = self.effective.seats.get(till_seat)
        return of_seat or self.enrolled.get(till_seat) or self._only_key(till_seat)

    def _only_key(self, till_seat: TillSeat) -> frozenset[str] | None:
        """The key of a seat that the office accepted before decisions named a key."""
        seen = self.seen.get(till_seat, frozenset())
        return seen if till_seat in self.effective.seats and len(seen) == 1 else None

    def has_pack(self, till_seat: TillSeat) -> bool:
        """Whether the office handed out a stand pack for the till."""
        return till_seat[:2] in self.effective.enrolment_keys


def named_keys(event: str, days: Iterable[BookDay], effective: EffectiveDecisions) -> NamedKeys:
    """The keys that the files' enrolments and the office's decisions name."""
    days = list(days)
    claims = {(day.till_seat, day.till_id, day.key, day.enrolled) for day in days if day.enrolled}
    enrolled: dict[TillSeat, set[str]] = defaultdict(set)
    for till_seat, till_id, key, signature in sorted(claims, key=str):
        stand, till, seat = till_seat
        whose = TillKey(event, stand, till, seat, till_id, key)
        packs = effective.enrolment_keys.get((stand, till), frozenset())
        if any(is_enrolled(whose, signature, pack) for pack in packs):
            enrolled[till_seat].add(key)
    seen: dict[TillSeat, set[str]] = defaultdict(set)
    for day in days:
        seen[day.till_seat].add(day.key)
    return NamedKeys(effective, _frozen(enrolled), _frozen(seen))


def _frozen(keys: Mapping[TillSeat, set[str]]) -> Keys:
    return {till_seat: frozenset(found) for till_seat, found in keys.items()}
