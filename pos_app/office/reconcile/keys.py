"""Whose key is whose: named by the office's word or by a stand pack, else taken with a warning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pos_app.dayfile.enrolment import TillKey, is_enrolled
from pos_app.office.book_day import BookDay, Seat
from pos_app.office.decide.effective_decisions import EffectiveDecisions


def named_keys(
    event: str, days: Iterable[BookDay], effective: EffectiveDecisions
) -> Mapping[Seat, frozenset[str]]:
    """The keys that are known to be a seat's; a seat that is missing here has none.

    The office's own word goes before the stand packs: it was given knowing of them.
    """
    claims = {(day.place, day.till_id, day.key, day.enrolled) for day in days if day.enrolled}
    enrolled: dict[Seat, set[str]] = defaultdict(set)
    for place, till_id, key, signature in sorted(claims, key=str):
        stand, till, seat = place
        whose = TillKey(event, stand, till, seat, till_id, key)
        packs = effective.enrolment_keys.get((stand, till), frozenset())
        if any(is_enrolled(whose, signature, pack) for pack in packs):
            enrolled[place].add(key)
    named = {place: frozenset(keys) for place, keys in enrolled.items()}
    return {**named, **{place: frozenset((key,)) for place, key in effective.keys.items()}}
