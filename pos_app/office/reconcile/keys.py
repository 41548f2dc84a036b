"""Which key belongs to which seat, by the office's decisions and the stand packs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pos_app.dayfile.enrolment import TillKey, is_enrolled
from pos_app.office.book_day import BookDay, TillSeat
from pos_app.office.decide.effective_decisions import EffectiveDecisions


def named_keys(
    event: str, days: Iterable[BookDay], effective: EffectiveDecisions
) -> Mapping[TillSeat, frozenset[str]]:
    """The keys (hex) that are known to belong to each seat; other seats have none.

    A decision of the office goes before the stand packs, because it was taken in knowledge of them.
    """
    claims = {(day.till_seat, day.till_id, day.key, day.enrolled) for day in days if day.enrolled}
    enrolled: dict[TillSeat, set[str]] = defaultdict(set)
    for till_seat, till_id, key, signature in sorted(claims, key=str):
        stand, till, seat = till_seat
        whose = TillKey(event, stand, till, seat, till_id, key)
        packs = effective.enrolment_keys.get((stand, till), frozenset())
        if any(is_enrolled(whose, signature, pack) for pack in packs):
            enrolled[till_seat].add(key)
    named = {till_seat: frozenset(keys) for till_seat, keys in enrolled.items()}
    return {**named, **{seat: frozenset((key,)) for seat, key in effective.keys.items()}}
